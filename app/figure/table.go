package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
)

// maxShown is how many rows of a table the page shows: more would be a wait for
// something that nobody reads there. The file has them all.
const maxShown = 200

// Markup is the table as the page shows it, in a box that it may scroll in.
func (t Table) Markup(caption string) markup.Node {
	cells := func(tag string, texts []string) []markup.Node {
		out := make([]markup.Node, len(texts))
		for i, text := range texts {
			out[i] = markup.El(tag, markup.If(tag == "th", markup.Attr("scope", "col")), markup.Text(text))
		}
		return out
	}
	shown := t.Rows[:min(len(t.Rows), maxShown)]
	rows := make([]markup.Node, len(shown))
	for i, r := range shown {
		rows[i] = markup.El("tr", markup.List(cells("td", r)))
	}
	rest := markup.Node{}
	if len(t.Rows) > maxShown || t.Note != "" {
		said := t.Note
		if len(t.Rows) > maxShown {
			said = strings.TrimSpace("The first " + plural(maxShown, "row is", "rows are") + " shown here, and " + quantity.Count(int64(len(t.Rows))) + " are in the file. " + t.Note)
		}
		rest = markup.El("p", markup.Text(said))
	}
	return markup.El(
		"div",
		markup.El(
			"div", markup.Class("scrolls"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "Table, scrolls sideways where it is wide"),
			markup.El(
				"table",
				markup.El("caption", markup.Text(caption)),
				markup.El("thead", markup.El("tr", markup.List(cells("th", t.Header)))),
				markup.El("tbody", markup.List(rows)),
			),
		),
		rest,
	)
}

// CSV returns the table as RFC 4180 has it: lines end in CR and LF, and a field
// with a comma, a quotation mark or a line break stands in quotation marks.
func (t Table) CSV() string {
	var b strings.Builder
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i, field := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(field, ",\"\r\n") {
				field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
			}
			b.WriteString(field)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}
