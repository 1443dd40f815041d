package dom

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Focus gives the focus to the first element below root that a selector finds,
// once go-app has brought the screen up to date.
func Focus(ctx app.Context, root app.Value, selector string) {
	ctx.Dispatch(func(ctx app.Context) {
		ctx.Defer(func(app.Context) {
			if e := root.Call("querySelector", selector); e.Truthy() {
				e.Call("focus")
			}
		})
	})
}

// FocusIn returns where in an element the focus is, as the way down to it from
// child to child; false where it is elsewhere.
func FocusIn(root app.Value) (way []int, ok bool) {
	at := app.Window().Get("document").Get("activeElement")
	if !root.Call("contains", at).Bool() {
		return nil, false
	}
	for !at.Equal(root) {
		parent := at.Get("parentElement")
		way = append(way, app.Window().Get("Array").Get("prototype").Get("indexOf").Call("call", parent.Get("children"), at).Int())
		at = parent
	}
	slices.Reverse(way)
	return way, true
}

// FocusAt puts the focus where a way leads, and scrolls nothing.
func FocusAt(root app.Value, way []int) {
	for _, i := range way {
		if root = root.Get("children").Call("item", i); !root.Truthy() {
			return
		}
	}
	root.Call("focus", map[string]any{"preventScroll": true})
}
