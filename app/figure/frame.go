package figure

import (
	"slices"
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/scenario"
)

// id returns the id of a thing inside the figure.
func (f *Figure) id(name string) string { return f.prefix + f.kind.Name + "-" + name }

// heading is the element of a figure's title: in running text it is no heading,
// since what follows the figure does not belong under it.
func heading(own bool) string {
	if own {
		return "h2"
	}
	return "p"
}

// pictureFirst reports whether the first picture stands before the controls and
// numbers of all of them: a page that begins with a picture says what it is about.
func (f *Figure) pictureFirst() bool { return f.kind.First != "" && f.whole() }

// opening has the control by which the first picture is chosen, where that comes first.
func (f *Figure) opening() markup.Node {
	if !f.pictureFirst() {
		return markup.Node{}
	}
	return markup.El("div", markup.Class("fig-opens"), f.form("the "+f.kind.First, []string{f.kind.First}, nil))
}

// main has what concerns all pictures: its controls, numbers and sentence.
// Where another page shows one picture it is folded away.
func (f *Figure) main() markup.Node {
	if len(f.kind.Main) == 0 || f.brief() {
		return markup.Node{}
	}
	if !f.whole() {
		summary := f.kind.Summary
		if summary == "" {
			summary = "The model, the device, and all numbers"
		}
		return markup.El(
			"details", markup.Class("fig-whole more"), markup.Flag("open", f.guess.waits),
			markup.El("summary", markup.Text(summary)),
			f.form("all pictures", f.kind.Main, nil), f.drawing.Numbers,
		)
	}
	title, keys := markup.Node{}, f.kind.Main
	if f.pictureFirst() {
		title = markup.El("h3", markup.Class("panel-title"), markup.Text(f.kind.Rest))
		keys = slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return key == f.kind.First })
	}
	return markup.El(
		"div", markup.Class("fig-whole"),
		title, f.form("all pictures", keys, nil), f.drawing.Numbers,
		markup.El("p", markup.Class("sentence"), markup.Text(part.Typeset(f.drawing.Sentence))),
	)
}

// panel is one picture with what belongs to it.
func (f *Figure) panel(p Panel, class string, titled bool) markup.Node {
	if f.brief() {
		return f.briefPanel(p)
	}
	title := markup.Node{}
	if titled {
		title = markup.El("h3", markup.ID(f.id("panel-"+p.Name)), markup.Class("panel-title"), markup.Text(p.Question))
	}
	look, words := []markup.Node{f.picture(p), f.player(p)}, f.words(p)
	hand := []markup.Node{f.form(p.Question, p.Controls, p.More), p.Numbers}
	if p.Numbers.IsZero() && len(p.Controls) < 3 {
		// There is room beside the picture for what is said about it.
		hand = append(words, hand...)
	} else {
		look = append(look, words...)
	}
	return markup.El(
		"div", markup.Class(class),
		title,
		markup.El(
			"div", markup.Class("fig-body"),
			markup.El("div", markup.Class("fig-look"), markup.List(look)),
			markup.El("div", markup.Class("fig-hand"), markup.List(hand)),
		),
		f.takeAway(p),
	)
}

// words are what is said about a picture.
func (f *Figure) words(p Panel) []markup.Node {
	return []markup.Node{
		f.pointed(p),
		markup.El("ul", markup.Class("legend"), markup.Attr("aria-label", "Colours"), markup.List(p.Legend)),
		markup.El("p", markup.Class("sentence"), markup.Text(part.Typeset(p.Sentence))),
	}
}

// picture is the drawing with what is pointed at marked on it, and said by the
// element that is pointed with.
func (f *Figure) picture(p Panel) markup.Node {
	at := f.pointing(p.Name)
	picture := p.Picture
	if at.Text != "" {
		picture = picture.Change(
			func(n markup.Node) bool { return n.Get("data-point") == f.at.what },
			func(n markup.Node) markup.Node {
				n = n.Put("aria-valuetext", at.Text)
				if at.Counted {
					n = n.Put("aria-valuenow", digits(at.Now))
				}
				return n
			})
	}
	if at.Mark.IsZero() {
		return picture.With(markup.El("g"))
	}
	return picture.With(at.Mark)
}

// read reads what is pointed at.
func (f *Figure) read() {
	f.reading = Pointed{}
	if f.at != nil {
		f.reading = f.scene.point(f.at.what, f.at.Place)
	}
}

// pointing returns what is pointed at in a picture.
func (f *Figure) pointing(panel string) Pointed {
	if f.reading.Panel == panel {
		return f.reading
	}
	return Pointed{}
}

// pointed says what is pointed at. Its line is there when nothing is, so that
// nothing jumps.
func (f *Figure) pointed(p Panel) markup.Node {
	text := part.Typeset(p.Hint)
	if at := f.pointing(p.Name); at.Text != "" {
		text = at.Text
	}
	return markup.El("p", markup.Class("pointed"), markup.Text(text))
}

// form has controls that concern something: the main ones, and the others
// folded.
func (f *Figure) form(about string, main, more []string) markup.Node {
	if len(main) == 0 {
		return markup.Node{}
	}
	folded := markup.Node{}
	if len(more) > 0 {
		folded = markup.El(
			"details", markup.Class("more"), markup.Flag("open", f.guess.waits && f.differs(more)),
			markup.El("summary", markup.Text("More settings")),
			markup.List(f.controls(more)),
		)
	}
	return markup.El(
		"form", markup.Class("controls"), markup.Attr("autocomplete", "off"),
		f.landmark("Settings: "+about), markup.List(f.controls(main)), folded,
	)
}

// landmark names a form where the figure is the page's subject, which makes it a
// place that a screen reader leads to. In running text it is none: twenty figures
// would have as many of the same name.
func (f *Figure) landmark(name string) markup.Item {
	return markup.If(f.own, markup.Attr("aria-label", name))
}

func (f *Figure) controls(keys []string) []markup.Node {
	out := make([]markup.Node, len(keys))
	for i, k := range keys {
		out[i] = f.controlMarkup(k)
	}
	return out
}

// madeControl is a control that was made.
type madeControl struct {
	looks  part.Looks
	markup markup.Node
}

// controlMarkup makes a key's control, unless it looks as it did.
func (f *Figure) controlMarkup(key string) markup.Node {
	c := f.control(key)
	looks, ok := c.Looks()
	if made := f.made[key]; ok && made.looks == looks {
		return made.markup
	}
	made := madeControl{looks, c.Markup()}
	if ok {
		f.made[key] = made
	}
	return made.markup
}

// control is a key's control, with what is being typed into it.
func (f *Figure) control(key string) part.Control {
	c := f.scene.control(key, f.prefix)
	if text, ok := f.typed[key]; ok {
		c.Text = text
	}
	c.Problem = f.problem[key]
	locked := f.scene.common().Locked()
	// What a locked model decides cannot be set without letting go of it.
	_, decided := c.Value.(scenario.FixedValue)
	c.Locked = slices.Contains(locked, key) || decided && slices.Contains(locked, "model")
	return c
}

// takeAway is the row of what can be taken away of one picture, and its numbers
// where they are asked for.
func (f *Figure) takeAway(p Panel) markup.Node {
	return markup.El("div", markup.Class("take"), markup.List(f.takes(p)), f.table(p))
}

func (f *Figure) takes(p Panel) []markup.Node {
	return []markup.Node{
		part.Quiet("svg:"+p.Name, "Save SVG"),
		part.Quiet("table:"+p.Name, "Data", markup.Attr("aria-expanded", strconv.FormatBool(f.tables[p.Name]))),
	}
}

func (f *Figure) table(p Panel) markup.Node {
	if !f.tables[p.Name] {
		return markup.Node{}
	}
	return markup.El("div", markup.Class("data"), p.Table().Markup(p.Question), part.Quiet("csv:"+p.Name, "Save as CSV"))
}

// bar is the quiet row of what can be done with a figure as a whole; in running
// text, where there is one picture, with that as well.
func (f *Figure) bar() markup.Node {
	var full, take, table markup.Node
	if p := f.drawing.Panels[0]; f.brief() {
		take, table = markup.El("span", markup.Class("take"), markup.List(f.takes(p))), f.table(p)
	}
	if alone := f.scene.common().Embed; !f.own || alone {
		whole := f.scene.copied()
		whole.common().Embed = false
		full = markup.El("a", markup.Class("quiet"), markup.Attr("href", part.URL(whole.link())), markup.If(alone, markup.Attr("target", "_blank")), markup.Text("Full page"))
	} else {
		full = part.Quiet("challenge", "Make a challenge", markup.Attr("aria-expanded", strconv.FormatBool(f.composer.open)))
	}
	return markup.El(
		"div", markup.Class("bar"),
		part.Quiet("share", "Share"), part.Quiet("reset", "Reset"), full, take,
		markup.El("span", markup.Class("bar-said"), markup.Attr("role", "status"), markup.Text(f.live.told)),
		markup.El("span", markup.If(f.guess.about == "", part.Quiet("guess", "Predict first"))),
		table,
	)
}

// do marks a button with what it does; act.go carries it out.
func do(action string) markup.Item { return markup.Attr("data-do", action) }
