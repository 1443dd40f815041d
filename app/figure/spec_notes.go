package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/model"
)

// compared says of each further model how the first differs from it, and why.
func (x examined) compared() markup.Node {
	if len(x) < 3 {
		return markup.Node{}
	}
	var nodes []markup.Node
	for i, other := range x[1:] {
		if x[0].err != nil || other.err != nil {
			continue
		}
		nodes = append(nodes, markup.El("h3", x.key(0), markup.Text(x[0].Name+" and "), x.key(i+1), markup.Text(other.Name)))
		for _, text := range model.Compare(x[0].named(), other.named()) {
			nodes = append(nodes, markup.El("p", markup.Class("said"), markup.Text(text)))
		}
	}
	return markup.El("div", markup.Class("compared"), markup.List(nodes))
}

// notes say for each model what its numbers are not, where it is from, and, in
// a comparison, what it is.
func (x examined) notes() markup.Node {
	var nodes []markup.Node
	for i, m := range x {
		var says []markup.Node
		item := func(text string) { says = append(says, markup.El("li", markup.Text(text))) }
		for _, n := range m.Arch.Notes {
			item(n)
		}
		if n := len(m.Arch.Unknown); n > 0 {
			item("Not known here, and taken not to change the count: " + pathList(m.Arch.Unknown) + ".")
		}
		if q := m.quoted(); q != "" {
			item(q)
		}
		title := markup.El("h3", markup.Class("panel-title"), markup.Text("What these numbers are not"))
		words := markup.Node{}
		if len(x) > 1 {
			title = markup.El("h3", markup.Class("panel-title"), x.key(i), markup.Text(m.Name))
			if m.err == nil {
				words = markup.El("p", markup.Class("sentence"), markup.Text(strings.Join(m.report.Sentences(), " ")))
			} else {
				words = markup.El("p", markup.Text("It cannot be counted in this use: "+m.err.Error()+"."))
			}
		}
		nodes = append(nodes, markup.El("section", title, words, markup.If(len(says) > 0, markup.El("ul", markup.List(says))), m.from()))
	}
	return markup.El("div", markup.Class("spec-notes"), markup.List(nodes))
}

// quoted sets what the vendor says beside what is counted.
func (m *specimen) quoted() string {
	if m.Entry == nil || m.Entry.Quoted.Total == 0 && m.Entry.Quoted.Active == 0 {
		return ""
	}
	q := m.Entry.Quoted
	var says []string
	if q.Total > 0 {
		says = append(says, amount(float64(q.Total))+" in all")
	}
	if q.Active > 0 {
		says = append(says, amount(float64(q.Active))+" active")
	}
	return "Its maker says " + strings.Join(says, ", ") + " (" + q.Source + ": " + q.Definition + ")."
}

// from says where a model's config is from.
func (m *specimen) from() markup.Node {
	if m.Entry == nil {
		return markup.Node{}
	}
	return markup.El("p", markup.Class("source"), markup.Text(m.Entry.Maker+", "+m.Entry.Date+". Config: "),
		markup.El("a", markup.Attr("href", m.Entry.Source), markup.Attr("rel", "noopener noreferrer"), markup.Text(m.Entry.Source)))
}
