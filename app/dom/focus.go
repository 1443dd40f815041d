package dom

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Focus gives the focus to the first element below root that a selector finds,
// once go-app has brought the screen up to date.
func Focus(ctx app.Context, root app.Value, selector string) {
	ctx.Dispatch(func(ctx app.Context) {
		ctx.Defer(func(app.Context) { FocusNow(root, selector) })
	})
}

// FocusNow is [Focus] where the screen is up to date.
func FocusNow(root app.Value, selector string) {
	if e := root.Call("querySelector", selector); e.Truthy() {
		e.Call("focus")
	}
}

// Focused is where the focus is in an element, and what was typed there.
type Focused struct {
	// way leads down to it, from child to child.
	way   []int
	typed string
}

// FocusIn returns where in an element the focus is; false where it is elsewhere.
func FocusIn(root app.Value) (f Focused, ok bool) {
	at := app.Window().Get("document").Get("activeElement")
	if !root.Call("contains", at).Bool() {
		return Focused{}, false
	}
	if was, is := at.Get("defaultValue"), at.Get("value"); was.Truthy() != is.Truthy() || was.Truthy() && was.String() != is.String() {
		f.typed = is.String()
	}
	f.way = WayTo(root, at)
	return f, true
}

// WayTo returns the way down from an element to one in it, from child to child.
func WayTo(root, at app.Value) []int {
	var way []int
	for !at.Equal(root) {
		parent := at.Get("parentElement")
		way = append(way, app.Window().Get("Array").Get("prototype").Get("indexOf").Call("call", parent.Get("children"), at).Int())
		at = parent
	}
	slices.Reverse(way)
	return way
}

// At returns the element where a way leads; false where there is none.
func At(root app.Value, way []int) (at app.Value, ok bool) {
	for _, i := range way {
		if root = root.Get("children").Call("item", i); !root.Truthy() {
			return nil, false
		}
	}
	return root, true
}

// FocusAt puts the focus where it was in an element that looks the same, with what
// was typed there, and scrolls nothing.
func FocusAt(root app.Value, f Focused) {
	root, ok := At(root, f.way)
	if !ok {
		return
	}
	root.Call("focus", map[string]any{"preventScroll": true})
	if f.typed != "" {
		root.Set("value", f.typed)
		root.Call("dispatchEvent", app.Window().Get("Event").New("input", map[string]any{"bubbles": true}))
	}
}

// Unfocused reports whether nothing on the page has the focus, as when the element
// that had it has gone.
func Unfocused() bool {
	document := app.Window().Get("document")
	at := document.Get("activeElement")
	return !at.Truthy() || at.Equal(document.Get("body"))
}
