package review

import "attnexperts/app/markup"

// swatch is the legend's piece of a colour, dashes that of a line.
func swatch(class, name string) markup.Node {
	return markup.El("li", markup.El("svg", markup.Attr("viewBox", "0 0 15 15"), markup.Attr("aria-hidden", "true"), rect(class, 0.5, 0.5, 14, 14)), markup.Text(name))
}

func dashes(class, name string) markup.Node {
	return markup.El("li", markup.El("svg", markup.Class("line"), markup.Attr("viewBox", "0 0 34 10"), markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class(class), markup.Attr("stroke-dasharray", "6 4"), markup.Attr("d", "M1 5H33"))), markup.Text(name))
}
