package cards

import (
	"strconv"
	"strings"

	"attnexperts/app/store"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// tellOfOpening notices what an opening has shown: eviction, or a store that was
// begun anew.
func (c *Cards) tellOfOpening(before string, s *store.Store, broken int) {
	if broken > 0 {
		c.notice(Notice{SetAside, quantity.Plural(int64(broken), "event", "events") + " could not be read, and stayed where they are: check the storage.", true})
	}
	if before != "" && before != s.Device() {
		c.notice(Notice{DeletedElsewhere, "The cards were deleted in another tab.", false})
	}
	if before != "" || !s.Fresh() {
		return
	}
	events := sentinelEvents(c.browser.note(keySentinel))
	if events == 0 {
		return
	}
	text := "The browser has deleted the cards that were kept here, with " + quantity.Plural(int64(events), "event", "events") + ". "
	if at, ok := c.LastExport(); ok {
		_, zone := c.now()
		text += "Your last export was on " + recall.DayOf(at, zone, 0).String() + ": import that file to go on from there."
	} else {
		text += "There was no export."
	}
	c.notice(Notice{Evicted, text, true})
}

// sentinel notes, apart from the files, that there are cards. An empty store
// leaves an older note alone until something is stored.
func (c *Cards) sentinel() {
	if n := c.state.Len(); n > 0 {
		c.browser.setNote(keySentinel, "1 "+c.device+" "+strconv.Itoa(n))
	}
}

// sentinelEvents reads how many events there were.
func sentinelEvents(note string) int {
	fields := strings.Fields(note)
	if len(fields) != 3 || fields[0] != "1" {
		return 0
	}
	n, err := strconv.Atoi(fields[2])
	if err != nil || n < 0 {
		return 0
	}
	return n
}
