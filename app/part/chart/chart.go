// Package chart draws the lesson's charts as SVG: curves over two axes, linear
// or logarithmic, each curve with a colour and a dash of its own, with levels
// and marked points, and a way to read it by hand and by key. What is drawn
// depends on nothing but the chart, so it can be prerendered.
package chart

import (
	"math"

	"attnexperts/app/markup"
)

// XY is a point of a curve, in the axes' units.
type XY struct{ X, Y float64 }

// Series is a curve.
type Series struct {
	// Name is what it is called where it is read.
	Name string
	// Class is its colour, Dash its pattern as SVG has it ("" is a solid line).
	Class, Dash string
	Points      []XY
}

// Level is a horizontal line that curves are compared with.
type Level struct {
	Name string
	Y    float64
}

// Mark is a point that is labelled.
type Mark struct {
	XY

	Text, Class string
	// Below puts the label under the point, and where there is room to its right,
	// instead of to its left and over it.
	Below bool
}

// Chart is a picture of curves.
type Chart struct {
	// Name is what it is called where it is taken hold of, Label what it is
	// called for people.
	Name, Label string
	X, Y        Axis
	Series      []Series
	Levels      []Level
	Marks       []Mark
}

// The chart's measures, in units of its view box.
const (
	Width, Height            = 480.0, 348.0
	left, right, top, bottom = 94.0, 22.0, 34.0, 54.0
)

func (c Chart) x(v float64) float64 { return left + c.X.share(v)*(Width-left-right) }
func (c Chart) y(v float64) float64 { return Height - bottom - c.Y.share(v)*(Height-top-bottom) }

// Markup returns the chart as an svg element. Read says what it tells where it
// has the focus: the text of the first point.
func (c Chart) Markup(read string) markup.Node {
	return markup.El(
		"svg", markup.Attr("viewBox", "0 0 "+num(Width)+" "+num(Height)), markup.Attr("role", "group"), markup.Attr("aria-label", c.Label),
		c.grid(), c.levels(), c.curves(), c.marks(),
		markup.El(
			"g", markup.Attr("data-hold", c.Name), markup.Attr("data-point", c.Name),
			markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
			markup.Attr("aria-label", "The curves: left and right move along one, up and down change it"),
			markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", int64(max(0, c.longest()-1))), markup.Int("aria-valuenow", 0),
			markup.Attr("aria-valuetext", read),
			c.plot("c-catch"), c.plot("ring"),
		),
	)
}

func (c Chart) longest() int {
	n := 0
	for _, s := range c.Series {
		n = max(n, len(s.Points))
	}
	return n
}

// plot is the rectangle that the curves lie in.
func (c Chart) plot(class string) markup.Node {
	return markup.El("rect", markup.Class(class), markup.Attr("x", num(left)), markup.Attr("y", num(top)),
		markup.Attr("width", num(Width-left-right)), markup.Attr("height", num(Height-top-bottom)))
}

// grid draws the axes with their ticks.
func (c Chart) grid() markup.Node {
	var d []byte
	var texts []markup.Node
	text := func(x, y float64, anchor, t string, more ...markup.Item) {
		texts = append(texts, markup.El("text", append([]markup.Item{
			markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("text-anchor", anchor), markup.Text(t),
		}, more...)...))
	}
	for _, v := range c.X.Ticks() {
		x := c.x(v)
		d = append(d, "M"+num(x)+" "+num(top)+"V"+num(Height-bottom)...)
		if label := c.X.Text(v); x > Width-right-1 && len(label) > 3 {
			text(Width-2, Height-bottom+21, "end", label) // in the middle it would be cut off
		} else {
			text(x, Height-bottom+21, "middle", label)
		}
	}
	for _, v := range c.Y.Ticks() {
		y := c.y(v)
		d = append(d, "M"+num(left)+" "+num(y)+"H"+num(Width-right)...)
		text(left-8, y+5, "end", c.Y.Text(v))
	}
	text(left+(Width-left-right)/2, Height-8, "middle", c.X.Label)
	text(8, 16, "start", c.Y.Label)
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-rule"), markup.Attr("d", string(d))),
		c.plot("c-frame"), markup.El("g", markup.List(texts)))
}

// levels draws the horizontal lines with their names.
func (c Chart) levels() markup.Node {
	var nodes []markup.Node
	for _, l := range c.Levels {
		if l.Y < c.Y.Min || l.Y > c.Y.Max {
			continue
		}
		y := num(c.y(l.Y))
		nodes = append(nodes,
			markup.El("path", markup.Class("c-level"), markup.Attr("stroke-dasharray", "9 4"), markup.Attr("d", "M"+num(left)+" "+y+"H"+num(Width-right))),
			markup.El("text", markup.Class("t-level"), markup.Attr("x", num(left+6)), markup.Attr("y", num(c.y(l.Y)-6)), markup.Text(c.levelName(l))))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// levelName is a level's name where there is room for it: marks stand on the
// line, and the legend names it too.
func (c Chart) levelName(l Level) string {
	if len(c.Marks) > 0 {
		return ""
	}
	return l.Name
}

// curves draws the series, the first on top.
func (c Chart) curves() markup.Node {
	var nodes []markup.Node
	for i := len(c.Series) - 1; i >= 0; i-- {
		s := c.Series[i]
		nodes = append(nodes, markup.El("path", markup.Class("c-curve "+s.Class), markup.Attr("stroke-dasharray", s.Dash), markup.Attr("d", c.path(s.Points))))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// path draws the part of a curve that lies inside the axes.
func (c Chart) path(points []XY) string {
	var d []byte
	pen, fromX, fromY := byte('M'), 0.0, 0.0
	for _, p := range points {
		if math.IsNaN(p.Y) || p.Y < c.Y.Min || p.X < c.X.Min || p.X > c.X.Max || c.Y.Log && p.Y <= 0 {
			pen = 'M'
			continue
		}
		x, y := c.x(p.X), c.y(p.Y)
		if y < top && pen == 'L' {
			x = fromX + (x-fromX)*(fromY-top)/(fromY-y) // where it leaves the chart
		}
		y = max(y, top)
		d = append(markup.AppendNum(append(d, pen), x), ' ')
		d = markup.AppendNum(d, y)
		if y == top {
			break
		}
		pen, fromX, fromY = 'L', x, y
	}
	return string(d)
}

// marks draws the labelled points.
func (c Chart) marks() markup.Node {
	var nodes []markup.Node
	for _, m := range c.Marks {
		if m.X < c.X.Min || m.X > c.X.Max || m.Y < c.Y.Min || m.Y > c.Y.Max {
			continue
		}
		x, y := c.x(m.X), c.y(m.Y)
		anchor, side, down := "end", -9.0, -8.0
		if m.Below {
			down = 20
			if x < Width/2 || len(m.Text) < 6 {
				anchor, side = "start", 9
			}
		}
		nodes = append(nodes,
			markup.El("circle", markup.Class("c-mark "+m.Class), markup.Attr("cx", num(x)), markup.Attr("cy", num(y)), markup.Attr("r", "5")),
			markup.El("text", markup.Class("t-mark"), markup.Attr("x", num(x+side)), markup.Attr("y", num(y+down)), markup.Attr("text-anchor", anchor), markup.Text(m.Text)))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// Legend names the curves, with a piece of each.
func (c Chart) Legend() []markup.Node {
	items := make([]markup.Node, len(c.Series))
	for i, s := range c.Series {
		items[i] = markup.El("li",
			markup.El("svg", markup.Class("line"), markup.Attr("viewBox", "0 0 34 10"), markup.Attr("aria-hidden", "true"),
				markup.El("path", markup.Class("c-curve "+s.Class), markup.Attr("stroke-dasharray", s.Dash), markup.Attr("d", "M1 5H33"))),
			markup.Text(s.Name))
	}
	return items
}

func num(f float64) string { return markup.Num(f) }
