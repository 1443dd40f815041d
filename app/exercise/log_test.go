package exercise

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/app/markup"
	"attnexperts/calc/practice"
)

// exact writes a number as one may type it.
func exact(v float64) string { return strconv.FormatFloat(v, 'g', 17, 64) }

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Whatever is done on a sheet of any kind: it can be shown, and doing again what
// its text says shows the same.
func TestASheetIsResumedAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kinds := practice.Kinds()
		e := practice.Make(rapid.SampledFrom(kinds).Draw(t, "kind").Key, uint64(rapid.IntRange(1, 500).Draw(t, "seed")), rapid.IntRange(1, 3).Draw(t, "level"))
		s := New(e)
		for range rapid.IntRange(0, 25).Draw(t, "deeds") {
			switch rapid.IntRange(0, 9).Draw(t, "deed") {
			case 0:
				s.Tip()
			case 1:
				s.Show()
			case 2, 3, 4:
				s.Answer()
			case 5:
				if i := s.Current(); i < len(e.Questions) && e.Questions[i].Kind == practice.Number {
					s.Type(0, exact(e.Questions[i].Value()))
				}
			default:
				s.Type(rapid.IntRange(-1, 6).Draw(t, "row"), rapid.SampledFrom([]string{"", "0", "1", "2", "3", "12 parsecs", "causal", "causal & window(3)", "a,b", "1\n2", "x\xff", "4.29e10"}).Draw(t, "text"))
			}
		}
		again := Resume(e, s.Text())
		if s.Text() != again.Text() || s.Current() != again.Current() {
			t.Fatalf("%q becomes %q", s.Text(), again.Text())
		}
		if a, b := s.Result(5, 6), again.Result(5, 6); a != b {
			t.Fatalf("%+v becomes %+v", a, b)
		}
		if len(strings.Split(s.Text(), "\n")) > maxDeeds/2 {
			t.Fatalf("the text grows: %q", s.Text())
		}
		// What was said last need not be, and what cannot be used is judged again.
		s.said = ""
		for i := range s.questions {
			s.questions[i].problem = ""
		}
		if was, is := s.Markup(markup.Node{}).String(), again.Markup(markup.Node{}).String(); was != is {
			t.Fatalf("%q shows\n%s\nand resumed\n%s", s.Text(), was, is)
		}
	})
}

func TestWhateverIsKeptASheetComesOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := practice.Make("masks", 4, 3)
		text := rapid.StringMatching(`([atsdx] ?[0-9a-z,&()<>]{0,12}\n?){0,40}`).Draw(t, "text")
		s := Resume(e, text)
		s.Markup(markup.Node{})
		s.Answer()
	})
	s := Resume(practice.Make("kv-cache", 1, 1), strings.Repeat("a 3\n", 1_000_000))
	if s.questions[0].tries > maxDeeds {
		t.Errorf("%d deeds were done again", s.questions[0].tries)
	}
}
