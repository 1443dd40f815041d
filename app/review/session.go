package review

import (
	"slices"

	"attnexperts/app/cards"
	"attnexperts/calc/recall"
)

// A session is the cards that are asked one after another since the page was
// opened. It knows nothing of the screen: what it does to the cards it hands out
// as events to be made.
//
// The next card is shown as soon as one is answered, while the answer is still
// being written. A card whose answer could not be written comes back.
type session struct {
	// queue is what is to be asked as the state last had it, extra what is asked
	// beyond the day's limits.
	queue recall.Queue
	extra []string
	// asked is of what and when the queue was made.
	asked struct {
		of       *recall.State
		len      int
		at, zone int64
	}
	// card is the one that is asked, "" if there is none; memory is what was known
	// of it when it was shown, and choices what each grade would do.
	card    string
	memory  recall.Memory
	choices []recall.Choice
	// shown is whether its answer is. For a number, typed is what was typed,
	// problem why it is none, and verdict what came of it.
	shown          bool
	typed, problem string
	verdict        verdict
	timer          stopwatch
	// deeds is what was done, the last one last.
	deeds []*deed
}

// verdict is what came of a typed number.
type verdict uint8

const (
	untyped verdict = iota
	right
	wrong
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

// renew takes the queue of a new state. The card that is asked stays, unless
// something has happened to it elsewhere; then the next one is shown, and moved
// is true.
func (s *session) renew(state *recall.State, now int64, zone int) (moved bool) {
	s.line(state, now, zone)
	if s.card != "" {
		if v, ok := state.Card(s.card); ok && !v.Deleted && !v.Suspended && v.Memory == s.memory {
			return false
		}
		moved = true
	}
	s.next(state, now, zone)
	return moved
}

// line makes the queue anew, unless it is of the same state and a moment ago: with
// thousands of cards that takes a while, and each answer asks for it several times.
func (s *session) line(state *recall.State, now int64, zone int) {
	asked := s.asked
	asked.of, asked.len, asked.zone = state, state.Len(), int64(zone)
	if s.asked == asked && now >= asked.at && now-asked.at < moment {
		return
	}
	s.queue = state.Queue(now, zone)
	asked.at = now
	s.asked = asked
}

// moment is in milliseconds.
const moment = 1000

// next shows the next card that is not being written.
func (s *session) next(state *recall.State, now int64, zone int) {
	s.show(state, "", now, zone)
	busy := map[string]bool{}
	for _, d := range s.deeds {
		if v, ok := state.Card(d.card); ok && !d.written {
			busy[d.card], busy[v.Family()] = true, true
		}
	}
	for _, list := range [][]string{s.queue.Cards, s.extra} {
		for _, id := range list {
			if v, ok := state.Card(id); ok && !v.Deleted && !v.Suspended && !busy[id] && !busy[v.Family()] {
				s.show(state, id, now, zone)
				return
			}
		}
	}
}

// show asks a card.
func (s *session) show(state *recall.State, id string, now int64, zone int) {
	s.card, s.memory, s.choices = id, recall.Memory{}, nil
	s.shown, s.typed, s.problem, s.verdict = false, "", "", untyped
	if v, ok := state.Card(id); ok {
		s.memory = v.Memory
		// A card that is there can be graded.
		s.choices, _ = state.Preview(id, now, zone)
	}
	s.extra = slices.DeleteFunc(s.extra, func(e string) bool { return e == id })
	s.timer.reset()
}

// answer shows the answer, and judges what was typed. What is no number is a
// problem, and the answer stays hidden; nothing typed is fine.
func (s *session) answer(c recall.Card) {
	if c.Kind == recall.Numeric && s.typed != "" {
		ok, err := c.Answer.Check(s.typed)
		switch {
		case err != nil:
			s.problem = sentence(err)
			return
		case ok:
			s.verdict = right
		default:
			s.verdict = wrong
		}
	}
	s.problem = ""
	s.shown = true
}

// suggested is the grade that space gives.
func (s *session) suggested() recall.Grade {
	if s.verdict == wrong {
		return recall.Again
	}
	return recall.Good
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

// beyond returns the cards that today's limits keep back, up to so many of them.
// It asks a copy of the state in which there are no limits.
func beyond(state *recall.State, a recall.Author, most int) ([]string, error) {
	wide, err := recall.Open(state.Snapshot())
	if err != nil {
		return nil, err
	}
	settings := wide.Settings()
	settings.NewPerDay, settings.ReviewsPerDay = 9999, 9999
	e, err := wide.Record(a, recall.Event{Kind: recall.Configured, Settings: settings})
	if err != nil {
		return nil, err
	}
	if _, err := wide.Apply(e); err != nil {
		return nil, err
	}
	within := state.Queue(a.At, a.Zone).Cards
	more := slices.DeleteFunc(wide.Queue(a.At, a.Zone).Cards, func(id string) bool { return slices.Contains(within, id) })
	return more[:min(most, len(more))], nil
}

// busy reports whether something about a card is being written.
func (s *session) busy(id string) bool {
	return slices.ContainsFunc(s.deeds, func(d *deed) bool { return d.card == id && !d.written })
}
