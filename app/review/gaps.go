package review

import (
	"strconv"

	"attnexperts/app/cards"
	"attnexperts/calc/order"
	"attnexperts/calc/recall"
)

// A maker makes several events.
type maker struct {
	state  *recall.State
	author recall.Author
	events []recall.Event
	err    error
}

func (m *maker) make(e recall.Event) {
	if m.err != nil {
		return
	}
	if e, m.err = m.state.Record(m.author, e); m.err == nil {
		m.events = append(m.events, e)
	}
}

// gaps makes a card of each gap of a text: those that are there are changed, new
// ones added, and those whose gap is gone deleted.
func (m *maker) gaps(c recall.Card) {
	family := map[int]string{max(c.Gap, 1): c.ID}
	for v := range m.state.Cards {
		if v.Kind == recall.Cloze && !v.Deleted && v.Family() == c.Family() {
			family[max(v.Gap, 1)] = v.ID
		}
	}
	wanted := recall.GapNumbers(c.Front)
	first := c.Family()
	for i, n := range wanted {
		next := c
		next.Gap = n
		id, there := family[n]
		delete(family, n)
		switch {
		case there:
			next.ID = id
		case i == 0 && len(family) == 0 && !cards.Knew(m.state, c.ID):
			next.ID = c.ID
		default:
			next.ID = first + "-" + strconv.Itoa(n)
			for cards.Knew(m.state, next.ID) {
				next.ID += "x"
			}
		}
		if next.Note = first; next.ID == first {
			next.Note = ""
		}
		kind := recall.Added
		if cards.Knew(m.state, next.ID) {
			kind = recall.Edited
		}
		m.make(recall.Event{Kind: kind, Card: next.ID, Content: &next})
	}
	for _, id := range sorted(family) {
		if cards.Knew(m.state, id) {
			m.make(recall.Event{Kind: recall.Deleted, Card: id})
		}
	}
}

func sorted(family map[int]string) []string {
	var ids []string
	for _, id := range family {
		ids = append(ids, id)
	}
	order.Up(ids)
	return ids
}
