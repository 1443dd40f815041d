package cards

import (
	"errors"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/store"
)

// opened is the page's cards.
var opened *Cards

// Open opens the reader's cards and calls ready on the UI goroutine, soon after
// and exactly once, whatever the browser allows. A page has one Cards: opening
// again, from another component, gives the same.
func Open(ctx app.Context, ready func(*Cards)) {
	ui.by(ctx)
	OpenOn(ui.dispatch, ready)
}

// OpenOn is Open for a program that is no page of go-app: dispatch runs something
// on the goroutine that the cards belong to, later and in order.
func OpenOn(dispatch func(do func()), ready func(*Cards)) {
	if opened == nil {
		opened = openIn(theBrowser(), dispatch)
	}
	opened.whenReady(ready)
}

// openIn opens cards in a browser, or in memory where that is nil.
func openIn(b browser, dispatch func(func())) *Cards {
	c := newCards(b, dispatch)
	c.queue(func() {
		c.start()
		c.onUI(func() {
			c.ready = true
			for _, ready := range c.waiting {
				ready(c)
			}
			c.waiting = nil
		})
	})
	return c
}

// whenReady calls back once the cards are open.
func (c *Cards) whenReady(ready func(*Cards)) {
	if c.ready {
		c.dispatch(func() { ready(c) })
		return
	}
	c.waiting = append(c.waiting, ready)
}

// start opens the store and folds what is in it, or says why there is none.
func (c *Cards) start() {
	if c.browser == nil {
		return
	}
	c.author = newDevice(c.browser)
	if err := c.locked(c.load); err != nil {
		text := "This browser keeps no cards for this page (" + err.Error() + "). They work, but are gone when the page is closed: export them before."
		if errors.Is(err, store.ErrNewer) {
			text = "The cards cannot be used for now: " + err.Error() + "."
		}
		c.say(Notice{InMemory, text, true})
		return
	}
	if !c.browser.locks() {
		c.say(Notice{Unlocked, "This browser cannot keep several tabs apart. The cards are stored, each tab under a name of its own; use them in one tab at a time.", false})
	}
	c.browser.hear(c.hear)
	c.lookAtRoom()
	c.tidyLater()
}

// locked does something while no other tab writes.
func (c *Cards) locked(do func() error) error {
	release, err := c.browser.lock()
	if err != nil {
		return err
	}
	defer release()
	return do()
}

// plain makes an error of the disk into one for the reader.
func (c *Cards) plain(err error) error {
	if err != nil && c.browser.full(err) {
		return errFull
	}
	return err
}
