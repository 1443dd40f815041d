package figure

import (
	"unicode"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/scenario"
)

// Figure is one figure on a page: a Kind with a scenario.
type Figure[S any] struct {
	app.Compo

	kind          *Kind[S]
	title, prefix string
	own           bool

	s       S
	start   S
	notices []scenario.Notice
	// typed holds what stands in a control while it is being edited, and
	// problem why it cannot be used, by key.
	typed, problem map[string]string

	drawing Drawing
	drawn   bool
	at      *Place
	said    string

	live live
}

// New returns a figure of a kind that starts with the scenario of a link's
// fragment. An own figure is the page's subject: the address bar follows it.
// The prefix makes the ids of several figures on one page differ.
func New[S any](kind *Kind[S], fragment, prefix string, own bool) *Figure[S] {
	f := &Figure[S]{kind: kind, title: kind.Question, prefix: prefix, own: own}
	f.open(fragment)
	f.start = f.s
	return f
}

// Titled gives the figure a title of its own instead of its kind's question.
func (f *Figure[S]) Titled(title string) *Figure[S] {
	f.title = title
	return f
}

// open takes over the scenario of a fragment.
func (f *Figure[S]) open(fragment string) {
	f.s, f.notices = f.kind.Table.Parse(fragment)
	f.forget()
}

// forget drops what was typed and drawn, so that all follows the scenario.
func (f *Figure[S]) forget() {
	f.typed, f.problem = map[string]string{}, map[string]string{}
	f.drawn = false
}

// set takes the text of a control.
func (f *Figure[S]) set(key, text string) {
	delete(f.problem, key)
	f.typed[key] = text
	if err := f.kind.Table.Set(&f.s, key, text); err != nil {
		f.problem[key] = problemText(err)
		return
	}
	f.drawn = false
	f.said = ""
}

// problemText says at a control what it takes. The text itself stands in the
// control and need not be repeated.
func problemText(err error) string {
	if r, ok := err.(*scenario.Refusal); ok {
		return capital(r.Allowed) + "."
	}
	return capital(err.Error()) + "."
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// Render implements app.Composer.
func (f *Figure[S]) Render() app.UI {
	f.live.shown = f.Markup()
	return f.live.shown.UI()
}

// Markup implements markup.Component.
func (f *Figure[S]) Markup() markup.Node {
	if !f.drawn {
		f.drawing, f.drawn = f.kind.Draw(f.s, Embed{Own: f.own, Prefix: f.prefix}), true
	}
	d := f.drawing
	id := func(name string) string { return f.prefix + f.kind.Name + "-" + name }
	return markup.El(
		"figure", markup.Class("fig fig-"+f.kind.Name), markup.Attr("aria-labelledby", id("title")),
		markup.El("div", markup.Class("fig-notices"), part.Notices(f.notices, do("close-notices"))),
		markup.El(heading(f.own), markup.ID(id("title")), markup.Class("fig-title"), markup.Text(f.title)),
		d.Above,
		markup.El(
			"div", markup.Class("fig-body"),
			markup.El(
				"div", markup.Class("fig-look"),
				f.picture(), f.pointed(),
				markup.El("ul", markup.Class("legend"), markup.Attr("aria-label", "Colours"), markup.List(d.Legend)),
				markup.El("figcaption", markup.ID(id("sentence")), markup.Class("sentence"), markup.Text(d.Sentence)),
			),
			markup.El("div", markup.Class("fig-hand"), f.form(), d.Numbers),
		),
		d.Below,
		f.bar(),
		markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(f.said)),
	)
}

// heading is the element of a figure's title: in running text it is no heading,
// since what follows the figure does not belong under it.
func heading(own bool) string {
	if own {
		return "h2"
	}
	return "p"
}

// picture is the drawing with what is pointed at marked on it.
func (f *Figure[S]) picture() markup.Node {
	var mark markup.Node
	if f.at != nil && f.kind.Point != nil {
		mark = f.kind.Point(f.s, *f.at).Mark
	}
	if mark.IsZero() {
		mark = markup.El("g")
	}
	return f.drawing.Picture.With(mark)
}

// pointed says what is pointed at. Its line is there when nothing is, so that
// nothing jumps.
func (f *Figure[S]) pointed() markup.Node {
	text := f.kind.Hint
	if f.at != nil && f.kind.Point != nil {
		if p := f.kind.Point(f.s, *f.at); p.Text != "" {
			text = p.Text
		}
	}
	return markup.El("p", markup.Class("pointed"), markup.Text(text))
}

// form has the controls: the main ones, and the others folded.
func (f *Figure[S]) form() markup.Node {
	controls := func(keys []string) []markup.Node {
		out := make([]markup.Node, len(keys))
		for i, k := range keys {
			c := part.FieldControl(f.kind.Table, k, &f.s, f.prefix)
			if text, ok := f.typed[k]; ok {
				c.Text = text
			}
			c.Problem = f.problem[k]
			out[i] = c.Markup()
		}
		return out
	}
	more := markup.Node{}
	if len(f.kind.More) > 0 {
		more = markup.El(
			"details", markup.Class("more"),
			markup.El("summary", markup.Text("More settings")),
			markup.List(controls(f.kind.More)),
		)
	}
	return markup.El(
		"form", markup.Class("controls"), markup.Attr("autocomplete", "off"),
		markup.Attr("aria-label", "Settings of the figure"),
		markup.List(controls(f.kind.Main)), more,
	)
}

// bar is the quiet row of what can be done with a figure as a whole.
func (f *Figure[S]) bar() markup.Node {
	button := func(action, text string) markup.Node {
		return markup.El("button", markup.Attr("type", "button"), markup.Class("quiet"), do(action), markup.Text(text))
	}
	full := markup.Node{}
	if !f.own {
		full = markup.El("a", markup.Class("quiet"), markup.Attr("href", part.URL(f.kind.Table.Link(f.s))), markup.Text("Full page"))
	}
	return markup.El(
		"div", markup.Class("bar"),
		button("share", "Share"), button("reset", "Reset"), full,
		button("save:svg", "Save SVG"), button("save:csv", "Data"),
		markup.El("span", markup.Class("bar-said"), markup.Attr("role", "status"), markup.Text(f.live.told)),
	)
}

// do marks a button with what it does; live.go carries it out.
func do(action string) markup.Item { return markup.Attr("data-do", action) }
