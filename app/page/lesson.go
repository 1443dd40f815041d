package page

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/figure"
	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
)

var lessonPage = Page{
	Path: "/", Name: "The lesson",
	Description: "What makes modern language models cheaper, one layer at a time: attention masks, shared keys and values, and mixtures of experts, in figures you can take hold of.",
}

func init() { lessonPage.New = func() markup.Component { return newLesson(lesson.Parts()) } }

// lessonRoot is the lesson with its contents beside it, which follow the
// reading.
type lessonRoot struct {
	app.Compo

	parts  []lesson.Part
	blocks [][]markup.Node
	// now is the part that is being read, counted from 0.
	now   int
	shown markup.Node
	hands dom.Listeners
	ctx   app.Context
}

func newLesson(parts []lesson.Part) *lessonRoot {
	r := &lessonRoot{parts: parts}
	figures := 0
	for _, p := range parts {
		var nodes []markup.Node
		for _, b := range p.Blocks {
			if b.Figure == "" {
				nodes = append(nodes, markup.HTML(strings.ReplaceAll(b.HTML, `href="/`, `href="`+part.URL("/"))))
				continue
			}
			figures++
			nodes = append(nodes, embed(b, "fig"+strconv.Itoa(figures)+"-"))
		}
		r.blocks = append(r.blocks, nodes)
	}
	return r
}

// embed makes the figure that a link of the prose names.
func embed(b lesson.Block, prefix string) markup.Node {
	path, fragment, _ := strings.Cut(b.Figure, "#")
	switch path {
	case figure.Mask.Table.Path:
		return markup.Of(figure.New(&figure.Mask, fragment, prefix, false).Titled(b.Title))
	case figure.Cache.Table.Path:
		return markup.Of(figure.New(&figure.Cache, fragment, prefix, false).Titled(b.Title))
	case figure.Spec.Table.Path:
		return markup.Of(figure.New(&figure.Spec, fragment, prefix, false).Titled(b.Title))
	case figure.Params.Table.Path:
		return markup.Of(figure.New(&figure.Params, fragment, prefix, false).Titled(b.Title))
	case figure.Routing.Table.Path:
		return markup.Of(figure.New(&figure.Routing, fragment, prefix, false).Titled(b.Title))
	}
	panic("lesson: no figure lives at " + path)
}

// Markup implements markup.Component.
func (r *lessonRoot) Markup() markup.Node {
	sections := make([]markup.Node, len(r.parts))
	for i, p := range r.parts {
		sections[i] = markup.El(
			"section", markup.ID(p.ID), markup.Attr("aria-labelledby", p.ID+"-title"),
			markup.El("h2", markup.ID(p.ID+"-title"), markup.Class("part-title"),
				markup.El("span", markup.Class("part-number"), markup.Text(strconv.Itoa(i+1))), markup.Text(p.Title)),
			markup.List(r.blocks[i]),
		)
	}
	return framed(lessonPage, markup.El(
		"div", markup.Class("lesson"),
		r.contents(),
		markup.El(
			"article",
			markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("What makes language models cheaper")),
			markup.El("p", markup.Class("lead"), markup.Text("One layer of a transformer, and the three things that can be changed inside it to make it cost less: "+
				"sharing keys and values, looking less far, and choosing among experts.")),
			markup.List(sections),
		),
	))
}

// contents lists the parts, marks the one being read, and says how far along
// it is.
func (r *lessonRoot) contents() markup.Node {
	items := make([]markup.Node, len(r.parts))
	for i, p := range r.parts {
		items[i] = markup.El("li", markup.El("a",
			markup.Attr("href", "#"+p.ID),
			markup.If(i == r.now, markup.Attr("aria-current", "location")),
			markup.Text(p.Title)))
	}
	return markup.El(
		"nav", markup.Class("contents"), markup.Attr("aria-label", "Contents"),
		markup.El("p", markup.Class("progress"),
			markup.El("progress", markup.Int("max", int64(len(r.parts))), markup.Int("value", int64(r.now+1)), markup.Attr("aria-label", "Parts reached")),
			markup.El("span", markup.Text("Part "+strconv.Itoa(r.now+1)+" of "+strconv.Itoa(len(r.parts))))),
		markup.El("ol", markup.List(items)),
	)
}

// Render implements app.Composer.
func (r *lessonRoot) Render() app.UI {
	r.shown = r.Markup()
	return r.shown.UI()
}

// OnMount implements app.Mounter.
func (r *lessonRoot) OnMount(ctx app.Context) {
	r.ctx = ctx
	r.hands.Add(app.Window(), "scroll", func(app.Value) { r.follow() })
	r.follow()
}

// OnDismount implements app.Dismounter.
func (r *lessonRoot) OnDismount() { r.hands.Close() }

// follow finds the part whose text fills the upper part of the window.
func (r *lessonRoot) follow() {
	_, height := app.Window().Size()
	now := 0
	for i, p := range r.parts {
		section := app.Window().GetElementByID(p.ID)
		if section.Truthy() && section.Call("getBoundingClientRect").Get("top").Float() < float64(height)/3 {
			now = i
		}
	}
	if now == r.now {
		return
	}
	r.now = now
	var done bool
	if r.shown, done = markup.Sync(r.JSValue(), r.shown, r.Markup()); !done {
		r.ctx.Update()
	}
}
