package part

import (
	"math/bits"
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// Control is the form control of one scenario key.
type Control struct {
	// Key is the control's name; Prefix makes ids unique on the page.
	Key, Prefix string
	// Label and Help are the field's; Text is what stands in the control;
	// Problem says why that text could not be used, if it could not.
	Label, Help, Text, Problem string
	// Value is the field, bound to the scenario.
	Value scenario.Value
	// After stands between the control and its help.
	After markup.Node
}

// FieldControl returns the control of a table's field for a scenario.
func FieldControl[S any](t scenario.Table[S], key string, s *S, prefix string) Control {
	f, _ := t.Field(key)
	v := f.Of(s)
	return Control{Key: key, Prefix: prefix, Label: f.Label, Help: f.Help, Text: v.String(), Value: v}
}

// Markup returns the label, the native control, a slider beside a number, and
// the help or the problem under them.
func (c Control) Markup() markup.Node {
	id := c.Prefix + c.Key
	class := "control"
	if c.Problem != "" {
		class += " wrong"
	}
	return markup.El(
		"div", markup.Class(class),
		markup.El("label", markup.Attr("for", id), markup.Text(c.Label)),
		c.input(id),
		c.After,
		c.note(id+"-note"),
	)
}

func (c Control) note(id string) markup.Node {
	if c.Problem != "" {
		return markup.El("p", markup.ID(id), markup.Class("problem"), markup.Attr("role", "alert"), markup.Text(c.Problem))
	}
	return markup.El("p", markup.ID(id), markup.Class("help"), markup.Text(c.Help))
}

func (c Control) common(id string) markup.Item {
	return markup.List([]markup.Item{
		markup.ID(id), markup.Attr("name", c.Key), markup.Attr("aria-describedby", id+"-note"),
		markup.If(c.Problem != "", markup.Attr("aria-invalid", "true")),
	})
}

func (c Control) input(id string) markup.Node {
	switch v := c.Value.(type) {
	case scenario.IntValue:
		return markup.El(
			"span", markup.Class("number"),
			markup.El(
				"input", markup.Attr("type", "number"), c.common(id), markup.Attr("inputmode", "numeric"),
				markup.Int("min", v.Min), markup.Int("max", v.Max), markup.Attr("value", c.Text),
			),
			Slider(c.Key, c.Label, v.Get(), v.Min, v.Max),
		)
	case scenario.ChoiceValue:
		options := make([]markup.Node, len(v.Options))
		for i, o := range v.Options {
			text := strconv.FormatInt(o, 10)
			options[i] = markup.El("option", markup.Attr("value", text), markup.Flag("selected", text == c.Text), markup.Text(text))
		}
		return markup.El("select", c.common(id), markup.List(options))
	case scenario.FlagValue:
		return markup.El("input", markup.Attr("type", "checkbox"), c.common(id), markup.Attr("value", "1"), markup.Flag("checked", v.On()))
	default:
		return markup.El(
			"input", markup.Attr("type", "text"), c.common(id), markup.Attr("value", c.Text),
			markup.Attr("autocomplete", "off"), markup.Attr("autocapitalize", "none"), markup.Attr("spellcheck", "false"),
		)
	}
}

// doubling is the span of values from which on a slider goes by powers of two:
// past it, a step of a hand would be many steps of the number.
const doubling = 1000

// Slider returns a range that moves the number of a key. It has no name of its
// own: the number field beside it is the control.
func Slider(key, label string, n, lo, hi int64) markup.Node {
	from, at, to := lo, n, hi
	if hi-lo > doubling {
		from, at, to = notch(lo), notch(n), notch(hi)
	}
	return markup.El(
		"input", markup.Attr("type", "range"), markup.Attr("data-slider", key),
		markup.Attr("aria-label", label+", slider"), markup.Attr("aria-valuetext", strconv.FormatInt(n, 10)),
		markup.Int("min", from), markup.Int("max", to), markup.Int("value", at),
	)
}

// Slid returns the number that the text of a slider's position stands for.
func Slid(position string, lo, hi int64) string {
	at, err := strconv.ParseInt(position, 10, 64)
	if err != nil || hi-lo <= doubling {
		return position
	}
	n := hi
	switch {
	case at <= notch(lo):
		n = lo
	case at < notch(hi):
		n = 1 << (at - 1)
	}
	return strconv.FormatInt(n, 10)
}

// notch is a number's place on a slider of powers of two: 0 for 0, then 1 for
// 1, 2 for 2, 3 for 4.
func notch(n int64) int64 { return int64(bits.Len64(uint64(n))) }
