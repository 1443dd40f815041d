package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// nearby is how far beyond the window something still counts as near it: a
// screen above and one below.
const nearby = "100% 0px"

// Near waits for an element to come near the window.
type Near struct{ observer observer }

// WhenNear does something once when an element is, or comes, near the window.
func WhenNear(element app.Value, do func()) *Near {
	n := &Near{}
	hears := n.observer.start(func(entries app.Value) {
		if visible(entries) && n.observer.on() {
			n.Stop()
			do()
		}
	}, nearby, element)
	if !hears {
		do()
	}
	return n
}

// Stop ends the waiting. A nil Near waits for nothing.
func (n *Near) Stop() {
	if n != nil {
		n.observer.stop()
	}
}

// IsNear reports whether the element that a selector finds can be seen, or has
// the focus in it, or was touched before the client came: before.js marks it.
func IsNear(selector string) bool {
	e := app.Window().Get("document").Call("querySelector", selector)
	if !e.Truthy() {
		return true // it was not prerendered
	}
	box := e.Call("getBoundingClientRect")
	_, height := app.Window().Size()
	return e.Get("dataset").Get("touched").Truthy() || box.Get("bottom").Float() > 0 && box.Get("top").Float() < float64(height)
}
