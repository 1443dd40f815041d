package figure

import "attnexperts/app/markup"

// reader is what a picture of the routing figure is read and moved with, by hand
// and by key: all of it. It goes from 0 to most, is at now, and says a text.
func reader(name, label string, most, now int64, text string, height float64) markup.Node {
	return markup.El(
		"g", markup.Attr("data-hold", name), markup.Attr("data-point", name), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
		markup.Attr("aria-label", label), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", most), markup.Int("aria-valuenow", now),
		markup.Attr("aria-valuetext", text),
		wholeRect("c-catch", routingWidth, height), wholeRect("ring", routingWidth, height),
	)
}
