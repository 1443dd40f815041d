package recall

import "slices"

// Retention is how many of the cards that were known were remembered when they
// were asked, what Anki calls true retention. First answers to new cards and
// answers within learning are not counted.
type Retention struct {
	// Young and Mature part the reviews by whether the interval before them was
	// shorter than [Mature] days.
	Young, Mature, All Share
}

// Retention returns the retention over the study days from first to last, both
// included.
func (s *State) Retention(first, last Day) Retention {
	var young, mature, youngPassed, maturePassed int
	for _, n := range s.log {
		if n.kind != Reviewed || n.off || n.phase != Review || n.day < first || n.day > last {
			continue
		}
		all, passed := &young, &youngPassed
		if n.interval >= Mature {
			all, passed = &mature, &maturePassed
		}
		*all++
		if n.grade > Again {
			*passed++
		}
	}
	return Retention{
		Young: shareOf(youngPassed, young), Mature: shareOf(maturePassed, mature),
		All: shareOf(youngPassed+maturePassed, young+mature),
	}
}

// DayCount is what was done on one study day.
type DayCount struct {
	Day Day
	// Reviews counts all answers; of them, New were first answers and Again were
	// not remembered.
	Reviews, New, Again int
	// Took is the time spent, in milliseconds.
	Took int64
}

// Calendar returns what was done on each study day from first to last, both
// included, days without reviews too. At most ten years are counted.
func (s *State) Calendar(first, last Day) []DayCount {
	if last < first {
		return nil
	}
	days := make([]DayCount, min(int64(last)-int64(first)+1, 3660))
	for i := range days {
		days[i].Day = first + Day(i)
	}
	for _, n := range s.log {
		i := int64(n.day) - int64(first)
		if n.kind != Reviewed || n.off || i < 0 || i >= int64(len(days)) {
			continue
		}
		d := &days[i]
		d.Reviews++
		d.Took += int64(n.took)
		if n.phase == New {
			d.New++
		}
		if n.grade == Again {
			d.Again++
		}
	}
	return days
}

// Counts is how many cards there are, by how they stand. Deleted and suspended
// cards are counted as only that; those in Buried are counted by their phase
// too.
type Counts struct {
	New, Learning, Relearning, Young, Mature int
	Suspended, Deleted, Buried, Leeches      int
}

// Counts returns how many cards stand how at a moment, as [State.Queue] has it.
func (s *State) Counts(now int64, zone int) Counts {
	var n Counts
	today := DayOf(now, zone, s.Settings().DayStart)
	for _, c := range s.ordered() {
		switch {
		case c.deleted:
			n.Deleted++
			continue
		case c.suspended:
			n.Suspended++
			continue
		}
		if c.buried && c.buriedOn == today {
			n.Buried++
		}
		if s.leech(c) {
			n.Leeches++
		}
		switch m := &c.memory; {
		case m.Phase == New:
			n.New++
		case m.Phase == Learning:
			n.Learning++
		case m.Phase == Relearning:
			n.Relearning++
		case m.Interval < Mature:
			n.Young++
		default:
			n.Mature++
		}
	}
	return n
}

// Forecast returns how many cards fall due on each of so many days, today first,
// as they stand now: overdue ones count as today's, and neither new cards nor the
// reviews that will follow from these are in it.
func (s *State) Forecast(now int64, zone, days int) []int {
	start := s.Settings().DayStart
	today := DayOf(now, zone, start)
	due := make([]int, max(0, days))
	for _, c := range s.ordered() {
		m := &c.memory
		if !c.asked() || m.Phase == New {
			continue
		}
		d := m.DueDay
		if m.Phase != Review {
			d = DayOf(m.DueAt, zone, start)
		}
		if i := int(max(0, d-today)); i < len(due) {
			due[i]++
		}
	}
	return due
}

// Bar is one bar of a histogram: how many values are at least From and less than
// To.
type Bar struct {
	From, To float64
	Count    int
}

// StabilityBars returns how many of the cards that were begun have which
// stability, in days. The bars widen as intervals do.
func (s *State) StabilityBars() []Bar {
	return s.bars([]float64{0, 1, 3, 7, 14, 30, 60, 120, 240, 365, 730, 36501}, func(m *Memory) float64 { return float64(m.Stability) })
}

// DifficultyBars returns how many of the cards that were begun have which
// difficulty, from 1 to 10; 10 itself is in the last bar.
func (s *State) DifficultyBars() []Bar {
	return s.bars([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10.001}, func(m *Memory) float64 { return float64(m.Difficulty) })
}

func (s *State) bars(edges []float64, value func(*Memory) float64) []Bar {
	bars := make([]Bar, len(edges)-1)
	for i := range bars {
		bars[i].From, bars[i].To = edges[i], edges[i+1]
	}
	for _, c := range s.ordered() {
		if c.deleted || c.memory.Phase == New {
			continue
		}
		i, exact := slices.BinarySearch(edges, value(&c.memory))
		if !exact {
			i--
		}
		bars[max(0, min(i, len(bars)-1))].Count++
	}
	return bars
}

// TimeSpent returns the time spent on reviews, in milliseconds, and how many
// there were.
func (s *State) TimeSpent() (took int64, reviews int) {
	for _, n := range s.log {
		if n.kind == Reviewed && !n.off {
			took += int64(n.took)
			reviews++
		}
	}
	return took, reviews
}
