package figure

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// composer makes a link out of what the figure shows: with some controls locked,
// a goal, or alone in a frame of another page.
type composer struct {
	open bool
	// locked are the keys that the link is to lock.
	locked map[string]bool
	// output, op and number are the goal; no goal where output is "". What was
	// typed for a number that cannot be used has a problem.
	output, op, number, problem string
	// ask is the output that is to be predicted first, as links have it.
	ask string
	// view is the picture that the frame shows, as links have it; title and height are the
	// frame's, and tall is what is wrong with the height.
	view, title, height, tall string
}

// noGoal is the choice of no output.
const noGoal = "none"

// frameHeight is the height of a frame until somebody measures it, in pixels.
const frameHeight = "720"

// compose opens or closes the composer.
func (f *Figure) compose() {
	if f.composer.open {
		f.composer = composer{}
		return
	}
	c := composer{open: true, locked: map[string]bool{}, op: "le", ask: f.choice("ask").String(), view: f.choice("view").String(), title: f.heading(), height: frameHeight}
	for _, key := range f.scene.common().Locked() {
		c.locked[key] = true
	}
	if g, ok := f.scene.common().Aim(); ok {
		c.output, c.op, c.number = g.Output, g.Op, strconv.FormatFloat(g.Value, 'f', -1, 64)
	}
	f.composer = c
}

// choice is a field of the scenario that is one of some options.
func (f *Figure) choice(key string) scenario.OptionValue {
	v, _, _ := f.scene.field(key)
	return v.(scenario.OptionValue)
}

// composed takes what is set in the composer.
func (f *Figure) composed(what, text string, on bool) {
	c := &f.composer
	switch name, key, _ := strings.Cut(what, ":"); name {
	case "lock":
		c.locked[key] = on
	case "output":
		if c.output = text; text == noGoal {
			c.output = ""
		}
	case "ask":
		c.ask = text
	case "view":
		c.view = text
	case "op":
		c.op = text
	case "number":
		c.number = text
	case "title":
		c.title = text
	case "height":
		c.height = text
	}
}

// lockable are the keys of the controls that are shown.
func (f *Figure) lockable() []string {
	keys := slices.Clone(f.kind.Main)
	for _, p := range f.drawing.Panels {
		keys = append(append(keys, p.Controls...), p.More...)
	}
	var out []string
	for _, key := range keys {
		if !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// challenge returns the link that the composer makes, for a page or for a frame,
// below the site's base.
func (f *Figure) challenge(framed bool) string {
	s := f.scene.copied()
	common := s.common()
	common.Embed, common.Lock, common.Goal = framed, "", f.composedGoal()
	var locked []string
	for _, key := range f.lockable() {
		if f.composer.locked[key] {
			locked = append(locked, key)
		}
	}
	// All of them are the figure's own.
	_ = s.set("lock", strings.Join(locked, ","))
	_ = s.set("ask", f.composer.ask)
	if framed {
		_ = s.set("view", f.composer.view)
	}
	return s.link()
}

// composedGoal is the composer's goal as links have it, or "".
func (f *Figure) composedGoal() string {
	c := &f.composer
	c.problem = ""
	r, ok := f.output(c.output)
	if c.output == "" || !ok {
		return ""
	}
	n, err := quantity.Parse(c.number, r.Unit)
	if err != nil {
		if strings.TrimSpace(c.number) != "" {
			c.problem = quantity.Sentence(err.Error())
		}
		return ""
	}
	if bareBytes(c.number, n, r) {
		c.problem = wantsUnit(n, r.Unit)
		return ""
	}
	goal := scenario.Goal{Output: c.output, Op: c.op, Value: n}.String()
	of := f.scene.copied()
	if err := of.set("goal", goal); err != nil {
		c.problem = "A goal can be a number up to 10³⁰ that a link can carry."
		return ""
	}
	return goal
}

// snippet is the HTML that puts the figure into another page.
func (f *Figure) snippet() string {
	height := f.composer.height
	f.composer.tall = ""
	if n, err := strconv.Atoi(height); err != nil || n < 100 || n > 5000 {
		f.composer.tall = "A height is a whole number from 100 to 5,000. The frame has " + frameHeight + " until then."
		height = frameHeight
	}
	return `<iframe src="` + html.EscapeString(dom.Origin()+part.URL(f.challenge(true))) + `" title="` + html.EscapeString(f.composer.title) +
		`" width="100%" height="` + height + `" loading="lazy" style="border:0"></iframe>`
}

// composing is the composer's form.
func (f *Figure) composing() markup.Node {
	if !f.composer.open {
		return markup.Node{}
	}
	link, snippet := dom.Origin()+part.URL(f.challenge(false)), f.snippet()
	c := f.composer // with the problem that the link has found
	var locks []markup.Node
	for _, key := range f.lockable() {
		id := f.id("lock-" + key)
		locks = append(locks, markup.El("label", markup.Class("check"), markup.Attr("for", id),
			markup.El("input", markup.Attr("type", "checkbox"), markup.ID(id), markup.Attr("data-compose", "lock:"+key), markup.Attr("value", "1"), markup.Flag("checked", c.locked[key])),
			markup.El("span", markup.Text(f.control(key).Label))))
	}
	outputs := []scenario.Option{{Text: noGoal, Label: "no goal"}}
	for _, r := range f.drawing.Outputs {
		outputs = append(outputs, scenario.Option{Text: r.Name, Label: r.Label})
	}
	views := slices.Clone(f.choice("view").Options)
	views[0].Label = "all pictures"
	return markup.El(
		"section", markup.Class("composer"), markup.Attr("aria-labelledby", f.id("composer")),
		markup.El("h3", markup.ID(f.id("composer")), markup.Class("panel-title"), markup.Attr("tabindex", "-1"), markup.Text("Make a challenge, or embed the figure")),
		markup.El("form", markup.Class("controls"), markup.Attr("autocomplete", "off"), markup.Attr("aria-label", "Challenge"),
			markup.El("fieldset", markup.El("legend", markup.Text("Controls that may not be changed")), markup.List(locks)),
			markup.El("fieldset", markup.Class("goal-of"), markup.El("legend", markup.Text("A goal to reach")),
				f.composeSelect("output", "Number", c.output, outputs),
				f.composeSelect("op", "is to be", c.op, scenario.Comparisons),
				f.composeText("number", "The number, with a unit if you like", c.number, c.problem)),
			f.composeSelect("ask", "To be predicted before it is shown", c.ask, f.choice("ask").Options),
			f.composeOut("link", "The link", link, c.problem),
			markup.El("fieldset", markup.Class("goal-of"), markup.El("legend", markup.Text("In a page of yours")),
				f.composeSelect("view", "Picture", c.view, views),
				f.composeText("title", "Title, for those who cannot see it", c.title, ""),
				f.composeText("height", "Height in pixels", c.height, c.tall)),
			f.composeOut("snippet", "HTML that embeds it", snippet, ""),
		),
	)
}

func (f *Figure) composeSelect(what, label, now string, options []scenario.Option) markup.Node {
	id := f.id("compose-" + what)
	list := make([]markup.Node, len(options))
	for i, o := range options {
		list[i] = markup.El("option", markup.Attr("value", o.Text), markup.Flag("selected", o.Text == now), markup.Text(o.Label))
	}
	return markup.El("div", markup.Class("control"),
		markup.El("label", markup.Attr("for", id), markup.Text(label)),
		markup.El("select", markup.ID(id), markup.Attr("data-compose", what), markup.List(list)))
}

func (f *Figure) composeText(what, label, now, problem string) markup.Node {
	id := f.id("compose-" + what)
	return markup.El("div", markup.Class("control"),
		markup.El("label", markup.Attr("for", id), markup.Text(label)),
		markup.El("input", markup.Attr("type", "text"), markup.ID(id), markup.Attr("data-compose", what), markup.Attr("value", now),
			markup.Attr("aria-describedby", id+"-note"), markup.If(problem != "", markup.Attr("aria-invalid", "true"))),
		markup.El("p", markup.ID(id+"-note"), markup.Class("problem"), markup.Text(problem)))
}

// composeOut shows what came of it, to be copied.
func (f *Figure) composeOut(what, label, text, problem string) markup.Node {
	id, rows := f.id("compose-"+what), "3"
	if what == "snippet" {
		rows = "6" // a phone breaks it often
	}
	return markup.El("div", markup.Class("control"),
		markup.El("label", markup.Attr("for", id), markup.Text(label)),
		markup.El("textarea", markup.ID(id), markup.Attr("rows", rows), markup.Flag("readonly", true), markup.Attr("value", text)),
		markup.El("p", part.Button("", "compose:"+what, "Copy", markup.Flag("disabled", problem != ""))))
}

// takeComposed copies what the composer has made.
func (f *Figure) takeComposed(what string) {
	text := f.snippet()
	if what == "link" {
		text = dom.Origin() + part.URL(f.challenge(false))
	}
	dom.Copy(text, func(ok bool) {
		f.tellEither(ok, "Copied.", "The browser did not allow copying; select the text instead.")
	})
}
