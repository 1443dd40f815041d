package part

import (
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
	// Locked says that the control is not to be changed.
	Locked bool
	// After stands between the control and its help.
	After markup.Node
}

// FieldControl returns the control of a table's field for a scenario.
func FieldControl[S any](t scenario.Table[S], key string, s *S, prefix string) Control {
	f, _ := t.Field(key)
	v := f.Of(s)
	c := Control{Key: key, Prefix: prefix, Label: f.Label, Help: f.Help, Text: v.String(), Value: v}
	if config, ok := v.(scenario.ConfigValue); ok {
		c.Text = config.Shown() // links have it compressed
	}
	return c
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
	help := c.Help
	if c.Locked {
		help = "Locked in this link. " + help
	}
	return markup.El("p", markup.ID(id), markup.Class("help"), markup.Text(Typeset(help)))
}

func (c Control) common(id string) markup.Item {
	return markup.List([]markup.Item{
		markup.ID(id), markup.Attr("name", c.Key), markup.Attr("aria-describedby", id+"-note"),
		markup.If(c.Problem != "", markup.Attr("aria-invalid", "true")), markup.Flag("disabled", c.Locked),
	})
}

func (c Control) input(id string) markup.Node {
	if fixed, ok := c.Value.(scenario.FixedValue); ok {
		c.Value = fixed.Value
	}
	if r, ok := RangeOf(c.Value); ok {
		return markup.El("span", markup.Class("number"), c.number(r, id), r.slider(c.Key, c.Label, c.Locked))
	}
	switch v := c.Value.(type) {
	case scenario.ChoiceValue:
		options := make([]markup.Node, len(v.Options))
		for i, o := range v.Options {
			text := strconv.FormatInt(o, 10)
			options[i] = markup.El("option", markup.Attr("value", text), markup.Flag("selected", text == c.Text), markup.Text(text))
		}
		return markup.El("select", c.common(id), markup.List(options))
	case scenario.OptionValue:
		options := make([]markup.Node, len(v.Options))
		for i, o := range v.Options {
			options[i] = markup.El("option", markup.Attr("value", o.Text), markup.Flag("selected", o.Text == c.Text), markup.Text(o.Label))
		}
		return markup.El("select", c.common(id), markup.List(options))
	case scenario.ListValue:
		return c.list(v, id)
	case scenario.ConfigValue:
		return c.config(v, id)
	case scenario.FlagValue:
		return markup.El("input", markup.Attr("type", "checkbox"), c.common(id), markup.Attr("value", "1"), markup.Flag("checked", v.On()))
	default:
		return markup.El(
			"input", markup.Attr("type", "text"), c.common(id), markup.Attr("value", c.Text),
			markup.Attr("autocomplete", "off"), markup.Attr("autocapitalize", "none"), markup.Attr("spellcheck", "false"),
		)
	}
}
