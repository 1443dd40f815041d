package review

import (
	"cmp"
	"strconv"
	"strings"

	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
)

// listing is the list with its controls.
func (b *Box) listing() markup.Node {
	l := &b.list
	if !l.beside {
		l.fill(b.book.State(), b.book.Author())
	}
	pages := max(1, (len(l.found)+perPage-1)/perPage)
	l.page = max(0, min(l.page, pages-1))
	shown := l.found[l.page*perPage : min(len(l.found), (l.page+1)*perPage)]
	rows := make([]markup.Node, len(shown))
	for i, e := range shown {
		rows[i] = b.row(e)
	}
	share := markup.Node{}
	if n := len(l.found); n > 0 && l.state != "deleted" {
		share = part.Quiet("share", "Share "+many(n, "card", "cards"))
	}
	return markup.El(
		"section", markup.Class("all-cards"), markup.Attr("aria-labelledby", "cards-title"),
		heading("cards-title", "All cards"),
		does(part.Loud("new", "Write a card"), share),
		l.search(),
		markup.El("p", markup.Class("list-found found"), markup.Attr("tabindex", "-1"), markup.Attr("role", "status"), markup.Text(l.says(pages))),
		markup.El("ul", markup.Class("card-list"), markup.List(rows)),
		markup.El("div", when(pages > 1, func() markup.Node {
			return does(part.Quiet("page:back", "Back", markup.Flag("disabled", l.page == 0)),
				part.Quiet("page:next", "Next", markup.Flag("disabled", l.page == pages-1)))
		})),
	)
}

// says is how many cards were found, or what to do where none was.
func (l *list) says(pages int) string {
	switch {
	case l.beside:
		return "Searching…"
	case l.all == 0 && len(l.found) == 0 && l.state != "deleted":
		return "There are no cards yet. Under Review those of the lesson can be kept."
	case len(l.found) == 0:
		return "No card matches. Search for fewer words, or in any state and any part."
	}
	said := many(len(l.found), "card", "cards")
	if len(l.found) != l.all {
		said += " of " + count(l.all)
	}
	if pages > 1 {
		said += ", page " + count(l.page+1) + " of " + count(pages)
	}
	return said
}

// search has what is searched for, and in which order it is listed.
func (l *list) search() markup.Node {
	parts := []choice{{anyOf, "Any part"}, {own, "My own cards"}}
	for _, p := range lesson.Parts() {
		parts = append(parts, choice{p.ID, p.Title})
	}
	return markup.El(
		"form", markup.Class("controls list-controls"), markup.Attr("role", "search"), markup.Attr("autocomplete", "off"), markup.Attr("aria-label", "Search the cards"),
		field("find", "Search", markup.El("input", markup.Attr("type", "search"), markup.ID("card-find"), markup.Attr("name", "find"), markup.Attr("value", l.find), markup.Attr("autocapitalize", "none"))),
		field("state", "State", selection("state", states, l.state)),
		field("part", "Part", selection("part", parts, l.part)),
		field("by", "Order", selection("by", orders, l.by)),
	)
}

// row is a card of the list: it opens the card.
func (b *Box) row(e *row) markup.Node {
	a := b.book.Author()
	v, _ := b.book.State().Card(e.id)
	state, due := standing(v, a.At, recall.DayOf(a.At, a.Zone, b.book.State().Settings().DayStart))
	if v.Leech {
		state += ", leech"
	}
	from, tags := "own", ""
	if v.Part != "" {
		from = partTitle(v.Part)
	}
	if len(v.Tags) > 0 {
		tags = "#" + strings.Join(v.Tags, " #")
	}
	return markup.El("li",
		part.Button("card-row", "open:"+e.id, b.list.wordsOf(b.book.State(), e.id).shown),
		markup.El("p", markup.Class("card-meta"), markup.El("span", markup.Text(state)), markup.Text(" · "+joined(due, from, shortened(tags, 60)))))
}

// field is a control with its label.
func field(name, label string, control markup.Node, more ...markup.Item) markup.Node {
	return markup.El("div", markup.Class("control"), markup.El("label", markup.Attr("for", "card-"+name), markup.Text(label)), control, markup.List(more))
}

// selection is a select of a name.
func selection(name string, options []choice, chosen string) markup.Node {
	nodes := make([]markup.Node, len(options))
	for i, o := range options {
		nodes[i] = markup.El("option", markup.Attr("value", o.text), markup.Flag("selected", o.text == cmp.Or(chosen, anyOf)), markup.Text(o.label))
	}
	return markup.El("select", markup.ID("card-"+name), markup.Attr("name", name), markup.List(nodes))
}

// number writes a whole number as controls have it.
func number(n int) string { return strconv.Itoa(n) }
