package scenario

import "errors"

// Cards is the scenario of the flashcards' page.
type Cards struct {
	// View is what the page shows at first.
	View string
	// Deck is a shared deck as package recall writes it, "" where there is none. It
	// is from outside, and read by who uses it.
	Deck string
}

// The views of the flashcards' page.
const (
	CardsNow        = "now"
	CardsList       = "cards"
	CardsStatistics = "statistics"
	CardsSettings   = "settings"
	CardsFiles      = "files"
)

// MaxDeckLink is the length in bytes, fragment mark included, that no link with a
// deck exceeds; a longer deck travels as a file.
const MaxDeckLink = 8000

// CardsTable has the keys of the links to the flashcards' page.
var CardsTable = Table[Cards]{
	Path:    "/cards/",
	Default: func() Cards { return Cards{View: CardsNow} },
	Fields: []Field[Cards]{
		{
			Key: "view", Label: "Shown", Help: "What the page shows at first.",
			Of: func(c *Cards) Value {
				return OneOf(&c.View, []Option{
					{CardsNow, "Review"},
					{CardsList, "All cards"},
					{CardsStatistics, "Statistics"},
					{CardsSettings, "Settings"},
					{CardsFiles, "Import, export"},
				})
			},
		},
		{
			Key: "deck", Label: "A deck", Help: "Cards that are offered to be kept.",
			Of:   func(c *Cards) Value { return DeckValue{&c.Deck} },
			Most: MaxDeckLink - 100, Instead: tooLong,
		},
	},
}

// DeckValue is a shared deck, compressed in a link as a config is.
type DeckValue struct{ p *string }

// maxDeck is how long a deck may be that a link unfolds to.
const maxDeck = 256 << 10

var (
	errDeckTooLong = errors.New("the deck was too long for a link: open the file that was saved in its stead")
	errDeckPacked  = errors.New("the deck in this link is damaged: copy all of the link, to its end")
)

// String returns the compressed deck, or "none".
func (v DeckValue) String() string {
	if *v.p == "" {
		return none
	}
	return packed.of(*v.p)
}

// Set takes a compressed deck.
func (v DeckValue) Set(text string) error {
	switch text {
	case none:
		*v.p = ""
		return nil
	case tooLong:
		return errDeckTooLong
	}
	deck, err := inflate(text, maxDeck)
	if err != nil || deck == "" {
		return errDeckPacked
	}
	*v.p = deck
	return nil
}
