package attention

import (
	"regexp"
	"testing"
)

// These are the names of the kinds that a learner looks for, each with its rule
// at 64 tokens and how many pairs that sees, by a formula of its own.
var kinds = map[string]struct {
	rule  expr
	pairs int64
}{
	"bidirectional": {expr{name: "full"}, 64 * 64},
	"causal":        {expr{name: "causal"}, 64 * 65 / 2},
	// 8 for each token; the first 7 miss 7, 6, … 1.
	"sliding window": {and(expr{name: "causal"}, one("window", 8)), 64*8 - 7*8/2},
	// As above; the window has left key 0 behind at token 8, both sinks from 9 on.
	"window with sinks": {and(expr{name: "causal"}, or(one("window", 8), one("sink", 2))), 64*8 - 7*8/2 + 1 + (64-9)*2},
	// 4 chunks, causal in each.
	"chunked": {and(expr{name: "causal"}, one("chunk", 16)), 4 * (16 * 17 / 2)},
	// Causal, and what lies above the diagonal among the first 12.
	"prefix LM": {or(expr{name: "causal"}, one("prefix", 12)), 64*65/2 + 12*11/2},
	// 3 documents, causal in each.
	"packed documents": {and(expr{name: "causal"}, expr{name: "docs", numbers: []int64{24, 16, 24}}), 24*25/2 + 16*17/2 + 24*25/2},
	// 15 for each token, less 7, 6, … 1 at each end; and 2 rows and 2 columns of
	// which the window has all but these: row 0 the last 56, row 1 the last 55.
	"Longformer": {or(one("window", 8), one("global", 2)), 64*15 - 2*(7*8/2) + 2*(56+55)},
	// 4 for each token, less 3, 2, 1; and one more at each multiple of 8 back, of
	// which ⌊i/8⌋ lie in the sequence.
	"dilated": {and(expr{name: "causal"}, or(one("window", 4), one("dilated", 8))), 64*4 - 3*4/2 + 8*(0+1+2+3+4+5+6+7)},
}

func one(name string, n int64) expr { return expr{name: name, numbers: []int64{n}} }

func and(kids ...expr) expr { return expr{name: "&", kids: kids} }

func or(kids ...expr) expr { return expr{name: "|", kids: kids} }

func TestEachKindOfMaskHasItsPreset(t *testing.T) {
	presets := Presets()
	if len(presets) != len(kinds) {
		t.Errorf("%d presets", len(presets))
	}
	seen := map[string]bool{}
	for _, p := range presets {
		kind, ok := kinds[p.Name]
		if !ok || seen[p.Name] {
			t.Errorf("%q is no kind of mask, or is there twice", p.Name)
			continue
		}
		seen[p.Name] = true
		r := parse(t, p.Rule)
		if r.String() != p.Rule {
			t.Errorf("%s is written %q, not %q", p.Name, p.Rule, r)
		}
		d := newDense(kind.rule, 64)
		for k, sees := range d.seen {
			if i, j := int64(k)/64, int64(k)%64; r.Sees(i, j) != sees {
				t.Errorf("%s: Sees(%d, %d) is %v", p.Name, i, j, !sees)
				break
			}
		}
		if dense := d.count(0, 64, 0, 64); dense != kind.pairs || r.Pairs(64) != kind.pairs {
			t.Errorf("%s has %d pairs, %d written out, %d by its formula", p.Name, r.Pairs(64), dense, kind.pairs)
		}
	}
}

// A source is a paper's number, or the key of a published config.
var source = regexp.MustCompile(`\(.*(arXiv \d{4}\.\d{5}|[a-z]+_[a-z_]+ \d+ in its config)\)`)

func TestEachPresetNamesItsSource(t *testing.T) {
	for _, p := range Presets() {
		if !source.MatchString(p.Note) {
			t.Errorf("the note on %s names no source: %s", p.Name, p.Note)
		}
	}
}

func TestPresetsAreSaidInWords(t *testing.T) {
	want := map[string]string{
		"bidirectional":     "Each token sees every token, before and after it.",
		"causal":            "Each token sees itself and every token before it.",
		"sliding window":    "Each token sees the last 8 tokens, itself included.",
		"window with sinks": "Each token sees the last 8 tokens, itself included, and the first 2 tokens, but nothing after itself.",
		"chunked":           "Each token sees its own chunk of 16 tokens, up to itself.",
		"prefix LM":         "Each token sees itself, every token before it, and the first 12 tokens, even where they come after it.",
		"packed documents":  "Each token sees its own document, up to itself. The documents are 24, 16 and 24 tokens long; any more are as long as the last.",
		"Longformer":        "Each token sees itself and up to 7 tokens on either side, and the first 2 tokens, which in turn see every token.",
		"dilated":           "Each token sees the last 4 tokens, itself included, and every 8th token before it.",
	}
	for _, p := range Presets() {
		if got := parse(t, p.Rule).Describe(); got != want[p.Name] {
			t.Errorf("%s is said: %s", p.Name, got)
		}
	}
}

// A caller that changes the list it was given must not change the next one's.
func TestPresetsAreACopy(t *testing.T) {
	Presets()[0].Rule = "changed"
	if Presets()[0].Rule == "changed" {
		t.Error("one caller changes the presets of all")
	}
}
