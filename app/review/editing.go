package review

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

const isServer = app.IsServer

// The units that an answer may have.
var answerUnits = []choice{
	{anyOf, "a plain number"},
	{string(quantity.Bytes), "bytes"},
	{string(quantity.FLOPs), "FLOPs"},
	{string(quantity.Parameters), "parameters"},
	{string(quantity.Tokens), "tokens"},
	{string(quantity.PerSecond), "tokens/s"},
	{string(quantity.Bandwidth), "bytes/s"},
	{string(quantity.Speed), "FLOPs/s"},
	{string(quantity.Intensity), "FLOPs/byte"},
	{string(quantity.Seconds), "seconds"},
	{string(quantity.Ratio), "×"},
}

// editing is the card that is being written, with how it will look.
func (b *Box) editing() markup.Node {
	e := b.edit
	title := "Write a card"
	if e.was.ID != "" {
		title = "Change a card"
	}
	problem := markup.Node{}
	if e.problem != "" {
		problem = markup.El("p", markup.Class("problem"), markup.Attr("role", "alert"), markup.Text(e.problem))
	}
	save := "Save"
	if e.saving {
		save = "Saving…"
	}
	return markup.El(
		"section", markup.Class("card-editor"), markup.Attr("aria-labelledby", "edit-title"),
		heading("edit-title", title),
		markup.El(
			"div", markup.Class("edit-body"),
			e.form(),
			markup.El("div", markup.Class("edit-look"),
				markup.El("h3", markup.Text("As it will be asked")),
				markup.El("div", markup.Class("card-face"), b.looks())),
		),
		markup.El("div", markup.Class("control edit-problem"), markup.Attr("tabindex", "-1"), problem),
		markup.El("p", markup.Class("do"), part.Loud("set:save", save, markup.Flag("disabled", e.saving)), part.Quiet("close", "Close without saving")),
		markup.El("div", e.standing(b)),
	)
}

// looks is the card as it will be asked and answered.
func (b *Box) looks() markup.Node {
	c := b.edit.card
	if c.Kind == recall.Cloze && c.Gap == 0 {
		if gaps := recall.GapNumbers(c.Front); len(gaps) > 0 {
			c.Gap = gaps[0]
		}
	}
	if written, err := b.edit.written(); err == nil {
		c.Answer = written.Answer
	} else if c.Kind == recall.Numeric {
		c.Kind = recall.Basic // there is no number to show yet
	}
	if c.Kind == recall.Picture && !linkWorks(c.Link) {
		c.Link = ""
	}
	return markup.El("div", b.faces.question(c), markup.El("hr"), b.faces.answer(c))
}

// linkWorks reports whether a card may have a link.
func linkWorks(link string) bool {
	c := recall.Card{ID: "x", Kind: recall.Basic, Front: "x", Link: link}
	return c.Validate() == nil
}

// form has the card's texts.
func (e *editor) form() markup.Node {
	c := e.card
	kinds := make([]choice, 0, 5)
	for _, k := range recall.CardKinds() {
		kinds = append(kinds, choice{string(k), kindName(k)})
	}
	area := func(name, text string, rows int64) markup.Node {
		return markup.El("textarea", markup.ID("card-"+name), markup.Attr("name", name), markup.Attr("value", text), markup.Int("rows", rows), markup.Attr("aria-describedby", "card-"+name+"-note"))
	}
	line := func(name, text string) markup.Node {
		return markup.El("input", markup.Attr("type", "text"), markup.ID("card-"+name), markup.Attr("name", name), markup.Attr("value", text), markup.Attr("autocapitalize", "none"),
			markup.Attr("aria-describedby", "card-"+name+"-note"))
	}
	help := func(name, text string) markup.Node {
		return markup.El("p", markup.ID("card-"+name+"-note"), markup.Class("help"), markup.Text(text))
	}
	front := "What it asks. <b>, <i>, <code>, <sub> and <sup> are understood, a new line stays one; anything else is shown as it is."
	if c.Kind == recall.Cloze {
		front = "Hide what is asked: A window of W sees {{c1::W}} tokens. A hint may follow: {{c1::W::a letter}}. Each number of a gap makes a card."
	}
	link := "Such as /mask/#v=1&tokens=32, or as a figure’s Share button copies it. It opens from the answer."
	if c.Kind == recall.Picture {
		link = "Such as /mask/#v=1&tokens=32, or as a figure’s Share button copies it. This figure is the picture that the card asks with."
	}
	number := markup.Node{}
	if c.Kind == recall.Numeric {
		unit := string(c.Answer.Unit)
		number = markup.El("div", markup.Class("edit-number"),
			field("value", "The number", line("value", e.value), help("value", "As you would type it: 5 GiB, 1,024, 8.03 billion.")),
			field("unit", "Its unit", selection("unit", answerUnits, unit)),
			field("within", "How far off it may be, in percent", line("within", e.within), help("within", "0 wants it exactly.")))
	}
	return markup.El(
		"form", markup.Class("controls"), markup.Attr("data-do", "set:save"), markup.Attr("autocomplete", "off"), markup.Attr("aria-label", "The card"),
		field("kind", "Kind", selection("kind", kinds, string(c.Kind))),
		field("front", "Front", area("front", c.Front, 4), help("front", front)),
		markup.El("div", number),
		field("back", "Back", area("back", c.Back, 4), help("back", "What it answers, or what is added to the answer.")),
		field("link", "Link to a figure of this site", line("link", c.Link), help("link", link)),
		field("tags", "Tags", line("tags", e.tags), help("tags", "Words with spaces between.")),
		field("source", "Source", line("source", c.Source), help("source", "Where the fact is from.")),
	)
}

// standing says how the card stands, and offers what else can be done with it.
func (e *editor) standing(b *Box) markup.Node {
	v, ok := b.book.State().Card(e.was.ID)
	if !ok {
		return markup.Node{}
	}
	a := b.book.Author()
	today := recall.DayOf(a.At, a.Zone, b.book.State().Settings().DayStart)
	state, due := standing(v, a.At, today)
	m := v.Memory
	said := joined(state, due, some(m.Reps, "review", "reviews"), some(m.Lapses, "time forgotten", "times forgotten"), partTitle(v.Part))
	if m.Reps > 0 {
		said = joined(said, "stability "+quantity.Times(float64(m.Stability))+" days", "difficulty "+quantity.Times(float64(m.Difficulty))+" of 10")
	}
	remove, rest := part.Quiet("set:delete", "Delete"), part.Quiet("set:suspend", "Suspend")
	if v.Deleted {
		remove = part.Quiet("set:undelete", "Bring it back")
	}
	if v.Suspended {
		rest = part.Quiet("set:resume", "Ask it again")
	}
	return markup.El("div", markup.Class("edit-standing"),
		para("help", "This card: "+said+"."),
		markup.El("p", markup.Class("do"), rest, part.Quiet("set:bury", "Not today"), remove))
}
