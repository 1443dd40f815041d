package exercise

import (
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/calc/practice"
)

// caching is a fresh sheet of three questions for numbers.
func caching() *Sheet { return New(practice.Make("kv-cache", 7, 1)) }

// answer types something and submits it.
func answer(s *Sheet, text string) practice.Outcome {
	s.Type(0, text)
	return s.Answer()
}

// look is the sheet's text as it is on the screen.
func look(s *Sheet) string { return s.Markup(markup.Node{}).String() }

// right types the right answer to the current question, worked out of what the
// exercise says of itself.
func right(t *testing.T, s *Sheet) {
	t.Helper()
	q := s.Exercise.Questions[s.Current()]
	switch q.Kind {
	case practice.Matrix:
		for row, option := range q.Chosen() {
			s.Type(row, string(rune('0'+option)))
		}
	case practice.Number:
		s.Type(0, exact(q.Value()))
	case practice.Rule:
		s.Type(0, q.Right())
	default:
		s.Type(0, string(rune('0'+q.Chosen()[0])))
	}
	if s.Answer() != practice.Right {
		t.Fatalf("%s %d: the right answer to %q is not right: %s", s.Exercise.Kind, s.Exercise.Seed, q.Ask, look(s))
	}
}

func TestRightAnswersLeadFromQuestionToQuestion(t *testing.T) {
	s := caching()
	for i := range s.Exercise.Questions {
		if s.Current() != i || s.Done() {
			t.Fatalf("question %d is asked after %d", s.Current(), i)
		}
		if got := strings.Count(look(s), `class="question"`); got != i+1 {
			t.Errorf("at question %d there are %d: a later one gives an earlier one away", i, got)
		}
		if strings.Contains(look(s), "Open the figure") != (i > 0) {
			t.Errorf("at question %d the solution is shown too early, or not at all", i)
		}
		right(t, s)
	}
	if r := s.Result(1234, 99); !s.Done() || !r.First || r.Hints != 0 || r.Took != 1234 || r.When != 99 || r.Kind != "kv-cache" || r.Seed != 7 || r.Level != 1 {
		t.Errorf("the result is %+v", r)
	}
	if !strings.Contains(look(s), "Right at first try") || s.Focus() != ".exercise-end [tabindex]" {
		t.Error("the end does not say so")
	}
}

// Answers that are none: said so at the field, nothing lost, nothing counted,
// nothing given away.
func TestUnusableAnswersDoNotCount(t *testing.T) {
	for text, said := range map[string]string{
		"": "othing was typed", "many": "is not a number", "-5": "below 0", "1" + strings.Repeat("0", 400): "longer than a number", "1e400": "larger than any number",
		"1e": "is not", "12 parsecs": "not a unit", "<script>alert(1)</script>": "is not a number",
	} {
		s := caching()
		if got := answer(s, text); got != practice.Unusable {
			t.Errorf("%.20q is taken as %v", text, got)
			continue
		}
		html := look(s)
		if !strings.Contains(html, said) || !strings.Contains(html, "does not count") || !strings.Contains(s.said, said) {
			t.Errorf("%.20q is answered by %q", text, s.said)
		}
		if !strings.Contains(html, `aria-invalid="true"`) || strings.Contains(html, "<script") {
			t.Errorf("%.20q: the field is not marked, or holds an element", text)
		}
		if len(text) > 0 && !strings.Contains(html, ` value="`) {
			t.Errorf("%.20q is lost", text)
		}
		if strings.Contains(html, "Show the solution") || strings.HasPrefix(s.Text(), "a ") {
			t.Errorf("%.20q counts as a try", text)
		}
		for range s.Exercise.Questions {
			right(t, s)
		}
		if !s.Result(0, 0).First {
			t.Errorf("after %.20q it is not right at first try any more", text)
		}
	}
}

func TestAKnownMistakeIsNamed(t *testing.T) {
	s := New(practice.Make("windows", 3, 1))
	for s.Exercise.Questions[s.Current()].Key != "reach" {
		right(t, s)
	}
	q := s.Exercise.Questions[s.Current()]
	// The likely mistake: layers times the window, its own token counted again.
	window := strings.Fields(strings.TrimPrefix(s.Exercise.Title, "A window of "))[0]
	layers := q.Ask[strings.LastIndex(q.Ask, "after ")+6 : strings.LastIndex(q.Ask, " layers")]
	if got := answer(s, exact(number(t, window)*number(t, layers))); got != practice.Wrong {
		t.Fatalf("layers × window is %v", got)
	}
	if html := look(s); !strings.Contains(html, "for it counts the token itself") || !strings.Contains(html, "Show the solution") || !strings.Contains(s.said, "counts the token itself") {
		t.Errorf("the mistake is not named: %s", s.said)
	}
	right(t, s)
	if r := s.Result(0, 0); r.First || len(s.Missed()) != 1 {
		t.Errorf("it counts as right at first try: %+v, missed %v", r, s.Missed())
	}
	if html := look(s); !strings.Contains(html, "look at question") || strings.Count(html, "<details class=\"worked more\" open>") != 1 {
		t.Error("the missed question's solution is not unfolded")
	}
}

func TestATipAndAShownSolutionAreHelp(t *testing.T) {
	s := caching()
	s.Tip()
	if !strings.Contains(look(s), "A tip: ") || strings.Contains(look(s), `data-do="tip:0"`) || s.said == "" {
		t.Error("the tip is not shown, or offered again")
	}
	s.Tip()
	right(t, s)
	s.Show()
	if got := s.Exercise.Questions[1].Right(); !strings.Contains(look(s), "The answer: ") || !strings.Contains(s.said, got) {
		t.Errorf("the answer %s is not shown: %s", got, s.said)
	}
	right(t, s)
	s.Show() // there is nothing left to show
	if r := s.Result(0, 0); r.First || r.Hints != 1 || len(s.Missed()) != 2 {
		t.Errorf("%+v, missed %v", r, s.Missed())
	}
}

func TestTheSameWordsTwiceAreSaidTwice(t *testing.T) {
	s := caching()
	answer(s, "3")
	first := s.said
	answer(s, "3")
	if s.said == first || strings.TrimSpace(strings.Trim(s.said, "\u00a0")) != first {
		t.Errorf("%q after %q", s.said, first)
	}
}

func TestFlashcardsAreOfferedForWhatWasMissedOnly(t *testing.T) {
	s := caching()
	s.Keeps = true
	right(t, s)
	answer(s, "3")
	s.Show()
	right(t, s)
	if html := look(s); strings.Count(html, "Keep as a flashcard") != 1 || !strings.Contains(html, `data-do="keep:1"`) {
		t.Error("the second question alone was missed")
	}
	s.Kept(1, false, "No room.")
	if html := look(s); !strings.Contains(html, ">Keep as a flashcard</button><span>No room.</span>") || s.HasKept(1) {
		t.Error("it cannot be tried again")
	}
	s.Kept(1, true, "It waits.")
	s.Kept(9, true, "There is no such question.")
	// The button stays, so that the focus does.
	if html := look(s); strings.Contains(html, "Keep as a flashcard") || !strings.Contains(html, `aria-disabled="true"`) || !strings.Contains(html, `data-do="keep:1"`) || !strings.Contains(html, ">Kept</button><span>It waits.</span>") || !s.HasKept(1) || s.HasKept(9) {
		t.Error("it does not say that it was kept")
	}
}
