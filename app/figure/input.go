package figure

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
)

// onInput takes what is typed into a control or slid on a slider.
func (f *Figure) onInput(e app.Value) {
	control := e.Get("target")
	if dom.Data(control, "files") != "" {
		f.openFiles(dom.Files(control))
		return
	}
	if f.floods(control) {
		return
	}
	text := control.Get("value").String()
	if dom.Data(control, "guess") != "" {
		f.guess.text = text
		return
	}
	if what := dom.Data(control, "compose"); what != "" {
		f.composed(what, text, control.Get("checked").Truthy())
		f.refresh()
		return
	}
	if control.Get("type").String() == "checkbox" && !control.Get("checked").Bool() {
		text = "0"
	}
	if key := dom.Data(control, "slider"); key != "" {
		f.slide(key, text)
		f.moved()
		return
	}
	if name := control.Get("name"); name.Truthy() {
		key := name.String()
		if _, many, _ := f.scene.field(key); many {
			text = strings.Join(dom.Values(f.live.root, key), ",")
		}
		f.set(key, text)
		f.changed()
	}
}

// slide takes the position of a key's slider.
func (f *Figure) slide(key, at string) {
	if r, ok := f.rangeOf(key); ok {
		f.set(key, r.Slid(at))
		delete(f.typed, key)
	}
}

// onSubmit takes the number that the reader commits to; the other forms have
// nothing to send.
func (f *Figure) onSubmit(e app.Value) {
	e.Call("preventDefault")
	if dom.Data(e.Get("target"), "do") == "guess-form" {
		f.commit()
		f.refresh()
		f.focusGuess()
	}
}

// onChange lets the control show the value in its canonical form once typing
// is over. A text that could not be used stays, with its problem.
func (f *Figure) onChange(e app.Value) {
	key := e.Get("target").Get("name")
	if !key.Truthy() || f.problem[key.String()] != "" {
		return
	}
	delete(f.typed, key.String())
	f.edit.key = ""
	f.refresh()
}
