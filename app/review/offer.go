package review

import (
	"slices"
	"strings"

	"attnexperts/app/cards"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// An offer is what a file or a link brings, before any of it is added.
type offer struct {
	// from is what it came in: a file's name, or a link.
	from, name string
	// events are of an export, cards of a deck or of notes.
	events []recall.Event
	cards  []recall.Card
	// aside counts damaged parts of an export or a deck, left what was left out of
	// notes; why says it of the first of it.
	aside, left int
	why         []string
	newer       bool
	// media counts notes with pictures or sound, which do not come with them;
	// headings are the cards that lines of column names would be.
	media    int
	headings []recall.Card
	// problem is why nothing could be read at all.
	problem string
	// adding is whether it is being added, done and total how far that is.
	adding      bool
	done, total int
	// news is what it would change, of a state with so many events; counting is a
	// count under way, which beside is whether somebody goes on with.
	news     *news
	state    int
	counting *counting
	beside   bool
}

// compare finds out what is new of an offer before it is shown: a little at a
// time, so that the page lives meanwhile.
func (b *Box) compare() {
	o := b.offer
	if o == nil || o.problem != "" || o.beside || o.known(b.book.State()) || o.count(b.book.State(), b.book.Author(), atOnce) {
		return
	}
	o.beside = true
	b.afterBreath(func() {
		if o.beside = false; b.offer != o {
			return
		}
		b.refresh()
		if o.known(b.book.State()) {
			b.focus("#offer-title")
		}
	})
}

// adopt adds what is offered.
func (b *Box) adopt(how string) {
	o := b.offer
	if o == nil || o.adding {
		return
	}
	before := o.of(b.book.State(), b.book.Author())
	o.adding, o.done, o.total = true, 0, 1
	b.writeParts("", o.parts(how == "over"), func(done, total int) {
		o.done, o.total = done, total
		b.refresh()
	}, func(err error) {
		o.adding = false
		if err != nil {
			return
		}
		if how != "over" {
			before.differ = 0
		}
		before.same = 0
		said := "Added: " + o.summary(before)
		if before.differ > 0 {
			said = "Added: " + strings.Replace(o.summary(before), " from yours", " from yours and replaced them", 1)
		}
		if b.offer == o { // nothing was opened meanwhile
			b.turn(scenario.CardsNow)
			b.leaveOffer()
		}
		b.tell(said)
	})
}

// parts make the events of an offer, a little each.
func (o *offer) parts(over bool) []cards.Make {
	var list []cards.Make
	for some := range slices.Chunk(o.events, atOnce) {
		list = append(list, func(*recall.State, recall.Author) ([]recall.Event, error) { return some, nil })
	}
	if list != nil {
		return list
	}
	for some := range slices.Chunk(o.cards, atOnce) {
		list = append(list, func(s *recall.State, a recall.Author) ([]recall.Event, error) { return s.Adopt(a, some, over) })
	}
	return list
}

// keepHeadings makes cards of the lines that were taken for names of columns.
func (b *Box) keepHeadings() {
	o := b.offer
	if o == nil || o.adding || len(o.headings) == 0 {
		return
	}
	o.cards, o.headings = append(o.headings, o.cards...), nil
	o.twins()
	o.news, o.counting = nil, nil
	b.said = "It is one of the cards now."
	b.focus("#offer-title")
}

// leaveOffer puts an offer away, and out of the address.
func (b *Box) leaveOffer() {
	b.offer = nil
	b.address()
	b.back()
}

// received reads the deck of a link.
func (b *Box) received(deck string) {
	b.overtake("this link")
	b.park()
	b.offer = read("This link", deck, nil)
	b.focus("#offer-title")
}
