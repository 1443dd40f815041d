package exercise

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/practice"
)

// Markup returns the exercise as it stands. After is what the page puts at its
// end once it is done: what to do next.
func (s *Sheet) Markup(after markup.Node) markup.Node {
	e := s.Exercise
	kind, _ := practice.Find(e.Kind)
	given := make([]markup.Node, len(e.Text))
	for i, b := range e.Text {
		given[i] = block(b)
	}
	var asked []markup.Node
	for i := range s.questions {
		asked = append(asked, s.question(i))
		if !s.questions[i].over() {
			break // what comes later may give this one away
		}
	}
	return markup.El(
		"article", markup.Class("exercise"), markup.Attr("aria-labelledby", "exercise-title"),
		markup.El("h2", markup.ID("exercise-title"), markup.Attr("tabindex", "-1"), rich(e.Title)),
		markup.El("p", markup.Class("exercise-kind"), markup.Text(kind.Name+" · level "+strconv.Itoa(e.Level)+" of "+strconv.Itoa(practice.MaxLevel))),
		markup.El("div", markup.Class("given"), markup.List(given)),
		markup.El("div", markup.Class("questions"), markup.List(asked)),
		s.end(after),
		markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(s.said)),
	)
}

// question is one of the questions, open or over.
func (s *Sheet) question(i int) markup.Node {
	number := markup.Node{}
	if of := len(s.questions); of > 1 {
		number = markup.El("p", markup.Class("question-number"), markup.Text("Question "+strconv.Itoa(i+1)+" of "+strconv.Itoa(of)))
	}
	look := s.open(i)
	if s.questions[i].over() {
		look = s.closed(i)
	}
	return markup.El("section", markup.Class("question"), markup.Attr("aria-label", "Question "+strconv.Itoa(i+1)), number, look)
}

// open is a question that waits for its answer.
func (s *Sheet) open(i int) markup.Node {
	q, tip, tipped := s.questions[i], s.Exercise.Questions[i].Tip, markup.Node{}
	if q.tip {
		counts := ""
		if q.tries == 0 {
			counts = " With it, this question does not count as right at first try."
		}
		tipped = markup.El("p", markup.Class("tip"), markup.El("strong", markup.Text("A tip: ")), rich(tip), markup.Text(counts))
	}
	// A press says which question it is about: a second one that comes before the
	// screen has changed is not about the next.
	about := ":" + strconv.Itoa(i)
	return markup.El(
		"form", markup.Class("answering controls"), markup.Attr("autocomplete", "off"), markup.Attr("data-do", "answer"+about),
		s.control(i),
		markup.El("div", s.judgement(i)),
		markup.El("div", tipped),
		markup.El(
			"p", markup.Class("answer-do"),
			markup.El("button", markup.Attr("type", "submit"), markup.Class("loud"), markup.Text("Check")),
			markup.El("span", markup.If(!q.tip && tip != "", part.Quiet("tip"+about, tipLabel(q.tries)))),
			markup.El("span", markup.If(q.tip || q.tries > 0 || tip == "", part.Quiet("show"+about, "Show the solution"))),
		),
	)
}

// tipLabel is what is pressed for a tip, and says what that costs, if anything still.
func tipLabel(tries int) string {
	if tries == 0 {
		return "A tip (costs the first try)"
	}
	return "A tip"
}

// judgement is what was said to the last answer, where it could be used and is wrong.
func (s *Sheet) judgement(i int) markup.Node {
	q := s.questions[i]
	if q.verdict.Outcome != practice.Wrong {
		return markup.Node{}
	}
	hint := markup.Node{}
	if q.verdict.Hint != "" {
		hint = markup.El("p", rich(q.verdict.Hint))
	}
	return markup.El(
		"div", markup.Class("ruling is-wrong"),
		markup.El("p", sign("✗"), markup.El("strong", rich(q.verdict.Text))),
		hint,
		markup.El("p", markup.Class("again"), markup.Text("Try again, or look at the solution.")),
	)
}

// sign stands before a verdict for those who see it; the words say the same.
func sign(s string) markup.Node {
	return markup.El("span", markup.Class("sign"), markup.Attr("aria-hidden", "true"), markup.Text(s))
}

// end says what became of the exercise, and has what comes after it.
func (s *Sheet) end(after markup.Node) markup.Node {
	if !s.Done() {
		return markup.El("div")
	}
	said := "Right at first try"
	if missed := s.Missed(); len(missed) > 0 {
		said = "Done, not at first try"
		if len(s.questions) > 1 && len(missed) < len(s.questions) {
			numbers := make([]string, len(missed))
			for i, m := range missed {
				numbers[i] = strconv.Itoa(m + 1)
			}
			said = "Done; look at question " + strings.Join(numbers, " and ") + " again"
		}
	}
	return markup.El(
		"div",
		markup.El("div", markup.Class("exercise-end"), markup.El("h3", markup.Attr("tabindex", "-1"), markup.Text(said)), after),
	)
}
