package cards

import (
	"errors"
	"time"

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
func (c *Cards) Do(make Make, done func(error)) {
	c.queue(func() {
		var err error
		if c.store == nil {
			err = c.doInMemory(make)
		} else {
			err = c.locked(func() error { return c.do(make) })
		}
		c.dispatch(func() { done(err) })
	})
}

func (c *Cards) doInMemory(make Make) error {
	var err error
	c.onUI(func() {
		var events []recall.Event
		if events, err = made(c.state, c.Author(), make); err == nil {
			err = c.apply(events)
		}
	})
	return err
}

func (c *Cards) do(make Make) error {
	if err := c.catchUp(); err != nil {
		return err
	}
	var events []recall.Event
	var err error
	c.onUI(func() { events, err = made(c.state, c.Author(), make) })
	if err != nil || len(events) == 0 {
		return err
	}
	if err := c.write(events); err != nil {
		return err
	}
	c.onUI(func() { err = c.apply(events) })
	return err
}

// made makes events and leaves out what the state has already.
func made(s *recall.State, a recall.Author, make Make) ([]recall.Event, error) {
	events, err := make(s, a)
	if err != nil {
		return nil, err
	}
	events = numbered(s, a, events)
	for i := range events {
		if err := events[i].Validate(); err != nil {
			return nil, err
		}
	}
	return fresh(s, events), nil
}

// numbered gives events that an author made now, and that have one ID, IDs that
// follow one another. Events from elsewhere keep theirs.
func numbered(s *recall.State, a recall.Author, events []recall.Event) []recall.Event {
	first := s.NextID(a)
	next := first
	for i := range events {
		if id := events[i].ID; id != first || events[i].At != a.At {
			continue
		}
		events[i].ID = next
		next.Seq++
	}
	return events
}

// fresh leaves out the events that the state has, those of an import above all.
func fresh(s *recall.State, events []recall.Event) []recall.Event {
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
	for e := range s.Events {
		if doubt[e.ID] {
			there[e.Line()] = true
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

// apply adds stored events to the state, on the UI goroutine.
func (c *Cards) apply(events []recall.Event) error {
	if _, err := c.state.Merge(events, nil); err != nil {
		return err
	}
	c.changed()
	if c.durable {
		c.sentinel()
	}
	return nil
}

// catchUp takes in what other tabs have stored, under the lock. Where the files
// are not those any more, or do not answer, it opens them anew.
func (c *Cards) catchUp() error {
	if c.store == nil {
		return nil
	}
	lines, err := c.store.News()
	if err != nil {
		return c.load()
	}
	found := c.store.Findings()
	if len(lines) == 0 && len(found) == 0 {
		return nil
	}
	events, broken := make([]recall.Event, 0, len(lines)), 0
	for _, line := range lines {
		e, err := recall.ReadEvent(line)
		if err != nil {
			broken++
			continue
		}
		events = append(events, e)
	}
	c.onUI(func() {
		if broken > 0 {
			c.notice(Notice{SetAside, counted(broken, "event") + " could not be read, and stayed where they are: check the storage.", true})
		}
		c.tellOf(found)
		err = c.apply(events)
	})
	return err
}

// tidyLater has the files tidied once nothing was stored for a while.
func (c *Cards) tidyLater() {
	c.mu.Lock()
	waits := c.tidying
	c.tidying = c.tidying || c.store.Untidy()
	wanted := c.tidying && !waits
	c.mu.Unlock()
	if wanted {
		time.AfterFunc(rest, func() { c.queue(c.tidy) })
	}
}

// tidy takes one step, and others after whatever waits.
func (c *Cards) tidy() {
	more := false
	err := c.locked(func() error {
		err := c.catchUp()
		if err == nil {
			more, err = c.store.Tidy(func() []byte { return c.state.Snapshot() })
		}
		return err
	})
	found := c.store.Findings()
	c.onUI(func() {
		if c.tellOf(found); len(found) > 0 {
			c.tellAll()
		}
	})
	if more && err == nil {
		c.queue(c.tidy)
		return
	}
	c.mu.Lock()
	c.tidying = false
	c.mu.Unlock()
	if err != nil && errors.Is(c.plain(err), errFull) {
		c.lookAtRoom()
	}
}
