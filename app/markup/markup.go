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

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Node is an element, a text, prepared HTML, or a component. The zero Node is
// nothing: it is left out wherever it stands.
//
// A Node is one pointer, to what does not change once it is made: trees are built
// by thousands of calls that hand nodes on, and the client would be a tenth
// larger if each of them copied a whole one.
type Node struct{ in *content }

type content struct {
	tag      string
	text     string
	html     string
	attrs    []attr
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

// Item is what an element is made of: an attribute, a child or several of them.
type Item interface{ addTo(*content) }

type itemFunc func(*content)

func (f itemFunc) addTo(c *content) { f(c) }

func (n Node) addTo(parent *content) {
	if !n.IsZero() {
		parent.children = append(parent.children, n)
	}
}

// nothing is what the zero Node has in it.
var nothing = &content{}

// has returns what is in the node, to be read.
func (n Node) has() *content {
	if n.in == nil {
		return nothing
	}
	return n.in
}

// IsZero reports whether the node is nothing.
func (n Node) IsZero() bool {
	c := n.has()
	return c.tag == "" && c.text == "" && c.html == "" && c.compo == nil
}

// El returns an element with the given attributes, handlers and children.
func El(tag string, items ...Item) Node {
	c := &content{tag: tag}
	for _, it := range items {
		if it != nil {
			it.addTo(c)
		}
	}
	sortAttrs(c.attrs)
	return Node{c}
}

// sortAttrs orders the few attributes of an element by name, without the room that
// sorting many would take.
func sortAttrs(attrs []attr) {
	for i := range attrs {
		for k := i; k > 0 && attrs[k].name < attrs[k-1].name; k-- {
			attrs[k], attrs[k-1] = attrs[k-1], attrs[k]
		}
	}
}

// With returns the element with more children at its end. The node itself does
// not change.
func (n Node) With(children ...Node) Node {
	c := *n.has()
	c.children = append(c.children[:len(c.children):len(c.children)], children...)
	return Node{&c}
}

// Put returns the element with an attribute set to another value.
func (n Node) Put(name, value string) Node {
	c := *n.has()
	c.attrs = slices.Clone(c.attrs)
	for i := range c.attrs {
		if c.attrs[i].name == name {
			c.attrs[i].value = value
		}
	}
	return Node{&c}
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
	changed := (*content)(nil)
	for i, child := range n.has().children {
		if to, ok := child.change(is, change); ok {
			if changed == nil {
				c := *n.in
				c.children = slices.Clone(c.children)
				changed = &c
			}
			changed.children[i] = to
		}
	}
	if changed == nil {
		return n, false
	}
	return Node{changed}, true
}

// Text returns a text, which is escaped where it is written.
func Text(s string) Node { return Node{&content{text: s}} }

// HTML returns prepared HTML with one root element. It is for prose made from
// the project's own Markdown when the project is built, never for anything
// that came from outside.
func HTML(s string) Node { return Node{&content{html: s}} }

// Of returns the place of a component inside a tree.
func Of(c Component) Node { return Node{&content{compo: c}} }

// Attr sets an attribute. An empty value leaves the attribute out.
func Attr(name, value string) Item {
	return itemFunc(func(c *content) {
		if value != "" {
			c.attrs = append(c.attrs, attr{name, value})
		}
	})
}

// Int sets an attribute to a whole number.
func Int(name string, value int64) Item { return Attr(name, strconv.FormatInt(value, 10)) }

// Flag sets a boolean attribute when on is true and leaves it out otherwise.
func Flag(name string, on bool) Item {
	return itemFunc(func(c *content) {
		if on {
			c.attrs = append(c.attrs, attr{name, flagOn})
		}
	})
}

// flagOn is the value that go-app reads as a set boolean property.
const flagOn = "true"

// Class sets the element's classes.
func Class(names string) Item { return Attr("class", names) }

// ID sets the element's id.
func ID(id string) Item { return Attr("id", id) }

// List adds several items where one is expected.
func List[T Item](items []T) Item {
	return itemFunc(func(c *content) {
		for _, it := range items {
			it.addTo(c)
		}
	})
}

// If adds the item only when the condition holds.
func If(cond bool, item Item) Item {
	if cond {
		return item
	}
	return itemFunc(func(*content) {})
}
