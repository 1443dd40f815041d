package review

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/order"
	"attnexperts/calc/recall"
)

// perPage is how many cards are listed at once.
const perPage = 50

// list is the list of all cards: what is searched for, and which page is shown.
type list struct {
	find, state, part, by string
	page                  int
	// rows are all cards, made when the cards have changed, found those that match,
	// found when what is searched for has changed too.
	rows, found []*row
	all         int
	// stale is whether the rows are, searched whether found is of them.
	stale, searched bool
	// words are what each card is found by.
	words map[string]*words
}

// row is a card as the list finds it.
type row struct {
	id, state, part string
	leech           bool
	words           *words
	// due and hard are what it is put in order by.
	due, hard int64
}

// words are a card's text as it is searched, with the text that they were made of.
type words struct {
	front, back, part string
	tags              []string
	shown, searched   string
}

// The states that the list can be narrowed to.
var states = []choice{
	{anyOf, "Any state"},
	{"new", "New"},
	{"learning", "Learning"},
	{"review", "In review"},
	{"suspended", "Suspended"},
	{"leech", "Leeches"},
	{"deleted", "Deleted"},
}

// The orders of the list.
var orders = []choice{{anyOf, "As they were added"}, {"due", "By when they are due"}, {"hard", "The hardest first"}, {"front", "By their text"}}

// anyOf stands for no choice.
const anyOf = "any"

// choice is an option of a select.
type choice struct{ text, label string }

// take takes what stands in one of the list's controls, and reports whether it is
// one of them.
func (l *list) take(name, text string) bool {
	field, ok := map[string]*string{"find": &l.find, "state": &l.state, "part": &l.part, "by": &l.by}[name]
	if ok {
		if text == anyOf {
			text = ""
		}
		*field, l.page, l.searched = text, 0, false
	}
	return ok
}

// turn goes to another page.
func (l *list) turn(by string) {
	if by == "next" {
		l.page++
	} else {
		l.page--
	}
}

// fill finds the cards that match.
func (l *list) fill(state *recall.State, a recall.Author) {
	if l.stale || l.rows == nil {
		l.rows, l.all, l.stale, l.searched = l.rows[:0], 0, false, false
		today := recall.DayOf(a.At, a.Zone, state.Settings().DayStart)
		for v := range state.Cards {
			l.rows = append(l.rows, l.rowOf(v, today))
			if !v.Deleted {
				l.all++
			}
		}
	}
	if l.searched {
		return
	}
	l.searched, l.found = true, l.found[:0]
	find := strings.Fields(strings.ToLower(l.find))
	for _, r := range l.rows {
		if l.wants(r) && contains(r.words.searched, find) {
			l.found = append(l.found, r)
		}
	}
	switch l.by {
	case "due":
		order.By(l.found, func(a, b *row) int { return cmp.Compare(a.due, b.due) })
	case "hard":
		order.By(l.found, func(a, b *row) int { return cmp.Compare(b.hard, a.hard) })
	case "front":
		order.By(l.found, func(a, b *row) int { return strings.Compare(a.words.shown, b.words.shown) })
	}
}

// wants reports whether a card is in the state and the part that are asked for.
// Deleted cards are only listed by themselves.
func (l *list) wants(r *row) bool {
	switch {
	case l.part == own && r.part != "", l.part != own && l.part != "" && r.part != l.part:
		return false
	case r.state == "deleted":
		return l.state == "deleted"
	case l.state == "leech":
		return r.leech
	case l.state == "learning":
		return r.state == "learning" || r.state == "relearning"
	}
	return l.state == "" || l.state == r.state
}

// own stands for no part of the lesson.
const own = "own"

// rowOf is a card's row. Those that are not asked come last by when they are due.
func (l *list) rowOf(v recall.View, today recall.Day) *row {
	const day = 86_400_000
	r := &row{id: v.ID, state: stateOf(v), part: v.Part, leech: v.Leech, words: l.wordsOf(v), hard: int64(v.Memory.Difficulty * 1000)}
	switch {
	case v.Suspended || v.Deleted:
		r.due = 1 << 60
	case v.Memory.Phase == recall.New:
		r.due = 1 << 59
	case v.Memory.Phase == recall.Review:
		r.due = int64(v.Memory.DueDay) * day
	default:
		r.due = min(v.Memory.DueAt, int64(today+1)*day)
	}
	return r
}

// wordsOf is what a card is found by, made once for each text.
func (l *list) wordsOf(v recall.View) *words {
	w := l.words[v.ID]
	if w != nil && w.front == v.Front && w.back == v.Back && w.part == v.Part && slices.Equal(w.tags, v.Tags) {
		return w
	}
	w = &words{front: v.Front, back: v.Back, part: v.Part, tags: v.Tags, shown: shortened(plainFront(v.Card), 140)}
	if w.shown == "" {
		w.shown = "A picture: " + v.Link
	}
	w.searched = strings.ToLower(recall.Plain(v.Front) + "\n" + recall.Plain(v.Back) + "\n" + strings.Join(v.Tags, " ") + "\n" + partTitle(v.Part) + "\n" + kindName(v.Kind))
	if l.words == nil {
		l.words = map[string]*words{}
	}
	l.words[v.ID] = w
	return w
}

func contains(text string, all []string) bool {
	for _, word := range all {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// listing is the list with its controls.
func (b *Box) listing() markup.Node {
	l := &b.list
	l.fill(b.book.State(), b.book.Author())
	pages := max(1, (len(l.found)+perPage-1)/perPage)
	l.page = max(0, min(l.page, pages-1))
	shown := l.found[l.page*perPage : min(len(l.found), (l.page+1)*perPage)]
	rows := make([]markup.Node, len(shown))
	for i, e := range shown {
		rows[i] = b.row(e)
	}
	said := many(len(l.found), "card", "cards")
	if len(l.found) != l.all {
		said += " of " + count(l.all)
	}
	if pages > 1 {
		said += ", page " + count(l.page+1) + " of " + count(pages)
	}
	share := markup.Node{}
	if n := len(l.found); n > 0 && l.state != "deleted" {
		share = part.Quiet("share", "Share "+many(n, "card", "cards"))
	}
	parts := []choice{{anyOf, "Any part"}, {own, "My own cards"}}
	for _, p := range lesson.Parts() {
		parts = append(parts, choice{p.ID, p.Title})
	}
	return markup.El(
		"section", markup.Class("all-cards"), markup.Attr("aria-labelledby", "cards-title"),
		heading("cards-title", "All cards"),
		markup.El("p", markup.Class("do"), part.Loud("new", "Write a card"), share),
		markup.El(
			"form", markup.Class("controls list-controls"), markup.Attr("role", "search"), markup.Attr("autocomplete", "off"), markup.Attr("aria-label", "Search the cards"),
			field("find", "Search", markup.El("input", markup.Attr("type", "search"), markup.ID("card-find"), markup.Attr("name", "find"), markup.Attr("value", l.find), markup.Attr("autocapitalize", "none"))),
			field("state", "State", selection("state", states, l.state)),
			field("part", "Part", selection("part", parts, l.part)),
			field("by", "Order", selection("by", orders, l.by)),
		),
		markup.El("p", markup.Class("list-found found"), markup.Attr("tabindex", "-1"), markup.Attr("role", "status"), markup.Text(said)),
		markup.El("ul", markup.Class("card-list"), markup.List(rows)),
		markup.El("p", markup.Class("do"),
			part.Quiet("page:back", "Earlier", markup.Flag("disabled", l.page == 0)),
			part.Quiet("page:next", "Further", markup.Flag("disabled", l.page == pages-1))),
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
		part.Button("card-row", "open:"+e.id, e.words.shown),
		markup.El("p", markup.Class("card-meta"), markup.El("span", markup.Text(state)), markup.Text(" "+joined(due, from, shortened(tags, 60)))))
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
