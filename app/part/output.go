package part

import (
	"strconv"

	"attnexperts/app/markup"
)

// Output returns a computed figure: the exact number in base units for
// programs, and a text for people.
func Output(name, exact, text string) markup.Node {
	return markup.El(
		// An output is a live region of its own accord: a dozen of them would
		// talk at once. The figure's sentence speaks for all.
		"output", markup.Attr("aria-live", "off"),
		markup.Attr("name", name), markup.Attr("data-value", exact), markup.Text(text),
	)
}

// IntOutput is an Output of a whole number.
func IntOutput(name string, n int64, text string) markup.Node {
	return Output(name, strconv.FormatInt(n, 10), text)
}

// FloatOutput is an Output of a ratio, printed with all of its digits.
func FloatOutput(name string, f float64, text string) markup.Node {
	return Output(name, strconv.FormatFloat(f, 'g', -1, 64), text)
}
