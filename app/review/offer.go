package review

import (
	"strings"

	"attnexperts/app/cards"
	"attnexperts/app/markup"
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
	adding  bool
	// news is what it would change, found out when it is shown.
	news  *news
	state int
}

// news is what an offer would add to the cards.
type news struct {
	events, added, differ, same int
	reviews                     int
	fronts                      []string
}

// of finds out what is new of an offer.
func (o *offer) of(s *recall.State, a recall.Author) news {
	if o.news != nil && (o.state == s.Len() || o.adding) {
		return *o.news
	}
	var n news
	seen := map[string]bool{}
	add := func(c *recall.Card) {
		if seen[c.ID] {
			return
		}
		seen[c.ID] = true
		n.added++
		if len(n.fronts) < 12 {
			n.fronts = append(n.fronts, shortened(plainFront(*c), 100))
		}
	}
	for i := range o.events {
		e := &o.events[i]
		if s.Has(e.ID) {
			continue
		}
		n.events++
		switch {
		case e.Kind == recall.Reviewed:
			n.reviews++
		case (e.Kind == recall.Added || e.Kind == recall.Kept) && e.Content != nil && !cards.Knew(s, e.Card):
			add(e.Content)
		}
	}
	all, err := s.Adopt(a, o.cards, true)
	if err != nil {
		o.problem = sentence(err)
	}
	for i := range all {
		if all[i].Kind == recall.Edited {
			n.differ++
		} else {
			add(all[i].Content)
		}
	}
	n.same = len(o.cards) - n.added - n.differ
	o.news, o.state = &n, s.Len()
	return n
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
			para("", o.from+": "+o.problem), quiet("leave", "Close"))
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
		return markup.El("span", markup.Attr("role", "status"), markup.Text("Adding…"))
	}
	var buttons []markup.Node
	word := "Add " + many(n.added, "card", "cards")
	if len(o.events) > 0 {
		word = "Add all of it"
	}
	if n.events+n.added > 0 {
		buttons = append(buttons, loud("adopt:new", word))
	}
	if n.differ > 0 {
		buttons = append(buttons, press("quiet", "adopt:over", "Also change the "+count(n.differ)+" that differ"))
	}
	leave := "Leave it"
	if len(buttons) == 0 {
		leave = "Close"
	}
	return markup.List(append(buttons, quiet("leave", leave)))
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
	o.adding = true
	b.write("", func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		if len(o.events) > 0 {
			return o.events, nil
		}
		return s.Adopt(a, o.cards, how == "over")
	}, func(err error) {
		o.adding = false
		if err != nil || b.offer != o {
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
		b.leaveOffer()
		b.turn(scenario.CardsNow)
		b.tell(said)
	})
}

// leaveOffer puts an offer away, and out of the address.
func (b *Box) leaveOffer() {
	b.offer = nil
	b.address()
	b.focus("#" + b.view + "-title")
}

// received reads the deck of a link.
func (b *Box) received(deck string) {
	b.offer = read("This link", deck, nil)
	b.focus("#offer-title")
}
