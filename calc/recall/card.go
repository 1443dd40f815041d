package recall

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attnexperts/calc/scenario"
)

// The most that a card may hold, in bytes unless said otherwise.
const (
	MaxCardID = 64
	MaxText   = 16 << 10 // each of front and back
	MaxLink   = 2000
	MaxSource = 500
	MaxTag    = 100
	MaxTags   = 50 // tags on a card
	MaxCloze  = 99 // the highest number of a cloze
)

// CardKind says how a card asks.
type CardKind string

// The kinds of cards.
const (
	Basic   CardKind = "basic"   // a question and its answer
	Cloze   CardKind = "cloze"   // a text with gaps, see [Gaps]
	Numeric CardKind = "number"  // a number to be typed, see [Answer]
	Picture CardKind = "picture" // a scenario's figure is the question
	Spec    CardKind = "spec"    // reading a model's specification
)

// CardKinds returns all of them.
func CardKinds() []CardKind { return []CardKind{Basic, Cloze, Numeric, Picture, Spec} }

// Card is what a card says; how well it is known is a [Memory]. A card that is
// part of an event is not changed any more.
type Card struct {
	// ID names it for ever: 1 to 64 bytes without spaces. The cards of the lesson
	// have readable ones, imported cards the other program's.
	ID string
	// Note is the ID shared by siblings, cards of which one gives away another;
	// "" if it has none, or is the first of them.
	Note string
	// Part is the part of the lesson it belongs to; "" for one's own cards.
	Part string
	Kind CardKind
	// Front and Back are rich text, see [Spans]. The front of a picture may be
	// empty.
	Front, Back string
	Tags        []string
	// Link opens the scenario it asks about: "/mask/#v=1&tokens=8".
	Link string
	// Gap is the number of the gap that a cloze hides; 0 stands for 1.
	Gap int
	// Answer is the number that a [Numeric] card wants.
	Answer Answer
	// Source says where the fact is from.
	Source string
}

// Family returns the ID that the card shares with its siblings.
func (c *Card) Family() string {
	if c.Note != "" {
		return c.Note
	}
	return c.ID
}

// Validate says what is wrong with a card, by its ID, or returns nil.
func (c *Card) Validate() error {
	if err := validName("the card's ID", c.ID); err != nil {
		return err
	}
	if err := c.ValidateContent(); err != nil {
		return fmt.Errorf("card %s: %w", shown(c.ID), err)
	}
	return nil
}

// ValidateContent says what is wrong with a card that need not have an ID yet, or
// returns nil.
func (c *Card) ValidateContent() error {
	switch {
	case !slices.Contains(CardKinds(), c.Kind):
		return fmt.Errorf("the kind is %s; allowed are %v", shown(string(c.Kind)), CardKinds())
	case strings.TrimSpace(Plain(c.Front)) == "" && (c.Kind != Picture || c.Link == ""):
		return errors.New("the front is empty: write what it asks")
	case c.Kind == Cloze && !slices.Contains(GapNumbers(c.Front), max(c.Gap, 1)):
		return fmt.Errorf("the cloze has no gap %d: write one as {{c%d::what is hidden}}", max(c.Gap, 1), max(c.Gap, 1))
	case c.Kind != Cloze && c.Gap != 0, c.Gap < 0 || c.Gap > MaxCloze:
		return fmt.Errorf("it hides gap %d; a cloze may hide 1 to %d, other cards none", c.Gap, MaxCloze)
	}
	if c.Note != "" {
		if err := validName("the note", c.Note); err != nil {
			return err
		}
	}
	if err := c.validTexts(); err != nil {
		return err
	}
	if err := validTags(c.Tags); err != nil {
		return err
	}
	return c.Answer.validate(c.Kind == Numeric)
}

func (c *Card) validTexts() error {
	for _, f := range []struct {
		name, text string
		most       int
	}{{"front", c.Front, MaxText}, {"back", c.Back, MaxText}, {"link", c.Link, MaxLink}, {"source", c.Source, MaxSource}, {"part", c.Part, MaxCardID}} {
		if len(f.text) > f.most {
			return fmt.Errorf("the %s has %d bytes; allowed are %d: shorten it", f.name, len(f.text), f.most)
		}
		if !cleanText(f.text) {
			return fmt.Errorf("the %s has bytes that are not text: remove them", f.name)
		}
	}
	if !validLink(c.Link) {
		return fmt.Errorf("the link is %s; allowed is a page of this site, such as /mask/#v=1", shown(c.Link))
	}
	return nil
}

// cleanText reports whether a text is UTF-8 without control characters other
// than tab and newline.
func cleanText(text string) bool {
	for _, r := range text {
		if r < ' ' && r != '\t' && r != '\n' || r == '\u007f' {
			return false
		}
	}
	return utf8.ValidString(text)
}

// validLink reports whether a link stays on this site whatever page follows it: a
// script or another host in an imported card must not be reached by a tap, nor what
// else a host has beside the site.
func validLink(link string) bool {
	if link == "" {
		return true
	}
	for i := range len(link) {
		if c := link[i]; c <= ' ' || c > '~' || strings.IndexByte("\"'<>\\`", c) >= 0 {
			return false
		}
	}
	return link[0] == '/' && !strings.HasPrefix(link, "//") && !climbs(link)
}

// climbs reports whether a part of a link's path is "." or "..", which browsers
// read with their dots escaped too: under a base such a link leaves it.
func climbs(link string) bool {
	if end := strings.IndexAny(link, "?#"); end >= 0 {
		link = link[:end]
	}
	for part := range strings.SplitSeq(link, "/") {
		switch strings.ReplaceAll(strings.ToLower(part), "%2e", ".") {
		case ".", "..":
			return true
		}
	}
	return false
}

func validName(what, name string) error {
	if name == "" || len(name) > MaxCardID || !utf8.ValidString(name) {
		return fmt.Errorf("%s is %s; allowed are 1 to %d bytes", what, shown(name), MaxCardID)
	}
	for _, r := range name {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return fmt.Errorf("%s is %s; spaces are not allowed in it", what, shown(name))
		}
	}
	return nil
}

func validTags(tags []string) error {
	if len(tags) > MaxTags {
		return fmt.Errorf("there are %d tags; allowed are %d", len(tags), MaxTags)
	}
	for i, t := range tags {
		if t == "" || len(t) > MaxTag || !cleanText(t) || strings.IndexFunc(t, unicode.IsSpace) >= 0 {
			return fmt.Errorf("the tag %s is not allowed; one has 1 to %d bytes and no spaces", shown(t), MaxTag)
		}
		if slices.Contains(tags[:i], t) {
			return fmt.Errorf("the tag %s is there twice: leave one out", shown(t))
		}
	}
	return nil
}

// shown puts a text from outside into an error.
func shown(text string) string { return scenario.Quote(text) }
