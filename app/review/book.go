package review

import (
	"attnexperts/app/cards"
	"attnexperts/calc/recall"
)

// book is what this package asks of the reader's cards: of a *[cards.Cards].
type book interface {
	State() *recall.State
	Author() recall.Author
	Do(make cards.Make, done func(error))
	Watch(tell func()) (stop func())
	Notices() []cards.Notice
	Dismiss(kind cards.NoticeKind)
	Reminder() string
	Reminded()
	Exported()
	LastExport() (at int64, ok bool)
	Usage(done func(cards.Usage))
	WantsPersist() bool
	Persist(done func(granted bool))
	Wipe(done func(error))
}

var _ book = (*cards.Cards)(nil)

// keep makes the events that keep cards of the lesson: those that are not there,
// and those that were deleted.
func keep(list []recall.Card) cards.Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		var events []recall.Event
		for i := range list {
			if has(s, list[i].ID) {
				continue
			}
			e, err := s.Record(a, recall.Event{Kind: recall.Kept, Content: &list[i]})
			if err != nil {
				return nil, err
			}
			events = append(events, e)
		}
		return events, nil
	}
}

// has reports whether a card is there and not deleted.
func has(s *recall.State, id string) bool {
	v, ok := s.Card(id)
	return ok && !v.Deleted
}

// one makes a single event about a card.
func one(kind recall.Kind, id string) cards.Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		e, err := s.Record(a, recall.Event{Kind: kind, Card: id})
		if err != nil {
			return nil, err
		}
		return []recall.Event{e}, nil
	}
}
