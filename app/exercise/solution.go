package exercise

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/practice"
)

// closed is a question that is over: the answer, and the way to it.
func (s *Sheet) closed(i int) markup.Node {
	q, is := s.Exercise.Questions[i], s.questions[i]
	verdict := markup.El("p", markup.Class("ruling is-right"), sign("✓"), markup.El("strong", rich(is.verdict.Text)))
	if is.shown {
		verdict = markup.El("p", markup.Class("ruling is-shown"), sign("→"), markup.El("strong", markup.Text("The answer: ")), s.answer(i))
	} else if q.Kind == practice.Choice || q.Kind == practice.Line {
		verdict = verdict.With(markup.Text(" "), s.answer(i))
	}
	return markup.El(
		"div", markup.Class("solved"),
		markup.El("p", markup.Class("ask"), rich(q.Ask)),
		markup.El("div", verdict),
		markup.El("div", chosen(q)),
		s.worked(i),
		markup.El("div", s.keeping(i)),
	)
}

// answer is the right answer in words, where it is not shown in its place.
func (s *Sheet) answer(i int) markup.Node {
	q := s.Exercise.Questions[i]
	switch q.Kind {
	case practice.Matrix:
		return markup.El("span", markup.Text("One in each row, as below."))
	case practice.Line:
		return markup.El("span", markup.Text("Line "+strconv.Itoa(q.Chosen()[0]+1)+"."))
	case practice.Rule:
		return markup.El("code", markup.Text(q.Right()))
	}
	return markup.El("span", rich(q.Right()))
}

// chosen shows what was right among what could be chosen: the line of a
// calculation in its place, the options of a matrix.
func chosen(q practice.Question) markup.Node {
	switch q.Kind {
	case practice.Line:
		lines := make([]markup.Node, len(q.Options))
		for k, text := range q.Options {
			line := markup.El("code", markup.Text(plain(text)))
			if k == q.Chosen()[0] {
				line = markup.El("mark", line)
			}
			lines[k] = markup.El("li", line)
		}
		return markup.El("ol", markup.Class("code marked-lines"), markup.Attr("tabindex", "0"), markup.Attr("aria-label", "The lines, the wrong one marked"), markup.List(lines))
	case practice.Matrix:
		rows := make([][]string, len(q.Rows))
		for r, name := range q.Rows {
			rows[r] = []string{name, q.Options[q.Chosen()[r]]}
		}
		return table([]string{"", "Right"}, rows)
	}
	return markup.Node{}
}

// worked is the solution step by step, unfolded where the question was missed.
func (s *Sheet) worked(i int) markup.Node {
	q, is := s.Exercise.Questions[i], s.questions[i]
	steps := make([]markup.Node, len(q.Steps))
	for k, step := range q.Steps {
		sum := markup.Node{}
		if step.Sum != "" {
			sum = markup.El("span", markup.Class("sum"), rich(step.Sum))
		}
		steps[k] = markup.El("li", markup.El("span", rich(step.Text)), sum)
	}
	link := markup.Node{}
	if q.Link != "" {
		link = markup.El("p", markup.El("a", markup.Attr("href", part.URL(q.Link)), markup.Text("Open the figure at this")))
	}
	return markup.El(
		"details", markup.Class("worked more"), markup.Flag("open", is.missed),
		markup.El("summary", markup.Text("How it is worked out")),
		markup.El("ol", markup.Class("steps"), markup.List(steps)),
		link,
	)
}

// keeping offers to keep a question that was missed as a flashcard.
func (s *Sheet) keeping(i int) markup.Node {
	is := s.questions[i]
	if !s.Keeps || !is.missed {
		return markup.Node{}
	}
	return Keeping("keep:"+strconv.Itoa(i), "Keep as a flashcard", is.kept, is.card)
}

// Keeping is a button that keeps something as flashcards, and what became of it.
// Once that is done the button says so and does no more, but stays: who pressed
// it is still there.
func Keeping(do, label string, kept bool, said string) markup.Node {
	if kept {
		label = "Kept"
	}
	button := part.Quiet(do, label, markup.Attr("aria-disabled", strconv.FormatBool(kept)))
	return markup.El("p", markup.Class("keeping"), button, markup.El("span", markup.Text(said)))
}
