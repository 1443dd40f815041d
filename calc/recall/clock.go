package recall

import "time"

const (
	minute = 60_000      // ms
	hour   = 60 * minute // ms
	day    = 24 * hour   // ms
)

// Day is a study day: a date of the reader's own calendar, as days since
// 1970-01-01. It starts at [Settings.DayStart], so that a review at one in the
// morning still belongs to the evening before. Dates can be compared across
// time zones and daylight saving; spans of 24 hours cannot.
type Day int32

// DayOf returns the study day of a moment: at in Unix milliseconds, zone the
// minutes that local time is ahead of UTC at that moment, start the hour at
// which days begin.
func DayOf(at int64, zone, start int) Day {
	local := at + int64(zone)*minute - int64(start)*hour
	d := local / day
	if local%day < 0 {
		d--
	}
	return Day(d)
}

// Start returns when the day begins, in Unix milliseconds, for a zone that
// holds at that moment.
func (d Day) Start(zone, start int) int64 {
	return int64(d)*day - int64(zone)*minute + int64(start)*hour
}

// String returns the day's date as ISO 8601 has it: "2026-11-24".
func (d Day) String() string { return d.time().Format(time.DateOnly) }

// time returns midnight of the date in UTC. go-fsrs counts the days between two
// reviews by their dates in UTC; given these, it counts study days.
func (d Day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }
