package figure

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// maskHint says how the picture is taken hold of.
func maskHint(s scenario.Mask) string {
	hint := "Point at a cell to read one pair, and click a row to choose its query."
	if strings.Contains(s.Rule, "window(") {
		hint += " Drag the round grip to change the window."
	}
	return hint
}

// drawMask makes everything of the mask figure that its scenario decides.
func drawMask(s scenario.Mask, e Embed) Drawing {
	rule := ruleOf(s)
	c := countMask(rule, s)
	d := Drawing{
		Outputs: c.results(s),
		Panels: e.panels(
			maker{"mask", func() Panel {
				// Through one layer a query knows what its row shows; and a picture
				// alone has no fan, which is one to take hold of. What would take too
				// long to follow has none either.
				fanned, about := c.walk.walked && !e.Alone && (!e.Brief || s.Layers > 1), "pairs"
				if s.Layers > 1 {
					about = "reach"
				}
				return Panel{
					Name: "mask", Question: "Who may look at whom?", Asks: about,
					Picture:  maskPicture(rule, s, fanned),
					Hint:     maskHint(s),
					Sentence: maskSentence(rule, s, c) + usedBy(rule, e),
					Legend:   maskLegend(c, fanned),
					Controls: []string{"rule", "tokens", "query", "layers"},
					More:     []string{"global-every", "block", "tiles"},
					Numbers:  maskNumbers(s, c),
					Table:    func() Table { return maskTable(rule, s) },
				}
			}},
			maker{headsName, func() Panel { return headsPanel(rule, s, c) }},
		),
	}
	if e.Own {
		d.Above = presets(s)
		d.Below = flexAttention(rule, s)
	}
	return d
}

// maskPicture is the mask, over the fan of what the chosen query can know where
// that is fanned out.
func maskPicture(rule attention.Rule, s scenario.Mask, fanned bool) markup.Node {
	height, known := maskBottom+maskRight, markup.El("g")
	if fanned {
		height, known = maskHeight, fan(rule, s)
	}
	return markup.El(
		"svg",
		markup.Attr("viewBox", "0 0 "+num(maskWidth)+" "+num(height)),
		markup.Attr("role", "group"), markup.Attr("aria-label", "The mask: a row for each query, a column for each key."),
		maskAxes(s), maskCells(rule, s), maskTiles(rule, s), maskRow(s), known,
		queryGrip(rule, s), windowGrip(rule, s),
	)
}

// inCells returns a group that is drawn in units of tokens.
func inCells(s scenario.Mask, items ...markup.Item) markup.Node {
	unit := strconv.FormatFloat(scaleOf(s).unit(), 'g', 10, 64)
	return markup.El(
		"g", append([]markup.Item{
			markup.Class("cells"),
			markup.Attr("transform", "translate("+num(maskLeft)+" "+num(maskTop)+") scale("+unit+")"),
		}, items...)...,
	)
}

// maskCells draws what causal attention would compute, lightly, and what the
// rule sees over it: cell by cell, or as densities where cells would be too
// small to see.
func maskCells(rule attention.Rule, s scenario.Mask) markup.Node {
	return cellsMemo.of(scenario.Mask{Rule: s.Rule, Tokens: s.Tokens}, func() markup.Node { return drawCells(rule, s) })
}

var cellsMemo memo[scenario.Mask, markup.Node]

func drawCells(rule attention.Rule, s scenario.Mask) markup.Node {
	if s.Tokens > maxCells {
		return densities(rule, s)
	}
	local, anchored := cells(rule, s.Tokens)
	causal, _ := cells(causalRule, s.Tokens)
	return markup.El(
		"g",
		inCells(s,
			markup.El("path", markup.Class("c-causal"), markup.Attr("d", causal)),
			markup.El("path", markup.Class("c-local"), markup.Attr("d", local)),
			markup.El("path", markup.Class("c-anchored"), markup.Attr("d", anchored)),
		),
		gridLines(s.Tokens),
	)
}

var causalRule = mustParse("causal")

func mustParse(text string) attention.Rule {
	rule, err := attention.Parse(text)
	if err != nil {
		panic(err)
	}
	return rule
}

// cells returns the paths of the cells that a rule sees near by, and of those
// that it sees only because they are anchored to the start of the text.
func cells(rule attention.Rule, tokens int64) (local, anchored string) {
	if !rule.Anchored() {
		return runs(rule, tokens), ""
	}
	near, far := rule.Split()
	return runs(near, tokens), runs(far, tokens)
}

// runs returns the path of all cells that a rule sees.
func runs(rule attention.Rule, tokens int64) string {
	var p path
	for i, row := range rule.Rows(tokens) {
		for _, v := range row {
			p.add(i, v.From, v.To)
		}
	}
	return p.String()
}

// gridLines parts the cells where they are large enough for that.
func gridLines(tokens int64) markup.Node {
	if tokens > 96 {
		return markup.El("g")
	}
	d := ""
	side := num(maskSide - 2) // without the frame, which would be cut into dashes
	for i := int64(1); i < tokens; i++ {
		at := maskScale{tokens}
		d += "M" + num(at.x(i)) + " " + num(maskTop+1) + "v" + side + "M" + num(maskLeft+1) + " " + num(at.y(i)) + "h" + side
	}
	return markup.El("path", markup.Class("c-grid"), markup.Attr("d", d))
}

// densityLevels is how many shades a density is drawn in.
const densityLevels = 8

// densities draws a long mask as squares that are the darker, the more of
// their pairs are seen.
func densities(rule attention.Rule, s scenario.Mask) markup.Node {
	grid := min(s.Tokens, maskGrid)
	var shades [densityLevels]path
	counts := rule.Density(s.Tokens, grid)
	for row := range grid {
		for col := range grid {
			seen := counts[row*grid+col]
			if seen == 0 {
				continue
			}
			shades[shade(seen, attention.DensityArea(s.Tokens, grid, row, col))].add(row, col, col+1)
		}
	}
	squares := scenario.Mask{Tokens: grid}
	items := []markup.Item{markup.El("path", markup.Class("c-causal"), markup.Attr("d", "M0 0L"+strconv.FormatInt(grid, 10)+" "+strconv.FormatInt(grid, 10)+"H0z"))}
	for k := range shades {
		items = append(items, markup.El("path", markup.Class("c-local"),
			markup.Attr("fill-opacity", num(float64(k+1)/densityLevels)), markup.Attr("d", shades[k].String())))
	}
	return inCells(squares, items...)
}

// shade returns the level of a density. The least one is still visible.
func shade(seen, area int64) int {
	return int(max(0, (seen*densityLevels-1)/area))
}

// maskAxes frames the square and names its axes.
func maskAxes(s scenario.Mask) markup.Node {
	last := quantity.Count(s.Tokens - 1)
	text := func(x, y float64, anchor, t string, more ...markup.Item) markup.Node {
		return markup.El("text", append([]markup.Item{
			markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("text-anchor", anchor), markup.Text(t),
		}, more...)...)
	}
	down := "rotate(-90 " + num(maskLeft-12) + " " + num(maskTop+maskSide/2) + ")"
	return markup.El(
		"g", markup.Attr("aria-hidden", "true"),
		text(maskLeft, maskTop-12, "start", "0"),
		text(maskLeft+maskSide/2, maskTop-12, "middle", "keys →"),
		text(maskLeft+maskSide, maskTop-12, "end", last),
		text(maskLeft-12, maskTop+maskSide/2, "middle", "← queries", markup.Attr("transform", down)),
		markup.El("rect", markup.Class("c-frame"),
			markup.Attr("x", num(maskLeft)), markup.Attr("y", num(maskTop)),
			markup.Attr("width", num(maskSide)), markup.Attr("height", num(maskSide))),
	)
}

// maskRow marks the chosen query's row.
func maskRow(s scenario.Mask) markup.Node {
	m := scaleOf(s)
	height := max(m.unit(), 3)
	y := min(m.y(s.Query), maskBottom-height)
	return markup.El("rect", markup.Class("c-query"), markup.Attr("rx", "2"),
		markup.Attr("x", num(maskLeft-3)), markup.Attr("y", num(y-1)),
		markup.Attr("width", num(maskSide+6)), markup.Attr("height", num(height+2)))
}

// maskTiles draws the blocks that a kernel computes. Past 128 a side they
// would hide what they lie on.
func maskTiles(rule attention.Rule, s scenario.Mask) markup.Node {
	across := (s.Tokens + s.Block - 1) / s.Block
	if !s.Tiles || across > 128 {
		return markup.El("g")
	}
	m := scaleOf(s)
	var full, partial []byte
	for k, kind := range rule.Tiles(s.Tokens, s.Block) {
		row, col := int64(k)/across*s.Block, int64(k)%across*s.Block
		w, h := float64(min(s.Block, s.Tokens-col))*m.unit()-3, float64(min(s.Block, s.Tokens-row))*m.unit()-3
		tile := box(m.x(col)+1.5, m.y(row)+1.5, w, h)
		switch kind {
		case attention.TileFull:
			full = append(full, tile...)
		case attention.TilePartial:
			partial = append(partial, tile...)
		}
	}
	return markup.El(
		"g", markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-tile-full"), markup.Attr("d", string(full))),
		markup.El("path", markup.Class("c-tile-partial"), markup.Attr("d", string(partial))),
	)
}
