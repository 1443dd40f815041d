package cards

// Usage is how much room the site takes in the browser.
type Usage struct {
	// Used and Quota are in bytes, for everything of this site, offline pages
	// included; 0 and 0 where the browser does not tell.
	Used, Quota int64
	// Events counts what is kept, Files the files it is kept in.
	Events, Files int
	// Durable is whether anything is kept beyond this page; Persisted whether the
	// browser has promised not to delete it by itself.
	Durable, Persisted bool
}

// Usage finds out how much room is taken.
func (c *Cards) Usage(done func(Usage)) {
	c.queue(func() {
		u := Usage{Events: c.state.Len(), Durable: c.store != nil}
		if c.browser != nil {
			u.Used, u.Quota, u.Persisted = c.browser.room()
		}
		if c.store != nil {
			u.Files, _ = c.store.Files() // 0 where the disk does not answer
		}
		c.dispatch(func() { done(u) })
	})
}

// Persist asks the browser not to delete the cards by itself, and tells whether it
// has promised so. Some browsers ask the reader: call it after a deed that shows
// that the cards matter, such as the first card kept or reviewed, when
// WantsPersist says so.
func (c *Cards) Persist(done func(granted bool)) {
	if c.browser == nil {
		c.dispatch(func() { done(false) })
		return
	}
	c.stamp(keyAsked)
	// Apart from the jobs: the browser may ask the reader, who may take a while.
	go func() {
		granted := c.browser.persist()
		c.dispatch(func() { done(granted) })
	}()
}

// WantsPersist reports whether it is time to call Persist: the cards are kept,
// something is in them, and the browser was not asked in the last 30 days.
func (c *Cards) WantsPersist() bool {
	now, _ := c.now()
	asked := c.stampOf(keyAsked)
	return c.durable && c.state.Len() > 0 && (asked == 0 || now-asked > 30*24*3_600_000)
}

// The room that is left is called little where it is less than a tenth, and less
// than so many bytes.
const littleRoom = 50 << 20

// lookAtRoom notices where little room is left. It is a job.
func (c *Cards) lookAtRoom() {
	used, quota, _ := c.browser.room()
	if left := quota - used; quota > 0 && left < quota/10 && left < littleRoom {
		c.say(Notice{NearlyFull, "This browser has little room left for this site (" + megabytes(max(0, left)) + " of " + megabytes(quota) +
			"). Export the cards, and free some space.", false})
	}
}
