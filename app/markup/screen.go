package markup

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A Screen is an element that is brought from look to look, all of it and at once: it
// makes, exchanges and takes away what is in it too. It is for an element in which
// go-app changes nothing once it has made it, and in which there are no components,
// no handlers and no prepared HTML.
type Screen struct {
	shown Node
	root  spot
	// way leads to what is being compared: which child of which.
	way []int
}

// NewScreen returns the screen of an element that has a look.
func NewScreen(element app.Value, look Node) *Screen {
	return &Screen{shown: look, root: spot{element: element}}
}

// Show brings the element to a look.
func (s *Screen) Show(look Node) {
	s.sync(s.shown, look)
	s.shown = look
}

// A spot is an element, or a text, and those in it that had to be found: finding one
// asks the browser, which takes longer than comparing a whole picture.
type spot struct {
	element app.Value
	inside  []*spot
}

// in returns what is in it at a place.
func (p *spot) in(i int) *spot {
	for len(p.inside) <= i {
		p.inside = append(p.inside, nil)
	}
	if p.inside[i] == nil {
		p.inside[i] = &spot{element: p.element.Get("childNodes").Call("item", i)}
	}
	return p.inside[i]
}

// forget lets what is in it from a place on be found anew.
func (p *spot) forget(from int) { p.inside = p.inside[:min(from, len(p.inside))] }

// found is what the way leads to.
func (s *Screen) found(way []int) *spot {
	p := &s.root
	for _, i := range way {
		p = p.in(i)
	}
	return p
}

func (s *Screen) sync(before, after Node) {
	if before.in == after.in {
		return // made once and shown again
	}
	was, is := before.has(), after.has()
	if was.tag != is.tag {
		s.exchange(after)
		return
	}
	if was.text != is.text {
		s.found(s.way).element.Set("nodeValue", is.text)
	}
	if !same(was.attrs, is.attrs) && !slices.Equal(was.attrs, is.attrs) {
		syncAttrs(s.found(s.way).element, before, after)
	}
	if !same(was.children, is.children) {
		s.children(was.children, is.children)
	}
}

func (s *Screen) children(was, is []Node) {
	common := min(len(was), len(is))
	for i := range common {
		s.way = append(s.way, i)
		s.sync(was[i], is[i])
		s.way = s.way[:len(s.way)-1]
	}
	if len(was) == len(is) {
		return
	}
	p := s.found(s.way)
	p.forget(common)
	for range was[common:] {
		p.element.Get("lastChild").Call("remove")
	}
	for _, n := range is[common:] {
		p.element.Call("appendChild", made(p.element, n))
	}
}

// exchange puts a new element in the place of the one that the way leads to.
func (s *Screen) exchange(after Node) {
	parent := s.found(s.way[:len(s.way)-1])
	at := s.way[len(s.way)-1]
	old := parent.in(at).element
	parent.inside[at] = &spot{element: made(parent.element, after)}
	old.Call("replaceWith", parent.inside[at].element)
}

// made makes an element, or a text, that is to stand in another.
func made(parent app.Value, n Node) app.Value {
	is := n.has()
	document := parent.Get("ownerDocument")
	if is.tag == "" {
		return document.Call("createTextNode", is.text)
	}
	namespace := parent.Get("namespaceURI").String()
	switch {
	case is.tag == "svg":
		namespace = svgNamespace
	case parent.Get("localName").String() == "foreignObject":
		namespace = htmlNamespace
	}
	element := document.Call("createElementNS", namespace, is.tag)
	syncAttrs(element, Node{}, n)
	for _, c := range is.children {
		element.Call("appendChild", made(element, c))
	}
	return element
}
