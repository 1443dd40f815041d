package cards

import (
	"strconv"
	"strings"

	"attnexperts/app/dom"
	"attnexperts/calc/recall"
)

// dueDays is how many study days the note of what is due covers.
const dueDays = 14

// DueNow returns how many cards fell or fall due up to the end of the study day of a
// moment (in Unix milliseconds, with the minutes that local time is ahead of UTC; see
// [Now]), without those that were never asked. It does not open the store, but reads
// a note in localStorage; false where there is none. The note is renewed after each
// change and covers 14 study days: later, it is what was due by then.
func DueNow(now int64, zone int) (due int, known bool) {
	b := theBrowser()
	if b == nil {
		return 0, false
	}
	return dueIn(b.note(keyDue), now, zone)
}

// noteDue renews the note, on the UI goroutine, and what the app's icon shows: as
// beside the page's name, only cards that have fallen due. New ones are begun when
// the reader likes, and nothing is forgotten while they wait.
func (c *Cards) noteDue() {
	if !c.durable {
		return
	}
	now, zone := c.now()
	note := dueNote(c.state, now, zone)
	c.browser.setNote(keyDue, note)
	if due, ok := dueIn(note, now, zone); ok {
		dom.Badge(due)
	}
}

// dueNote is the note: its version, the hour at which days begin, the first day,
// how many cards are new, and how many fall due on each day.
func dueNote(s *recall.State, now int64, zone int) string {
	start := s.Settings().DayStart
	fields := []int{1, start, int(recall.DayOf(now, zone, start)), s.Counts(now, zone).New}
	fields = append(fields, s.Forecast(now, zone, dueDays)...)
	texts := make([]string, len(fields))
	for i, n := range fields {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, " ")
}

// dueIn reads the note. It may be anything.
func dueIn(note string, now int64, zone int) (due int, known bool) {
	texts := strings.Fields(note)
	if len(texts) != 4+dueDays {
		return 0, false
	}
	var fields [4 + dueDays]int
	for i, text := range texts {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > recall.MaxEvents {
			return 0, false
		}
		fields[i] = n
	}
	if fields[0] != 1 || fields[1] > 23 {
		return 0, false
	}
	today := int(recall.DayOf(now, zone, fields[1])) - fields[2]
	for _, n := range fields[4 : 4+max(0, min(today, dueDays-1))+1] {
		due += n
	}
	return due, true
}
