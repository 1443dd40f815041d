package review

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
)

// KeepBox offers cards where they are taught: each with a button that keeps it.
// The reader's cards are opened when it comes near, or when a button is pressed.
type KeepBox struct {
	app.Compo

	prefix, title string
	list          []recall.Card
	book          book
	saving        bool
	// trouble is what went wrong last, said what a screen reader hears.
	trouble, said string
	faces         faces

	ctx   app.Context
	root  app.Value
	shown markup.Node
	hands dom.Listeners
	near  *dom.Near
	stop  func()
	// opening opens the reader's cards; a test has its own.
	opening func(ready func(book))
}

// NewKeepBox returns a box that offers cards. The prefix makes the ids of several
// boxes on one page differ.
func NewKeepBox(prefix, title string, list []recall.Card) *KeepBox {
	return &KeepBox{prefix: prefix, title: title, list: list}
}

// Markup implements markup.Component.
func (k *KeepBox) Markup() markup.Node {
	items, left, has := make([]markup.Node, len(k.list)), 0, 0
	for i, c := range k.list {
		kept := k.has(i)
		do := part.Quiet("keep:"+strconv.Itoa(i), "Keep this card", markup.Attr("aria-describedby", k.prefix+"keep-"+strconv.Itoa(i)))
		if kept {
			has++
			do = markup.El("span", markup.Class("kept"), markup.Text("✓ Kept"))
		} else if k.book == nil || !cards.Knew(k.book.State(), c.ID) {
			left++ // what was deleted comes back one by one
		}
		items[i] = markup.El("li",
			markup.El("div", markup.ID(k.prefix+"keep-"+strconv.Itoa(i)), markup.Class("keep-front"), k.faces.question(c)),
			markup.El("div", markup.Class("keep-do"), do))
	}
	all := markup.Node{}
	if left > 1 {
		all = part.Quiet("keep:all", "Keep all "+count(left))
	}
	saved := ""
	if k.saving {
		saved = "Saving…"
	}
	return markup.El(
		"div", markup.Class("keep-box"), markup.Attr("role", "group"), markup.Attr("aria-labelledby", k.prefix+"keep-title"),
		markup.El("h3", markup.ID(k.prefix+"keep-title"), markup.Attr("tabindex", "-1"), markup.Text(k.title)),
		para("", k.standing(has)),
		markup.El("p", markup.Class("do"), markup.El("span", markup.Class("keep-all"), all), markup.El("a", markup.Class("quiet"), markup.Attr("href", part.URL("/cards/")), markup.Text("Your cards")), markup.El("span", markup.Class("kept"), markup.Text(saved))),
		para("problem", k.trouble),
		// Folded, since the text goes on after it.
		markup.El("details",
			markup.El("summary", markup.Text("See them one by one")),
			markup.El("ul", markup.Class("keep-list"), markup.List(items))),
		markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(k.said)),
	)
}

// standing says what the cards are for, or how many are kept.
func (k *KeepBox) standing(kept int) string {
	switch kept {
	case 0:
		return many(len(k.list), "flashcard", "flashcards") + " about this part. Each comes back just before you would forget it."
	case len(k.list):
		return "You keep all " + count(kept) + " of these flashcards. There are more among your cards."
	}
	return "You keep " + count(kept) + " of these " + count(len(k.list)) + " flashcards."
}

// Render implements app.Composer.
func (k *KeepBox) Render() app.UI {
	k.shown = k.Markup()
	return k.shown.UI()
}

// OnMount implements app.Mounter.
func (k *KeepBox) OnMount(ctx app.Context) {
	k.ctx, k.root = ctx, k.JSValue()
	k.hands.Add(k.root, "click", func(e app.Value) {
		if button := e.Get("target").Call("closest", "button[data-do]"); button.Truthy() {
			k.act(dom.Data(button, "do"))
		}
	})
	k.near = dom.WhenNear(k.root, func() { k.opened(func() {}) })
}

// OnDismount implements app.Dismounter.
func (k *KeepBox) OnDismount() {
	k.hands.Close()
	k.near.Stop()
	if k.stop != nil {
		k.stop()
		k.stop = nil
	}
	k.root = nil
}

// opened does something once the reader's cards are open.
func (k *KeepBox) opened(then func()) {
	if k.book != nil {
		k.watch()
		then()
		return
	}
	open := k.opening
	if open == nil {
		open = func(ready func(book)) { cards.Open(k.ctx, func(c *cards.Cards) { ready(c) }) }
	}
	open(func(c book) {
		k.book = c
		k.watch()
		then()
	})
}

// watch follows the cards while the box is on the page: it may have left before
// they were open.
func (k *KeepBox) watch() {
	if k.root == nil || k.stop != nil {
		return
	}
	k.stop = k.book.Watch(k.refresh)
	k.refresh()
}

// has reports whether a card of the box is kept.
func (k *KeepBox) has(i int) bool {
	return k.book != nil && cards.Has(k.book.State(), k.list[i].ID)
}

// act carries out a button.
func (k *KeepBox) act(action string) {
	k.opened(func() { k.keep(action) })
}

// keep keeps the card that a button stands beside, or all.
func (k *KeepBox) keep(action string) {
	make, next := cards.KeepNew(k.list), k.titled
	if i, err := strconv.Atoi(action[len("keep:"):]); err == nil && i >= 0 && i < len(k.list) {
		make, next = cards.Keep(k.list[i:i+1]), func() string { return k.after(i) }
	}
	k.saving, k.trouble = true, ""
	k.refresh()
	k.book.Do(make, func(err error) {
		k.saving, k.said = false, "Kept."
		if err != nil {
			k.trouble = sentence(err)
			k.said = k.trouble
		} else if k.book.WantsPersist() {
			k.book.Persist(func(bool) {})
		}
		// The button goes with the refresh, and the focus with it.
		here := false
		if k.root != nil {
			_, here = dom.FocusIn(k.root)
			here = here || dom.Unfocused()
		}
		k.refresh()
		if err == nil && here {
			dom.Focus(k.ctx, k.root, next())
		}
	})
}

// titled selects the box's title, which has the focus after the button of all is gone:
// those of the cards may be folded away.
func (k *KeepBox) titled() string { return "#" + k.prefix + "keep-title" }

// after selects what has the focus after the button of a card is gone: the next button
// that keeps a card, or the box's title.
func (k *KeepBox) after(at int) string {
	for i := range k.list {
		if i = (at + i) % len(k.list); !k.has(i) {
			return `[data-do="keep:` + strconv.Itoa(i) + `"]`
		}
	}
	return k.titled()
}

// refresh shows the present state.
func (k *KeepBox) refresh() {
	if k.root == nil {
		return
	}
	markup.Show(k.ctx, k.root, &k.shown, k.Markup())
}
