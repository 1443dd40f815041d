package figure

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/markup"
	"attnexperts/app/part"
)

// A look is what stands in a figure's element: its pictures, with what stands before
// and after them, and what concerns all of them. What has not changed from one look to
// the next is the same node in both, and costs nothing to compare.
type look struct {
	class                 string
	before, panels, after []markup.Node
	opening, main, said   markup.Node
	// leading are how many pictures stand before what concerns all of them.
	leading int
}

// Markup implements markup.Component.
func (f *Figure) Markup() markup.Node {
	f.finish()
	return f.frame(f.look())
}

// Render implements app.Composer. What go-app makes of a figure it leaves alone from
// then on: a step of a hand cannot wait until all of it has been compared.
func (f *Figure) Render() app.UI {
	if f.live.made == nil {
		f.finish()
		f.live.look, f.live.screen = f.look(), nil
		f.live.made = f.frame(f.live.look).UI()
	}
	return f.live.made
}

// show brings the screen to a look.
func (f *Figure) show(l look) {
	if f.live.screen == nil {
		f.live.screen = markup.NewScreen(f.live.root, f.frame(f.live.look))
	}
	f.live.screen.Show(f.frame(l))
	f.live.look = l
}

// refresh shows the present state at once, but for pictures that are late.
func (f *Figure) refresh() {
	if f.live.pass == nil {
		f.draw()
		f.live.fresh = nil
	}
	f.show(f.look())
}

// look is what the figure looks like now. A picture that is late looks as it did.
func (f *Figure) look() look {
	f.read()
	l := f.around(look{})
	for i := range f.drawing.Panels {
		if indexOf(f.late, i) >= 0 {
			l.panels = append(l.panels, f.live.look.panels[i])
		} else {
			l.panels = append(l.panels, f.box(i))
		}
	}
	return l
}

// box is the picture with a number and what belongs to it.
func (f *Figure) box(i int) markup.Node {
	p := f.drawing.Panels[i]
	class := "panel panel-" + p.Name
	if f.guess.waits && f.asked(i, p) {
		class += " asked"
	}
	return f.panel(p, class, len(f.drawing.Panels) > 1 && p.Question != f.heading())
}

// around is a look with all that stands around the pictures as it is now.
func (f *Figure) around(l look) look {
	l.class = "fig fig-" + f.kind.Name
	if f.guess.waits {
		l.class += " asking"
	}
	l.before, l.after = f.before(), f.after()
	l.opening, l.main, l.said, l.leading = f.opening(), f.main(), f.saying(), 0
	if f.pictureFirst() {
		l.leading = min(1, len(f.drawing.Panels))
	}
	return l
}

// frame puts a look into the figure's element.
func (f *Figure) frame(l look) markup.Node {
	first, rest := l.panels[:l.leading], l.panels[l.leading:]
	return markup.El(
		"figure", markup.Class(l.class), markup.Attr("aria-labelledby", f.id("title")),
		markup.List(l.before), l.opening, markup.List(first), l.main, markup.List(rest), markup.List(l.after), l.said,
	)
}

// before is what stands before the pictures.
func (f *Figure) before() []markup.Node {
	return []markup.Node{
		markup.El("div", markup.Class("fig-notices"), part.Notices(f.notices, do("close-notices"))),
		markup.El(heading(f.own), markup.ID(f.id("title")), markup.Class("fig-title"), markup.Attr("tabindex", "-1"), markup.Text(f.heading())),
		f.drawing.Above,
		// Its place is there when nothing is asked, so that what follows keeps its own.
		markup.El("div", f.guessing()),
		markup.El("div", f.goal()),
	}
}

// after is what stands after the pictures.
func (f *Figure) after() []markup.Node {
	return []markup.Node{
		f.drawing.Below,
		f.bar(),
		markup.El("div", f.composing()),
	}
}

// saying is what a screen reader is told.
func (f *Figure) saying() markup.Node {
	return markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(f.said))
}

// say lets a screen reader say something.
func (f *Figure) say(text string) {
	f.said = text
	l := f.live.look
	l.said = f.saying()
	f.show(l)
}
