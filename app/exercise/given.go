package exercise

import (
	"strings"

	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/calc/practice"
)

// block is a piece of what is given.
func block(b practice.Block) markup.Node {
	switch b.Kind {
	case practice.Code:
		return code(b.Lines)
	case practice.Table:
		return table(b.Header, b.Rows)
	case practice.Picture:
		picture, ok := figure.Still(b.Link, b.Text)
		if !ok {
			return markup.El("p", rich(b.Text)) // the words have it too
		}
		return markup.El("div", markup.Class("given-picture"), picture)
	}
	return markup.El("p", rich(b.Text))
}

// code are lines in a box that they may scroll in.
func code(lines []string) markup.Node {
	return markup.El(
		"pre", markup.Class("code"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "Given lines, scroll sideways where they are long"),
		markup.El("code", markup.Text(strings.Join(lines, "\n"))),
	)
}

// table is a table in a box that it may scroll in. The first column names the
// rows.
func table(header []string, rows [][]string) markup.Node {
	heads := make([]markup.Node, len(header))
	for i, text := range header {
		if text == "" {
			heads[i] = markup.El("td")
		} else {
			heads[i] = markup.El("th", markup.Attr("scope", "col"), rich(text))
		}
	}
	body := make([]markup.Node, len(rows))
	for i, row := range rows {
		cells := make([]markup.Node, len(row))
		for j, text := range row {
			if j == 0 {
				cells[j] = markup.El("th", markup.Attr("scope", "row"), rich(text))
			} else {
				cells[j] = markup.El("td", rich(text))
			}
		}
		body[i] = markup.El("tr", markup.List(cells))
	}
	return markup.El(
		"div", markup.Class("scrolls"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "Given numbers, scroll sideways where the table is wide"),
		markup.El("table", markup.El("thead", markup.El("tr", markup.List(heads))), markup.El("tbody", markup.List(body))),
	)
}
