package review

import (
	"slices"

	"attnexperts/app/cards"
	"attnexperts/calc/recall"
)

// A deed is something that was done to a card and can be undone.
type deed struct {
	kind  recall.Kind
	card  string
	grade recall.Grade
	took  int
	// id is its event's, once it was made; written is whether it is stored. moot is
	// whether another tab was there first.
	id            recall.ID
	written, moot bool
	// undoing is whether it is being taken back.
	undoing bool
}

// act notes a deed about the present card and returns it with what makes its
// event. The session is to go on with next.
func (s *session) act(kind recall.Kind, grade recall.Grade) (*deed, cards.Make) {
	d := &deed{kind: kind, card: s.card, grade: grade, took: s.timer.ms()}
	s.deeds = append(s.deeds, d)
	before := s.memory
	return d, func(state *recall.State, a recall.Author) ([]recall.Event, error) {
		if v, ok := state.Card(d.card); kind == recall.Reviewed && ok && v.Memory != before {
			d.moot = true
			return nil, nil
		}
		e, err := state.Record(a, recall.Event{Kind: kind, Card: d.card, Grade: d.grade, Took: d.took})
		if err != nil {
			return nil, err
		}
		d.id = e.ID
		return []recall.Event{e}, nil
	}
}

// settle notes what came of writing a deed. One that failed, or that another tab
// had done, is none; what failed comes back with its answer shown.
func (s *session) settle(d *deed, err error, state *recall.State, now int64, zone int) {
	d.written = true
	if err != nil || d.moot {
		s.deeds = slices.DeleteFunc(s.deeds, func(o *deed) bool { return o == d })
	}
	if err != nil {
		s.show(state, d.card, now, zone)
		s.shown = true
	}
}

// undo makes the event that takes the last deed back, whose card is then to be
// asked again; nil if there is none. One that is being taken back already is not
// the last any more; where that fails, it is again.
func (s *session) undo() (*deed, cards.Make) {
	d := s.last()
	if d == nil {
		return nil, nil
	}
	d.undoing = true
	return d, func(state *recall.State, a recall.Author) ([]recall.Event, error) {
		// It may have failed meanwhile, or been deleted with everything.
		if d.id == (recall.ID{}) || !state.Has(d.id) {
			return nil, nil
		}
		e, err := state.Undo(a, d.id)
		if err != nil {
			return nil, err
		}
		return []recall.Event{e}, nil
	}
}

// last is the last deed that can be taken back, nil if there is none.
func (s *session) last() *deed {
	for _, d := range slices.Backward(s.deeds) {
		if !d.undoing {
			return d
		}
	}
	return nil
}

// undone goes back to a deed's card.
func (s *session) undone(d *deed, state *recall.State, now int64, zone int) {
	s.deeds = slices.DeleteFunc(s.deeds, func(o *deed) bool { return o == d })
	s.line(state, now, zone)
	if v, ok := state.Card(d.card); ok && !v.Deleted && !v.Suspended {
		s.show(state, d.card, now, zone)
	} else {
		s.next(state, now, zone)
	}
}

// writing reports whether something is not stored yet.
func (s *session) writing() bool {
	return slices.ContainsFunc(s.deeds, func(d *deed) bool { return !d.written })
}

// busy reports whether something about a card is being written.
func (s *session) busy(id string) bool {
	return slices.ContainsFunc(s.deeds, func(d *deed) bool { return d.card == id && !d.written })
}

// done counts the answers of the session, how many of them were Again, and the
// time that they took in milliseconds.
func (s *session) done() (answers, again int, took int64) {
	for _, d := range s.deeds {
		if d.kind != recall.Reviewed {
			continue
		}
		answers++
		took += int64(d.took)
		if d.grade == recall.Again {
			again++
		}
	}
	return answers, again, took
}
