package review

import (
	"cmp"
	"slices"
	"strings"

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
	// words are what each card is found by, made how many of the rows have theirs;
	// beside is whether somebody goes on making them.
	words  map[string]*words
	made   int
	beside bool
}

// row is a card as the list finds it.
type row struct {
	id, state, part string
	leech           bool
	// due, hard and front are what it is put in order by; front only where it is.
	due, hard int64
	front     string
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
var orders = []choice{{anyOf, "Oldest first"}, {"due", "Next due first"}, {"hard", "Hardest first"}, {"front", "A to Z"}}

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
	l.renew(state, a)
	if l.searched {
		return
	}
	l.searched, l.found = true, l.found[:0]
	find := strings.Fields(strings.ToLower(l.find))
	for _, r := range l.rows {
		if l.wants(r) && (len(find) == 0 || contains(l.wordsOf(state, r.id).searched, find)) {
			l.found = append(l.found, r)
		}
	}
	switch l.by {
	case "due":
		order.By(l.found, func(a, b *row) int { return cmp.Compare(a.due, b.due) })
	case "hard":
		order.By(l.found, func(a, b *row) int { return cmp.Compare(b.hard, a.hard) })
	case "front":
		for _, r := range l.found {
			r.front = l.wordsOf(state, r.id).shown
		}
		order.By(l.found, func(a, b *row) int { return strings.Compare(a.front, b.front) })
	}
}

// renew makes the rows anew where the cards have changed.
func (l *list) renew(state *recall.State, a recall.Author) {
	if !l.stale && l.rows != nil {
		return
	}
	l.rows, l.all, l.made, l.stale, l.searched = l.rows[:0], 0, 0, false, false
	today := recall.DayOf(a.At, a.Zone, state.Settings().DayStart)
	for v := range state.Cards {
		l.rows = append(l.rows, rowOf(v, today))
		if !v.Deleted {
			l.all++
		}
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
func rowOf(v recall.View, today recall.Day) *row {
	const day = 86_400_000
	r := &row{id: v.ID, state: stateOf(v), part: v.Part, leech: v.Leech, hard: int64(v.Memory.Difficulty * 1000)}
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

// wordsOf is what a card is found by, made once for each text, and only where it is
// asked for: of thousands of cards it takes a while.
func (l *list) wordsOf(state *recall.State, id string) *words {
	v, _ := state.Card(id)
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
