package markup

import "strings"

// String returns the node as HTML (and, since names and quotes agree, as SVG).
// Equal trees give equal text.
func (n Node) String() string {
	var b strings.Builder
	n.print(&b)
	return b.String()
}

// Texts returns the text inside the node without its elements, as a screen
// reader would find it.
func (n Node) Texts() string {
	var b strings.Builder
	n.Walk(func(m Node) { b.WriteString(m.has().text) })
	return b.String()
}

// Walk visits the node and all below it, components included, parents first.
func (n Node) Walk(visit func(Node)) {
	has := n.has()
	if has.compo != nil {
		has.compo.Markup().Walk(visit)
		return
	}
	visit(n)
	for _, c := range has.children {
		c.Walk(visit)
	}
}

// Tag returns the element's name, or "" where the node is not an element.
func (n Node) Tag() string { return n.has().tag }

// Get returns an attribute's value, or "" where it is not set.
func (n Node) Get(name string) string {
	for _, a := range n.has().attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

var (
	escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	escapeAttr = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;")
)

func (n Node) print(b *strings.Builder) {
	is := n.has()
	switch {
	case is.compo != nil:
		is.compo.Markup().print(b)
	case is.html != "":
		b.WriteString(is.html)
	case is.tag == "":
		b.WriteString(escapeText.Replace(is.text))
	default:
		n.printElement(b)
	}
}

func (n Node) printElement(b *strings.Builder) {
	is := n.has()
	b.WriteString("<" + is.tag)
	for _, a := range is.attrs {
		b.WriteString(" " + a.name)
		if !booleans[a.name] {
			b.WriteString(`="` + escapeAttr.Replace(a.value) + `"`)
		}
	}
	if is.tag == "textarea" {
		// A text area has its value as content, not as an attribute.
		b.WriteString(">" + escapeText.Replace(n.Get("value")) + "</textarea>")
		return
	}
	b.WriteString(">")
	if voids[is.tag] {
		return
	}
	for _, c := range is.children {
		c.print(b)
	}
	b.WriteString("</" + is.tag + ">")
}

var booleans = set("async", "autofocus", "checked", "default", "defer", "disabled", "hidden", "loop",
	"multiple", "muted", "open", "readonly", "required", "reversed", "selected")

var voids = set("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
