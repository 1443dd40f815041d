package attention

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse holds for any text what callers rely on: a mistake says where and
// what, and a rule can be written, read back, counted and said.
func FuzzParse(f *testing.F) {
	for _, p := range Presets() {
		f.Add(p.Rule)
	}
	for _, text := range []string{
		"", " ", "!full", "!!(full)", "causal & windw(3)", "(causal", "causal)", "()", "causal && full", "causal and full",
		"docs(3,1,1,1,2) | !(dilated(2) & dilated(3))", "!global(2) | prefix(0) & chunk(9007199254740991)",
		"window(9007199254740992)", "window(-1)", "window(1.5)", "window(1e3)", "sink(NaN)", "window(\u0663)", "\u202efull", "\xff(",
		"window(3", "docs(1,", "WINDOW ( 3 )\n|\u00a0full", "dilated(2)|dilated(3)|dilated(4)|dilated(5)|dilated(6)|dilated(7)|dilated(8)",
		strings.Repeat("(", 65), strings.Repeat("!", 65) + "full", strings.Repeat("full|", 103), "window(" + strings.Repeat("9", 400) + ")",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse(text)
		if err != nil {
			checkMistake(t, text, err)
			return
		}
		for _, written := range []string{r.String(), r.Compact()} {
			if again := parse(t, written); !reflect.DeepEqual(again, r) || again.String() != r.String() || again.Compact() != r.Compact() {
				t.Fatalf("%q reads as %q", written, again)
			}
		}
		if len(r.Compact()) > 512 {
			t.Fatalf("%d characters are written for a link", len(r.Compact()))
		}
		for _, n := range []int64{0, 1, 2, 17} {
			seen := int64(0)
			for i := range n {
				for j := range n {
					if r.Sees(i, j) {
						seen++
					}
				}
			}
			if got := r.Pairs(n); got != seen {
				t.Fatalf("%q sees %d pairs of %d tokens one by one, and counts %d", r, seen, n, got)
			}
		}
		if s := r.Describe(); s == "" || !utf8.ValidString(s) || utf8.RuneCountInString(s) > 400 {
			t.Fatalf("%q is said in %d characters: %s", r, len(s), s)
		}
		// A length of docs is the most costly: 2 characters become some 45.
		if s := r.MaskMod(17); len(s) > 20_000 || !strings.Contains(s, "\n    return ") || !strings.HasSuffix(s, "Q_LEN=17, KV_LEN=17)\n") {
			t.Fatalf("%q is written in %d characters of Python:\n%s", r, len(s), s)
		}
	})
}

func checkMistake(t *testing.T, text string, err error) {
	t.Helper()
	var mistake *SyntaxError
	switch {
	case !errors.As(err, &mistake):
		t.Fatalf("%q is answered with a %T", text, err)
	case mistake.Column < 1 || mistake.Column > utf8.RuneCountInString(text)+1:
		t.Fatalf("%q has a mistake in column %d", text, mistake.Column)
	case mistake.Message == "" || mistake.Expected == "" || !utf8.ValidString(mistake.Message):
		t.Fatalf("%q is answered with half a mistake: %#v", text, mistake)
	case utf8.RuneCountInString(mistake.Error()) > 300:
		t.Fatalf("%q is answered at length: %s", text, mistake)
	}
}
