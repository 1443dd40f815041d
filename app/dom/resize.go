package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Resized follows the size of an element.
type Resized struct {
	observer app.Value
	hear     app.Func
}

// WhenResized does something each time an element's size has changed, and once at
// first.
func WhenResized(element app.Value, do func()) *Resized {
	r := &Resized{}
	r.hear = app.FuncOf(func(app.Value, []app.Value) any {
		do()
		return nil
	})
	r.observer = app.Window().Get("ResizeObserver").New(r.hear)
	r.observer.Call("observe", element)
	return r
}

// Stop ends it. A nil Resized follows nothing.
func (r *Resized) Stop() {
	if r != nil {
		r.observer.Call("disconnect")
		r.hear.Release()
	}
}
