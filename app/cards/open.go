package cards

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/store"
	"attnexperts/calc/recall"
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
	c.say(Notice{DeletedElsewhere, "The stored cards were deleted while this page was open. The page still had " + counted(len(events), "event") +
		" of them, and has stored these again. To delete the cards for good, use the page's own button.", true})
	return nil
}

// tellOfOpening notices what an opening has shown: eviction, or a store that was
// begun anew.
func (c *Cards) tellOfOpening(before string, s *store.Store, broken int) {
	if broken > 0 {
		c.notice(Notice{SetAside, counted(broken, "event") + " could not be read, and stayed where they are: check the storage.", true})
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
	text := "The browser has deleted the cards that were kept here, with " + counted(events, "event") + ". "
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

// plain makes an error of the disk into one for the reader.
func (c *Cards) plain(err error) error {
	if err != nil && c.browser.full(err) {
		return errFull
	}
	return err
}

// counted writes a number with a noun.
func counted(n int, noun string) string {
	text := strconv.Itoa(n) + " " + noun
	if n != 1 {
		text += "s"
	}
	return text
}

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

// rest is how long nothing may have been stored before the files are tidied.
const rest = 1500 * time.Millisecond
