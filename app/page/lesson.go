package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/figure"
	"attnexperts/app/install"
	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/app/progress"
	"attnexperts/app/review"
	"attnexperts/calc/deck"
)

var lessonPage = Page{
	Path: "/", Name: "The lesson", Terms: true,
	Description: "What makes modern language models cheaper, one layer at a time: attention masks, shared keys and values, and mixtures of experts, in figures you can take hold of.",
}

func init() { lessonPage.New = func() markup.Component { return newLesson(lesson.Parts()) } }

// lessonRoot is the lesson with its contents beside it, which follow the
// reading.
type lessonRoot struct {
	app.Compo

	parts []lesson.Part
	// blocks has the places of each part's blocks.
	blocks [][]block
	// keeps offer each part's cards at its end.
	keeps    []*slot
	glossary *slot
	reading  reading
	kept     progress.Progress
	// lasting is whether the browser keeps anything.
	lasting bool
	// asks is whether the reader is asked about forgetting the progress.
	asks bool
	// invitation asks whoever has come to the end to install the lesson.
	invitation install.Invitation

	shown markup.Node
	hands dom.Listeners
	size  *dom.Resized
	ctx   app.Context
}

// block is a block of the lesson in its place on the page.
type block struct {
	*slot
	// figure is where the figure's own page is, "" for prose.
	figure string
}

func newLesson(parts []lesson.Part) *lessonRoot {
	r := &lessonRoot{parts: parts, kept: progress.Load(), lasting: app.IsServer || dom.Lasting()}
	count := 0
	for _, p := range parts {
		var blocks []block
		for _, b := range p.Blocks {
			count++
			blocks = append(blocks, r.place(p, b, strconv.Itoa(count)))
		}
		r.blocks = append(r.blocks, blocks)
		r.keeps = append(r.keeps, newSlot("keep-"+p.ID, func() markup.Component {
			return review.NewKeepBox(p.ID+"-", "Keep for later", deck.Of(p.ID))
		}))
	}
	r.glossary = &slot{name: "glossary", still: glossary()}
	return r
}

// place makes the place of a block; name tells it from all others.
func (r *lessonRoot) place(p lesson.Part, b lesson.Block, name string) block {
	if b.Figure == "" {
		return block{slot: newStill(name, strings.ReplaceAll(b.HTML, `href="/`, `href="`+part.URL("/")))}
	}
	path, _, _ := strings.Cut(b.Figure, "#")
	return block{figure: path, slot: newSlot(name, func() markup.Component {
		f := figure.Of(b.Figure, "fig"+name+"-").Titled(b.Title).Leading(b.Lead)
		if number, before := r.kept.Answered[p.ID]; before && b.Asks() {
			f.Recall(number)
		}
		if b.Asks() {
			f.Answered(func(number string) { r.answered(p.ID, number) })
		}
		return f
	})}
}

// Markup implements markup.Component.
func (r *lessonRoot) Markup() markup.Node {
	sections := make([]markup.Node, len(r.parts))
	for i, p := range r.parts {
		blocks := make([]markup.Node, len(r.blocks[i]))
		for j, b := range r.blocks[i] {
			blocks[j] = markup.Of(b.slot)
		}
		sections[i] = markup.El(
			"section", markup.ID(p.ID), markup.Attr("aria-labelledby", p.ID+"-title"),
			markup.El("h2", markup.ID(p.ID+"-title"), markup.Class("part-title"),
				markup.El("span", markup.Class("part-number"), markup.Text(strconv.Itoa(i+1))), markup.Text(p.Title)),
			markup.List(blocks),
			markup.Of(r.keeps[i]),
		)
	}
	return framed(lessonPage, markup.El(
		"div", markup.Class("lesson"),
		markup.El("div", markup.Class("lesson-head"),
			markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("What makes language models cheaper")),
			markup.El("p", markup.Class("lead"), markup.Text("One layer of a transformer, and the three things that can be changed inside it to make it cost less: "+
				"sharing keys and values, looking less far, and choosing among experts."))),
		r.handle(), r.contents(),
		markup.El(
			"article",
			markup.List(sections),
			markup.El("div", r.invitation.Markup()),
			markup.El("section", markup.ID("glossary"), markup.Attr("aria-labelledby", "glossary-title"),
				markup.El("h2", markup.ID("glossary-title"), markup.Class("part-title"), markup.Text("Glossary")),
				markup.Of(r.glossary)),
		),
	))
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
	// The page has its height, and its place, only when all that moves it is there.
	r.size = dom.WhenResized(r.JSValue(), r.follow)
	r.hands.Add(app.Window(), "pagehide", func(app.Value) { r.follow() })
	r.hands.Add(app.Window(), "storage", func(e app.Value) {
		if key := e.Get("key"); key.IsNull() || progress.Key(key.String()) {
			r.kept = progress.Load()
			r.refresh()
		}
	})
	r.hands.Add(r.JSValue(), "click", r.onClick)
	r.follow()
}

// OnDismount implements app.Dismounter.
func (r *lessonRoot) OnDismount() {
	r.hands.Close()
	r.size.Stop()
}

// refresh shows the present state.
func (r *lessonRoot) refresh() {
	markup.Show(r.ctx, r.JSValue(), &r.shown, r.Markup())
}

// answered keeps that a part's checkpoint was answered, and with which number.
func (r *lessonRoot) answered(part, number string) {
	r.kept.Answered[part] = number
	_ = progress.MarkAnswered(part, number) // it then lasts as long as the page
	if _, last := r.kept.Answered[r.parts[len(r.parts)-1].ID]; last {
		r.invitation.Pause()
	}
	r.refresh()
}

func (r *lessonRoot) onClick(e app.Value) {
	on := e.Get("target")
	if word := on.Call("closest", "a.set"); word.Truthy() && !dom.Modified(e) {
		e.Call("preventDefault")
		r.set(dom.Data(on.Call("closest", "[data-slot]"), "slot"), word.Call("getAttribute", "href").String())
		return
	}
	if button := on.Call("closest", ".contents [data-do]"); button.Truthy() {
		r.do(dom.Data(button, "do"))
	}
	if button := on.Call("closest", ".invitation [data-do]"); button.Truthy() {
		r.invitation.Do(dom.Data(button, "do"), func() {
			r.refresh()
			dom.Focus(r.ctx, r.JSValue(), install.Answer)
		})
	}
	if on.Call("closest", ".contents a").Truthy() {
		dom.HidePopover("contents") // the reader goes where it leads
	}
}

// set sets the figure that stands nearest to a block of prose to what words of
// the prose lead to.
func (r *lessonRoot) set(prose, link string) {
	path, fragment, _ := strings.Cut(strings.TrimPrefix(link, strings.TrimSuffix(part.URL("/"), "/")), "#")
	if to := r.nearest(prose, path); to.slot != nil {
		to.wake().(*figure.Figure).Show(fragment)
		// The figure may be taller than the window; what is set is its picture.
		dom.Reveal(to.JSValue().Call("querySelector", ".fig-look"))
	}
}

// nearest finds the figure of a kind that a block of prose speaks of: the nearest
// one in its part, and of two the one that the reader has seen.
func (r *lessonRoot) nearest(prose, path string) block {
	for _, blocks := range r.blocks {
		at := slices.IndexFunc(blocks, func(b block) bool { return b.name == prose })
		for far := 1; at >= 0 && far < len(blocks); far++ {
			for _, i := range []int{at - far, at + far} {
				if 0 <= i && i < len(blocks) && blocks[i].figure == path {
					return blocks[i]
				}
			}
		}
	}
	return block{}
}
