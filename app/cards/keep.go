package cards

import "attnexperts/calc/recall"

// Keep makes the events that keep cards of the lesson: those that are not there,
// and those that were deleted. It is for a card that the reader has chosen.
func Keep(list []recall.Card) Make { return keep(list, Has) }

// KeepNew is Keep for many cards at once: those that were deleted stay deleted.
func KeepNew(list []recall.Card) Make { return keep(list, Knew) }

// keep keeps the cards that the state does not have.
func keep(list []recall.Card, has func(s *recall.State, id string) bool) Make {
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

// Has reports whether a card is there and not deleted.
func Has(s *recall.State, id string) bool {
	v, ok := s.Card(id)
	return ok && !v.Deleted
}

// Knew reports whether a card is there, or was and is deleted.
func Knew(s *recall.State, id string) bool {
	_, ok := s.Card(id)
	return ok
}
