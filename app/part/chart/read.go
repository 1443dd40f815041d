package chart

import (
	"math"
	"slices"

	"attnexperts/app/markup"
)

// Nearest returns the curve and the point of it that lie nearest to a place of
// the picture: first the point's column, then the curve. It is false where the
// chart has no points.
func (c Chart) Nearest(x, y float64) (series, point int, ok bool) {
	best := math.Inf(1)
	for i, s := range c.Series {
		k := s.nearest(c.X.at((x - left) / (Width - left - right)))
		if k < 0 {
			continue
		}
		if d := math.Abs(c.shown(s.Points[k]) + aside(i) - y); d < best {
			series, point, best = i, k, d
		}
	}
	return series, point, !math.IsInf(best, 1)
}

// aside tells curves apart that lie on one another: each is read a little below
// the one before, by less than can be seen.
func aside(series int) float64 { return 1e-6 * float64(series) }

// shown is how far down a point is drawn, inside the axes.
func (c Chart) shown(p XY) float64 { return math.Max(top, math.Min(Height-bottom, c.y(p.Y))) }

// nearest returns the point of a curve whose x is nearest, or −1.
func (s Series) nearest(x float64) int {
	best, least := -1, math.Inf(1)
	for k, p := range s.Points {
		if d := math.Abs(p.X - x); d < least && !math.IsNaN(p.Y) {
			best, least = k, d
		}
	}
	return best
}

// Place returns where a point of a curve is drawn.
func (c Chart) Place(series, point int) (x, y float64) {
	p := c.Series[series].Points[point]
	return c.x(p.X), c.shown(p) + aside(series)
}

// Mark draws a ring around a point of a curve.
func (c Chart) Mark(series, point int) markup.Node {
	x, y := c.Place(series, point)
	return markup.El("g",
		markup.El("path", markup.Class("c-point"), markup.Attr("stroke-dasharray", "2 4"), markup.Attr("d", "M"+num(x)+" "+num(top)+"V"+num(Height-bottom))),
		markup.El("circle", markup.Class("c-point"), markup.Attr("cx", num(x)), markup.Attr("cy", num(y)), markup.Attr("r", "8")))
}

// Move returns the place that a key leads to from a place: along the curve by
// left and right, Home and End, and to the curve above or below by up and down.
// From outside the chart (negative) it begins at the first curve's first point.
func (c Chart) Move(x, y float64, key string) (toX, toY float64, ok bool) {
	if c.longest() == 0 {
		return x, y, false
	}
	series, point, _ := c.Nearest(x, y)
	if x < 0 {
		series, point = slices.IndexFunc(c.Series, func(s Series) bool { return len(s.Points) > 0 }), 0
	}
	last := len(c.Series[series].Points) - 1
	switch key {
	case "ArrowRight":
		point++
	case "ArrowLeft":
		point--
	case "PageDown":
		point += 10
	case "PageUp":
		point -= 10
	case "Home":
		point = 0
	case "End":
		point = last
	case "ArrowUp", "ArrowDown":
		series = c.beside(series, point, key == "ArrowUp")
		last = len(c.Series[series].Points) - 1
	default:
		return x, y, false
	}
	point = max(0, min(last, point))
	if points := c.Series[series].Points; math.IsNaN(points[point].Y) {
		point = c.Series[series].nearest(points[point].X) // the curve ends before
	}
	toX, toY = c.Place(series, point)
	return toX, toY, true
}

// beside returns the curve next above or below a point, or the same one where
// there is none.
func (c Chart) beside(series, point int, up bool) int {
	x := c.Series[series].Points[point].X
	height := func(i int) float64 {
		k := c.Series[i].nearest(x)
		if k < 0 {
			return math.NaN()
		}
		return c.shown(c.Series[i].Points[k]) + aside(i)
	}
	at, found, gap := c.shown(c.Series[series].Points[point])+aside(series), series, math.Inf(1)
	for i := range c.Series {
		d := height(i) - at
		if up {
			d = -d
		}
		if i != series && d > 0 && d < gap {
			found, gap = i, d
		}
	}
	return found
}
