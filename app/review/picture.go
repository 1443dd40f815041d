package review

import (
	"math"
	"strconv"

	"attnexperts/app/markup"
)

// The pictures' measures, in units of their view boxes.
const (
	pictureWidth = 480.0
	barsHeight   = 220.0
	barsLeft     = 44.0
	barsTop      = 12.0
	barsBottom   = 40.0
)

// A column is a bar of a picture.
type column struct {
	// label stands under the bar, "" where there is no room for one.
	label string
	value float64
}

// bars draws columns side by side, over an axis of a few whole steps.
func bars(class, label string, list []column) markup.Node {
	most := 0.0
	for _, c := range list {
		most = max(most, c.value)
	}
	step := tick(most)
	top := max(step, math.Ceil(most/step)*step)
	y := func(v float64) float64 { return barsHeight - barsBottom - v/top*(barsHeight-barsTop-barsBottom) }
	wide := (pictureWidth - barsLeft - 6) / float64(len(list))
	var nodes []markup.Node
	grid := ""
	for v := 0.0; v <= top; v += step {
		grid += "M" + num(barsLeft) + " " + num(y(v)) + "H" + num(pictureWidth-6)
		nodes = append(nodes, text(barsLeft-8, y(v)+5, "end", strconv.FormatFloat(v, 'f', -1, 64)))
	}
	path := ""
	for i, c := range list {
		x := barsLeft + float64(i)*wide
		if c.value > 0 {
			gap := min(2, wide/6)
			path += "M" + num(x+gap) + " " + num(y(0)) + "V" + num(y(c.value)) + "H" + num(x+wide-gap) + "V" + num(y(0)) + "z"
		}
		if c.label != "" {
			at, anchor := x+wide/2, "middle"
			switch {
			case i == len(list)-1:
				at, anchor = pictureWidth-2, "end" // in the middle it would be cut off
			case i == 0 && len(c.label) > 2:
				at, anchor = barsLeft, "start" // in the middle it would run into the axis
			}
			nodes = append(nodes, text(at, barsHeight-barsBottom+20, anchor, c.label))
		}
	}
	return picture(barsHeight, label,
		markup.El("path", markup.Class("c-rule"), markup.Attr("d", grid)),
		markup.El("path", markup.Class(class), markup.Attr("d", path)),
		markup.El("g", markup.List(nodes)))
}

// tick is a step of an axis that people count in, for at most five of them.
func tick(most float64) float64 {
	step := 1.0
	for i := 0; most/step > 5; i++ {
		step *= []float64{2, 2.5, 2}[i%3]
	}
	return step
}

// picture is an svg element of the pictures' width that is one image.
func picture(height float64, label string, nodes ...markup.Node) markup.Node {
	return markup.El("svg", markup.Attr("viewBox", "0 0 "+num(pictureWidth)+" "+num(height)), markup.Attr("role", "img"), markup.Attr("aria-label", label), markup.List(nodes))
}

func text(x, y float64, anchor, t string) markup.Node {
	return markup.El("text", markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("text-anchor", anchor), markup.Text(t))
}

func rect(class string, x, y, w, h float64) markup.Node {
	return markup.El("rect", markup.Class(class), markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("width", num(w)), markup.Attr("height", num(h)))
}

func num(f float64) string { return markup.Num(f) }
