package figure

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// fanName is what the fan is called where it is taken hold of.
const fanName = "fan"

// maxFanRows is how many layers the fan draws one by one; in a deeper stack a
// row of the fan stands for several.
const maxFanRows = 12

// A fanRow is a row of the fan: what the query can know after the layers from
// the last one down to layer, counted from 1 at the bottom.
type fanRow struct {
	attention.LayerReach

	layer int64
}

// fanRows picks the layers that get a row: all of them where there is room. In a
// deeper stack the last one has its own, and each other row stands for several,
// down to the lowest of them; it is global if one of them is.
func fanRows(s scenario.Mask, layers []attention.LayerReach) []fanRow {
	count := min(s.Layers, maxFanRows)
	rows := make([]fanRow, count)
	from := int64(0)
	for k := range rows {
		down := 1 + int64(k)*(s.Layers-1)/max(1, count-1)
		rows[k] = fanRow{layers[down-1], s.Layers - down + 1}
		for _, l := range layers[from:down] {
			rows[k].Causal = rows[k].Causal || l.Causal
		}
		from = down
	}
	return rows
}

// fanLine is the height of a row; the query itself has one too.
func fanLine(rows int) float64 { return fanHeight / float64(rows+1) }

// fan draws what the chosen query can know, layer by layer from the last one
// down: a row for each layer, with the tokens that information can have come
// from by then.
func fan(rule attention.Rule, s scenario.Mask) markup.Node {
	m := scaleOf(s)
	rows := walkOf(rule, s).rows
	height := fanLine(len(rows))
	var reach, global []byte
	var names []markup.Node
	for k, row := range rows {
		y := fanTop + float64(k+1)*height
		for _, v := range row.Tokens {
			box := fanBox(m, v, y, height)
			if row.Causal {
				global = append(global, box...)
			} else {
				reach = append(reach, box...)
			}
		}
		if k == 0 || k == len(rows)-1 {
			names = append(names, markup.El("text", markup.Attr("x", num(maskLeft-6)), markup.Attr("y", num(y+height/2+5)), markup.Attr("text-anchor", "end"),
				markup.Text(strconv.FormatInt(row.layer, 10))))
		}
	}
	self := fanBox(m, attention.Interval{From: s.Query, To: s.Query + 1}, fanTop, height)
	title := "query " + strconv.FormatInt(s.Query, 10) + " through " + layersText(s.Layers)
	return markup.El(
		"g", markup.Attr("data-hold", fanName), markup.Attr("data-point", fanName),
		markup.Attr("role", "slider"), markup.Attr("tabindex", "0"), markup.Attr("aria-orientation", "vertical"),
		markup.Attr("aria-label", "What the query can know, layer by layer; up and down read one"),
		markup.Int("aria-valuemin", 1), markup.Int("aria-valuemax", s.Layers), markup.Int("aria-valuenow", rows[len(rows)-1].layer),
		markup.Attr("aria-valuetext", fanText(s, rows[len(rows)-1])),
		markup.El("text", markup.Class("t-query"), markup.Attr("x", num(maskLeft)), markup.Attr("y", num(fanTop-14)), markup.Text(title)),
		markup.El("g", markup.List(names)),
		fanFrame("c-catch"), fanFrame("c-frame"), fanFrame("ring"),
		markup.El("path", markup.Class("c-reach"), markup.Attr("d", string(reach))),
		markup.El("path", markup.Class("c-causal-reach"), markup.Attr("d", string(global))),
		markup.El("path", markup.Class("c-self"), markup.Attr("d", self)),
	)
}

func fanFrame(class string) markup.Node {
	return markup.El("rect", markup.Class(class),
		markup.Attr("x", num(maskLeft)), markup.Attr("y", num(fanTop)),
		markup.Attr("width", num(maskSide)), markup.Attr("height", num(fanHeight)))
}

func fanBox(m maskScale, v attention.Interval, y, height float64) string {
	w := max(float64(v.To-v.From)*m.unit(), 2)
	x := min(m.x(v.From), maskLeft+maskSide-w)
	h := max(height-1, 1)
	return box(x, y, w, h)
}

// fanText reads one row.
func fanText(s scenario.Mask, row fanRow) string {
	text := "Down to layer " + strconv.FormatInt(row.layer, 10)
	if row.layer == s.Layers {
		text = "In the last layer"
	}
	if row.Causal {
		text += ", a global one among them,"
		if s.Layers <= maxFanRows {
			text = strings.TrimSuffix(text, " among them,") + ","
		}
	}
	first, known := row.Tokens[0].From, int64(0)
	for _, v := range row.Tokens {
		known += v.To - v.From
	}
	if s.Tokens > maxCells {
		return text + " the query can know what was up to " + plural(s.Query-first, "token", "tokens") + " back."
	}
	return text + " the query can know " + plural(known, "token", "tokens") + ", from token " + quantity.Count(first) + " on."
}

// pointFan reads the row of the fan under a place.
func pointFan(s scenario.Mask, at Place) Pointed {
	rows := walkOf(ruleOf(s), s).rows
	if len(rows) == 0 {
		return Pointed{} // what was pointed at is no longer followed
	}
	height := fanLine(len(rows))
	k := max(0, min(len(rows)-1, int((at.Y-fanTop)/height)-1))
	return Pointed{Panel: "mask", Text: fanText(s, rows[k]), Now: rows[k].layer, Counted: true, Mark: outline(maskLeft, fanTop+float64(k+1)*height, maskSide, height)}
}

// keyFan moves the place to the next row.
func keyFan(s scenario.Mask, at *Place, key string) bool {
	rows := int(min(s.Layers, maxFanRows))
	height := fanLine(rows)
	k := rows - 1
	if at.X >= 0 && at.Y >= fanTop {
		k = int((at.Y-fanTop)/height) - 1
	}
	switch key {
	case "ArrowUp":
		k--
	case "ArrowDown":
		k++
	case "Home", "PageUp":
		k = 0
	case "End", "PageDown":
		k = rows - 1
	default:
		return false
	}
	k = max(0, min(rows-1, k))
	*at = Place{X: maskLeft + maskSide/2, Y: fanTop + (float64(k)+1.5)*height}
	return true
}

func layersText(n int64) string {
	if n == 1 {
		return "1 layer"
	}
	return strconv.FormatInt(n, 10) + " layers"
}
