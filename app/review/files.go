package review

import (
	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// files is what the way in and out remembers.
type files struct {
	// told is what the last button came to, reminder the sentence that reminds of an
	// export, asks whether the reader is asked about deleting everything.
	told, reminder string
	asks           bool
	usage          cards.Usage
	measured       bool
	// reading is the file that is being read, "" if none is, done and total how far
	// that is; opening counts what was opened, the last of which is what is offered.
	reading     string
	done, total int
	opening     int
}

// remind shows the reminder of an export, where it is time for one.
func (b *Box) remind() {
	if text := b.book.Reminder(); text != "" {
		b.files.reminder = text
		b.book.Reminded()
	}
}

// measure finds out how much room is taken.
func (b *Box) measure() {
	b.book.Usage(func(u cards.Usage) {
		b.files.usage, b.files.measured = u, true
		b.refresh()
	})
}

// inAndOut is the way in and out; where it is not shown, only what takes a file
// that is dropped.
func (b *Box) inAndOut(shown bool) markup.Node {
	if !shown {
		return markup.El("div", opener())
	}
	n := b.counts()
	cards := n.New + n.Learning + n.Relearning + n.Young + n.Mature + n.Suspended
	return markup.El(
		"section", markup.Class("in-out"), markup.Attr("aria-labelledby", "files-title"),
		heading("files-title", "In and out"),
		para("", b.usage()),
		markup.El("h3", markup.Text("Take them with you")),
		para("", "The export has everything, each answer included, and opens here again on any device. Opening one twice changes nothing, and what two devices have is put together. "+b.lastExport()),
		markup.El("p", markup.Class("do"), part.Loud("export", "Save everything (JSON)"), part.Quiet("anki", "Save for Anki (text)")),
		para("help", "To share some of the cards, without your answers: search for them under All cards, and press Share there."),
		markup.El("h3", markup.Text("Bring cards in")),
		markup.El("p", markup.Class("opens"),
			opener(),
			markup.El("span", markup.Text("Or drop them anywhere on this page: an export or a deck (.json), notes from Anki (Export, “Notes in plain text”), or a table with fronts and backs (.csv). You are asked before anything is added."))),
		markup.El("div", b.progress()),
		markup.El("h3", markup.Text("Delete everything")),
		b.wiping(cards),
	)
}

// opener is the control that opens files.
func opener() markup.Node {
	return markup.El("span", markup.Class("quiet file"),
		markup.El("label", markup.Attr("for", "card-files"), markup.Text("Open files…")),
		markup.El("input", markup.Attr("type", "file"), markup.ID("card-files"), markup.Attr("data-files", "cards"), markup.Flag("multiple", true), markup.Attr("accept", ".json,.txt,.csv,.tsv,text/*,application/json")))
}

// progress is how far the reading of a file is.
func (b *Box) progress() markup.Node {
	f := &b.files
	if f.reading == "" {
		return markup.Node{}
	}
	return bar("Reading the file", "Reading "+f.reading+"…", f.done, f.total)
}

// bar is how far something is, with a name and a text for it.
func bar(name, text string, done, total int) markup.Node {
	return markup.El("span", markup.Class("progress"), markup.Attr("role", "status"),
		markup.El("progress", markup.Int("max", int64(max(1, total))), markup.Int("value", int64(done)), markup.Attr("aria-label", name)),
		markup.El("span", markup.Text(text)))
}

// usage says what is kept, in how much room, and whether the browser keeps it.
func (b *Box) usage() string {
	u := b.files.usage
	if !b.files.measured {
		return "Finding out how much room they take…"
	}
	n := b.counts()
	all := many(n.New+n.Learning+n.Relearning+n.Young+n.Mature+n.Suspended, "card", "cards")
	kept := "Kept in this browser: " + all + " and " + many(u.Events, "event", "events")
	if !u.Durable {
		return "In memory only: " + all + ". This browser keeps nothing beyond this page, so save an export before you close it."
	}
	if u.Files > 0 {
		kept += " in " + many(u.Files, "file", "files")
	}
	if u.Quota > 0 {
		kept += "; the site takes " + quantity.BytesText(float64(u.Used)) + " of the " + quantity.BytesText(float64(u.Quota)) + " that it may"
	}
	if u.Persisted {
		return kept + ". The browser has promised not to delete it by itself."
	}
	return kept + ". The browser may delete it when it runs out of room, so save an export now and then."
}

// lastExport says when the last export was saved.
func (b *Box) lastExport() string {
	at, ok := b.book.LastExport()
	if !ok {
		return "None was saved from this browser yet."
	}
	a := b.book.Author()
	start := b.book.State().Settings().DayStart
	days := int(recall.DayOf(at, a.Zone, start) - recall.DayOf(a.At, a.Zone, start))
	return "The last one was saved " + inDays(min(0, days)) + "."
}

// wiping asks twice, and offers the export first.
func (b *Box) wiping(n int) markup.Node {
	if !b.files.asks {
		return markup.El("div", para("", "All cards and all answers go from this browser, in all tabs."), part.Quiet("wipe:ask", "Delete everything…"))
	}
	_, reviews := b.book.State().TimeSpent()
	return markup.El("div", markup.Class("notice wiping"), markup.Attr("role", "group"), markup.Attr("aria-label", "Delete everything"),
		markup.El("p", markup.ID("wipe-title"), markup.Attr("tabindex", "-1"), markup.Text("This deletes "+many(n, "card", "cards")+" and "+many(reviews, "answer", "answers")+" for good. Only an export brings them back.")),
		markup.El("p", markup.Class("do"), part.Loud("export", "Save an export first"), part.Button("quiet danger", "wipe:yes", "Delete everything"), part.Quiet("wipe:no", "Keep them")))
}

// wipe carries out a button of the deleting.
func (b *Box) wipe(what string) {
	switch what {
	case "ask":
		b.files.asks = true
		b.focus("#wipe-title")
	case "no":
		b.files.asks = false
		b.focus("#files-title")
	case "yes":
		if !b.files.asks {
			return
		}
		b.book.Wipe(func(err error) {
			b.files.asks = false
			if err != nil {
				b.trouble = sentence(err)
			} else {
				b.session, b.reviewing, b.edit, b.parked = nil, false, nil, nil
				b.tell("Everything is deleted.")
			}
			b.news()
			b.measure()
			b.refresh()
			b.focus("#files-title")
		})
	}
}

// tell says what a button came to.
func (b *Box) tell(text string) { b.files.told, b.said = text, text }

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
