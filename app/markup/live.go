package markup

import "github.com/maxence-charriere/go-app/v10/pkg/app"

const svgNamespace = "http://www.w3.org/2000/svg"

// UI returns the node as go-app elements. Elements inside svg get SVG's
// namespace, without which a browser does not draw them.
func (n Node) UI() app.UI { return n.ui("") }

func (n Node) ui(namespace string) app.UI {
	switch {
	case n.compo != nil:
		return n.compo
	case n.html != "":
		return app.Raw(n.html)
	case n.tag == "":
		return app.Text(n.text)
	}
	if n.tag == "svg" {
		namespace = svgNamespace
	}
	e := app.Elem(n.tag)
	if namespace != "" {
		e = e.XMLNS(namespace)
	}
	for _, a := range n.attrs {
		e = e.Attr(a.name, a.value)
	}
	for _, ev := range n.events {
		if ev.scope == "" {
			e = e.On(ev.name, ev.handler)
		} else {
			e = e.On(ev.name, ev.handler, app.EventScope(ev.scope))
		}
	}
	if n.tag == "foreignObject" {
		namespace = ""
	}
	children := make([]app.UI, len(n.children))
	for i, c := range n.children {
		children[i] = c.ui(namespace)
	}
	return e.Body(children...)
}
