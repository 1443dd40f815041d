package cards

import (
	"strconv"

	"attnexperts/calc/recall"
)

// week is in milliseconds.
const week = 7 * 24 * 3_600_000

// Remind reports whether it is time to remind of an export: all in Unix
// milliseconds, now, the first review that is in no export (0 if there is none),
// and when the reader was reminded last (0: never). It is, a week after that
// review, and at most weekly. A reminder that is dated in the future, by a clock
// that went back, does not count.
func Remind(now, firstUnsaved, lastReminded int64) bool {
	return firstUnsaved > 0 && now-firstUnsaved >= week && (lastReminded > now || now-lastReminded >= week)
}

// Exported notes that the reader has just taken an export away.
func (c *Cards) Exported() {
	c.stamp(keyExported)
	c.tellAll()
}

// LastExport returns when the last export was taken away from this browser, in
// Unix milliseconds, and false if none was.
func (c *Cards) LastExport() (at int64, ok bool) {
	at = c.stampOf(keyExported)
	return at, at > 0
}

// Reminder returns a sentence that reminds of an export, or "": see [Remind].
// Once it was shown, call Reminded.
func (c *Cards) Reminder() string {
	now, _ := c.now()
	first := firstReview(c.state, c.stampOf(keyExported), now)
	if !Remind(now, first, c.stampOf(keyReminded)) {
		return ""
	}
	if _, ok := c.LastExport(); ok {
		return "Your last export does not have the reviews of the past week. A browser may delete what a page keeps: export the cards now and then."
	}
	return "You have reviewed for a week, and there is no export yet. A browser may delete what a page keeps: export the cards now and then."
}

// Reminded notes that the reminder was shown.
func (c *Cards) Reminded() { c.stamp(keyReminded) }

// firstReview returns when the first review after a moment and until now was, or
// 0. One of a clock that was ahead does not count.
func firstReview(s *recall.State, after, now int64) int64 {
	for e := range s.Events {
		if e.Kind == recall.Reviewed && e.At > after && e.At <= now {
			return e.At
		}
	}
	return 0
}

// stamp notes the present moment under a key, and stampOf reads it: 0 where there
// is none, or one to come: the clock was ahead then, and would silence what waits
// for its time until it is reached.
func (c *Cards) stamp(key string) {
	if c.browser != nil {
		now, _ := c.now()
		c.browser.setNote(key, strconv.FormatInt(now, 10))
	}
}

func (c *Cards) stampOf(key string) int64 {
	if c.browser == nil {
		return 0
	}
	at, err := strconv.ParseInt(c.browser.note(key), 10, 64)
	if now, _ := c.now(); err != nil || at < 0 || at > now {
		return 0
	}
	return at
}
