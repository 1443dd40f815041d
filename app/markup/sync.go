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
	return (&patch{root: element}).sync(was, is)
}

// Show brings a component's element on the screen from the look that shown holds
// to another one: by Sync what that can, and the rest by go-app's next update.
func Show(ctx app.Context, root app.Value, shown *Node, look Node) {
	now, done := Sync(root, *shown, look)
	if *shown = now; !done {
		ctx.Update()
	}
}

// A patch finds elements on the way down a tree, each only when something in
// it has changed, and then once.
type patch struct {
	root app.Value
	path []place
}

// place is a child by its index, with its element once that was asked for.
type place struct {
	index   int
	element app.Value
}

// element returns the element that the path leads to.
func (s *patch) element() app.Value {
	e := s.root
	for i := range s.path {
		p := &s.path[i]
		if p.element == nil {
			p.element = e.Get("childNodes").Call("item", p.index)
		}
		e = p.element
	}
	return e
}

func (s *patch) sync(before, after Node) (shown Node, done bool) {
	was, is := before.has(), after.has()
	switch {
	case was.tag != is.tag || was.compo != is.compo || was.html != is.html:
		return before, false
	case was.tag == "":
		if was.text != is.text {
			s.element().Set("nodeValue", is.text)
		}
		return after, true
	}
	if !same(was.attrs, is.attrs) && !slices.Equal(was.attrs, is.attrs) {
		syncAttrs(s.element(), before, after)
	}
	if same(was.children, is.children) {
		return after, true // drawn once and used again
	}
	children, done := s.children(was.children, is.children)
	if done {
		return after, true
	}
	left := *is
	left.children = children
	return Node{&left}, false
}

// children brings the children up to date. It returns what the screen shows now,
// and whether that is all of the new look.
func (s *patch) children(was, is []Node) (shown []Node, done bool) {
	done = len(was) == len(is)
	var left []Node // what is on the screen, where that is not all of the new look
	for i := range min(len(was), len(is)) {
		s.path = append(s.path, place{index: i})
		now, whole := s.sync(was[i], is[i])
		s.path = s.path[:len(s.path)-1]
		if !whole && left == nil {
			left = append(append(left, is[:i]...), was[i:]...)
		}
		if left != nil {
			left[i] = now
		}
		done = done && whole
	}
	if done {
		return is, true
	}
	if left == nil {
		// Only their number differs.
		common := min(len(was), len(is))
		left = append(append(left, is[:common]...), was[common:]...)
	}
	return left, false
}

// same reports whether two slices are one.
func same[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func syncAttrs(element app.Value, was, is Node) {
	for _, a := range was.has().attrs {
		if is.Get(a.name) == "" {
			switch {
			case booleans[a.name]:
				element.Set(property(a.name), false)
			case a.name == "value":
				element.Set("value", "") // what was typed does not go with the attribute
			}
			element.Call("removeAttribute", a.name)
		}
	}
	for _, a := range is.has().attrs {
		switch {
		case was.Get(a.name) == a.value:
		case a.name == "value":
			element.Set("value", a.value)
		case booleans[a.name]:
			// The property, since a control that was touched no longer follows
			// its attribute.
			element.Set(property(a.name), true)
		default:
			element.Call("setAttribute", given(a.name), a.value)
		}
	}
}

// names are the attributes' names as the browser has them: to hand one over takes as
// long as to change what it names.
var names = map[string]any{}

// given is an attribute's name to be handed to the browser.
func given(name string) any {
	if app.IsServer {
		return name
	}
	if names[name] == nil {
		names[name] = app.ValueOf(name)
	}
	return names[name]
}

// property is the name of the property behind a boolean attribute.
func property(attribute string) string {
	if attribute == "readonly" {
		return "readOnly"
	}
	return attribute
}
