package figure

import (
	"math"

	"attnexperts/app/markup"
	"attnexperts/app/study"
	"attnexperts/calc/order"
)

// timePlot is a place for something that changes from step to step.
type timePlot struct {
	left, top, wide, tall float64
	end                   int
}

func (p timePlot) x(step int) float64 { return p.left + p.wide*float64(step)/float64(p.end) }

// step is the step at a place.
func (p timePlot) step(x float64) int {
	return max(0, min(p.end, int(math.Round((x-p.left)/p.wide*float64(p.end)))))
}

// frame is the plot's outline, with a line at a step.
func (p timePlot) frame(step int) markup.Node {
	x := num(p.x(step))
	return markup.El("g",
		markup.El("path", markup.Class("c-frame"), markup.Attr("d", box(p.left, p.top, p.wide, p.tall))),
		markup.El("path", markup.Class("c-level"), markup.Attr("d", "M"+x+" "+num(p.top-4)+"V"+num(p.top+p.tall+4))))
}

// ticks label the axis under the plot.
func (p timePlot) ticks(y float64) markup.Node {
	var nodes []markup.Node
	for i, step := range []int{0, p.end / 2, p.end} {
		nodes = append(nodes, anchored([]string{"start", "middle", "end"}[i], p.x(step), y, digits(int64(step))))
	}
	return markup.El("g", markup.List(nodes))
}

// maxBands is how many experts have a band of their own.
const maxBands = 32

// bands draws each expert's share of the load over the steps, one above the
// other: the first expert below. Of many experts the busiest are drawn, and all
// others as one.
func (p timePlot) bands(h history) markup.Node {
	var paths byClass
	var others []byte
	if len(h.steps) > 0 {
		shown := busyExperts(h)
		below := make([]float64, len(h.steps))
		for _, e := range shown {
			d := p.band(h, below, func(r study.Record) float64 { return float64(r.Loads[e]) })
			paths.add(e, d)
		}
		if len(shown) < len(h.records[0].Loads) {
			others = []byte(p.band(h, below, func(r study.Record) float64 {
				rest := r.Total()
				for _, e := range shown {
					rest -= int(r.Loads[e])
				}
				return float64(rest)
			}))
		}
	}
	return markup.El("g", markup.Class("bands"), paths.markup(), markup.El("path", markup.Class("c-kept"), markup.Attr("d", string(others))))
}

// band is the path of one share, which lies on those below it.
func (p timePlot) band(h history, below []float64, load func(study.Record) float64) string {
	var up, down []byte
	some := false
	for i, step := range h.steps {
		share := load(h.records[i]) / float64(max(1, h.records[i].Total()))
		some = some || share > 0
		x := tenth(p.x(step))
		y := func(s float64) string { return tenth(p.top + p.tall*(1-s)) }
		pen := "L"
		if i == 0 {
			pen = "M"
		}
		up = append(up, pen+x+" "+y(below[i]+share)...)
		down = append([]byte("L"+x+" "+y(below[i])), down...)
		below[i] += share
		if len(h.steps) == 1 {
			up = append(up, "h12"...)
			down = append([]byte("v"+tenth(p.tall*share)), down...)
		}
	}
	if !some {
		return ""
	}
	return string(up) + string(down) + "z"
}

// tenth writes a measure with one decimal.
func tenth(f float64) string { return num(math.Round(f*10) / 10) }

// busyExperts are the experts that get a band: all, or those with the largest
// load at the last step that is known, in their order.
func busyExperts(h history) []int {
	_, last := h.last()
	all := make([]int, len(last.Loads))
	for e := range all {
		all[e] = e
	}
	if len(all) > maxBands {
		order.By(all, func(a, b int) int { return int(last.Loads[b]) - int(last.Loads[a]) })
		all = all[:maxBands]
		order.Up(all)
	}
	return all
}
