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
	DoParts(parts []cards.Make, progress func(done, total int), done func(error))
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
