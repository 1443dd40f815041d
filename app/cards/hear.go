package cards

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// hear takes in what another tab has stored. It may be called often.
func (c *Cards) hear() {
	c.mu.Lock()
	waits := c.hearing
	c.hearing = true
	c.mu.Unlock()
	if waits {
		return
	}
	c.queue(func() {
		c.mu.Lock()
		c.hearing = false
		c.mu.Unlock()
		_ = c.locked(c.catchUp) // who wants to store something is told of the error
	})
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
		if events = append(events, e); len(events)%200 == 0 {
			c.breathe()
		}
	}
	c.onUI(func() {
		if broken > 0 {
			c.notice(Notice{SetAside, quantity.Plural(int64(broken), "event", "events") + " could not be read, and stayed where they are: check the storage.", true})
		}
		c.tellOf(found)
	})
	if err := c.apply(events); err != nil {
		return c.load()
	}
	return nil
}
