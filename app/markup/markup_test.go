package markup

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func TestStringIsHTMLThatSaysWhatWasMeant(t *testing.T) {
	for _, c := range []struct {
		name string
		node Node
		want string
	}{
		{"text is escaped", El("p", Text(`a < b & "c"`)), `<p>a &lt; b &amp; "c"</p>`},
		{"quotes and backslashes in attributes", El("p", Attr("title", `say "\n" & <go>`)), `<p title="say &quot;\n&quot; &amp; &lt;go&gt;"></p>`},
		{"a false flag is left out", El("input", Flag("checked", false), Flag("disabled", true)), `<input disabled>`},
		{"an empty attribute is left out", El("a", Attr("href", ""), Attr("id", "x")), `<a id="x"></a>`},
		{"attributes are in order", El("a", Attr("href", "/"), Attr("class", "c"), Attr("aria-label", "l")), `<a aria-label="l" class="c" href="/"></a>`},
		{"no space is added between inline nodes", El("p", Text("a"), El("b", Text("b")), Text(" c")), `<p>a<b>b</b> c</p>`},
		{"nothing is left out", El("p", Node{}, Text("a"), nil, If(false, Text("b"))), `<p>a</p>`},
		{"a text area has its value inside", El("textarea", Attr("value", "a<b")), `<textarea value="a&lt;b">a&lt;b</textarea>`},
		{"lists", El("ul", List([]Node{El("li", Text("1")), El("li", Text("2"))})), `<ul><li>1</li><li>2</li></ul>`},
		{"prepared HTML stays as it is", El("div", HTML("<p>a &amp; b</p>")), `<div><p>a &amp; b</p></div>`},
		{"components are looked into", El("div", Of(&greeting{})), `<div><b>hello</b></div>`},
		{"more children", El("p", Text("a")).With(Text("b")), `<p>ab</p>`},
	} {
		if got := c.node.String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

type greeting struct{ app.Compo }

func (g *greeting) Markup() Node   { return El("b", Text("hello")) }
func (g *greeting) Render() app.UI { return g.Markup().UI() }

// The live elements are the printed ones: go-app prints them with the same
// attributes and children, but for its own white space.
func TestUIIsTheSameTree(t *testing.T) {
	tree := El("div", Class("c"),
		El("svg", El("path", Attr("d", "M0 0"))),
		El("b", Text("after")), HTML("<i>x</i>"), Of(&greeting{}))
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if got, want := squeeze(app.HTMLString(tree.UI())), squeeze(tree.String()); got != want {
		t.Errorf("go-app has\n%s\nand the page\n%s", got, want)
	}
}

func TestSVGHasItsNamespaceAndHTMLInsideItHasNone(t *testing.T) {
	svg := El("svg", El("path")).UI().(app.HTML)
	if got := svg.XMLNamespace(); got != "http://www.w3.org/2000/svg" {
		t.Errorf("svg has the namespace %q", got)
	}
	if got := El("p", El("svg")).UI().(app.HTML).XMLNamespace(); got != "" {
		t.Errorf("a paragraph around an svg has the namespace %q", got)
	}
}

func TestWithLeavesTheNodeAlone(t *testing.T) {
	base := El("p", Text("a"))
	_ = base.With(Text("b"))
	if got := base.With(Text("c")).String(); got != "<p>ac</p>" {
		t.Errorf("a node shares its children with one made from it: %s", got)
	}
}

func TestChangeLeavesTheTreeAlone(t *testing.T) {
	tree := El("div", El("p", Attr("id", "a"), Attr("title", "1")), El("p", Attr("id", "b")))
	before := tree.String()
	got := tree.Change(func(n Node) bool { return n.Get("id") == "a" }, func(n Node) Node { return n.Put("title", "2") })
	if want := `<div><p id="a" title="2"></p><p id="b"></p></div>`; got.String() != want || tree.String() != before {
		t.Errorf("%s becomes %s, want %s", before, got, want)
	}
}

func TestTextsAndWalk(t *testing.T) {
	tree := El("div", Text("a"), El("b", Text("b")), Of(&greeting{}))
	if got := tree.Texts(); got != "abhello" {
		t.Errorf("Texts() = %q", got)
	}
	var tags []string
	tree.Walk(func(n Node) {
		if n.Tag() != "" {
			tags = append(tags, n.Tag())
		}
	})
	if got := strings.Join(tags, " "); got != "div b b" {
		t.Errorf("Walk visits %q", got)
	}
}
