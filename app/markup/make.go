package markup

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// fit makes and takes away children at the end of the element that the path leads
// to, so that it has as many as the new look.
func (s *screen) fit(was, is []Node) {
	parent := s.element()
	for i := len(was); i < len(is); i++ {
		parent.Call("appendChild", made(parent, is[i]))
	}
	for range len(was) - len(is) {
		parent.Get("lastChild").Call("remove")
	}
}

// exchange puts a new element in the place of the one that the path leads to.
func (s *screen) exchange(after Node) {
	old := s.element()
	old.Call("replaceWith", made(old.Get("parentNode"), after))
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
