package figure

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// In running text a figure is brief: its picture, what is said about it, and the
// few controls that the text speaks of. All else is folded into one box, and its
// own page has it unfolded.

// Leading names the controls that stand beside the figure in running text.
func (f *Figure) Leading(keys []string) *Figure {
	f.lead = keys
	return f
}

// brief reports whether the figure stands in running text.
func (f *Figure) brief() bool { return !f.own }

// briefPanel is the picture with what is said about it beside it.
func (f *Figure) briefPanel(p Panel) markup.Node {
	return markup.El(
		"div", markup.Class("panel panel-"+p.Name),
		markup.El(
			"div", markup.Class("fig-body"),
			markup.El("div", markup.Class("fig-look"), f.picture(p), f.player(p)),
			markup.El("div", markup.Class("fig-hand"), markup.List(f.words(p)), f.form(p.Question, f.lead, nil)),
		),
		f.rest(p),
	)
}

// rest has the other controls, and all numbers, folded away. The controls are made
// when they are first looked for: the lesson has two hundred of them, and nothing
// costs a browser as much when it reads a page.
func (f *Figure) rest(p Panel) markup.Node {
	var settings markup.Node
	if f.opened {
		settings = f.form(p.Question, f.others(p), nil)
	}
	return markup.El(
		"details", markup.Class("more rest"),
		markup.El("summary", markup.El("span", markup.Class("with-scripts"), markup.Text("More settings and numbers")),
			markup.El("span", markup.Class("without-scripts"), markup.Text("Numbers"))),
		markup.El("div", settings), p.Numbers, f.drawing.Numbers,
	)
}

// others are the keys of the controls that do not stand beside a picture.
func (f *Figure) others(p Panel) []string {
	var keys []string
	for _, key := range f.lockable() {
		v, _, _ := f.scene.field(key)
		// A config wants the room of its own page.
		if _, config := v.(scenario.ConfigValue); !config && key != p.Player && !slices.Contains(f.lead, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Unfold makes the other controls, as opening their fold does.
func (f *Figure) Unfold() { f.opened = true }

// onToggle makes the other controls where their fold is opened.
func (f *Figure) onToggle(app.Value) {
	if !f.opened && f.live.root.Call("querySelector", ".rest[open]").Truthy() {
		f.Unfold()
		f.refresh()
	}
}
