package review

import (
	"attnexperts/app/cards"
	"attnexperts/calc/recall"
)

// news is what an offer would add to the cards.
type news struct {
	events, added, differ, same int
	reviews                     int
	fronts                      []string
}

// counting is a count of what is new, up to an event and a card.
type counting struct {
	news
	state, event, card int
	seen               map[string]bool
}

// maxFronts is how many new cards are named before they are added.
const maxFronts = 12

// add counts a card that is new.
func (c *counting) add(card *recall.Card) {
	if c.seen[card.ID] {
		return
	}
	c.seen[card.ID] = true
	c.added++
	if len(c.fronts) < maxFronts {
		c.fronts = append(c.fronts, shortened(plainFront(*card), 100))
	}
}

// take counts an event of an export.
func (c *counting) take(s *recall.State, e *recall.Event) {
	if s.Has(e.ID) {
		return
	}
	c.events++
	switch {
	case e.Kind == recall.Reviewed:
		c.reviews++
	case (e.Kind == recall.Added || e.Kind == recall.Kept) && e.Content != nil && !cards.Knew(s, e.Card):
		c.add(e.Content)
	}
}

// atOnce is how many cards or events are looked at before the page may live.
const atOnce = 250

// known reports whether what is new is known, of this state.
func (o *offer) known(s *recall.State) bool {
	return o.news != nil && (o.state == s.Len() || o.adding)
}

// count finds out what is new of the next events and cards, and reports whether
// that was all. A state that has changed since is begun with anew.
func (o *offer) count(s *recall.State, a recall.Author, most int) (all bool) {
	c := o.counting
	if c == nil || c.state != s.Len() {
		c = &counting{state: s.Len(), seen: map[string]bool{}}
		o.counting = c
	}
	for ; c.event < len(o.events) && most > 0; most-- {
		c.take(s, &o.events[c.event])
		c.event++
	}
	some := o.cards[c.card:min(len(o.cards), c.card+most)]
	c.card += len(some)
	adopted, err := s.Adopt(a, some, true)
	if err != nil {
		o.problem = sentence(err)
	}
	for i := range adopted {
		if adopted[i].Kind == recall.Edited {
			c.differ++
		} else {
			c.add(adopted[i].Content)
		}
	}
	if c.event < len(o.events) || c.card < len(o.cards) {
		return false
	}
	c.same = len(o.cards) - c.added - c.differ
	o.news, o.state, o.counting = &c.news, c.state, nil
	return true
}

// of finds out what is new of an offer, at once if that is not known.
func (o *offer) of(s *recall.State, a recall.Author) news {
	for !o.known(s) && !o.count(s, a, atOnce) {
	}
	return *o.news
}
