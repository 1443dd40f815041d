package review

import (
	"errors"

	"attnexperts/app/cards"
	"attnexperts/app/markup"
	"attnexperts/app/part"
)

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
			if err == nil || errors.Is(err, cards.ErrUnreached) {
				b.session, b.reviewing, b.edit, b.parked = nil, false, nil, nil
			}
			if err != nil {
				b.trouble = sentence(err)
			} else {
				b.tell("Everything is deleted.")
			}
			b.news()
			b.measure()
			b.refresh()
			b.focus("#files-title")
		})
	}
}
