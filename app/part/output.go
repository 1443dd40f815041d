package part

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
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
	return Output(name, quantity.Real(f).Exact(), text)
}

// Outcome is a result, or why there is none.
type Outcome struct {
	quantity.Result

	Err error
}

// Text returns the outcome for people: bytes in both kinds of units, since other
// tools may print either.
func (o Outcome) Text() string {
	switch {
	case o.Err != nil:
		return "–"
	case o.Unit == quantity.Bytes:
		return quantity.BytesBoth(o.Value.Float())
	default:
		return o.Result.Text()
	}
}

// Markup returns the outcome as an Output; one that there is none of has no
// number, and says why.
func (o Outcome) Markup() markup.Node {
	if o.Err != nil {
		return Output(o.Name, "", o.Err.Error())
	}
	return Output(o.Name, o.Value.Exact(), o.Text())
}

// Numbers is the table of outcomes, a row each.
func Numbers(outcomes []Outcome) markup.Node {
	rows := make([]markup.Node, len(outcomes))
	for i, o := range outcomes {
		rows[i] = markup.El("tr", markup.El("th", markup.Attr("scope", "row"), markup.Text(o.Label)), markup.El("td", o.Markup()))
	}
	return markup.El("table", markup.Class("numbers"), markup.El("tbody", markup.List(rows)))
}

// Provenance unfolds where numbers come from: the formula, what was put in, and
// its source.
func Provenance(outcomes []Outcome) markup.Node {
	var items []markup.Node
	for _, o := range outcomes {
		if o.Err == nil {
			items = append(items, markup.El("dt", markup.Text(o.Label+": "+o.Text())), Origin("dd", o.Result))
		}
	}
	return markup.El(
		"details", markup.Class("provenance more"),
		markup.El("summary", markup.Text("Where these numbers come from")),
		markup.El("dl", markup.List(items)),
	)
}

// input says what a number of a formula is and where it is from.
func input(in quantity.Input) markup.Node {
	text := in.Symbol + " = " + quantity.Text(in.Value, in.Unit) + ", " + in.Meaning
	switch {
	case in.From == "":
		return markup.El("li", markup.Text(text))
	case in.URL == "":
		return markup.El("li", markup.Text(text+" ("+in.From+")"))
	}
	return markup.El("li", markup.Text(text+" ("),
		markup.El("a", markup.Attr("href", in.URL), markup.Attr("rel", "noopener noreferrer"), markup.Text(in.From)), markup.Text(")"))
}

// Origin says in an element how a number came about, with the parts that it is
// the sum of.
func Origin(tag string, r quantity.Result) markup.Node {
	items := []markup.Item{markup.El("p", markup.El("code", markup.Text(r.Formula)))}
	if len(r.Inputs) > 0 {
		inputs := make([]markup.Node, len(r.Inputs))
		for i, in := range r.Inputs {
			inputs[i] = input(in)
		}
		items = append(items, markup.El("ul", markup.List(inputs)))
	}
	for _, p := range r.Parts {
		items = append(items, markup.El("div", markup.Class("sub"), markup.El("p", markup.Text(p.Label+": "+quantity.Text(p.Value, p.Unit))), Origin("div", p)))
	}
	if r.Source != "" {
		items = append(items, markup.El("p", markup.Class("source"), markup.Text("Source: "+r.Source)))
	}
	return markup.El(tag, items...)
}
