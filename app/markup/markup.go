// Package markup describes what the visitor sees as a tree of nodes that can be
// turned into two things: text (the prerendered pages, and pictures saved as
// SVG) and go-app elements (the live page).
//
// go-app can print its own elements too, but quotes attributes as Go strings,
// writes false booleans as true ones, adds white space inside inline text and
// prints attributes in random order (see ARCHITECTURE.md). One tree with two
// readers keeps the first frame and the live one the same, byte for byte.
package markup

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Node is an element, a text, prepared HTML, or a component. The zero Node is
// nothing: it is left out wherever it stands.
type Node struct {
	tag      string
	text     string
	html     string
	attrs    []attr
	events   []event
	children []Node
	compo    Component
}

// Component is a go-app component that can also say what it looks like as
// nodes, so that pages can be written without a browser.
type Component interface {
	app.Composer
	// Markup returns the component's present look: one element.
	Markup() Node
}

type attr struct{ name, value string }

type event struct {
	name    string
	handler app.EventHandler
	scope   string
}

// Item is what an element is made of: an attribute, an event handler, a child
// or several of them.
type Item interface{ addTo(*Node) }

type itemFunc func(*Node)

func (f itemFunc) addTo(n *Node) { f(n) }

func (n Node) addTo(parent *Node) {
	if !n.IsZero() {
		parent.children = append(parent.children, n)
	}
}

// IsZero reports whether the node is nothing.
func (n Node) IsZero() bool {
	return n.tag == "" && n.text == "" && n.html == "" && n.compo == nil
}

// El returns an element with the given attributes, handlers and children.
func El(tag string, items ...Item) Node {
	n := Node{tag: tag}
	for _, it := range items {
		if it != nil {
			it.addTo(&n)
		}
	}
	slices.SortStableFunc(n.attrs, func(a, b attr) int { return strings.Compare(a.name, b.name) })
	return n
}

// With returns the element with more children at its end. The node itself does
// not change.
func (n Node) With(children ...Node) Node {
	n.children = append(n.children[:len(n.children):len(n.children)], children...)
	return n
}

// Put returns the element with an attribute set to another value.
func (n Node) Put(name, value string) Node {
	n.attrs = slices.Clone(n.attrs)
	for i := range n.attrs {
		if n.attrs[i].name == name {
			n.attrs[i].value = value
		}
	}
	return n
}

// Change returns the tree with each element for which is holds changed. What is
// above such an element is copied, the rest shared.
func (n Node) Change(is func(Node) bool, change func(Node) Node) Node {
	changed, _ := n.change(is, change)
	return changed
}

func (n Node) change(is func(Node) bool, change func(Node) Node) (Node, bool) {
	if is(n) {
		return change(n), true
	}
	any := false
	for i, c := range n.children {
		if to, ok := c.change(is, change); ok {
			if !any {
				n.children, any = slices.Clone(n.children), true
			}
			n.children[i] = to
		}
	}
	return n, any
}

// Text returns a text, which is escaped where it is written.
func Text(s string) Node { return Node{text: s} }

// HTML returns prepared HTML with one root element. It is for prose made from
// the project's own Markdown when the project is built, never for anything
// that came from outside.
func HTML(s string) Node { return Node{html: s} }

// Of returns the place of a component inside a tree.
func Of(c Component) Node { return Node{compo: c} }

// Attr sets an attribute. An empty value leaves the attribute out.
func Attr(name, value string) Item {
	return itemFunc(func(n *Node) {
		if value != "" {
			n.attrs = append(n.attrs, attr{name, value})
		}
	})
}

// Int sets an attribute to a whole number.
func Int(name string, value int64) Item { return Attr(name, strconv.FormatInt(value, 10)) }

// Flag sets a boolean attribute when on is true and leaves it out otherwise.
func Flag(name string, on bool) Item {
	return itemFunc(func(n *Node) {
		if on {
			n.attrs = append(n.attrs, attr{name, flagOn})
		}
	})
}

// flagOn is the value that go-app reads as a set boolean property.
const flagOn = "true"

// Class sets the element's classes.
func Class(names string) Item { return Attr("class", names) }

// ID sets the element's id.
func ID(id string) Item { return Attr("id", id) }

// On attaches a handler. go-app compares handlers by code, not by what they
// captured: a closure over a loop variable needs a scope that names it.
func On(name string, h app.EventHandler, scope ...string) Item {
	return itemFunc(func(n *Node) {
		e := event{name: name, handler: h}
		if len(scope) > 0 {
			e.scope = scope[0]
		}
		n.events = append(n.events, e)
	})
}

// List adds several items where one is expected.
func List[T Item](items []T) Item {
	return itemFunc(func(n *Node) {
		for _, it := range items {
			it.addTo(n)
		}
	})
}

// If adds the item only when the condition holds.
func If(cond bool, item Item) Item {
	if cond {
		return item
	}
	return itemFunc(func(*Node) {})
}
