package recall

// Adopt returns the events that bring cards from a file into the state: a card
// that is not there, or is deleted, is added; one that is there is left alone
// if it says the same or if overwrite is false, and edited otherwise. A field
// that the file leaves empty takes nothing away, for other programs do not know
// a card's part, link, answer and source; nor does a card that is only basic
// there lose its kind here. Store the events, then [State.Merge] them. A card
// that is not valid is an error.
func (s *State) Adopt(a Author, cards []Card, overwrite bool) ([]Event, error) {
	var events []Event
	id := s.NextID(a)
	for i := range cards {
		e := Event{ID: id, Kind: Added, At: a.At, Zone: a.Zone, Card: cards[i].ID, Content: &cards[i]}
		if c := s.cards[e.Card]; c != nil && c.says != nil {
			e.Content = cards[i].over(c.says)
			same := equalCards(e.Content, c.says)
			switch {
			case c.deleted:
			case same || !overwrite:
				continue
			default:
				e.Kind = Edited
			}
		}
		if err := e.Validate(); err != nil {
			return nil, err
		}
		events = append(events, e)
		id.Seq++
	}
	return events, nil
}

// over returns the card as it replaces an older one.
func (c *Card) over(old *Card) *Card {
	d := *c
	for i, f := range d.texts() {
		if *f.text == "" {
			*f.text = *old.texts()[i].text
		}
	}
	if d.Kind == Basic && old.Kind != Cloze {
		d.Kind = old.Kind
	}
	if d.Kind == Numeric && d.Answer == (Answer{}) {
		d.Answer = old.Answer
	}
	return &d
}

// equalCards compares cards by what would be written of them.
func equalCards(a, b *Card) bool {
	return string(a.appendSays([]byte{'{'})) == string(b.appendSays([]byte{'{'}))
}
