package review

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/figure"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// written returns the card as it would be stored, or what is wrong with it.
func (e *editor) written() (recall.Card, error) {
	c := e.card
	c.Front, c.Back, c.Source = strings.TrimSpace(c.Front), strings.TrimSpace(c.Back), strings.TrimSpace(c.Source)
	c.Tags = nil
	for _, t := range strings.FieldsFunc(e.tags, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '#' }) {
		if !slices.Contains(c.Tags, t) {
			c.Tags = append(c.Tags, t)
		}
	}
	answer := c.Answer
	c.Answer = recall.Answer{}
	if c.Kind == recall.Numeric {
		value, err := quantity.Parse(e.value, answer.Unit)
		if err != nil {
			return c, errors.New("the number: " + err.Error())
		}
		within, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(e.within), "%")), 64)
		if strings.TrimSpace(e.within) == "" {
			within, err = 0, nil
		}
		if err != nil || !(within >= 0 && within <= 100) {
			return c, errors.New("how far off the number may be is a percentage from 0 to 100")
		}
		c.Answer = recall.Answer{Value: value, Unit: answer.Unit, Tolerance: within / 100}
	}
	if c.Kind != recall.Cloze {
		c.Gap = 0
	} else if len(recall.GapNumbers(c.Front)) == 0 {
		return c, errors.New("a text with gaps needs at least one gap: write {{c1::what is hidden}}")
	}
	if c.Kind == recall.Picture && !isFigure(c.Link) {
		return c, errors.New("a picture card asks with a figure of this site: give the link of one, as its Share button copies it")
	}
	checked := c
	if checked.Kind == recall.Cloze {
		checked.Gap = recall.GapNumbers(c.Front)[0]
	}
	return c, checked.ValidateContent()
}

// isFigure reports whether a link leads to a figure that a card can ask with.
func isFigure(link string) bool {
	_, drawn := figure.Alone(link, "")
	return drawn
}

// ownLink is a link below the site's base of an address of this site, which may be
// pasted as the browser shows it.
func ownLink(text string) string {
	text = strings.TrimSpace(text)
	if origin := siteOrigin(); origin != "" {
		text = strings.TrimPrefix(text, origin)
	}
	if base := part.URL("/"); base != "/" {
		if below, ok := strings.CutPrefix(text, base); ok {
			text = "/" + below
		}
	}
	return text
}

// siteOrigin is the site's address without a path; "" natively.
func siteOrigin() string {
	if isServer {
		return ""
	}
	return dom.Origin()
}

// save makes the events of what was written. A text with gaps is one card for each
// of them.
func (e *editor) save(c recall.Card) cards.Make {
	was := e.was
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		m := maker{state: s, author: a}
		if c.ID == "" {
			c.ID = "own-" + s.NextID(a).String()
		}
		switch {
		case c.Kind == recall.Cloze:
			m.gaps(c)
		case was.ID != "" && onlyTags(was.Card, c):
			m.make(recall.Event{Kind: recall.Tagged, Card: c.ID, Tags: c.Tags})
		case was.ID != "":
			m.make(recall.Event{Kind: recall.Edited, Card: c.ID, Content: &c})
		default:
			m.make(recall.Event{Kind: recall.Added, Content: &c})
		}
		return m.events, m.err
	}
}

// onlyTags reports whether two cards differ in nothing but their tags.
func onlyTags(a, b recall.Card) bool {
	return !slices.Equal(a.Tags, b.Tags) && sameTexts(a, b)
}

// sameTexts reports whether two cards differ in nothing, or in their tags only.
func sameTexts(a, b recall.Card) bool {
	return a.ID == b.ID && a.Note == b.Note && a.Part == b.Part && a.Kind == b.Kind && a.Front == b.Front && a.Back == b.Back &&
		a.Link == b.Link && a.Gap == b.Gap && a.Answer == b.Answer && a.Source == b.Source
}
