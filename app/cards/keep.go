package cards

import "attnexperts/calc/recall"

// Keep makes the events that keep cards of the lesson: those that are not there,
// and those that were deleted.
func Keep(list []recall.Card) Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		var events []recall.Event
		for i := range list {
			if Has(s, list[i].ID) {
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
