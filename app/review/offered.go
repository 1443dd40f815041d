package review

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
)

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
	fronts := texts(n.fronts)
	if n.added > len(n.fronts) {
		fronts = append(fronts, markup.El("li", markup.Text("and "+count(n.added-len(n.fronts))+" more")))
	}
	return markup.El(
		"section", markup.Class("notice offer"), markup.Attr("aria-labelledby", "offer-title"),
		heading("offer-title", title),
		para("offer-says", o.summary(n)),
		markup.El("div", o.guesses()),
		markup.El("p", markup.Class("do"), b.offers(n)), // before a list that may fill a phone
		markup.El("ul", markup.Class("offer-cards"), markup.List(fronts)),
		markup.El("div", when(len(o.why) > 0, func() markup.Node {
			return markup.El("details", markup.Class("more"), markup.El("summary", markup.Text("What was noticed in it")), markup.El("ul", markup.List(texts(o.why))))
		})),
	)
}

// texts are the items of a list.
func texts(list []string) []markup.Node {
	items := make([]markup.Node, len(list))
	for i, text := range list {
		items[i] = markup.El("li", markup.Text(text))
	}
	return items
}

// guesses says what was taken for what, and what does not come with it.
func (o *offer) guesses() markup.Node {
	var said []markup.Node
	if o.newer {
		said = append(said, para("", "A newer version of this page wrote it; what this version does not know is kept as it is."))
	}
	if o.media > 0 {
		said = append(said, para("", many(o.media, "note shows a picture or plays a sound, which a text file does", "notes show pictures or play sounds, which a text file does")+" not bring: what stands for them is shown as text."))
	}
	if len(o.headings) > 0 {
		fronts := make([]string, len(o.headings))
		for i, c := range o.headings {
			fronts[i] = "“" + shortened(recall.Plain(c.Front), 40) + "”, “" + shortened(recall.Plain(c.Back), 40) + "”"
		}
		keep := "Make a card of it"
		if len(fronts) > 1 {
			keep = "Make cards of them"
		}
		said = append(said, para("", "Taken for names of columns, and no card: "+strings.Join(fronts, "; ")+"."),
			markup.El("p", part.Quiet("headings", keep)))
	}
	if len(said) == 0 {
		return markup.Node{}
	}
	return markup.El("div", markup.List(said))
}

// comparing is what is shown of an offer while what is new of it is found out.
func (o *offer) comparing() markup.Node {
	return markup.El("section", markup.Class("notice offer"), markup.Attr("aria-labelledby", "offer-title"),
		heading("offer-title", o.from),
		bar("Comparing it with your cards", "Comparing it with your cards…", o.counting.event+o.counting.card, len(o.events)+len(o.cards)),
		part.Quiet("leave", "Leave it"))
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
		differ := "Also change the one that differs"
		if n.differ > 1 {
			differ = "Also change the " + count(n.differ) + " that differ"
		}
		buttons = append(buttons, part.Quiet("adopt:over", differ))
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
	parts = append(parts, some(o.aside, "damaged part set aside", "damaged parts set aside"), some(o.left, "left out", "left out"))
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
