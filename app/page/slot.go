package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
)

// A slot is a piece of a long page that is already on the screen when the client
// arrives. The client mounts only its box; adopt.js leaves in it what was
// prerendered. A slot with a figure comes alive, in its
// place, when the reader comes near: so the client takes over a page of twenty
// figures in the time of the two that can be seen.
type slot struct {
	app.Compo

	// name is found on the prerendered page and on the live one.
	name string
	// still is what it shows without coming alive: prose, which the client does
	// not carry.
	still markup.Node
	// make makes the component that comes alive; nil for prose.
	make  func() markup.Component
	alive markup.Component
	// moved is set while what was prerendered stands in the box, until the component
	// takes its place.
	moved bool
	ctx   app.Context
	near  *dom.Near
	hands dom.Listeners
	// pressed is the prerendered button that a pointer is pressing, and way where it
	// stands.
	pressed  app.Value
	way      []int
	release  dom.Listeners
	released dom.Turn
}

// newSlot makes the place of a component. Prerendered, and where the reader is
// when the client arrives, it is alive from the start.
func newSlot(name string, make func() markup.Component) *slot {
	s := &slot{name: name, make: make}
	if app.IsServer || dom.IsNear(s.selector()) {
		s.alive = make()
	}
	return s
}

// newStill makes the place of prose.
func newStill(name, html string) *slot { return &slot{name: name, still: markup.HTML(html)} }

func (s *slot) selector() string { return `[data-slot="` + s.name + `"]` }

// Markup implements markup.Component.
func (s *slot) Markup() markup.Node {
	inside := s.still
	if s.alive != nil {
		inside = markup.Of(s.alive)
	}
	return markup.El("div", markup.Class("slot"), markup.Attr("data-slot", s.name), inside)
}

// Render implements app.Composer.
func (s *slot) Render() app.UI {
	if s.moved && s.alive != nil {
		// go-app is about to put the component into the box.
		s.JSValue().Set("textContent", "")
		s.JSValue().Call("removeAttribute", "data-still")
		s.moved = false
	}
	return s.Markup().UI()
}

// OnMount implements app.Mounter.
func (s *slot) OnMount(ctx app.Context) {
	s.ctx = ctx
	if s.alive == nil && s.make != nil {
		s.moved = true
		s.near = dom.WhenNear(s.JSValue(), func() { s.wake() })
		s.hands.Add(s.JSValue(), "click", s.onClick)
		s.hands.Add(s.JSValue(), "pointerdown", s.onPress)
	}
}

// OnDismount implements app.Dismounter.
func (s *slot) OnDismount() {
	s.near.Stop()
	s.hands.Close()
	s.release.Close()
	s.released.Close()
}

// button is the prerendered button that an event is about, and where it stands.
func (s *slot) button(e app.Value) (button app.Value, way []int, ok bool) {
	button = e.Get("target").Call("closest", "[data-do]")
	if !button.Truthy() || !s.JSValue().Call("hasAttribute", "data-still").Bool() {
		return nil, nil, false
	}
	return button, dom.WayTo(s.JSValue(), button), true
}

// onClick carries a press over that came before the component was there.
func (s *slot) onClick(e app.Value) {
	if _, way, ok := s.button(e); ok {
		s.pressed = nil
		s.wake()
		s.press(way)
	}
}

// press presses what stands at a place once the component is there.
func (s *slot) press(way []int) {
	s.awake(func() {
		if b, ok := dom.At(s.JSValue(), way); ok {
			b.Call("click")
		}
	})
}

// onPress begins to listen for the end of a press.
func (s *slot) onPress(e app.Value) {
	s.release.Close()
	pressed, way, ok := s.button(e)
	if s.pressed, s.way = pressed, way; ok {
		s.release.Add(app.Window(), "pointerup", s.onRelease)
		s.release.Add(app.Window(), "pointercancel", func(app.Value) { s.pressed = nil })
	}
}

// onRelease carries a press over during which the component has come: the browser makes
// no click of it, as what was pressed is gone. Whether it does is known a task later.
func (s *slot) onRelease(e app.Value) {
	if s.pressed == nil {
		return
	}
	x, y := e.Get("clientX"), e.Get("clientY")
	s.released.Next(func() {
		s.release.Close()
		pressed := s.pressed
		s.pressed = nil
		if pressed == nil || pressed.Get("isConnected").Bool() {
			return
		}
		under := app.Window().Get("document").Call("elementFromPoint", x, y)
		if b, ok := dom.At(s.JSValue(), s.way); ok && b.Call("contains", under).Bool() {
			s.press(s.way)
		}
	})
}

// awake does something once the component is there and listens: go-app mounts it
// with its next update, and lets it know of that after.
func (s *slot) awake(do func()) {
	s.ctx.Defer(func(ctx app.Context) { ctx.Dispatch(func(app.Context) { do() }) })
}

// wake brings the component to life, if it is not, and returns it.
func (s *slot) wake() markup.Component {
	if s.alive == nil {
		s.near.Stop()
		s.alive = s.make()
		focus, focused := dom.FocusIn(s.JSValue())
		folds := dom.OpenFolds(s.JSValue())
		s.ctx.Update()
		if focused || len(folds) > 0 {
			s.awake(func() {
				dom.Unfold(s.JSValue(), folds)
				if focused {
					dom.FocusAt(s.JSValue(), focus)
				}
			})
		}
	}
	return s.alive
}
