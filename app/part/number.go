package part

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
)

// number is the field of a number. It is a text field, since the browser's own for
// numbers takes digits alone and no "128k"; it says to a screen reader what it is,
// and whoever listens to its keys steps it as [Range.Stepped] says.
func (c Control) number(r Range, id string) markup.Node {
	text, now, none := c.Text, r.text(r.Now), ""
	if r.Optional && text == r.None {
		text = ""
	}
	if r.Optional && r.Now == 0 {
		now, none = "", r.None
	}
	return markup.El(
		"input", markup.Attr("type", "text"), markup.Attr("role", "spinbutton"), c.common(id), markup.Attr("inputmode", inputMode(r)),
		markup.If(r.Optional, markup.Attr("placeholder", r.None)),
		markup.Attr("aria-valuemin", r.text(r.Min)), markup.Attr("aria-valuemax", r.text(r.Max)), markup.Attr("aria-valuenow", now), markup.Attr("aria-valuetext", none),
		markup.Attr("value", text),
	)
}

// inputMode is the keyboard that a phone shows for a number.
func inputMode(r Range) string {
	if r.Places > 0 {
		return "decimal"
	}
	return "numeric"
}

// Typed is the number that a typed text stands for, in digits: "128k", "8e9" and
// "1,024" are read as people mean them. Any other text stays as it is.
func Typed(text string) string {
	n, err := quantity.Parse(text, quantity.Plain)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// steps are the keys that step a number, and by how much.
var steps = map[string]int64{"ArrowUp": 1, "ArrowDown": -1, "PageUp": 10, "PageDown": -10}

// Stepped returns the text of the number that a key leads to, in steps of its last
// place, and whether the key steps numbers. Below the least lies that there is none,
// where it may be left out.
func (r Range) Stepped(key string) (text string, ok bool) {
	by, ok := steps[key]
	if !ok {
		return "", false
	}
	n := max(r.from(), min(r.Max, r.Now+by))
	if n < r.Min {
		if by < 0 {
			return r.None, true
		}
		n = r.Min
	}
	return r.text(n), true
}
