package figure

import (
	"math"
	"slices"

	"attnexperts/app/markup"
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
		b := p.banding(h)
		for _, e := range shown {
			for i, r := range h.records {
				b.loads[i] = int(r.Loads[e])
				b.rest[i] -= b.loads[i]
			}
			paths[e%8] = b.band(paths[e%8])
		}
		if len(shown) < len(h.records[0].Loads) {
			copy(b.loads, b.rest)
			others = b.band(nil)
		}
	}
	return markup.El("g", markup.Class("bands"), paths.markup(), markup.El("path", markup.Class("c-kept"), markup.Attr("d", string(others))))
}

// A banding draws bands, each on those below it.
type banding struct {
	timePlot

	// x is where each step is, as paths have it; below how high the bands reach by
	// now, as a share, and total all loads together.
	x            []string
	below        []float64
	total, loads []int
	// rest is what of the total has no band yet.
	rest []int
}

func (p timePlot) banding(h history) *banding {
	n := len(h.steps)
	b := &banding{timePlot: p, x: make([]string, n), below: make([]float64, n), total: make([]int, n), loads: make([]int, n), rest: make([]int, n)}
	for i, step := range h.steps {
		b.x[i] = tenth(p.x(step))
		b.rest[i] = h.records[i].Total()
		b.total[i] = max(1, b.rest[i])
	}
	return b
}

// band adds the path of one share, along its upper edge and back along its lower
// one: nothing where there is no load.
func (b *banding) band(d []byte) []byte {
	some := false
	for _, n := range b.loads {
		some = some || n > 0
	}
	if !some {
		return d
	}
	lower := slices.Clone(b.below)
	pen := byte('M')
	for i, n := range b.loads {
		b.below[i] += float64(n) / float64(b.total[i])
		d, pen = b.corner(d, pen, i, b.below[i]), 'L'
	}
	if len(b.x) == 1 {
		d = append(d, "h12v"+tenth(b.tall*(b.below[0]-lower[0]))...)
	}
	for i := len(lower) - 1; i >= 0; i-- {
		d = b.corner(d, 'L', i, lower[i])
	}
	return append(d, 'z')
}

// corner adds a corner of a band at a step.
func (b *banding) corner(d []byte, pen byte, step int, share float64) []byte {
	d = append(append(append(d, pen), b.x[step]...), ' ')
	return appendTenth(d, b.top+b.tall*(1-share))
}

// tenth writes a measure with one decimal.
func tenth(f float64) string { return string(appendTenth(nil, f)) }

func appendTenth(d []byte, f float64) []byte { return markup.AppendNum(d, math.Round(f*10)/10) }

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
