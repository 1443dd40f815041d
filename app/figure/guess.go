package figure

import (
	"math"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
)

// askKey is the key of the output that is to be predicted.
const askKey = "ask"

// guess is a prediction: of which output, what was typed, and what came of it.
type guess struct {
	// about is the output's name; "" where nothing is asked. waits is set until
	// the reader has committed to a number, or given up.
	about string
	waits bool
	// text is what was typed, problem why it cannot be used, said what came of it.
	text, problem, said string
}

// ask starts what the scenario asks.
func (f *Figure) ask() {
	about := f.scene.common().Ask
	f.guess = guess{about: about, waits: about != ""}
}

// asks sets what the scenario asks, also in that on which a control is being edited: the
// next key would bring the old one back.
func (f *Figure) asks(output string) {
	f.scene.common().Ask = output
	if f.edit.key != "" {
		f.edit.from.common().Ask = output
	}
}

// dropAnswered forgets a prediction that was answered: it was about another scenario.
func (f *Figure) dropAnswered() {
	if f.guess.about != "" && !f.guess.waits {
		f.guess = guess{}
		f.asks("")
	}
}

// Recall answers what the figure asks as the reader did on an earlier visit: with
// a number as it was typed, "" for none. One that cannot be used counts as none.
func (f *Figure) Recall(number string) *Figure {
	f.guess.text = number
	if number != "" {
		f.commit()
	}
	if f.guess.waits {
		f.giveUp()
	}
	f.said = "" // it is no news
	return f
}

// checkpoint is the output that a figure in running text asks for, "" for none.
// Its title is the question.
func (f *Figure) checkpoint() string {
	if !f.brief() {
		return ""
	}
	return f.start.common().Ask
}

// output returns the computed number of a name.
func (f *Figure) output(name string) (quantity.Result, bool) {
	if f.live.pass == nil {
		f.draw()
	}
	for _, r := range f.drawing.Outputs {
		if r.Name == name {
			return r, true
		}
	}
	return quantity.Result{}, false
}

// commit takes the number that the reader commits to.
func (f *Figure) commit() {
	r, ok := f.output(f.guess.about)
	if !ok {
		f.uncounted()
		return
	}
	n, err := quantity.Parse(f.guess.text, r.Unit)
	if err != nil {
		f.guess.problem = quantity.Sentence(err.Error())
		return
	}
	if bareBytes(f.guess.text, n, r) {
		f.guess.problem = wantsUnit(n, r.Unit)
		return
	}
	said, truth := quantity.Text(quantity.Real(n), r.Unit), r.Text()
	if r.Unit == quantity.Bytes && !quantity.Bare(f.guess.text) && !strings.ContainsAny(f.guess.text, "iI") {
		// Who writes GB sees GB too.
		said, truth = quantity.BytesBoth(n), quantity.BytesBoth(r.Value.Float())
	}
	f.answer(f.guess.text, "You said "+said+"; it is "+truth+". "+howFar(n, r.Value.Float()))
}

// bareBytes reports whether a number of bytes was typed without a unit, and is so small
// beside the output that some larger unit was meant.
func bareBytes(typed string, n float64, of quantity.Result) bool {
	return of.Unit == quantity.Bytes && n < 1e4 && of.Value.Float() > 1e6 && quantity.Bare(typed)
}

func wantsUnit(n float64, u quantity.Unit) string {
	return "That would be " + quantity.Text(quantity.Real(n), u) + ". Write the unit, as in 5 GiB."
}

// giveUp shows the answer without a number.
func (f *Figure) giveUp() {
	r, ok := f.output(f.guess.about)
	if !ok {
		f.uncounted()
		return
	}
	f.answer("", "It is "+r.Text()+".")
}

// uncounted ends a prediction of what these settings give no number for.
func (f *Figure) uncounted() {
	f.answer("", "With these settings there is no such number: the figure says why.")
}

// answer ends the waiting, says what came of it, and lets who asked know, with the
// number that was committed to.
func (f *Figure) answer(number, said string) {
	f.guess.waits, f.guess.problem, f.guess.said = false, "", said
	f.said = said
	if f.answered != nil {
		f.answered(number)
	}
}

// howFar says how far a guess is off.
func howFar(guess, truth float64) string {
	switch {
	case guess == truth:
		return "Exactly right."
	case truth == 0:
		return "There is none of it."
	case guess == 0:
		return "It is not nothing."
	}
	ratio := guess / truth
	off := math.Abs(ratio - 1)
	switch {
	case off < 0.02:
		return "Right, to " + quantity.Percent(math.Max(off, 1e-4)) + "."
	case ratio > 2:
		return "That is " + quantity.Times(ratio) + " times too much."
	case ratio > 1:
		return "That is " + quantity.Percent(off) + " too much."
	case ratio < 0.5:
		return "The truth is " + quantity.Times(1/ratio) + " times as much."
	default:
		return "That is " + quantity.Percent(off) + " too little."
	}
}

// guessing is the box in which the reader predicts. While it waits, what would
// give the answer away is not shown.
func (f *Figure) guessing() markup.Node {
	g := f.guess
	if g.about == "" {
		return markup.Node{}
	}
	if !g.waits {
		return markup.El(
			"div", markup.Class("guess"),
			markup.El("p", markup.Class("guess-said"), markup.Attr("tabindex", "-1"), markup.Text(g.said)),
			part.Quiet("guess-again", "Predict again"), part.Quiet("guess-end", "Just show it"),
		)
	}
	ask := markup.Node{}
	if f.checkpoint() == "" {
		ask = f.control(askKey).Markup()
	}
	id := f.id("guess")
	note := markup.El("p", markup.ID(id+"-note"), markup.Class("help"), markup.Text("With a unit if you like. Pictures and numbers wait for you."))
	if g.problem != "" {
		note = markup.El("p", markup.ID(id+"-note"), markup.Class("problem"), markup.Attr("role", "alert"), markup.Text(g.problem))
	}
	return markup.El(
		"form", markup.Class("guess controls"), markup.Attr("autocomplete", "off"), f.landmark("Prediction"), do("guess-form"),
		ask,
		markup.El(
			"div", markup.Class("control"),
			markup.El("label", markup.Attr("for", id), markup.Text("Your number")),
			markup.El("input", markup.Attr("type", "text"), markup.ID(id), markup.Attr("data-guess", "1"), markup.Attr("inputmode", "text"),
				markup.Attr("aria-describedby", id+"-note"), markup.If(g.problem != "", markup.Attr("aria-invalid", "true")), markup.Attr("value", g.text)),
			note,
		),
		markup.El("p", markup.Class("guess-do"),
			markup.El("button", markup.Attr("type", "submit"), markup.Class("loud"), markup.Text("Commit")),
			part.Quiet("guess-show", "Show me without a guess")),
	)
}
