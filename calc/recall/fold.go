package recall

import (
	"cmp"
	"slices"
	"strings"

	"attnexperts/calc/order"
)

// Apply adds one event to the state, and reports whether it was new to it. An
// event that comes after all others, as a device's own do, costs next to
// nothing; one that comes late costs a fold over the events of its card, and
// changed settings that come late a fold over all. An event that is not valid
// is an error and changes nothing.
func (s *State) Apply(e Event) (added bool, err error) {
	if err := e.Validate(); err != nil {
		return false, err
	}
	s.init()
	n := s.entryOf(e)
	i, known := slices.BinarySearchFunc(s.log, n, (*entry).compare)
	if known {
		return false, nil
	}
	s.log = slices.Insert(s.log, i, n)
	switch n.kind {
	case Newer:
	case Undone:
		s.undo(n.rest.Target)
	case Configured:
		s.resettle(n.id)
	default:
		s.place(n)
	}
	return true, nil
}

// place adds an event to its card.
func (s *State) place(n *entry) {
	c := n.card
	i, _ := slices.BinarySearchFunc(c.events, n, (*entry).compare)
	c.events = slices.Insert(c.events, i, n)
	if i < len(c.events)-1 {
		s.refold(c)
	} else if !n.off {
		s.step(c, n)
	}
}

// undo takes an event back, whether it has arrived or not.
func (s *State) undo(target ID) {
	if s.undone[target] {
		return
	}
	s.undone[target] = true
	for _, n := range s.under(target) {
		switch {
		case n.kind == Undone:
		case n.kind == Configured:
			n.off = true
			s.resettle(n.id)
		default:
			n.off = true
			if n.card != nil {
				s.refold(n.card)
			}
		}
	}
}

// resettle reads the settings again and folds what comes after a change of them.
func (s *State) resettle(from ID) {
	s.readRules()
	for _, c := range s.cards {
		if n := len(c.events); n > 0 && c.events[n-1].id.Compare(from) > 0 {
			s.refold(c)
		}
	}
}

// readRules reads the settings off the log.
func (s *State) readRules() {
	s.rules = nil
	last := &firstRule
	for _, n := range s.log {
		if n.kind != Configured || n.off {
			continue
		}
		r := rule{from: n.id, Settings: n.rest.Settings, fsrs: last.fsrs}
		if r.Retention != last.Retention {
			r.fsrs = scheduler(r.Retention)
		}
		s.rules = append(s.rules, r)
		last = &s.rules[len(s.rules)-1]
	}
}

// ruleAt returns the settings that hold for an event.
func (s *State) ruleAt(id ID) *rule {
	for i := len(s.rules) - 1; i >= 0; i-- {
		if s.rules[i].from.Compare(id) < 0 {
			return &s.rules[i]
		}
	}
	return &firstRule
}

// refold folds a card from its first event.
func (s *State) refold(c *card) {
	c.cardState = cardState{}
	s.order = nil
	for _, n := range c.events {
		n.day, n.phase, n.interval, n.flaw = 0, New, 0, flawless
		if !n.off {
			s.step(c, n)
		}
	}
}

// step folds one event into its card.
func (s *State) step(c *card, n *entry) {
	switch n.kind {
	case Added:
		c.deleted = false
		s.say(c, n)
	case Kept:
		c.deleted = false
		if c.says == nil {
			s.say(c, n)
		}
	case Edited:
		s.say(c, n)
	case Tagged:
		if c.says != nil {
			says := *c.says
			says.Tags = n.rest.Tags
			c.says = &says
		}
	case Deleted:
		c.deleted = true
	case Undeleted:
		c.deleted = false
	case Suspended:
		c.suspended = true
	case Unsuspended:
		c.suspended = false
	case Buried:
		c.buried, c.buriedOn = true, DayOf(n.at, int(n.zone), s.ruleAt(n.id).DayStart)
	case Reviewed:
		s.review(c, n)
	}
}

// say gives a card its content.
func (s *State) say(c *card, n *entry) {
	if c.says == nil {
		c.added = n.id
		s.order = nil
	}
	c.says = n.rest.Content
}

// review folds a review, and keeps with it what it found.
func (s *State) review(c *card, n *entry) {
	r, m := s.ruleAt(n.id), c.memory
	day := DayOf(n.at, int(n.zone), r.DayStart)
	next, err := m.after(r.fsrs, n.grade, n.at, day)
	n.phase, n.interval, n.day = m.Phase, int32(m.Interval), day
	switch {
	case err != nil:
		n.flaw = refused
		return
	case m.Reps > 0 && n.at < m.LastAt:
		n.flaw, n.day = clockBack, next.LastDay
	}
	c.memory = next
}

// ordered returns the cards that have content in the order in which they came.
func (s *State) ordered() []*card {
	if s.order == nil {
		for _, c := range s.cards {
			if c.says != nil {
				s.order = append(s.order, c)
			}
		}
		order.By(s.order, func(a, b *card) int {
			return cmp.Or(a.added.Compare(b.added), strings.Compare(a.id, b.id))
		})
	}
	return s.order
}
