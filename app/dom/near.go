package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// nearby is how far beyond the window something still counts as near it: a
// screen above and one below.
const nearby = "100% 0px"

// Near waits for an element to come near the window.
type Near struct {
	observer app.Value
	hear     app.Func
}

// WhenNear does something once when an element is, or comes, near the window.
func WhenNear(element app.Value, do func()) *Near {
	n := &Near{}
	n.hear = app.FuncOf(func(_ app.Value, args []app.Value) any {
		last := args[0].Index(args[0].Length() - 1)
		if last.Get("isIntersecting").Bool() && n.observer != nil {
			n.Stop()
			do()
		}
		return nil
	})
	n.observer = app.Window().Get("IntersectionObserver").New(n.hear, map[string]any{"rootMargin": nearby})
	n.observer.Call("observe", element)
	return n
}

// Stop ends the waiting. A nil Near waits for nothing.
func (n *Near) Stop() {
	if n == nil || n.observer == nil {
		return
	}
	n.observer.Call("disconnect")
	n.observer = nil
	n.hear.Release()
}

// IsNear reports whether the element that a selector finds can be seen, or has
// the focus in it, or was touched before the client came: boot.js marks it.
func IsNear(selector string) bool {
	e := app.Window().Get("document").Call("querySelector", selector)
	if !e.Truthy() {
		return true // it was not prerendered
	}
	box := e.Call("getBoundingClientRect")
	_, height := app.Window().Size()
	return e.Get("dataset").Get("touched").Truthy() || box.Get("bottom").Float() > 0 && box.Get("top").Float() < float64(height)
}
