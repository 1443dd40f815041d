package page

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// catalogue is the table of published models: searched, sorted, each a link to
// the spec reader. What is searched for is no part of a link.
type catalogue struct {
	app.Compo

	// now is the spec reader's scenario, which the links keep what they can of.
	now func() scenario.Spec
	// find is what is searched for; by is the column that is sorted by, up from
	// the least.
	find string
	by   string
	up   bool

	// rows are the rows' cells by the model's key, made for the scenario that the
	// links were made of.
	rows  map[string][]markup.Node
	links scenario.Spec

	shown markup.Node
	hands dom.Listeners
	later dom.Later
	ctx   app.Context
}

func newCatalogue(now func() scenario.Spec) *catalogue { return &catalogue{now: now, by: "date"} }

// Markup implements markup.Component.
func (c *catalogue) Markup() markup.Node {
	listed := published()
	rows := make([]markup.Node, 0, len(listed))
	c.fill(listed)
	found := int64(0)
	for _, r := range sorted(listed, c.by, c.up) {
		hit := r.matches(c.find)
		if hit {
			found++
		}
		rows = append(rows, markup.El("tr", markup.Flag("hidden", !hit), markup.List(c.rows[r.entry.Key])))
	}
	heads := make([]markup.Node, 0, len(columns)+1)
	for _, col := range columns {
		heads = append(heads, c.head(col))
	}
	heads = append(heads, markup.El("th", markup.Attr("scope", "col"), markup.El("span", markup.Class("unseen"), markup.Text("Compare"))))
	said := "All " + quantity.Count(int64(len(listed))) + " models"
	if strings.TrimSpace(c.find) != "" {
		said = quantity.Plural(found, "model", "models") + " of " + quantity.Count(int64(len(listed)))
	}
	return markup.El(
		"section", markup.Class("fig catalogue"), markup.Attr("aria-labelledby", "catalogue-title"),
		markup.El("h2", markup.ID("catalogue-title"), markup.Class("fig-title"), markup.Text("Published models")),
		markup.El(
			"form", markup.Class("controls"), markup.Attr("role", "search"), markup.Attr("autocomplete", "off"), markup.Attr("aria-label", "Search the published models"),
			markup.El(
				"div", markup.Class("control"),
				markup.El("label", markup.Attr("for", "catalogue-find"), markup.Text("Search")),
				markup.El("input", markup.Attr("type", "search"), markup.ID("catalogue-find"), markup.Attr("value", c.find), markup.Attr("autocapitalize", "none"), markup.Attr("spellcheck", "false"),
					markup.Attr("aria-describedby", "catalogue-note")),
				markup.El("p", markup.ID("catalogue-note"), markup.Class("help"), markup.Text("A name, a maker, a year, or a choice: mla, gqa, moe, window, linear, dense.")),
			),
		),
		markup.El("p", markup.Class("found"), markup.Attr("role", "status"), markup.Text(said)),
		markup.El(
			"div", markup.Class("scrolls"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "Published models, scrolls where it is wide or long"),
			markup.El("table", markup.El("thead", markup.El("tr", markup.List(heads))), markup.El("tbody", markup.List(rows))),
		),
		markup.El("p", markup.Class("help"), markup.Text("Cache a token in bf16 while all layers grow. Parameters are those of the language model’s own forward pass. Sources are named in each report.")),
	)
}

// fill makes the rows' cells, if the scenario is another one.
func (c *catalogue) fill(listed []listing) {
	s := c.now()
	if c.rows != nil && s == c.links {
		return
	}
	c.rows, c.links = map[string][]markup.Node{}, s
	for _, r := range listed {
		c.rows[r.entry.Key] = r.cells(s)
	}
}

// head is the head of a column, which sorts by it.
func (c *catalogue) head(col column) markup.Node {
	order, sign := "none", ""
	if col.name == c.by {
		order, sign = "descending", " ↓"
		if c.up {
			order, sign = "ascending", " ↑"
		}
	}
	return markup.El("th", markup.Attr("scope", "col"), markup.Attr("aria-sort", order),
		markup.El("button", markup.Attr("type", "button"), markup.Class("sorts"), markup.Attr("data-sort", col.name), markup.Text(col.label),
			markup.El("span", markup.Attr("aria-hidden", "true"), markup.Text(sign))))
}

// Render implements app.Composer.
func (c *catalogue) Render() app.UI {
	c.shown = c.Markup()
	return c.shown.UI()
}

// OnMount implements app.Mounter.
func (c *catalogue) OnMount(ctx app.Context) {
	c.ctx = ctx
	root := c.JSValue()
	c.hands.Add(root, "input", func(e app.Value) {
		c.find = e.Get("target").Get("value").String()
		c.refresh()
	})
	c.hands.Add(root, "submit", func(e app.Value) { e.Call("preventDefault") })
	c.hands.Add(root, "click", c.onClick)
	c.follow() // the spec reader may have taken its link before
}

// OnDismount implements app.Dismounter.
func (c *catalogue) OnDismount() {
	c.hands.Close()
	c.later.Stop()
}

func (c *catalogue) onClick(e app.Value) {
	target := e.Get("target")
	if button := target.Call("closest", "[data-sort]"); button.Truthy() {
		c.sort(dom.Data(button, "sort"))
		c.refresh()
		return
	}
	c.later.Now() // the browser is about to follow the link as it then is
	if link := target.Call("closest", "a"); link.Truthy() && !e.Get("ctrlKey").Bool() && !e.Get("metaKey").Bool() && !e.Get("shiftKey").Bool() {
		// The browser follows the link; what it leads to stands further up.
		title := app.Window().GetElementByID("spec-title")
		title.Call("scrollIntoView")
		title.Call("focus", map[string]any{"preventScroll": true})
	}
}

// sort sorts by a column: first the way that tells most, then the other.
func (c *catalogue) sort(by string) {
	if c.by == by {
		c.up = !c.up
		return
	}
	c.by, c.up = by, by == "name" || by == "kind"
}

// restLinks is how long the spec reader must rest before the links follow it:
// there are a hundred and more.
const restLinks = 300 * time.Millisecond

// follow lets the links follow the spec reader.
func (c *catalogue) follow() {
	if c.ctx.Context != nil {
		c.later.In(restLinks, c.refresh)
	}
}

func (c *catalogue) refresh() {
	markup.Show(c.ctx, c.JSValue(), &c.shown, c.Markup())
}

// only is the scenario with one model instead of those that are shown.
func only(s scenario.Spec, key string) scenario.Spec {
	s.Config, s.Models = "", [scenario.MaxCompared]string{key}
	return s
}

// beside is the scenario with one more model, and whether there is room for it.
func beside(s scenario.Spec, key string) (scenario.Spec, bool) {
	field, _ := scenario.SpecTable.Field("model")
	list := field.Of(&s)
	err := list.Set(list.String() + "," + key)
	return s, err == nil
}

// shows reports whether a scenario shows a model.
func shows(s scenario.Spec, key string) bool {
	for _, m := range s.Models {
		if m == key {
			return true
		}
	}
	return false
}

// cells are a row's.
func (r listing) cells(s scenario.Spec) []markup.Node {
	cells := make([]markup.Node, 0, len(columns)+1)
	key := r.entry.Key
	cells = append(cells, markup.El(
		"th", markup.Attr("scope", "row"),
		markup.El("a", markup.Attr("href", part.URL(scenario.SpecTable.Link(only(s, key)))), markup.If(shows(s, key), markup.Attr("aria-current", "true")), markup.Text(r.entry.Name)),
		markup.El("span", markup.Class("maker"), markup.Text(r.entry.Maker)),
	))
	for _, col := range columns[1:] {
		cells = append(cells, markup.El("td", markup.Text(col.text(r))))
	}
	last := markup.Text("shown")
	if more, room := beside(s, key); room {
		last = markup.El("a", markup.Attr("href", part.URL(scenario.SpecTable.Link(more))), markup.Attr("aria-label", "Compare "+r.entry.Name+" with what is shown"), markup.Text("compare"))
	} else if !shows(s, key) {
		last = markup.Text("four shown")
	}
	return append(cells, markup.El("td", last))
}
