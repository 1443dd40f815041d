package figure

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
)

// place returns where in the picture an event happened.
func (f *Figure[S]) place(e app.Value) (Place, bool) {
	svg := f.live.root.Call("querySelector", ".fig-look svg")
	if !svg.Truthy() {
		return Place{}, false
	}
	box, view := svg.Call("getBoundingClientRect"), svg.Get("viewBox").Get("baseVal")
	width, height := box.Get("width").Float(), box.Get("height").Float()
	if width == 0 || height == 0 {
		return Place{}, false
	}
	return Place{
		X: (e.Get("clientX").Float() - box.Get("left").Float()) / width * view.Get("width").Float(),
		Y: (e.Get("clientY").Float() - box.Get("top").Float()) / height * view.Get("height").Float(),
	}, true
}

// onPointerDown takes hold of what lies under the pointer.
func (f *Figure[S]) onPointerDown(e app.Value) {
	grip := e.Get("target").Call("closest", "[data-hold]")
	if !grip.Truthy() || e.Get("button").Int() != 0 {
		return
	}
	at, ok := f.place(e)
	if !ok {
		return
	}
	f.live.held = dom.Data(grip, "hold")
	grip.Call("setPointerCapture", e.Get("pointerId"))
	if grip.Call("hasAttribute", "tabindex").Bool() {
		grip.Call("focus", map[string]any{"preventScroll": true})
	}
	e.Call("preventDefault")
	f.hold(at)
}

func (f *Figure[S]) onPointerMove(e app.Value) {
	at, ok := f.place(e)
	if !ok {
		return
	}
	if f.live.held != "" {
		f.hold(at)
		return
	}
	if e.Get("target").Call("closest", "[data-point]").Truthy() {
		f.at = &at
		f.refresh()
	} else if f.at != nil {
		f.onPointerLeave(e)
	}
}

func (f *Figure[S]) hold(at Place) {
	f.at = &at
	if f.kind.Hold != nil && f.kind.Hold(&f.s, f.live.held, at) {
		f.forget()
		f.changed()
	} else {
		f.refresh()
	}
}

func (f *Figure[S]) onPointerUp(app.Value) { f.live.held = "" }

func (f *Figure[S]) onPointerLeave(app.Value) {
	if f.at != nil && f.live.held == "" {
		f.at = nil
		f.refresh()
	}
}

// onKeyDown moves what has the focus in the picture.
func (f *Figure[S]) onKeyDown(e app.Value) {
	grip := e.Get("target").Call("closest", "[data-hold]")
	if !grip.Truthy() || f.kind.Key == nil || e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	key := e.Get("key").String()
	if e.Get("shiftKey").Bool() {
		key = "Shift+" + key
	}
	at := Place{-1, -1}
	if f.at != nil {
		at = *f.at
	}
	if f.kind.Key(&f.s, &at, dom.Data(grip, "hold"), key) {
		e.Call("preventDefault")
		if at.X >= 0 {
			f.at = &at
		}
		f.forget()
		f.changed()
	}
}
