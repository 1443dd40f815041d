package review

import (
	"slices"

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
