package recall

import "attnexperts/calc/order"

// Progress is told how much of a long task is done. It is called often enough
// for a bar on the page, and may let the page breathe before it returns.
type Progress func(done, total int)

// few is up to how many events a merge applies one by one.
const few = 16

// Merge adds events to the state, in any order, and returns how many of them
// were new to it. It is the union of two sets: merging twice is merging once, and
// the order of merges does not matter. Only the cards that the new events are
// about are folded again, unless these change settings. An event that is not
// valid is an error and changes nothing. progress may be nil; it counts events.
func (s *State) Merge(events []Event, progress Progress) (added int, err error) {
	if err := checked(events); err != nil {
		return 0, err
	}
	s.init()
	if len(events) <= few {
		for _, e := range events {
			if new, err := s.Apply(e); err != nil {
				return added, err
			} else if new {
				added++
			}
		}
		return added, nil
	}
	arrived := make([]*entry, len(events))
	for i, e := range events {
		arrived[i] = s.entryOf(e)
	}
	fresh := s.unite(arrived)
	s.relink()
	s.readRules()
	s.refoldAll(s.touched(fresh), progress)
	return len(fresh), nil
}

// unite adds entries to the log and returns those that were new to it.
func (s *State) unite(arrived []*entry) []*entry {
	order.By(arrived, (*entry).compare)
	log, fresh := make([]*entry, 0, len(s.log)+len(arrived)), arrived[:0]
	old := s.log
	for _, n := range arrived {
		for len(old) > 0 && old[0].compare(n) <= 0 {
			log, old = append(log, old[0]), old[1:]
		}
		if len(log) == 0 || log[len(log)-1].compare(n) != 0 {
			log, fresh = append(log, n), append(fresh, n)
		}
	}
	s.log = append(log, old...)
	return fresh
}

// touched returns the cards that new events change.
func (s *State) touched(fresh []*entry) map[*card]bool {
	cards := map[*card]bool{}
	touch := func(n *entry) {
		if n.kind == Configured {
			for _, c := range s.cards {
				cards[c] = true
			}
		}
		if n.card != nil {
			cards[n.card] = true
		}
	}
	for _, n := range fresh {
		touch(n)
		if n.kind == Undone {
			for _, target := range s.under(n.rest.Target) {
				touch(target)
			}
		}
	}
	return cards
}

// refoldAll folds cards anew, and tells of it every thousand events or so.
func (s *State) refoldAll(cards map[*card]bool, progress Progress) {
	if progress == nil {
		progress = func(int, int) {}
	}
	total, done, told := 0, 0, 0
	for c := range cards {
		total += len(c.events)
	}
	for c := range cards {
		s.refold(c)
		if done += len(c.events); done-told >= 1000 {
			progress(done, total)
			told = done
		}
	}
	progress(total, total)
}

// relink notes what is undone and gives each card its events.
func (s *State) relink() {
	for _, n := range s.log {
		if n.kind == Undone {
			s.undone[n.rest.Target] = true
		}
	}
	for _, c := range s.cards {
		c.events, c.size = nil, 0
	}
	// All cards' events are parts of one array.
	all := 0
	for _, n := range s.log {
		n.off = n.kind != Undone && s.undone[n.id]
		if n.card != nil {
			n.card.size++
			all++
		}
	}
	room := make([]*entry, all)
	for _, n := range s.log {
		c := n.card
		if c == nil {
			continue
		}
		if c.events == nil {
			c.events, room = room[:0:c.size], room[c.size:]
		}
		c.events = append(c.events, n)
	}
}
