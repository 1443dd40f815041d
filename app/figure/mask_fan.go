package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/scenario"
)

// maxFanRows is how many layers the fan draws one by one; in a deeper stack a
// row of the fan stands for several.
const maxFanRows = 12

// fan draws what the chosen query can know, layer by layer from the last one
// down: a row for each layer, with the tokens that information can have come
// from by then.
func fan(rule attention.Rule, s scenario.Mask) markup.Node {
	m := scaleOf(s)
	layers := fanRows(rule.ReachLayers(s.Tokens, s.Query, s.Layers, s.GlobalEvery), s.Layers)
	height := fanHeight / float64(len(layers)+1)
	var reach, global []byte
	for k, layer := range layers {
		y := fanTop + float64(k+1)*height
		for _, v := range layer.Tokens {
			box := fanBox(m, v, y, height)
			if layer.Causal {
				global = append(global, box...)
			} else {
				reach = append(reach, box...)
			}
		}
	}
	self := fanBox(m, attention.Interval{From: s.Query, To: s.Query + 1}, fanTop, height)
	title := "query " + strconv.FormatInt(s.Query, 10) + " through " + layersText(s.Layers)
	return markup.El(
		"g", markup.Attr("aria-hidden", "true"),
		markup.El("text", markup.Class("t-query"), markup.Attr("x", num(maskLeft)), markup.Attr("y", num(fanTop-14)), markup.Text(title)),
		markup.El("rect", markup.Class("c-frame"),
			markup.Attr("x", num(maskLeft)), markup.Attr("y", num(fanTop)),
			markup.Attr("width", num(maskSide)), markup.Attr("height", num(fanHeight))),
		markup.El("path", markup.Class("c-reach"), markup.Attr("d", string(reach))),
		markup.El("path", markup.Class("c-causal-reach"), markup.Attr("d", string(global))),
		markup.El("path", markup.Class("c-self"), markup.Attr("d", self)),
	)
}

// fanRows picks the layers that get a row: all of them where there is room,
// evenly spread ones otherwise, always with the lowest.
func fanRows(layers []attention.LayerReach, depth int64) []attention.LayerReach {
	if depth <= maxFanRows {
		return layers
	}
	rows := make([]attention.LayerReach, maxFanRows)
	for k := range rows {
		rows[k] = layers[(int64(k)+1)*depth/maxFanRows-1]
	}
	return rows
}

func fanBox(m maskScale, v attention.Interval, y, height float64) string {
	w := max(float64(v.To-v.From)*m.unit(), 2)
	x := min(m.x(v.From), maskLeft+maskSide-w)
	h := max(height-1, 1)
	return "M" + num(x) + " " + num(y) + "h" + num(w) + "v" + num(h) + "h" + num(-w) + "z"
}

func layersText(n int64) string {
	if n == 1 {
		return "1 layer"
	}
	return strconv.FormatInt(n, 10) + " layers"
}
