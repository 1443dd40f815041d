package figure

import (
	"strings"

	"attnexperts/app/markup"
)

// Still draws the picture of a link for an exercise that asks about it: nothing
// to take hold of, no numbers, and nothing that names its rule; text is what a
// screen reader says instead. So far masks can be drawn so; ok is false for any
// other link.
func Still(link, text string) (picture markup.Node, ok bool) {
	path, fragment, _ := strings.Cut(link, "#")
	if path != Mask.Table.Path {
		return markup.Node{}, false
	}
	s, _ := Mask.Table.Parse(fragment)
	causal, _ := cells(causalRule, s.Tokens)
	return markup.El(
		"svg", markup.Class("still"), markup.Attr("viewBox", "0 0 "+num(maskWidth)+" "+num(maskBottom+maskRight)),
		markup.Attr("role", "img"), markup.Attr("aria-label", text),
		maskAxes(s),
		inCells(s,
			markup.El("path", markup.Class("c-causal"), markup.Attr("d", causal)),
			// In one colour: that of an anchor would name it.
			markup.El("path", markup.Class("c-local"), markup.Attr("d", runs(ruleOf(s), s.Tokens))),
		),
		gridLines(s.Tokens),
	), true
}
