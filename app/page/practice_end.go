package page

import (
	"strconv"

	"attnexperts/app/exercise"
	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/practice"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// end is the end of a session.
func (r *practiceRoot) end() markup.Node {
	right, done := r.round.Score(r.round.own)
	took := int64(0)
	for _, o := range r.round.own {
		took += o.Took
	}
	return markup.El(
		"div", markup.Class("session-end"),
		markup.El("h2", markup.Attr("tabindex", "-1"), part.IntOutput("score", int64(right), verdictOn(right, done))),
		markup.El(
			"p", markup.Class("lead"),
			markup.Text("It took "+quantity.Plural((took+59_999)/60_000, "minute", "minutes")+". "), markup.Text("Right at first try in a row, by now: "), r.streak(), markup.Text("."),
		),
		markup.El("p", markup.Class("answer-do"), part.Loud("begin", "Another session"), part.Quiet("home", "All of practice")),
		markup.El("div", r.wentWell()),
		markup.El("div", r.lookAgain()),
		markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(r.told)),
	)
}

// verdictOn sums a session up.
func verdictOn(right, done int) string {
	switch {
	case right == done && done == 1:
		return "One exercise, right at first try"
	case right == done:
		return "All " + strconv.Itoa(done) + " right at first try"
	case right == 0 && done == 1:
		return "One exercise, worth another look"
	case right == 0:
		return strconv.Itoa(done) + " exercises, all worth another look"
	}
	return strconv.Itoa(right) + " of " + strconv.Itoa(done) + " right at first try"
}

// wentWell names the kinds of which all exercises were right at first try.
func (r *practiceRoot) wentWell() markup.Node {
	var items []markup.Node
	for _, t := range practice.Tallies(r.round.own) {
		if t.Done > 0 && t.Right == t.Done {
			items = append(items, markup.El("li", markup.El("strong", markup.Text(t.Kind.Name)), markup.Text(": "+strconv.Itoa(t.Right)+" of "+strconv.Itoa(t.Done))))
		}
	}
	if len(items) == 0 {
		return markup.Node{}
	}
	return markup.El("section", markup.El("h3", markup.Text("What went well")), markup.El("ul", markup.List(items)))
}

// lookAgain lists what was missed: the exercise, and where the lesson teaches it.
func (r *practiceRoot) lookAgain() markup.Node {
	if len(r.round.missed) == 0 {
		return markup.Node{}
	}
	items := make([]markup.Node, len(r.round.missed))
	for i, m := range r.round.missed {
		kind, _ := practice.Find(m.Kind)
		e := practice.Make(m.Kind, m.Seed, m.Level)
		items[i] = markup.El(
			"li",
			markup.El("a", markup.Attr("href", part.URL(linkOf(m.Pick))), markup.Text(e.Title)),
			markup.El("span", markup.Text(" · "+kind.Name+", level "+strconv.Itoa(m.Level)+" · taught in ")),
			partOf(kind),
			exercise.Keeping("keep-missed:"+strconv.Itoa(i), "Keep as flashcards", m.kept, m.said),
		)
	}
	return markup.El(
		"section", markup.El("h3", markup.Text("What to look at again")),
		markup.El("ul", markup.Class("look-again"), markup.List(items)),
	)
}

// linkOf is the link of an exercise.
func linkOf(p practice.Pick) string {
	return scenario.PracticeTable.Link((&round{pick: p}).scenario())
}

// partOf leads to the part of the lesson that teaches a kind.
func partOf(k practice.Kind) markup.Node {
	for _, p := range lesson.Parts() {
		if p.Title == k.Part {
			return markup.El("a", markup.Attr("href", part.URL("/#"+p.ID)), markup.Text("“"+p.Title+"”"))
		}
	}
	return markup.El("span", markup.Text("“"+k.Part+"”"))
}

// keepMissed keeps the missed questions of an exercise as flashcards, all or none.
func (r *practiceRoot) keepMissed(which string) {
	i, err := strconv.Atoi(which)
	if err != nil || r.round == nil || i < 0 || i >= len(r.round.missed) || r.round.missed[i].kept {
		return
	}
	d := r.round
	m := d.missed[i]
	e := practice.Make(m.Kind, m.Seed, m.Level)
	var list []recall.Card
	for _, q := range m.questions {
		if q < len(e.Questions) {
			list = append(list, e.Card(q))
		}
	}
	r.keep(list, func(err error) {
		r.told = keptSaid(err)
		if i < len(d.missed) && d.missed[i].Pick == m.Pick {
			d.missed[i].kept, d.missed[i].said = err == nil, r.told
		}
		r.refresh()
	})
}
