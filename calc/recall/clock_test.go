package recall

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"
)

// at returns a moment of a date's wall clock in Unix milliseconds.
func at(t testing.TB, text string, zone int) int64 {
	t.Helper()
	w, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return w.UnixMilli() - int64(zone)*minute
}

func TestDaysBeginAtFourByTheLocalClock(t *testing.T) {
	for _, c := range []struct {
		local string
		zone  int
		want  string
	}{
		{"2026-11-02 12:00", 0, "2026-11-02"},
		{"2026-11-02 03:59", 0, "2026-11-01"},
		{"2026-11-02 04:00", 0, "2026-11-02"},
		{"2026-11-03 03:59", 0, "2026-11-02"},
		{"2026-11-02 03:59", 840, "2026-11-01"},
		{"2026-11-02 04:00", 840, "2026-11-02"},
		{"2026-11-02 04:00", -720, "2026-11-02"},
		// Berlin: clocks go from 02:00 to 03:00 on 29 March 2026 (zone 60 to 120),
		// and back on 25 October.
		{"2026-03-29 01:59", 60, "2026-03-28"},
		{"2026-03-29 03:00", 120, "2026-03-28"},
		{"2026-03-29 04:00", 120, "2026-03-29"},
		{"2026-10-25 02:30", 120, "2026-10-24"},
		{"2026-10-25 02:30", 60, "2026-10-24"},
		{"2026-10-25 03:59", 60, "2026-10-24"},
		{"2026-10-25 04:00", 60, "2026-10-25"},
		{"1970-01-01 03:59", 0, "1969-12-31"},
		{"1969-12-30 03:00", 0, "1969-12-29"},
		{"2028-02-29 23:59", 330, "2028-02-29"},
	} {
		d := DayOf(at(t, c.local, c.zone), c.zone, 4)
		if d.String() != c.want {
			t.Errorf("%s at zone %d is on %v, want %s", c.local, c.zone, d, c.want)
		}
		if start := d.Start(c.zone, 4); DayOf(start, c.zone, 4) != d || DayOf(start-1, c.zone, 4) != d-1 {
			t.Errorf("%v does not start at %d", d, start)
		}
	}
	if d := DayOf(at(t, "2028-02-29 12:00", 0), 0, 4).String(); d != "2028-02-29" {
		t.Errorf("the date is %s", d)
	}
}

// known makes a card that is in review, last seen at noon of a day, UTC, and due
// some days later.
func known(t *testing.T) (*story, Memory) {
	y := newStory(t)
	y.add("a")
	y.grade("a", Easy)
	m := y.memory("a")
	if m.Phase != Review || m.Interval != 8 || m.DueDay != m.LastDay+8 {
		t.Fatalf("an easy new card is %+v, want one that is due in 8 days", m)
	}
	return y, m
}

func TestReviewsAreDueFromFourInTheMorning(t *testing.T) {
	y, m := known(t)
	start := m.DueDay.Start(0, 4)
	if q := y.s.Queue(start-1, 0); q.Review != 0 {
		t.Errorf("due before the day begins: %+v", q)
	}
	if q := y.s.Queue(start, 0); q.Review != 1 {
		t.Errorf("not due when the day begins: %+v", q)
	}
	// At the same instant it is due where the day has begun, and not where not.
	if q := y.s.Queue(start, -60); q.Review != 0 {
		t.Errorf("due where the day has not begun: %+v", q)
	}
	if q := y.s.Queue(start-60*minute, 60); q.Review != 1 {
		t.Errorf("not due where the day has begun: %+v", q)
	}
}

// FSRS counts days by dates. Two reviews 20 minutes apart across midnight in UTC
// are on one study day, and those before and after 04:00 local on two.
func TestElapsedDaysAreStudyDays(t *testing.T) {
	for _, c := range []struct {
		first, second string
		zone1, zone2  int
		days          int
	}{
		{"2026-11-02 23:50", "2026-11-03 00:10", 0, 0, 0},
		{"2026-11-02 23:50", "2026-11-03 03:59", 0, 0, 0},
		{"2026-11-02 23:50", "2026-11-03 04:00", 0, 0, 1},
		{"2026-11-03 00:50", "2026-11-03 01:10", 60, 60, 0},
		{"2026-03-28 12:00", "2026-03-29 12:00", 60, 120, 1},   // 23 hours
		{"2026-03-28 12:00", "2026-03-29 03:30", 60, 120, 0},   // not yet four
		{"2026-10-24 12:00", "2026-10-25 12:00", 120, 60, 1},   // 25 hours
		{"2026-11-02 09:00", "2026-11-02 10:00", 540, -480, 0}, // Tokyo to Los Angeles: one date, 18 hours
		{"2026-11-02 22:00", "2026-11-04 06:00", -480, 540, 2}, // and back: 15 hours, two dates
	} {
		y := newStory(t)
		y.by.At, y.by.Zone = at(t, c.first, c.zone1), c.zone1
		y.add("a")
		y.grade("a", Easy)
		before := y.memory("a")
		y.by.At, y.by.Zone = at(t, c.second, c.zone2), c.zone2
		y.grade("a", Good)
		got := y.memory("a")
		f := scheduler(90)
		want := f.NextState(&fsrs.MemoryState{Stability: float64(before.Stability), Difficulty: float64(before.Difficulty)}, 0.9, uint64(c.days), 3)
		if got.Stability != float32(want.Memory.Stability) || int(got.LastDay-before.LastDay) != c.days {
			t.Errorf("%s to %s: %d days and stability %v, want %d and %v", c.first, c.second, got.LastDay-before.LastDay, got.Stability, c.days, want.Memory.Stability)
		}
	}
}

func TestAClockThatWentBackIsTakenForTheLastReviewAndTold(t *testing.T) {
	y, before := known(t)
	y.wait(-5 * day)
	y.grade("a", Good)
	m := y.memory("a")
	if m.LastAt != before.LastAt || m.LastDay != before.LastDay || m.DueDay < before.LastDay {
		t.Errorf("the memory is %+v after %+v", m, before)
	}
	if days := y.s.Calendar(before.LastDay, before.LastDay); days[0].Reviews != 2 {
		t.Errorf("the day of the last review has %+v", days[0])
	}
	list := y.s.Findings()
	if len(list) != 1 || list[0].Count != 1 || !strings.Contains(list[0].Text, "clock") {
		t.Errorf("findings are %+v", list)
	}
	// And order is kept: an event that was made later is later, whatever the
	// clock said.
	if last := y.s.log[len(y.s.log)-1]; last.at >= last.id.Stamp || last.kind != Reviewed {
		t.Errorf("the last event is %+v", last)
	}
}

func TestALocalDateThatGoesBackIsNoFault(t *testing.T) {
	y := newStory(t)
	y.by.At, y.by.Zone = at(t, "2026-11-02 05:00", 540), 540
	y.add("a")
	y.grade("a", Easy)
	before := y.memory("a")
	y.wait(hour)
	y.by.Zone = -480 // it is still the day before here
	y.grade("a", Good)
	if m := y.memory("a"); m.LastDay != before.LastDay || m.LastAt != y.by.At {
		t.Errorf("the memory is %+v after %+v", m, before)
	}
	if list := y.s.Findings(); len(list) > 0 {
		t.Errorf("findings are %+v", list)
	}
}

// The root's tests let this package import "time", because go-fsrs speaks in
// time.Time; but the clock and the zone are handed in.
func TestNothingReadsTheClock(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if runtime.GOOS == "js" {
		t.Skip("in a browser there are no sources to look at")
	}
	if err != nil || len(files) < 20 {
		t.Fatalf("there should be sources to look at: %d files, %v", len(files), err)
	}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text := string(source)
		if strings.Contains(text, `"time"`) && name != "clock.go" {
			t.Errorf("%s imports time; clock.go is where it is used", name)
		}
		for _, call := range []string{"time.Now", "time.Since", "time.Until", "time.Local", "time.After", "time.Tick", "time.New", "time.LoadLocation", "fsrs.NewCard", "fsrs.Alea"} {
			if strings.Contains(text, call) {
				t.Errorf("%s calls %s: the clock is handed in", name, call)
			}
		}
	}
}
