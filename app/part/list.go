package part

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// list is the control of several texts: a select for each, all of one name, and
// one more for the next. What their labels say depends on whether something else
// stands first.
func (c Control) list(v scenario.ListValue, id string) markup.Node {
	texts := strings.FieldsFunc(c.Text, func(r rune) bool { return r == ',' })
	var slots []markup.Node
	for i := range min(v.Most, len(texts)+1) {
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		slots = append(slots, c.slot(v, id, i, text))
	}
	return markup.El("div", markup.Class("slots"), markup.List(slots))
}

// slot is one of the selects.
func (c Control) slot(v scenario.ListValue, id string, i int, text string) markup.Node {
	label := "Compared with"
	if i > 0 {
		id += "-" + strconv.Itoa(i+1)
		label += ", " + strconv.Itoa(i+1)
	}
	if v.Least > 0 && i == 0 {
		label = "From the catalogue"
	}
	var options []markup.Node
	if i >= v.Least {
		options = append(options, markup.El("option", markup.Attr("value", "none"), markup.Flag("selected", text == ""), markup.Text("– nothing –")))
	}
	for _, o := range v.Options {
		options = append(options, markup.El("option", markup.Attr("value", o.Text), markup.Flag("selected", o.Text == text), markup.Text(o.Label)))
	}
	return markup.El("select", markup.ID(id), markup.Attr("name", c.Key), markup.Attr("aria-label", label), markup.Attr("aria-describedby", c.Prefix+c.Key+"-note"),
		markup.If(c.Problem != "", markup.Attr("aria-invalid", "true")), markup.List(options))
}
