package part

import (
	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// Notices says which parts of a link could not be used, or nothing where all
// of it could.
func Notices(notices []scenario.Notice, close markup.Item) markup.Node {
	if len(notices) == 0 {
		return markup.Node{}
	}
	lines := make([]markup.Node, len(notices))
	for i, n := range notices {
		lines[i] = markup.El("li", markup.If(n.Key != "", markup.El("strong", markup.Text(scenario.Shown(n.Key)+": "))), markup.Text(n.Text))
	}
	return markup.El(
		"div", markup.Class("notice"), markup.Attr("role", "status"),
		markup.El("p", markup.Text("Part of this link could not be used as it stands. Everything else was.")),
		markup.El("ul", markup.List(lines)),
		markup.El("button", markup.Attr("type", "button"), markup.Class("quiet"), close, markup.Text("Close this notice")),
	)
}
