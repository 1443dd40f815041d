package review

import (
	"attnexperts/app/cards"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// files is what import and export remember.
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

// inAndOut is import and export; where it is not shown, only what takes a file
// that is dropped.
func (b *Box) inAndOut(shown bool) markup.Node {
	if !shown {
		return markup.El("div", opener())
	}
	return markup.El(
		"section", markup.Class("in-out"), markup.Attr("aria-labelledby", "files-title"),
		heading("files-title", "Import, export"),
		para("", b.usage()),
		markup.El("h3", markup.Text("Take them with you")),
		para("", "The export has everything, each answer included, and opens here again on any device. Opening one twice changes nothing, and what two devices have is put together. "+b.lastExport()),
		markup.El("p", markup.Class("do"), part.Loud("export", "Save everything (JSON)"), part.Quiet("anki", "Save for Anki (text)")),
		para("help", "To share some of the cards, without your answers: search for them under All cards, and press Share there. "+
			"Anki puts the cards into its note types Basic and Cloze; where it calls these otherwise, in another language, rename them there before."),
		markup.El("h3", markup.Text("Bring cards in")),
		markup.El("p", markup.Class("opens"),
			opener(),
			markup.El("span", markup.Text("Or drop them anywhere on this page: an export or a deck (.json), notes from Anki (Export, “Notes in plain text”), or a table with fronts and backs (.csv). You are asked before anything is added."))),
		markup.El("div", b.progress()),
		markup.El("h3", markup.Text("Delete everything")),
		b.wiping(total(b.counts())),
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
	all := many(total(n), "card", "cards")
	_, answers := b.book.State().TimeSpent()
	kept := "Kept in this browser: " + all + " with " + many(answers, "answer", "answers")
	if !u.Durable {
		return "In memory only: " + all + ". This browser keeps nothing beyond this page, so save an export before you close it."
	}
	if u.Files > 0 {
		kept += " in " + many(u.Files, "file", "files")
	}
	if u.Quota > 0 {
		kept += "; the site takes " + quantity.BytesText(float64(u.Used)) + " of the " + quantity.BytesText(float64(u.Quota)) + " that it may use"
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

// tell says what a button came to.
func (b *Box) tell(text string) { b.files.told, b.said = text, text }
