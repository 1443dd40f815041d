package figure

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
)

// place returns where in the picture an event happened.
func place(svg, e app.Value) (Place, bool) {
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
func (f *Figure) onPointerDown(e app.Value) {
	grip := e.Get("target").Call("closest", "[data-hold]")
	if !grip.Truthy() || e.Get("button").Int() != 0 || f.otherHand(e) && !e.Get("isPrimary").Bool() {
		return
	}
	svg := grip.Get("ownerSVGElement")
	at, ok := place(svg, e)
	if !ok {
		return
	}
	f.live.held, f.live.svg, f.live.pointer = dom.Data(grip, "hold"), svg, e.Get("pointerId").Int()
	f.edit.key = ""
	grip.Call("setPointerCapture", e.Get("pointerId"))
	if grip.Call("hasAttribute", "tabindex").Bool() {
		grip.Call("focus", map[string]any{"preventScroll": true})
	}
	e.Call("preventDefault")
	f.hold(at)
}

func (f *Figure) onPointerMove(e app.Value) {
	if f.live.held != "" {
		if f.otherHand(e) {
			return
		}
		if at, ok := place(f.live.svg, e); ok {
			f.hold(at)
		}
		return
	}
	over := e.Get("target").Call("closest", "[data-point]")
	if !over.Truthy() {
		f.onPointerLeave(e)
		return
	}
	if at, ok := place(over.Get("ownerSVGElement"), e); ok {
		f.at = &pointer{dom.Data(over, "point"), at}
		f.refresh()
	}
}

func (f *Figure) hold(at Place) {
	f.at = &pointer{f.live.held, at}
	if f.scene.hold(f.live.held, at) {
		f.forget()
		f.moved()
	} else {
		f.refresh()
	}
}

func (f *Figure) onPointerUp(e app.Value) {
	if !f.otherHand(e) {
		f.live.held = ""
	}
}

// otherHand reports whether an event is of another pointer than the one that holds
// something: a second finger does not take it over.
func (f *Figure) otherHand(e app.Value) bool {
	return f.live.held != "" && e.Get("pointerId").Int() != f.live.pointer
}

func (f *Figure) onPointerLeave(app.Value) {
	if f.at != nil && f.live.held == "" {
		f.at = nil
		f.refresh()
	}
}

// onKeyDown moves what has the focus in the picture, or steps the number of a
// field.
func (f *Figure) onKeyDown(e app.Value) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	key, on := e.Get("key").String(), e.Get("target")
	if name := on.Get("name"); name.Truthy() {
		f.stepField(name.String(), key, e)
		return
	}
	grip := on.Call("closest", "[data-hold]")
	if !grip.Truthy() {
		return
	}
	if e.Get("shiftKey").Bool() {
		key = "Shift+" + key
	}
	held := dom.Data(grip, "hold")
	at := Place{-1, -1}
	if f.at != nil && f.at.what == held {
		at = f.at.Place
	}
	before := f.scene.fragment()
	if !f.scene.key(&at, held, key) {
		return
	}
	e.Call("preventDefault")
	if at.X >= 0 {
		f.at = &pointer{held, at}
	}
	if f.scene.fragment() != before {
		f.forget()
		f.changed()
		return
	}
	// Only what is read has moved: that is what there is to say.
	f.refresh()
	f.live.voice.In(restRead, func() {
		for _, p := range f.drawing.Panels {
			if text := f.pointing(p.Name).Text; text != "" {
				f.say(text)
			}
		}
	})
}

// stepField steps the number of a control as a key says.
func (f *Figure) stepField(name, key string, e app.Value) {
	r, ok := f.rangeOf(name)
	if !ok {
		return
	}
	if text, steps := r.Stepped(key); steps {
		e.Call("preventDefault")
		f.set(name, text)
		delete(f.typed, name)
		f.changed()
	}
}
