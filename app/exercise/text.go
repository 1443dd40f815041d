package exercise

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/practice"
)

// rich is a text with its code marked as such.
func rich(text string) markup.Item {
	var nodes []markup.Node
	for _, p := range practice.Pieces(text) {
		if p.Code {
			nodes = append(nodes, markup.El("code", markup.Text(p.Text)))
		} else {
			nodes = append(nodes, markup.Text(part.Typeset(p.Text)))
		}
	}
	return markup.List(nodes)
}

// plain is a text without the marks around its code.
func plain(text string) string { return strings.ReplaceAll(text, "`", "") }
