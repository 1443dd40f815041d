package review

import (
	"slices"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/markup"
	"attnexperts/app/part"
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
	// aside counts what could not be read, why says it of the first of it.
	aside int
	why   []string
	newer bool
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

// news is what an offer would add to the cards.
type news struct {
	events, added, differ, same int
	reviews                     int
	fronts                      []string
}

// counting is a count of what is new, up to an event and a card.
type counting struct {
	news
	state, event, card int
	seen               map[string]bool
}

// add counts a card that is new.
func (c *counting) add(card *recall.Card) {
	if c.seen[card.ID] {
		return
	}
	c.seen[card.ID] = true
	c.added++
	if len(c.fronts) < 12 {
		c.fronts = append(c.fronts, shortened(plainFront(*card), 100))
	}
}

// event counts an event of an export.
func (c *counting) take(s *recall.State, e *recall.Event) {
	if s.Has(e.ID) {
		return
	}
	c.events++
	switch {
	case e.Kind == recall.Reviewed:
		c.reviews++
	case (e.Kind == recall.Added || e.Kind == recall.Kept) && e.Content != nil && !cards.Knew(s, e.Card):
		c.add(e.Content)
	}
}

// atOnce is how many cards or events are looked at before the page may live.
const atOnce = 250

// known reports whether what is new is known, of this state.
func (o *offer) known(s *recall.State) bool {
	return o.news != nil && (o.state == s.Len() || o.adding)
}

// count finds out what is new of the next events and cards, and reports whether
// that was all. A state that has changed since is begun with anew.
func (o *offer) count(s *recall.State, a recall.Author, most int) (all bool) {
	c := o.counting
	if c == nil || c.state != s.Len() {
		c = &counting{state: s.Len(), seen: map[string]bool{}}
		o.counting = c
	}
	for ; c.event < len(o.events) && most > 0; most-- {
		c.take(s, &o.events[c.event])
		c.event++
	}
	some := o.cards[c.card:min(len(o.cards), c.card+most)]
	c.card += len(some)
	adopted, err := s.Adopt(a, some, true)
	if err != nil {
		o.problem = sentence(err)
	}
	for i := range adopted {
		if adopted[i].Kind == recall.Edited {
			c.differ++
		} else {
			c.add(adopted[i].Content)
		}
	}
	if c.event < len(o.events) || c.card < len(o.cards) {
		return false
	}
	c.same = len(o.cards) - c.added - c.differ
	o.news, o.state, o.counting = &c.news, c.state, nil
	return true
}

// of finds out what is new of an offer, at once if that is not known.
func (o *offer) of(s *recall.State, a recall.Author) news {
	for !o.known(s) && !o.count(s, a, atOnce) {
	}
	return *o.news
}

// compare finds out what is new of an offer before it is shown: a little at a
// time, so that the page lives meanwhile.
func (b *Box) compare() {
	o := b.offer
	if o == nil || o.problem != "" || o.beside || o.known(b.book.State()) || o.count(b.book.State(), b.book.Author(), atOnce) {
		return
	}
	o.beside = true
	go func() {
		time.Sleep(time.Millisecond)
		b.live.ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			if o.beside = false; b.offer != o {
				return
			}
			b.refresh()
			if o.known(b.book.State()) {
				b.focus("#offer-title")
			}
		})
	}()
}

// comparing is what is shown of an offer while what is new of it is found out.
func (o *offer) comparing() markup.Node {
	return markup.El("section", markup.Class("notice offer"), markup.Attr("aria-labelledby", "offer-title"),
		heading("offer-title", o.from),
		bar("Comparing it with your cards", "Comparing it with your cards…", o.counting.event+o.counting.card, len(o.events)+len(o.cards)),
		part.Quiet("leave", "Leave it"))
}

// offered shows what a file or a link brings, and asks before any of it is added.
func (b *Box) offered() markup.Node {
	o := b.offer
	if o == nil {
		return markup.Node{}
	}
	if o.problem != "" {
		return markup.El("section", markup.Class("notice offer"), markup.Attr("aria-labelledby", "offer-title"),
			heading("offer-title", "Nothing was added"),
			para("", o.from+": "+o.problem), part.Quiet("leave", "Close"))
	}
	if b.live.root != nil && o.counting != nil && !o.known(b.book.State()) {
		return o.comparing()
	}
	n := o.of(b.book.State(), b.book.Author())
	title := o.from
	if o.name != "" {
		title += ": " + o.name
	}
	var notes, fronts []markup.Node
	for _, w := range o.why {
		notes = append(notes, markup.El("li", markup.Text(w)))
	}
	for _, f := range n.fronts {
		fronts = append(fronts, markup.El("li", markup.Text(f)))
	}
	if n.added > len(n.fronts) {
		fronts = append(fronts, markup.El("li", markup.Text("and "+count(n.added-len(n.fronts))+" more")))
	}
	newer := ""
	if o.newer {
		newer = "A newer version of this page wrote it; what this version does not know is kept as it is."
	}
	return markup.El(
		"section", markup.Class("notice offer"), markup.Attr("aria-labelledby", "offer-title"),
		heading("offer-title", title),
		para("offer-says", o.summary(n)),
		para("", newer),
		markup.El("ul", markup.Class("offer-cards"), markup.List(fronts)),
		markup.El("div", when(len(notes) > 0, func() markup.Node {
			return markup.El("details", markup.Class("more"), markup.El("summary", markup.Text("What was set aside, and why")), markup.El("ul", markup.List(notes)))
		})),
		markup.El("p", markup.Class("do"), b.offers(n)),
	)
}

// offers are the buttons of an offer.
func (b *Box) offers(n news) markup.Item {
	o := b.offer
	if o.adding {
		return bar("Adding the cards", "Adding…", o.done, o.total)
	}
	var buttons []markup.Node
	word := "Add " + many(n.added, "card", "cards")
	if len(o.events) > 0 {
		word = "Add all of it"
	}
	if n.events+n.added > 0 {
		buttons = append(buttons, part.Loud("adopt:new", word))
	}
	if n.differ > 0 {
		buttons = append(buttons, part.Quiet("adopt:over", "Also change the "+count(n.differ)+" that differ"))
	}
	leave := "Leave it"
	if len(buttons) == 0 {
		leave = "Close"
	}
	return markup.List(append(buttons, part.Quiet("leave", leave)))
}

// summary says what an offer holds.
func (o *offer) summary(n news) string {
	parts := []string{some(n.added, "new card", "new cards"), some(n.reviews, "answer", "answers"), some(n.differ, "differs from yours", "differ from yours")}
	if n.same > 0 {
		parts = append(parts, count(n.same)+" you have already")
	}
	if rest := n.events - n.added - n.reviews; rest > 0 && len(o.events) > 0 {
		parts = append(parts, many(rest, "other change", "other changes"))
	}
	parts = append(parts, some(o.aside, "damaged part set aside", "damaged parts set aside"))
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return "Nothing in it is new: all of it is here already."
	}
	return strings.Join(kept, ", ") + "."
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
