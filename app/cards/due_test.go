package cards

import (
	"strconv"
	"testing"

	"attnexperts/calc/recall"
)

const day = 24 * 3_600_000

func TestTheNoteSaysWhatIsDueOnAnyDay(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	for i := range 5 {
		id := "card" + strconv.Itoa(i)
		a.must(addCard(id))
		if i > 0 { // one stays new
			a.must(grade(id, recall.Easy))
		}
	}
	a.on(func(c *Cards) {
		for days := range int64(dueDays) {
			now := int64(noon + days*day)
			want := 0
			for _, n := range c.State().Forecast(noon, 60, dueDays)[:days+1] {
				want += n
			}
			got, ok := dueIn(w.notes[keyDue], now, 60)
			if !ok || got != want {
				t.Errorf("after %d days the note says %d, want %d", days, got, want)
			}
			// What the state says on that day is the same.
			if n := c.State().Forecast(now, 60, 1)[0]; n != want {
				t.Errorf("after %d days the state says %d, want %d", days, n, want)
			}
		}
		if got, ok := dueIn(w.notes[keyDue], noon+100*day, 60); !ok || got != 4 {
			t.Errorf("long after, the note says %d", got)
		}
		if got, ok := dueIn(w.notes[keyDue], noon-9*day, 60); !ok || got != 0 {
			t.Errorf("before its time, the note says %d", got)
		}
	})
}

func TestANoteMayBeAnything(t *testing.T) {
	for _, note := range []string{"", "1", "1 4 20000 3", "2 4 20000 3 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "1 4 20000 -3 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "1 99 20000 3 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "1 4 20000 3 0 0 0 0 0 0 0 0 0 0 0 0 0 x"} {
		if d, ok := dueIn(note, noon, 0); ok {
			t.Errorf("%q is read as %d", note, d)
		}
	}
}

func TestReminderComesAfterAWeekAndWeekly(t *testing.T) {
	for _, c := range []struct {
		what         string
		first, last  int64
		wantReminder bool
	}{
		{"no review without an export", 0, 0, false},
		{"a review six days ago", noon - 6*day, 0, false},
		{"a review a week ago", noon - 7*day, 0, true},
		{"reminded yesterday", noon - 30*day, noon - day, false},
		{"reminded a week ago", noon - 30*day, noon - 7*day, true},
		{"reminded in the future", noon - 30*day, noon + day, true},
	} {
		if got := Remind(noon, c.first, c.last); got != c.wantReminder {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestTheReminderEndsWithAnExport(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	reminder := func() (text string) { a.on(func(c *Cards) { text = c.Reminder() }); return text }
	a.must(addCard("one"))
	a.must(grade("one", recall.Good))
	w.at += 7 * day
	if reminder() == "" {
		t.Error("a week after the first review there is no reminder")
	}
	a.on((*Cards).Reminded)
	if reminder() != "" {
		t.Error("it comes twice")
	}
	w.at += 8 * day
	a.on((*Cards).Exported)
	if reminder() != "" {
		t.Error("it comes after an export")
	}
}

// What a clock that was a year ahead has noted does not silence anything for a
// year.
func TestAClockThatWasAheadSilencesNothing(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	at := func(moment int64) { w.mu.Lock(); w.at = moment; w.mu.Unlock() }
	a.must(addCard("one"))
	at(noon + 365*day)
	a.must(grade("one", recall.Good))
	a.on(func(c *Cards) {
		c.Exported()
		c.Reminded()
		c.Persist(func(bool) {})
	})
	at(noon)
	a.must(addCard("two"))
	a.must(grade("two", recall.Good))
	at(noon + 8*day)
	a.on(func(c *Cards) {
		if c.Reminder() == "" {
			t.Error("there is no reminder of an export")
		}
		if !c.WantsPersist() {
			t.Error("the browser is not asked to keep the cards")
		}
		if at, ok := c.LastExport(); ok {
			t.Errorf("the last export was at %d, which is to come", at)
		}
	})
}
