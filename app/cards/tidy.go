package cards

import (
	"errors"
	"time"
)

// rest is how long nothing may have been stored before the files are tidied.
const rest = 1500 * time.Millisecond

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
			more, err = c.store.Tidy(func() []byte {
				// Nobody but the jobs changes the state, and this is one.
				return c.state.SnapshotSlowly(func(int, int) { c.breathe() })
			})
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
