package recall

import (
	"fmt"
)

// Author is who makes an event, and when: the device's name (1 to 16 characters
// of a–z and 0–9, made once for each place where events are stored), its clock
// in Unix milliseconds, and the minutes that local time is ahead of UTC.
type Author struct {
	Device string
	At     int64
	Zone   int
}

// NextID returns an ID for an event that the author makes now: later than all
// that this state knows of. Two tabs that share a device's name must make and
// store events one at a time, each on a state that has the other's.
func (s *State) NextID(a Author) ID {
	id := ID{Stamp: a.At, Device: a.Device, Seq: 1}
	if d := s.devices[a.Device]; d != nil {
		id.Seq = d.seq + 1
	}
	if n := len(s.log); n > 0 && s.log[n-1].id.Stamp >= id.Stamp {
		// At the very end of time stamps stay, and sequence numbers keep order.
		id.Stamp = min(s.log[n-1].id.Stamp+1, maxStamp)
	}
	return id
}

// Record completes an event that an author makes now: it sets ID, At and Zone,
// and checks the rest. It does not change the state: store the event, then
// [State.Apply] it.
//
//	event, err := state.Record(author, recall.Event{Kind: recall.Suspended, Card: id})
func (s *State) Record(a Author, e Event) (Event, error) {
	e.ID, e.At, e.Zone = s.NextID(a), a.At, a.Zone
	if e.Content != nil && e.Card == "" {
		e.Card = e.Content.ID
	}
	if e.Kind == Reviewed && e.Weights == "" {
		e.Weights = Weights
	}
	e.Took = max(0, min(e.Took, MaxTook))
	if err := e.Validate(); err != nil {
		return Event{}, err
	}
	switch e.Kind {
	case Added, Kept, Undone, Configured, Newer:
	default:
		if c := s.cards[e.Card]; c == nil || c.says == nil {
			return Event{}, fmt.Errorf("there is no card %s", shown(e.Card))
		}
	}
	return e, nil
}

// Grade returns the event of a review: took is the time in milliseconds from
// question to grade; past [MaxTook] it is cut. Like [State.Record], it does not
// change the state.
func (s *State) Grade(a Author, id string, g Grade, took int) (Event, error) {
	return s.Record(a, Event{Kind: Reviewed, Card: id, Grade: g, Took: took})
}

// Undo returns the event that takes another one back.
func (s *State) Undo(a Author, target ID) (Event, error) {
	if !s.Has(target) {
		return Event{}, fmt.Errorf("there is no event %v to undo", target)
	}
	return s.Record(a, Event{Kind: Undone, Target: target})
}
