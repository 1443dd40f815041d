package markup

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"pgregory.net/rapid"
)

// Whatever an element has in it, it has what another look has after it was brought to
// that, down to the namespaces; and what is alike in both was not touched.
func TestAScreenComesFromAnyLookToAnyOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		look := func() Node { return El("figure", anything(t, 3)...) }
		first := look()
		e := standing(first)
		screen := NewScreen(e, first)
		for range 5 {
			next := look()
			was := e.print()
			screen.Show(next)
			if got := e.print(); got != next.String() {
				t.Fatalf("%s became %s, want %s", was, got, next)
			}
		}
	})
}

func TestAScreenTouchesOnlyWhatDiffers(t *testing.T) {
	look := func(last string) Node {
		return El("figure", El("p", Text("a")), El("svg", El("path", Attr("d", "M0 0"))), El("p", Attr("title", last), Text("b")))
	}
	e := standing(look("1"))
	first, svg := e.inside[0], e.inside[1]
	NewScreen(e, look("1")).Show(look("2"))
	if touched := e.touched(); !slices.Equal(touched, []string{"p"}) || e.inside[0] != first || e.inside[1] != svg {
		t.Errorf("what was touched: %q", touched)
	}
}

// anything draws attributes and children.
func anything(t *rapid.T, deep int) []Item {
	var items []Item
	for _, name := range []string{"class", "checked", "value"} {
		if n := rapid.IntRange(0, 3).Draw(t, name); n == 1 && name == "checked" {
			items = append(items, Flag(name, true))
		} else if n > 0 && name != "checked" {
			items = append(items, Attr(name, strconv.Itoa(n)))
		}
	}
	text := true // two texts side by side would be one
	for range rapid.IntRange(0, deep).Draw(t, "children") {
		switch tag := rapid.SampledFrom([]string{"", "p", "svg", "g", "foreignObject"}).Draw(t, "tag"); {
		case tag != "":
			items, text = append(items, El(tag, anything(t, deep-1)...)), true
		case text:
			items, text = append(items, Text(rapid.SampledFrom([]string{"a", "b<"}).Draw(t, "text"))), false
		}
	}
	return items
}

// standIn stands in for a node of a browser's document.
type standIn struct {
	app.Value

	tag, text, space string
	attrs            []attr
	inside           []*standIn
	parent           *standIn
	changed          bool
}

// standing is an element as the browser makes it of its markup.
func standing(n Node) *standIn {
	e := &standIn{tag: n.Tag(), text: n.has().text, space: htmlNamespace}
	return e.with(n)
}

func (e *standIn) with(n Node) *standIn {
	e.attrs = slices.Clone(n.has().attrs)
	for _, c := range n.has().children {
		child := &standIn{tag: c.Tag(), text: c.has().text, parent: e, space: spaceIn(e, c.Tag())}
		e.inside = append(e.inside, child.with(c))
	}
	return e
}

// spaceIn is the namespace that a parser gives an element inside another.
func spaceIn(parent *standIn, tag string) string {
	if tag == "svg" {
		return svgNamespace
	}
	if parent.tag == "foreignObject" {
		return htmlNamespace
	}
	return parent.space
}

// print writes the element as markup does. An element in a namespace that a parser
// would not have given it says so.
func (e *standIn) print() string {
	if e.tag == "" {
		return escapeText.Replace(e.text)
	}
	c := &content{tag: e.tag, attrs: slices.Clone(e.attrs)}
	sortAttrs(c.attrs)
	whole := Node{c}.String()
	open := strings.TrimSuffix(whole, "</"+e.tag+">")
	for _, child := range e.inside {
		if child.tag != "" && child.space != spaceIn(e, child.tag) {
			open += "in " + child.space + ": "
		}
		open += child.print()
	}
	return open + "</" + e.tag + ">"
}

func (e *standIn) touched() (tags []string) {
	if e.changed {
		tags = append(tags, e.tag)
	}
	for _, c := range e.inside {
		tags = append(tags, c.touched()...)
	}
	return tags
}

func (e *standIn) set(name, value string) {
	e.changed = true
	e.attrs = slices.DeleteFunc(e.attrs, func(a attr) bool { return a.name == name })
	if value != "" {
		e.attrs = append(e.attrs, attr{name, value})
	}
}

func (e *standIn) at() int { return slices.Index(e.parent.inside, e) }

func (e *standIn) Set(name string, value any) {
	switch value := value.(type) {
	case bool:
		e.set(name, map[bool]string{true: flagOn}[value])
	case string:
		if name == "nodeValue" {
			e.text, e.changed = value, true
			return
		}
		e.set(name, value)
	}
}

func (e *standIn) Get(name string) app.Value {
	switch name {
	case "parentNode":
		return e.parent
	case "lastChild":
		return e.inside[len(e.inside)-1]
	case "namespaceURI":
		return said{text: e.space}
	case "localName":
		return said{text: e.tag}
	}
	return e // its childNodes and its ownerDocument have calls of their own
}

func (e *standIn) Call(name string, args ...any) app.Value {
	switch name {
	case "item":
		return e.inside[args[0].(int)]
	case "setAttribute":
		e.set(args[0].(string), args[1].(string))
	case "removeAttribute":
		e.set(args[0].(string), "")
	case "createTextNode":
		return &standIn{text: args[0].(string)}
	case "createElementNS":
		return &standIn{space: args[0].(string), tag: args[1].(string)}
	case "appendChild":
		child := args[0].(*standIn)
		child.parent, e.changed = e, true
		e.inside = append(e.inside, child)
	case "remove":
		e.parent.changed = true
		e.parent.inside = slices.Delete(e.parent.inside, e.at(), e.at()+1)
	case "replaceWith":
		with := args[0].(*standIn)
		with.parent, e.parent.changed = e.parent, true
		e.parent.inside[e.at()] = with
	default:
		panic("a stand-in knows no " + name)
	}
	return nil
}

// said is a text that a document gives.
type said struct {
	app.Value

	text string
}

func (s said) String() string { return s.text }
