package figure

import "attnexperts/app/markup"

// hatchSwatch is the legend's piece of what is hatched.
func hatchSwatch(name string) markup.Node {
	return markup.El("li",
		markup.El("svg", markup.Attr("viewBox", "0 0 15 15"), markup.Attr("aria-hidden", "true"),
			markup.El("path", markup.Class("c-drop"), markup.Attr("d", box(0.75, 0.75, 13.5, 13.5)+hatch(0.75, 0.75, 13.5, 13.5)))),
		markup.Text(name))
}

// lineLegend is the legend's piece of a line.
func lineLegend(class, dash, name string) markup.Node {
	return markup.El("li",
		markup.El("svg", markup.Class("line"), markup.Attr("viewBox", "0 0 34 10"), markup.Attr("aria-hidden", "true"),
			markup.El("path", markup.Class(class), markup.Attr("stroke-dasharray", dash), markup.Attr("d", "M1 5H33"))),
		markup.Text(name))
}
