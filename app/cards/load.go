package cards

import (
	"attnexperts/app/store"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// load opens the store and takes its state. If the cards were open before, what
// they know and the store does not is stored again, unless somebody has wiped
// the store.
func (c *Cards) load() error {
	fs, err := c.browser.open()
	if err != nil {
		return err
	}
	s, err := store.Open(fs, c.options())
	if err != nil {
		return c.plain(err)
	}
	before, known := c.device, c.state
	state := new(recall.State)
	records, err := s.Load(func(snapshot []byte) error {
		opened, err := recall.Open(snapshot)
		if err == nil {
			state = opened
		}
		return err
	})
	if err != nil {
		return c.plain(err)
	}
	broken := c.fold(state, records)
	if before != "" && before == s.Device() {
		if err := c.storeAgain(s, state, known); err != nil {
			return err
		}
	}
	c.store, c.device = s, s.Device()
	found := s.Findings()
	c.onUI(func() {
		if c.browser.locks() {
			c.author = c.device
		}
		c.state, c.durable = state, true
		c.tellOfOpening(before, s, broken)
		c.tellOf(found)
		c.changed()
	})
	c.sentinel()
	return nil
}

// options is what the store is told of its records: that they are events. A store
// that was deleted under the page is begun again under its name.
func (c *Cards) options() store.Options {
	return store.Options{Read: readName, Device: func() string {
		if c.device != "" {
			return c.device
		}
		return newDevice(c.browser)
	}}
}

// readName is the name under which an event's line is stored.
func readName(line string) (string, error) {
	e, err := recall.ReadEvent(line)
	return e.ID.String(), err
}

// fold adds records to a state that nobody uses yet, letting the page breathe,
// and returns how many could not be read.
func (c *Cards) fold(state *recall.State, records []string) (broken int) {
	events := make([]recall.Event, 0, len(records))
	for i, line := range records {
		e, err := recall.ReadEvent(line)
		if err != nil {
			broken++ // its segment's checksum fits: it was written so
			continue
		}
		events = append(events, e)
		if i%200 == 199 {
			c.browser.breathe()
		}
	}
	if _, err := state.Merge(events, func(int, int) { c.browser.breathe() }); err != nil {
		return broken + len(events) // cannot be: each was checked when it was read
	}
	return broken
}

// storeAgain stores what is known and not in the store, after somebody deleted
// the store's files, and adds it to the state.
func (c *Cards) storeAgain(s *store.Store, state, known *recall.State) error {
	var events []recall.Event
	var lines []string
	for e := range known.Events {
		if !state.Has(e.ID) {
			events, lines = append(events, e), append(lines, e.Line())
		}
	}
	if len(events) == 0 {
		return nil
	}
	if err := s.Add(lines); err != nil {
		return c.plain(err)
	}
	if _, err := state.Merge(events, nil); err != nil {
		return err
	}
	c.say(Notice{DeletedElsewhere, "The stored cards were deleted while this page was open. The page still had " + quantity.Plural(int64(len(events)), "event", "events") +
		" of them, and has stored these again. To delete the cards for good, use the page's own button.", true})
	return nil
}
