package cards

import (
	"slices"

	"attnexperts/calc/recall"
)

// Make makes events out of the newest state, as [recall.State.Grade],
// [recall.State.Record], [recall.State.Undo] and [recall.State.Adopt] do, and does
// not change it. Events of one author that got the same ID, as two of one Make
// do, are numbered in their order here.
type Make func(s *recall.State, a recall.Author) ([]recall.Event, error)

// Do makes events on the newest state and stores them, under a lock that all of
// the site's tabs share: what other tabs have stored is read first, then make is
// called, and what it made is written durably, read back, and applied. Only then
// done is called with nil, and the watchers are told. Calls are carried out in
// their order. Events of one Make are stored all or none.
//
// An error, of make or of the storage (a full disk), says what is wrong and what
// to do; then nothing was applied, and the page shows the old state. Where the
// cards are in memory only, nothing is written, and done is called with nil:
// [Cards.Notices] says how it stands.
func (c *Cards) Do(make Make, done func(error)) { c.DoParts([]Make{make}, nil, done) }

// DoParts is Do for what takes long to make, such as thousands of cards: in parts,
// between which the page lives. All parts find the state as it was before the
// first one, and are stored all or none. progress, which may be nil, is told how
// many parts are made.
func (c *Cards) DoParts(parts []Make, progress func(done, total int), done func(error)) {
	c.queue(func() {
		do := func() error { return c.do(parts, progress) }
		var err error
		if c.store == nil {
			err = do()
		} else {
			err = c.locked(do)
		}
		c.dispatch(func() { done(err) })
	})
}

func (c *Cards) do(parts []Make, progress func(done, total int)) error {
	if err := c.catchUp(); err != nil {
		return err
	}
	events, err := c.made(parts, progress)
	if err != nil || len(events) == 0 {
		return err
	}
	if c.store != nil {
		if err := c.write(events); err != nil {
			return err
		}
	}
	if err := c.apply(events); err != nil {
		if c.store != nil {
			return c.load() // they are stored: the state is to have them
		}
		return err
	}
	return nil
}

// breathe lets the page do what is waiting: from a job.
func (c *Cards) breathe() {
	if c.browser != nil {
		c.browser.breathe()
	}
}

// made makes events and leaves out what the state has already.
func (c *Cards) made(parts []Make, progress func(done, total int)) ([]recall.Event, error) {
	var a recall.Author
	var all []recall.Event
	for i, make := range parts {
		var events []recall.Event
		var err error
		c.onUI(func() {
			if i == 0 {
				a = c.Author()
			}
			if events, err = make(c.state, a); err == nil && progress != nil {
				progress(i+1, len(parts))
			}
		})
		if err != nil {
			return nil, err
		}
		events = numbered(c.state.NextID(a), a, events, len(all))
		for i := range events {
			if err := events[i].Validate(); err != nil {
				return nil, err
			}
		}
		all = append(all, events...)
		c.breathe()
	}
	return c.fresh(all), nil
}

// numbered gives events that an author made now, and that have one ID, the first
// that is free, IDs that follow one another; those that follow it already, and
// come after so many others, follow these. Events from elsewhere keep theirs.
func numbered(first recall.ID, a recall.Author, events []recall.Event, others int) []recall.Event {
	next := first
	for i := range events {
		id := &events[i].ID
		if events[i].At != a.At || id.Device != first.Device || id.Stamp != first.Stamp || id.Seq < first.Seq {
			continue
		}
		if *id == first {
			*id = next
			next.Seq++
		}
		id.Seq += int64(others)
	}
	return events
}

// fresh leaves out the events that the state has, those of an import above all.
func (c *Cards) fresh(events []recall.Event) []recall.Event {
	s := c.state
	doubt := map[recall.ID]bool{}
	for _, e := range events {
		if s.Has(e.ID) {
			doubt[e.ID] = true
		}
	}
	if len(doubt) == 0 {
		return events
	}
	there := map[string]bool{}
	n := 0
	for e := range s.Events {
		if doubt[e.ID] {
			there[e.Line()] = true
		}
		if n++; n%500 == 0 {
			c.breathe()
		}
	}
	var news []recall.Event
	for _, e := range events {
		if !doubt[e.ID] || !there[e.Line()] {
			news = append(news, e)
		}
	}
	return news
}

// write stores events durably.
func (c *Cards) write(events []recall.Event) error {
	lines := make([]string, len(events))
	for i := range events {
		lines[i] = events[i].Line()
		if i%500 == 499 {
			c.browser.breathe()
		}
	}
	if err := c.store.Add(lines); err != nil {
		return c.plain(err)
	}
	c.browser.tell()
	if c.writes++; c.writes%50 == 0 {
		c.queue(c.lookAtRoom)
	}
	c.tidyLater()
	return nil
}

// atOnce is how many events are applied before the page may live; more where there
// are many, for each time costs a look at all.
const atOnce = 500

// apply adds stored events to the state, from a job, and tells the watchers once
// all are there.
func (c *Cards) apply(events []recall.Event) (err error) {
	size := max(atOnce, len(events)/16)
	for part := range slices.Chunk(events, size) {
		c.onUI(func() { _, err = c.state.Merge(part, nil) })
		if err != nil {
			return err
		}
		c.breathe()
	}
	c.onUI(func() {
		c.changed()
		if c.durable {
			c.sentinel()
		}
	})
	return nil
}
