package markup

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Sync brings an element on the screen from one look to the next without
// waiting for go-app, whose updates come a timer tick and a frame later: too
// late for a hand that drags. It changes attributes and texts, which is all
// that a drag changes, and leaves adding, removing and exchanging elements to
// go-app's update, which then finds everything else in place. It returns what
// the screen shows now, and whether that is all of the new look.
func Sync(element app.Value, was, is Node) (shown Node, done bool) {
	return sync(func() app.Value { return element }, was, is)
}

// sync fetches an element only when something in it has changed, and then once.
func sync(element func() app.Value, was, is Node) (shown Node, done bool) {
	element = once(element)
	switch {
	case was.tag != is.tag || was.compo != is.compo || was.html != is.html:
		return was, false
	case was.tag == "":
		if was.text != is.text {
			element().Set("nodeValue", is.text)
		}
		return is, true
	}
	if !slices.Equal(was.attrs, is.attrs) {
		syncAttrs(element(), was, is)
	}
	list := once(func() app.Value { return element().Get("childNodes") })
	shown, done = is, len(was.children) == len(is.children)
	shown.children = slices.Clone(was.children)
	for i := range min(len(was.children), len(is.children)) {
		child := func() app.Value { return list().Call("item", i) }
		now, whole := sync(child, was.children[i], is.children[i])
		shown.children[i] = now
		done = done && whole
	}
	return shown, done
}

// once returns a function that fetches a value when it is first called, and
// keeps it.
func once(fetch func() app.Value) func() app.Value {
	var v app.Value
	return func() app.Value {
		if v == nil {
			v = fetch()
		}
		return v
	}
}

func syncAttrs(element app.Value, was, is Node) {
	for _, a := range was.attrs {
		if is.Get(a.name) == "" {
			if booleans[a.name] {
				element.Set(property(a.name), false)
			}
			element.Call("removeAttribute", a.name)
		}
	}
	for _, a := range is.attrs {
		switch {
		case was.Get(a.name) == a.value:
		case a.name == "value":
			element.Set("value", a.value)
		case booleans[a.name]:
			// The property, since a control that was touched no longer follows
			// its attribute.
			element.Set(property(a.name), true)
		default:
			element.Call("setAttribute", a.name, a.value)
		}
	}
}

// property is the name of the property behind a boolean attribute.
func property(attribute string) string {
	if attribute == "readonly" {
		return "readOnly"
	}
	return attribute
}
