package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/lesson"
	"attnexperts/app/markup"
)

// glossary lists the lesson's terms. terms.js shows their texts beside the words
// that lead here. It is prose: the client does not carry it.
func glossary() markup.Node {
	if !app.IsServer {
		return markup.Node{}
	}
	number := map[string]string{}
	for i, p := range lesson.Parts() {
		number[p.ID] = strconv.Itoa(i + 1)
	}
	var list []markup.Node
	for _, t := range lesson.Glossary() {
		list = append(list, markup.El(
			"div", markup.ID("term-"+t.ID),
			markup.El("dt", markup.Text(t.Name+" "),
				markup.El("a", markup.Attr("href", "#"+t.Part), markup.Attr("aria-label", "Part "+number[t.Part]), markup.Text(number[t.Part]))),
			markup.El("dd", markup.ID("def-"+t.ID), markup.Text(t.Text))))
	}
	return markup.El("dl", markup.Class("glossary"), markup.List(list))
}
