package figure

import (
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/model"
	"attnexperts/calc/order"
	"attnexperts/calc/quantity"
)

// report has the numbers of all models, and what they are not.
func (x examined) report(e Embed) markup.Node {
	return markup.El("div", markup.Class("spec-report"), x.file(e), x.compared(), x.numbers(e), x.notes())
}

// exact is a finding as programs read it; "" where there is none.
func (f finding) exact() string {
	switch {
	case f.err != nil:
		return ""
	case f.Name == "attention-kind":
		return f.kind
	}
	return f.Value.Exact()
}

// shorten makes a finding fit where several stand side by side.
func (f *finding) shorten() {
	switch {
	case f.kind != "":
		f.text = strings.ToUpper(f.kind)
	case f.Unit == quantity.Bytes:
		f.text = f.Text() // of the two units, one
	case f.Unit == quantity.FLOPs:
		f.text = strings.TrimSuffix(f.text, " FLOPs") // the row says it
	}
}

// shown is a finding for people.
func (f finding) shown() string {
	if f.err != nil {
		return f.err.Error()
	}
	return f.text
}

// A comparison is one number of all models, in their order.
type comparison []finding

// same reports whether all models agree in it.
func (c comparison) same() bool {
	for _, f := range c[1:] {
		if f.exact() != c[0].exact() || f.shown() != c[0].shown() {
			return false
		}
	}
	return true
}

// comparisons puts the numbers of all models side by side. One that only some
// have, the others lack.
func (x examined) comparisons() []comparison {
	all := make([][]finding, len(x))
	longest := 0
	for i, m := range x {
		if all[i] = m.outcomes(); len(all[i]) > len(all[longest]) {
			longest = i
		}
	}
	var list []comparison
	for _, of := range all[longest] {
		c := make(comparison, len(x))
		for i := range x {
			at := slices.IndexFunc(all[i], func(f finding) bool { return f.Name == of.Name })
			if at >= 0 {
				c[i] = all[i][at]
				if len(x) > 1 {
					c[i].shorten()
				}
			} else {
				c[i] = finding{Result: quantity.Result{Name: of.Name, Label: of.Label, Value: quantity.Whole(0), Unit: of.Unit, Formula: "none of its layers is linear"}, text: "none"}
			}
		}
		list = append(list, c)
	}
	return list
}

// numbers is the table of all numbers: a row each, a column for each model. Where
// several are compared, what differs comes first.
func (x examined) numbers(e Embed) markup.Node {
	list := x.comparisons()
	if len(x) == 1 {
		return markup.El("table", markup.Class("numbers unfolds"), x.rows("", list, e))
	}
	var differ, same []comparison
	for _, c := range list {
		if c.same() {
			same = append(same, c)
		} else {
			differ = append(differ, c)
		}
	}
	heads := []markup.Node{markup.El("td")}
	for i, m := range x {
		heads = append(heads, markup.El("th", markup.Attr("scope", "col"), x.key(i), markup.Text(m.Name)))
	}
	return markup.El(
		"div", markup.Class("wide"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "The models side by side; scrolls sideways where it is wide"),
		markup.El(
			"table", markup.Class("numbers unfolds"), markup.El("thead", markup.El("tr", markup.List(heads))),
			x.rows("Where they differ", differ, e), x.rows("The same in all", same, e),
		),
	)
}

// key is the piece of line that tells a model in the charts.
func (x examined) key(i int) markup.Node {
	return markup.El("svg", markup.Class("line"), markup.Attr("viewBox", "0 0 34 10"), markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-curve "+x[i].class), markup.Attr("stroke-dasharray", x[i].dash), markup.Attr("d", "M1 5H33")))
}

// rows are a group of the table's rows under a heading.
func (x examined) rows(heading string, list []comparison, e Embed) markup.Node {
	if len(list) == 0 {
		return markup.Node{}
	}
	span := markup.Int("colspan", int64(len(x)+1))
	var rows []markup.Node
	if heading != "" {
		rows = append(rows, markup.El("tr", markup.El("th", markup.Attr("scope", "rowgroup"), span, markup.Class("group"), markup.Text(heading))))
	}
	for _, c := range list {
		name := c[0].Name
		id, open := e.Prefix+"spec-"+name, e.Unfolded[name]
		cells := []markup.Node{markup.El("th", markup.Attr("scope", "row"), markup.El(
			"button", markup.Attr("type", "button"), markup.Class("unfold"), do("unfold:"+name), markup.Attr("aria-expanded", strconv.FormatBool(open)),
			markup.Attr("aria-controls", id), markup.Text(c[0].Label),
		))}
		for i, f := range c {
			cells = append(cells, markup.El("td", markup.Attr("data-model", x[i].Key), part.Output(f.Name, f.exact(), f.shown())))
		}
		origins := markup.Node{}
		if open {
			origins = x.origins(c)
		}
		rows = append(rows, markup.El("tr", markup.List(cells)),
			markup.El("tr", markup.ID(id), markup.Class("unfolded"), markup.Flag("hidden", !open), markup.El("td", span, origins)))
	}
	return markup.El("tbody", markup.List(rows))
}

// origins says how a number of each model came about.
func (x examined) origins(c comparison) markup.Node {
	nodes := make([]markup.Node, len(c))
	for i, f := range c {
		title := markup.Node{}
		if len(x) > 1 {
			title = markup.El("p", markup.Class("origin-of"), x.key(i), markup.Text(x[i].Name+": "+f.shown()))
		}
		if f.err != nil {
			nodes[i] = markup.El("div", markup.Class("origin"), title, markup.El("p", markup.Text(quantity.Sentence(f.err.Error()))))
			continue
		}
		nodes[i] = markup.El("div", markup.Class("origin"), title, part.Origin("div", f.Result), x[i].source(f.Result))
	}
	return markup.El("div", markup.Class("origins provenance"), markup.List(nodes))
}

// source shows the lines of the config, and the defaults, that a result is made
// of.
func (m *specimen) source(r quantity.Result) markup.Node {
	var used []model.Field
	var collect func(r quantity.Result)
	collect = func(r quantity.Result) {
		for _, in := range r.Inputs {
			for _, f := range m.Arch.Fields {
				if (f.Symbol == in.Symbol || f.Symbol == "L_i" && in.Symbol == "L") && f.Symbol != "" && !slices.Contains(used, f) {
					used = append(used, f)
				}
			}
		}
		for _, p := range r.Parts {
			collect(p)
		}
	}
	collect(r)
	if len(used) == 0 {
		return markup.Node{}
	}
	order.By(used, func(a, b model.Field) int { return a.Line - b.Line })
	var given, taken []markup.Node
	for _, f := range used {
		if f.Default != "" {
			taken = append(taken, markup.El("li", markup.Text(f.Path+" = "+f.Value+": "+f.Default)))
			continue
		}
		given = append(given, markup.El("li", markup.Class("excerpt"), markup.El("span", markup.Class("excerpt-line"), markup.Text(strconv.Itoa(f.Line))),
			part.Excerpt(m.Config, part.Span{Start: f.Start, End: f.End})))
	}
	return markup.El(
		"div", markup.Class("from-config"),
		markup.If(len(given) > 0, markup.El("div", markup.El("p", markup.Text("From the config, by line:")), markup.El("ul", markup.Class("excerpts"), markup.List(given)))),
		markup.If(len(taken) > 0, markup.El("div", markup.El("p", markup.Text("Not in the config:")), markup.El("ul", markup.List(taken)))),
	)
}

// pathList lists paths, as many as a reader would read.
func pathList(paths []string) string {
	const most = 20
	if len(paths) <= most {
		return strings.Join(paths, ", ")
	}
	return strings.Join(paths[:most], ", ") + " and " + quantity.Count(int64(len(paths)-most)) + " more"
}
