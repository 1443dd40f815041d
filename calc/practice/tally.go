package practice

// maxRecent is how many of the latest results a Tally tells apart.
const maxRecent = 20

// Tally is what is known of one kind from the results.
type Tally struct {
	Kind Kind
	// Done is how many exercises were finished, Right how many of them right at
	// first try.
	Done, Right int
	// Took is the time spent, in milliseconds.
	Took int64
	// Recent says of the latest exercises, at most 20, whether each was right at
	// first try; the latest is the last.
	Recent []bool
	// Level is the level of the next exercise: one up after two in a row right
	// at first try, one down after two in a row that were not.
	Level int
	// Last is when the latest was finished, in Unix milliseconds; 0 if none was.
	Last int64

	// run is how many in a row were right, or, below 0, were not, at this level.
	run int
}

// take adds a result to its kind's tally.
func (t *Tally) take(r Result) {
	t.Done++
	t.Took += r.Took
	t.Last = max(t.Last, r.When)
	if t.Recent = append(t.Recent, r.First); len(t.Recent) > maxRecent {
		t.Recent = t.Recent[1:]
	}
	if r.First {
		t.Right++
		t.run = max(t.run, 0) + 1
	} else {
		t.run = min(t.run, 0) - 1
	}
	// The results say at which level they were: a link may have been easier, or
	// harder, than what would have come next.
	switch {
	case t.run >= 2 && r.Level >= t.Level && t.Level < MaxLevel:
		t.Level, t.run = t.Level+1, 0
	case t.run <= -2 && r.Level <= t.Level && t.Level > 1:
		t.Level, t.run = t.Level-1, 0
	}
}

// missed is how many of the latest four were not right at first try.
func (t *Tally) missed() int {
	missed := 0
	for _, right := range t.Recent[max(0, len(t.Recent)-4):] {
		if !right {
			missed++
		}
	}
	return missed
}

// Tallies folds results, in the order of their time, into one Tally for each
// kind, in the order of Kinds; kinds that are not known are left out.
func Tallies(results []Result) []Tally {
	kinds := Kinds()
	tallies := make([]Tally, len(kinds))
	place := map[string]int{}
	for i, k := range kinds {
		tallies[i] = Tally{Kind: k, Level: 1}
		place[k.Key] = i
	}
	for _, r := range results {
		if i, ok := place[r.Kind]; ok {
			tallies[i].take(r)
		}
	}
	return tallies
}

// Day is what was done on one day.
type Day struct {
	// Day counts days from 1 January 1970, in local time.
	Day int64
	// Done and Right count exercises as in Tally, all kinds together; Took is the
	// time spent, in milliseconds.
	Done, Right int
	Took        int64
}

// dayLength is in milliseconds.
const dayLength = 24 * 60 * 60 * 1000

// Days folds results, in the order of their time, into the days on which
// something was done, the first one first; zone is how many minutes local time
// is ahead of UTC.
func Days(results []Result, zone int) []Day {
	var days []Day
	for _, r := range results {
		local := r.When + int64(zone)*60_000
		day := local / dayLength
		if local%dayLength < 0 {
			day-- // before 1970
		}
		if len(days) == 0 || days[len(days)-1].Day != day {
			days = append(days, Day{Day: day})
		}
		d := &days[len(days)-1]
		d.Done++
		d.Took += r.Took
		if r.First {
			d.Right++
		}
	}
	return days
}

// Streak is how many of the latest results in a row were right at first try.
func Streak(results []Result) int {
	for i := range results {
		if !results[len(results)-1-i].First {
			return i
		}
	}
	return len(results)
}
