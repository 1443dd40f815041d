package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Modified reports whether a click is meant for the browser: with another button,
// or a key held that opens a link elsewhere.
func Modified(click app.Value) bool {
	for _, key := range []string{"ctrlKey", "metaKey", "shiftKey", "altKey"} {
		if click.Get(key).Bool() {
			return true
		}
	}
	return click.Get("button").Int() != 0
}

// Reveal scrolls an element into view if it is not there.
func Reveal(element app.Value) {
	element.Call("scrollIntoView", map[string]any{"block": "nearest"})
}

// HidePopover closes the popover with an id, if it is open.
func HidePopover(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() && e.Call("matches", ":popover-open").Bool() {
		e.Call("hidePopover")
	}
}

// Values returns the values of all form controls of a name inside an element.
func Values(inside app.Value, name string) []string {
	list := inside.Call("querySelectorAll", `[name="`+name+`"]`)
	values := make([]string, list.Length())
	for i := range values {
		values[i] = list.Index(i).Get("value").String()
	}
	return values
}
