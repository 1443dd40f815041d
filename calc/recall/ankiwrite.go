package recall

import (
	"iter"
	"slices"
	"strings"
)

// AnkiOptions says how cards are written for Anki.
type AnkiOptions struct {
	// Deck is the name of the deck in Anki; "" stands for "Attention & Experts".
	Deck string
	// Base is the address before a card's link, as in "https://example.org/lesson":
	// with it, a card says where its figure is. Without it no link is written.
	Base string
}

// WriteAnki returns cards as a text that Anki imports as it is: tabs between
// fields, HTML in them, a line a note, and Anki's own headers for the columns
// GUID, notetype, deck and tags. Cloze cards of one text are one note of Anki's
// notetype "Cloze", all others are "Basic".
//
// What Anki has no field for (the kind, the number, the part, the link, the
// source) follows each note in a comment, a line "#card:" with the card as JSON,
// which Anki passes over and [ReadAnki] reads, so that nothing is lost on the
// way back here. The answer of a number, the link and the source are also
// written below the card, for who has only Anki; [ReadAnki] takes that off again.
func WriteAnki(cards iter.Seq[*Card], o AnkiOptions) []byte {
	if o.Deck == "" {
		o.Deck = "Attention & Experts"
	}
	b := []byte("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n" +
		"#columns:GUID\tNotetype\tDeck\tFront\tBack\tTags\n")
	for _, n := range ankiNotes(cards) {
		c, notetype := n.cards[0], "Basic"
		if c.Kind == Cloze {
			notetype = "Cloze"
		}
		front, back := o.sides(c)
		for i, f := range []string{n.guid, notetype, o.Deck, front, back, strings.Join(c.Tags, " ")} {
			if i > 0 {
				b = append(b, '\t')
			}
			b = appendAnkiField(b, f)
		}
		b = append(b, '\n')
		for _, c := range n.cards {
			b = append(c.appendCard(append(b, cardMark...)), '\n')
		}
	}
	return b
}

// ankiNote is one note of Anki's: a card, or the cards that hide the gaps of one
// text.
type ankiNote struct {
	guid  string
	cards []*Card
}

// ankiNotes parts cards into notes, in the order of their first cards.
func ankiNotes(cards iter.Seq[*Card]) []*ankiNote {
	var notes []*ankiNote
	together, owner := map[string]*ankiNote{}, map[string]*ankiNote{}
	for c := range cards {
		// Gaps of one text are one note only if nothing else tells them apart.
		key := c.ID
		if c.Kind == Cloze {
			key = strings.Join(append([]string{c.Family(), c.Front, c.Back, c.Link, c.Source}, c.Tags...), "\x00")
		}
		n := together[key]
		if n == nil || slices.ContainsFunc(n.cards, func(d *Card) bool { return d.gap() == c.gap() }) {
			n = &ankiNote{guid: c.ID}
			together[key] = n
			notes = append(notes, n)
		}
		n.cards = append(n.cards, c)
		owner[c.ID] = n
	}
	for _, n := range notes {
		// The family's ID is the note's, unless another note has it.
		family := n.cards[0].Family()
		if o := owner[family]; n.cards[0].Kind == Cloze && (o == nil || o == n) {
			n.guid = family
			owner[family] = n
		}
	}
	return notes
}

// appendAnkiField appends a field, between quotation marks where it could be
// taken for something else without them.
func appendAnkiField(b []byte, text string) []byte {
	if !strings.ContainsAny(text, "\"\t\n\r") && !strings.HasPrefix(text, "#") {
		return append(b, text...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(text, `"`, `""`)...)
	return append(b, '"')
}

// sides returns front and back for Anki.
func (o *AnkiOptions) sides(c *Card) (front, back string) {
	var below []string
	if c.Kind == Numeric {
		below = append(below, answerMark+escapeRich(c.Answer.Text()))
	}
	link := ""
	if c.Link != "" && o.Base != "" {
		address := strings.ReplaceAll(escapeRich(strings.TrimSuffix(o.Base, "/")+c.Link), `"`, "&quot;")
		link = linkMark + `<a href="` + address + `">` + address + "</a>"
	}
	front = HTML(c.Front)
	if c.Kind == Picture {
		// Here the figure is the question.
		front = withBelow(front, link)
	} else if link != "" {
		below = append(below, link)
	}
	if c.Source != "" {
		below = append(below, sourceMark+escapeRich(c.Source))
	}
	return front, withBelow(HTML(c.Back), strings.Join(below, "<br>"))
}

// What is written below a card is between these, and begins with one of the
// words.
const (
	belowOpen  = "<br><br><i>"
	belowClose = "</i>"
	answerMark = "Answer: "
	linkMark   = "Open: "
	sourceMark = "Source: "
)

func withBelow(text, below string) string {
	if below == "" {
		return text
	}
	return text + belowOpen + below + belowClose
}

// withoutBelow takes off what withBelow added.
func withoutBelow(text string) string {
	at := strings.LastIndex(text, belowOpen)
	if at < 0 || !strings.HasSuffix(text, belowClose) {
		return text
	}
	for _, mark := range []string{answerMark, linkMark, sourceMark} {
		if strings.HasPrefix(text[at+len(belowOpen):], mark) {
			return text[:at]
		}
	}
	return text
}
