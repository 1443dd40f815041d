// Package cards is the reader's flashcards as the pages use them: the state that
// [recall] folds out of the events that [store] keeps.
//
// A page opens them once ([Open]), reads [Cards.State], and changes them by
// [Cards.Do]: it makes events on the newest state, and the page is told that
// they are there only once they are durably stored and were read back. What other
// tabs store arrives by itself; [Cards.Watch] tells of it.
//
// Nothing here blocks the page or panics. Where the browser keeps nothing, or not
// any more, the cards go on in memory, and [Cards.Notices] says so.
//
// All methods are for the page's UI goroutine, and all functions that they are
// given are called there, later.
package cards

import (
	"slices"
	"sync"

	"attnexperts/app/store"
	"attnexperts/calc/recall"
)

// Cards is the reader's cards, open in this page.
type Cards struct {
	// state, notices and watchers belong to the UI goroutine; the state may also be
	// read by the goroutine that does the jobs, for it alone has it changed.
	state    *recall.State
	notices  []Notice
	watchers []*watcher
	ready    bool
	waiting  []func(*Cards)
	// durable is whether there is a store.
	durable bool
	// author is the device's name, here where there are no locks that of the tab.
	author string

	browser browser
	// dispatch runs something on the UI goroutine.
	dispatch func(func())

	// store is nil while nothing is kept beyond memory. It and device, the store's
	// own name, belong to the jobs.
	store  *store.Store
	device string
	// writes counts stored batches, to look now and then at how much room is left.
	writes int

	mu   sync.Mutex
	jobs []func()
	wake chan struct{}
	// tidying and hearing are whether such a job waits already.
	tidying, hearing bool
}

type watcher struct{ tell func() }

// newCards returns empty cards and begins to do their jobs. b is nil where
// there is no browser.
func newCards(b browser, dispatch func(func())) *Cards {
	c := &Cards{state: new(recall.State), author: "memory", browser: b, dispatch: dispatch, wake: make(chan struct{}, 1)}
	go c.work()
	return c
}

// State returns the cards as they stand. It is the page's to read, is changed
// by nobody but this package, and may be another one after each news.
func (c *Cards) State() *recall.State { return c.state }

// Author returns who makes events here, now: the device's name, made once for
// each store, and the browser's clock and zone.
func (c *Cards) Author() recall.Author {
	at, zone := c.now()
	return recall.Author{Device: c.author, At: at, Zone: zone}
}

func (c *Cards) now() (at int64, zone int) {
	if c.browser == nil {
		return Now()
	}
	return c.browser.now()
}

// Watch calls tell after every change of the state or of the notices, from this
// tab or another, until stop is called.
func (c *Cards) Watch(tell func()) (stop func()) {
	w := &watcher{tell}
	c.watchers = append(c.watchers, w)
	return func() {
		c.watchers = slices.DeleteFunc(slices.Clone(c.watchers), func(o *watcher) bool { return o == w })
	}
}

// changed notes what is due and tells the watchers.
func (c *Cards) changed() {
	c.noteDue()
	c.tellAll()
}

func (c *Cards) tellAll() {
	for _, w := range c.watchers {
		w.tell()
	}
}

// queue has something done after all jobs that wait, in their goroutine.
func (c *Cards) queue(job func()) {
	c.mu.Lock()
	c.jobs = append(c.jobs, job)
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// work does the jobs, one at a time and in their order.
func (c *Cards) work() {
	for {
		c.mu.Lock()
		if len(c.jobs) == 0 {
			c.mu.Unlock()
			<-c.wake
			continue
		}
		job := c.jobs[0]
		c.jobs = c.jobs[1:]
		c.mu.Unlock()
		job()
	}
}

// onUI does something on the UI goroutine and waits for it: from a job.
func (c *Cards) onUI(do func()) {
	done := make(chan struct{})
	c.dispatch(func() {
		defer close(done)
		do()
	})
	<-done
}
