package review

import (
	"attnexperts/app/dom"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// export saves everything.
func (b *Box) export() {
	a := b.book.Author()
	name := "attention-experts-cards-" + recall.DayOf(a.At, a.Zone, 0).String() + ".json"
	b.save(name, "application/json", string(b.book.State().Export()))
	b.book.Exported()
	b.files.reminder = ""
	b.tell("Saved as " + name + ".")
}

// anki saves what Anki reads.
func (b *Box) anki() {
	const name = "attention-experts-cards.txt"
	b.save(name, "text/plain", string(recall.WriteAnki(b.present, recall.AnkiOptions{Base: siteOrigin() + trimmed(part.URL("/"))})))
	b.tell("Saved as " + name + ". In Anki: File, Import. Your answers stay here: Anki has a schedule of its own.")
}

func trimmed(base string) string { return base[:len(base)-1] }

// present yields the cards that are not deleted.
func (b *Box) present(yield func(*recall.Card) bool) {
	for v := range b.book.State().Cards {
		if !v.Deleted && !yield(&v.Card) {
			return
		}
	}
}

// save hands a file over.
func (b *Box) save(name, kind, content string) {
	if b.live.root != nil {
		dom.Download(name, kind, content)
	}
}

// share shares the cards that were found: by a link if it is short enough, as a
// file otherwise.
func (b *Box) share() {
	b.list.fill(b.book.State(), b.book.Author())
	found := map[string]bool{}
	for _, e := range b.list.found {
		found[e.id] = true
	}
	name := "Cards from " + siteName
	text := string(recall.WriteDeck(name, func(yield func(*recall.Card) bool) {
		for v := range b.book.State().Cards {
			if found[v.ID] && !v.Deleted && !yield(&v.Card) {
				return
			}
		}
	}))
	link, ok := deckLink(text)
	if !ok {
		const file = "deck.json"
		b.save(file, "application/json", text)
		b.tell(many(len(found), "card is", "cards are") + " too much for a link, which programs that pass it on would cut off. Saved as " + file + " instead, which opens here the same way.")
		return
	}
	if b.live.root == nil {
		b.tell("Link copied.")
		return
	}
	link = siteOrigin() + part.URL(link)
	dom.Share(name, link, func(ok bool) {
		b.tell("Link to " + many(len(found), "card", "cards") + " copied.")
		if !ok {
			b.tell("The browser did not allow copying. The link: " + link)
		}
		b.refresh()
	})
}

const siteName = "Attention & Experts"

// deckLink is the link of a deck, and whether one carries it.
func deckLink(deck string) (string, bool) {
	s := scenario.CardsTable.Default()
	s.Deck = deck
	return scenario.CardsTable.Link(s), scenario.CardsTable.Carries(s)
}
