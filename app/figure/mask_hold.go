package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/scenario"
)

// queryGrip is the whole square: pressing it chooses a query, and with the
// focus on it the arrow keys move query and key.
func queryGrip(rule attention.Rule, s scenario.Mask) markup.Node {
	seen := strconv.FormatInt(rule.RowCount(s.Tokens, s.Query), 10)
	return markup.El(
		"g", markup.Attr("data-hold", "query"), markup.Attr("data-point", "query"),
		markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", "Query in the picture; left and right move the key that is read"),
		markup.Attr("aria-orientation", "vertical"),
		markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", s.Tokens-1), markup.Int("aria-valuenow", s.Query),
		markup.Attr("aria-valuetext", "query "+strconv.FormatInt(s.Query, 10)+", sees "+seen),
		square("c-catch"), square("ring"),
	)
}

func square(class string) markup.Node {
	return markup.El("rect", markup.Class(class),
		markup.Attr("x", num(maskLeft)), markup.Attr("y", num(maskTop)),
		markup.Attr("width", num(maskSide)), markup.Attr("height", num(maskSide)))
}

// windowGrip is the edge of the rule's first window in the chosen query's row.
func windowGrip(rule attention.Rule, s scenario.Mask) markup.Node {
	w, ok := rule.Number("window")
	if !ok {
		return markup.El("g")
	}
	m := scaleOf(s)
	x := m.x(max(0, s.Query-min(w, s.Tokens)+1))
	y := m.y(s.Query) + m.unit()/2
	return markup.El(
		"g", markup.Attr("data-hold", "window"),
		markup.Attr("role", "slider"), markup.Attr("tabindex", "0"), markup.Attr("aria-label", "Edge of the window"),
		markup.Int("aria-valuemin", 1), markup.Int("aria-valuemax", s.Tokens), markup.Int("aria-valuenow", min(w, s.Tokens)),
		markup.Attr("aria-valuetext", "window of "+strconv.FormatInt(w, 10)),
		roundGrip(x, y),
	)
}
