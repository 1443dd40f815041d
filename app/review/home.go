package review

import (
	"slices"

	"attnexperts/app/cards"
	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/deck"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// opening is what is seen before the cards are open, and without the client.
func opening() markup.Node {
	return markup.El(
		"div", markup.Class("now"),
		markup.El("div", markup.Class("with-scripts"),
			heading("now-title", "Opening your cards…"),
			para("", "They are kept in this browser and open as soon as the page is ready. The lesson offers cards at the end of each part.")),
		markup.El("p", markup.Class("without-scripts"), markup.Text("Cards are kept and asked by a program in this page, and it does not run here: it needs scripts and WebAssembly. "),
			markup.El("a", markup.Attr("href", part.URL("/")), markup.Text("The lesson")), markup.Text(" can be read without.")),
	)
}

// now answers what there is to do.
func (b *Box) now() markup.Node {
	n, q := b.counts(), b.queue
	switch {
	case total(n) == 0:
		return b.welcome()
	case len(q.Cards) > 0:
		return markup.El("div", markup.Class("now"), b.due(), b.summary(), b.beside())
	}
	return markup.El("div", markup.Class("now"), b.nothingDue(), b.summary(), b.beside(), markup.El("div", b.invitation.Markup()))
}

// due says what is due, and offers to begin.
func (b *Box) due() markup.Node {
	q := b.queue
	title := many(len(q.Cards), "card is", "cards are") + " due"
	if q.Ahead == len(q.Cards) {
		title = many(q.Ahead, "card", "cards") + " can be asked ahead of time"
	}
	word := "Review"
	if b.session != nil {
		word = "Go on"
	}
	return markup.El(
		"div", markup.Class("due-now"),
		heading("now-title", title),
		markup.El("p", markup.Text(joined(some(q.Learning, "in learning", "in learning"), some(q.Review, "to review", "to review"), some(q.New, "new", "new"), b.guess(len(q.Cards))))),
		part.Button("loud begin", "review", word),
	)
}

// guess says how long so many cards will take, once that is known.
func (b *Box) guess(n int) string {
	took, reviews := b.book.State().TimeSpent()
	if reviews < 10 {
		return ""
	}
	return "about " + minutes(max(took/int64(reviews)*int64(n), 60_000))
}

// nothingDue says when there will be something to do.
func (b *Box) nothingDue() markup.Node {
	q, a := b.queue, b.book.Author()
	title := "Nothing is due now"
	if b.session != nil {
		title = "Done for now"
	}
	next := "No card is waiting for a day. New ones can be added under All cards."
	switch days := b.nextDay(a); {
	case q.Later > 0:
		next = "The next card is due " + after(q.Later-a.At) + "."
	case days > 0:
		next = "The next cards are due " + inDays(days) + "."
	}
	more := markup.Node{}
	if n := q.Overdue + q.Unseen; n > 0 {
		more = markup.El("div", markup.Class("more-today"),
			para("", "Today’s limits are reached; "+many(n, "more card is", "more cards are")+" waiting for another day. The limits can be changed under Settings."),
			part.Loud("more", many(min(n, moreToday), "more", "more")+" today"))
	}
	return markup.El(
		"div", markup.Class("due-now"),
		heading("now-title", title),
		para("", next),
		markup.El("div", more),
	)
}

// moreToday is how many cards are asked at once beyond the day's limits.
const moreToday = 20

// nextDay returns in how many days something falls due, or 0.
func (b *Box) nextDay(a recall.Author) int {
	forecast := b.book.State().Forecast(a.At, a.Zone, 400)
	if i := slices.IndexFunc(forecast[1:], func(n int) bool { return n > 0 }); i >= 0 {
		return i + 1
	}
	return 0
}

// summary says what was done since the page was opened.
func (b *Box) summary() markup.Node {
	if b.session == nil || len(b.session.deeds) == 0 {
		return markup.El("div")
	}
	answers, again, took := b.session.done()
	said := many(answers, "answer", "answers") + " in " + minutes(took) + ", " + quantity.Count(int64(answers-again)) + " of them remembered."
	if answers == 0 {
		said = "No card was answered yet."
	}
	kept := "All of it is saved."
	if b.session.writing() {
		kept = "Saving…"
	}
	return markup.El("div", markup.Class("session-done"),
		para("", "This time: "+said+" "+kept), part.Quiet("undo", "Undo the last one", markup.Flag("disabled", b.session.last() == nil)))
}

// beside offers what else there is.
func (b *Box) beside() markup.Node {
	n := b.counts()
	missing, deleted := b.unkept("")
	more := markup.Node{}
	if missing > 0 {
		more = markup.El("details", markup.Class("more"),
			markup.El("summary", markup.Text(many(missing, "more card", "more cards")+" of the lesson")), b.parts(), part.Quiet("keep-all", "Keep all "+count(missing)))
	}
	return markup.El(
		"div", markup.Class("box-beside"),
		para("help", "In the box: "+joined(many(total(n)-n.Suspended, "card", "cards"), some(n.Suspended, "suspended", "suspended"),
			some(n.Buried, "put off until tomorrow", "put off until tomorrow"), some(n.Leeches, "leech", "leeches"))+"."),
		markup.El("div", more),
		wereDeleted(deleted),
		does(part.Quiet("new", "Write a card of your own")),
	)
}

// unkept counts the cards of a part of the lesson, or of all of it, that were
// never kept, and those that were deleted.
func (b *Box) unkept(id string) (never, deleted int) {
	for i := range b.lesson {
		switch c := &b.lesson[i]; {
		case id != "" && c.Part != id || cards.Has(b.book.State(), c.ID):
		case cards.Knew(b.book.State(), c.ID):
			deleted++
		default:
			never++
		}
	}
	return never, deleted
}

// wereDeleted says how cards of the lesson come back that were deleted.
func wereDeleted(n int) markup.Node {
	if n == 0 {
		return markup.El("div")
	}
	return markup.El("div", para("help", many(n, "card", "cards")+" of the lesson you have deleted: under All cards, “Deleted”, each can be brought back."))
}

// welcome is what a first visit finds.
func (b *Box) welcome() markup.Node {
	never, deleted := b.unkept("")
	keep := markup.Node{}
	if never > 0 {
		keep = part.Button("loud begin", "keep-all", "Keep all "+many(never, "card", "cards"))
	}
	return markup.El(
		"div", markup.Class("now welcome"),
		heading("now-title", "No cards are kept yet"),
		para("", "A card asks you something from the lesson just before you would forget it: tomorrow, in a week, in a month. A few minutes a day keep all of it. "+
			"Cards live in this browser, work offline, and can be taken away as a file whenever you like."),
		does(markup.El("span", keep), part.Quiet("new", "Write a card of your own")),
		wereDeleted(deleted),
		markup.El("h3", markup.Text("Or choose by part")),
		b.parts(),
		markup.El("p", markup.Text("Or "), markup.El("a", markup.Attr("href", part.URL("/")), markup.Text("read the lesson")),
			markup.Text(" and keep what you want at the end of each part. An export or an Anki file from elsewhere is opened under “Import, export”.")),
	)
}

// parts lists the lesson's parts with how many of their cards are kept.
func (b *Box) parts() markup.Node {
	var rows []markup.Node
	for _, p := range lesson.Parts() {
		if !slices.ContainsFunc(b.lesson, func(c recall.Card) bool { return c.Part == p.ID }) {
			continue
		}
		never, deleted := b.unkept(p.ID)
		do := part.Quiet("keep-part:"+p.ID, "Keep "+count(never), markup.Attr("aria-label", "Keep "+many(never, "card", "cards")+" of “"+p.Title+"”"))
		if never == 0 {
			said := "✓ Kept"
			if deleted > 0 {
				said = joined(said, some(deleted, "deleted", "deleted"))
			}
			do = markup.El("span", markup.Class("kept"), markup.Text(said))
		}
		rows = append(rows, markup.El("li", markup.El("span", markup.Text(p.Title)), markup.El("span", markup.Class("part-do"), do)))
	}
	return markup.El("ul", markup.Class("part-list"), markup.List(rows))
}

// lessonCards are the cards of the lesson.
func lessonCards() []recall.Card { return deck.Cards() }
