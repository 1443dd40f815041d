package review

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/calc/recall"
)

// perPage is how many cards are listed at once.
const perPage = 50

// list is the list of all cards: what is searched for, and which page is shown.
type list struct {
	find, state, part, by string
	page                  int
	// found are the cards that match, worked out when something has changed.
	found []entry
	all   int
	stale bool
	// words are what each card is found by.
	words map[string]words
}

// entry is a card as the list has it.
type entry struct {
	id, front, state, due, part string
	tags                        []string
	leech                       bool
	order                       int64
}

// words are a card's text as it is searched, with the text that they were made of.
type words struct {
	front, back, tags string
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
		*field, l.page, l.stale = text, 0, true
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
	if !l.stale && l.found != nil {
		return
	}
	today := recall.DayOf(a.At, a.Zone, state.Settings().DayStart)
	find := strings.Fields(strings.ToLower(l.find))
	l.found, l.all, l.stale = []entry{}, 0, false
	if l.words == nil {
		l.words = map[string]words{}
	}
	for v := range state.Cards {
		if !v.Deleted {
			l.all++
		}
		w := l.wordsOf(v)
		name, due := standing(v, a.At, today)
		if !l.wants(v, name) || !contains(w.searched, find) {
			continue
		}
		l.found = append(l.found, entry{v.ID, w.shown, name, due, v.Part, v.Tags, v.Leech, l.order(v, today)})
	}
	switch l.by {
	case "due", "hard":
		slices.SortStableFunc(l.found, func(a, b entry) int { return cmp.Compare(a.order, b.order) })
	case "front":
		slices.SortStableFunc(l.found, func(a, b entry) int { return strings.Compare(a.front, b.front) })
	}
}

// wants reports whether a card is in the state and the part that are asked for.
// Deleted cards are only listed by themselves.
func (l *list) wants(v recall.View, state string) bool {
	switch {
	case l.part == own && v.Part != "", l.part != own && l.part != "" && v.Part != l.part:
		return false
	case v.Deleted:
		return l.state == "deleted"
	case l.state == "leech":
		return v.Leech
	case l.state == "learning":
		return state == "learning" || state == "relearning"
	}
	return l.state == "" || l.state == state
}

// own stands for no part of the lesson.
const own = "own"

func (l *list) order(v recall.View, today recall.Day) int64 {
	if l.by == "hard" {
		return -int64(v.Memory.Difficulty * 1000)
	}
	const day = 86_400_000
	switch {
	case v.Suspended || v.Deleted:
		return 1 << 60
	case v.Memory.Phase == recall.New:
		return 1 << 59
	case v.Memory.Phase == recall.Review:
		return int64(v.Memory.DueDay) * day
	}
	return min(v.Memory.DueAt, int64(today+1)*day)
}

// wordsOf is what a card is found by, made once for each text.
func (l *list) wordsOf(v recall.View) words {
	tags := strings.Join(v.Tags, " ")
	w, ok := l.words[v.ID]
	if ok && w.front == v.Front && w.back == v.Back && w.tags == tags {
		return w
	}
	w = words{front: v.Front, back: v.Back, tags: tags, shown: shortened(plainFront(v.Card), 140)}
	if w.shown == "" {
		w.shown = "A picture: " + v.Link
	}
	w.searched = strings.ToLower(recall.Plain(v.Front) + "\n" + recall.Plain(v.Back) + "\n" + tags + "\n" + partTitle(v.Part) + "\n" + kindName(v.Kind))
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
		rows[i] = e.row()
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
		share = press("quiet", "share", "Share "+many(n, "card", "cards"))
	}
	parts := []choice{{anyOf, "Any part"}, {own, "My own cards"}}
	for _, p := range lesson.Parts() {
		parts = append(parts, choice{p.ID, p.Title})
	}
	return markup.El(
		"section", markup.Class("all-cards"), markup.Attr("aria-labelledby", "cards-title"),
		markup.El("h2", markup.ID("cards-title"), markup.Attr("tabindex", "-1"), markup.Text("All cards")),
		markup.El("p", markup.Class("do"), press("loud", "new", "Write a card"), share),
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
			press("quiet", "page:back", "Earlier", markup.Flag("disabled", l.page == 0)),
			press("quiet", "page:next", "Further", markup.Flag("disabled", l.page == pages-1))),
	)
}

// row is a card of the list: it opens the card.
func (e entry) row() markup.Node {
	state := e.state
	if e.leech {
		state += ", leech"
	}
	part := "own"
	if e.part != "" {
		part = partTitle(e.part)
	}
	tags := ""
	if len(e.tags) > 0 {
		tags = "#" + strings.Join(e.tags, " #")
	}
	return markup.El("li",
		markup.El("button", markup.Attr("type", "button"), markup.Class("card-row"), markup.Attr("data-do", "open:"+e.id), markup.Text(e.front)),
		markup.El("p", markup.Class("card-meta"), markup.El("span", markup.Class("state-"+e.state), markup.Text(state)), markup.Text(" "+joined(e.due, part, shortened(tags, 60)))))
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
