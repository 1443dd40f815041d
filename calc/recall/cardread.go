package recall

import (
	"slices"
	"strings"

	"attnexperts/calc/quantity"
)

// readCard reads a card of a deck.
func readCard(s *scanner) Card {
	s.peek()
	start := s.at
	var c Card
	s.object(func(name string) {
		if name == "id" {
			c.ID = s.string(MaxCardID)
			return
		}
		readSays(s, &c, name)
	})
	if err := c.Validate(); s.err == nil && err != nil {
		s.at = start
		s.fail("%w", err)
	}
	if s.err != nil {
		return Card{}
	}
	return *c.clone(c.ID)
}

// readSays reads one field of what a card says.
func readSays(s *scanner, c *Card, name string) {
	switch name {
	case "kind":
		c.Kind = CardKind(s.string(MaxCardID))
	case "note":
		c.Note = s.string(MaxCardID)
	case "part":
		c.Part = s.string(MaxCardID)
	case "front":
		c.Front = s.string(MaxText)
	case "back":
		c.Back = s.string(MaxText)
	case "link":
		c.Link = s.string(MaxLink)
	case "source":
		c.Source = s.string(MaxSource)
	case "tags":
		c.Tags = readTags(s)
	case "gap":
		c.Gap = int(s.integer(1, MaxCloze))
	case "answer":
		c.Answer.Value = s.real()
	case "unit":
		c.Answer.Unit = quantity.Unit(s.string(MaxCardID))
	case "tolerance":
		c.Answer.Tolerance = s.real()
	default:
		s.fail("a card has no field %s in version %d", shown(name), Version)
	}
}

func readTags(s *scanner) []string {
	var tags []string
	s.array(MaxTags, func() { tags = append(tags, s.string(MaxTag)) })
	return tags
}

// clone returns a copy under an ID that shares no memory with the text it was
// read from, so that a card does not hold a whole file.
func (c *Card) clone(id string) *Card {
	d := *c
	d.ID = strings.Clone(id)
	for _, f := range d.texts() {
		*f.text = strings.Clone(*f.text)
	}
	d.Kind = CardKinds()[max(0, slices.Index(CardKinds(), c.Kind))]
	d.Tags = nil
	for _, t := range c.Tags {
		d.Tags = append(d.Tags, strings.Clone(t))
	}
	return &d
}
