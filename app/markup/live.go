package markup

import "github.com/maxence-charriere/go-app/v10/pkg/app"

const (
	htmlNamespace = "http://www.w3.org/1999/xhtml"
	svgNamespace  = "http://www.w3.org/2000/svg"
)

// UI returns the node as go-app elements. Elements inside svg get SVG's
// namespace, without which a browser does not draw them.
func (n Node) UI() app.UI { return n.ui("") }

func (n Node) ui(namespace string) app.UI {
	is := n.has()
	switch {
	case is.compo != nil:
		return is.compo
	case is.html != "":
		return app.Raw(is.html)
	case is.tag == "":
		return app.Text(is.text)
	}
	if is.tag == "svg" {
		namespace = svgNamespace
	}
	e := app.Elem(is.tag)
	if namespace != "" {
		e = e.XMLNS(namespace)
	}
	for _, a := range is.attrs {
		e = e.Attr(a.name, a.value)
	}
	if is.tag == "foreignObject" {
		namespace = ""
	}
	children := make([]app.UI, len(is.children))
	for i, c := range is.children {
		children[i] = c.ui(namespace)
	}
	return e.Body(children...)
}
