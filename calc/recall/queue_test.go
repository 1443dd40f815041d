package recall

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func (y *story) queue() Queue { return y.s.Queue(y.by.At, y.by.Zone) }

func (y *story) wants(what string, cards ...string) Queue {
	y.t.Helper()
	q := y.queue()
	if !slices.Equal(q.Cards, cards) {
		y.t.Errorf("%s: the queue is %v, want %v", what, q.Cards, cards)
	}
	if q.Learning+q.Review+q.New != len(q.Cards) {
		y.t.Errorf("%s: the parts do not add up: %+v", what, q)
	}
	return q
}

func TestNewCardsComeAsAddedUpToTheLimit(t *testing.T) {
	y := newStory(t)
	limits := DefaultSettings()
	limits.NewPerDay = 2
	y.do(Event{Kind: Configured, Settings: limits})
	for _, id := range []string{"z", "a", "m"} {
		y.add(id)
	}
	if q := y.wants("at first", "z", "a"); q.Unseen != 1 {
		t.Errorf("%d are unseen, want 1", q.Unseen)
	}
	beyond := func(most int, ids ...string) {
		t.Helper()
		if got := y.s.Beyond(y.by.At, y.by.Zone, most); !slices.Equal(got, ids) {
			t.Errorf("beyond the limit are %v, want %v", got, ids)
		}
	}
	beyond(9, "m")
	beyond(0)
	y.add("n")
	beyond(9, "m", "n")
	beyond(1, "m")
	y.do(Event{Kind: Deleted, Card: "n"})
	first := y.grade("z", Easy)
	y.wants("one begun", "a")
	beyond(9, "m")
	y.do(Event{Kind: Undone, Target: first.ID})
	y.wants("undone", "z", "a")
	y.grade("z", Easy)
	y.grade("a", Easy)
	y.wants("limit reached")
	y.wait(day)
	y.wants("the next day", "m")
}

// What was begun in Tokyo counts in Los Angeles on the same date, 21 hours later.
func TestLimitsHoldForADateAcrossZones(t *testing.T) {
	y := newStory(t)
	limits := DefaultSettings()
	limits.NewPerDay = 1
	y.do(Event{Kind: Configured, Settings: limits})
	y.by.At, y.by.Zone = at(t, "2026-11-03 05:00", 540), 540
	y.add("a")
	y.add("b")
	y.grade("a", Easy)
	y.by.At, y.by.Zone = at(t, "2026-11-03 09:00", -480), -480
	y.wants("on the same date")
	y.wait(day)
	y.wants("on the next", "b")
}

func TestLearningComesFirstThenReviewsThenNew(t *testing.T) {
	y := newStory(t)
	for _, id := range []string{"known", "learn", "fresh"} {
		y.add(id)
	}
	y.grade("known", Easy)
	y.wait(8 * day)
	y.grade("learn", Again)
	y.wants("the step is not over", "known", "fresh")
	y.wait(minute)
	q := y.wants("the step is over", "learn", "known", "fresh")
	if q.Learning != 1 || q.Review != 1 || q.New != 1 || q.Ahead != 0 {
		t.Errorf("the queue is %+v", q)
	}
}

func TestLearningIsAskedAheadOnlyWhenNothingElseIsLeft(t *testing.T) {
	y := newStory(t)
	y.add("a")
	y.add("b")
	y.grade("a", Good) // in 10 minutes
	if q := y.wants("b is left", "b"); q.Later != y.by.At+10*minute {
		t.Errorf("later is %d, want in 10 minutes", q.Later-y.by.At)
	}
	y.grade("b", Easy)
	if q := y.wants("nothing else is left", "a"); q.Ahead != 1 || q.Later != 0 {
		t.Errorf("the queue is %+v", q)
	}
	limits := DefaultSettings()
	limits.LearnAhead = 9
	y.do(Event{Kind: Configured, Settings: limits})
	y.wants("further ahead than allowed")
}

func TestReviewLimitLeavesCardsForAnotherDay(t *testing.T) {
	y := newStory(t)
	limits := DefaultSettings()
	limits.ReviewsPerDay = 3
	y.do(Event{Kind: Configured, Settings: limits})
	for i := range 5 {
		id := fmt.Sprintf("c%d", i)
		y.add(id)
		y.grade(id, Easy)
	}
	y.wait(8 * day)
	q := y.queue()
	if q.Review != 3 || q.Overdue != 2 {
		t.Fatalf("the queue is %+v", q)
	}
	if again := y.queue(); !slices.Equal(q.Cards, again.Cards) {
		t.Error("asked again, the order differs")
	}
	y.grade(q.Cards[0], Good)
	if q := y.queue(); q.Review != 2 || q.Overdue != 2 {
		t.Errorf("after one: %+v", q)
	}
	y.wait(3 * day)
	if q := y.queue(); q.Review != 3 {
		t.Errorf("three days later: %+v", q)
	}
}

func TestBuriedSuspendedAndDeletedCardsAreLeftOut(t *testing.T) {
	y := newStory(t)
	for _, id := range []string{"a", "b", "c", "d"} {
		y.add(id)
	}
	y.do(Event{Kind: Buried, Card: "a"})
	y.do(Event{Kind: Suspended, Card: "b"})
	y.do(Event{Kind: Deleted, Card: "c"})
	if q := y.wants("left out", "d"); q.Buried != 1 {
		t.Errorf("the queue is %+v", q)
	}
	y.wait(day)
	y.wants("the next day", "a", "d")
	y.do(Event{Kind: Unsuspended, Card: "b"})
	y.do(Event{Kind: Undeleted, Card: "c"})
	y.wants("brought back", "a", "b", "c", "d")
	counts := y.s.Counts(y.by.At, 0)
	if counts != (Counts{New: 4}) {
		t.Errorf("the counts are %+v", counts)
	}
}

func TestKeepingACardAgainChangesNothingButBringsItBack(t *testing.T) {
	y := newStory(t)
	c := basic("a")
	y.do(Event{Kind: Kept, Content: &c})
	mine := c
	mine.Back = "in my words"
	y.do(Event{Kind: Edited, Content: &mine})
	y.do(Event{Kind: Deleted, Card: "a"})
	y.wants("deleted")
	y.do(Event{Kind: Kept, Content: &c})
	y.wants("kept again", "a")
	if v, _ := y.s.Card("a"); v.Back != mine.Back {
		t.Errorf("the reader's words became %q", v.Back)
	}
}

func TestSiblingsWaitForAnotherDay(t *testing.T) {
	y := newStory(t)
	y.add("other")
	for gap := 1; gap <= 2; gap++ {
		c := Card{ID: fmt.Sprintf("gap%d", gap), Note: "gaps", Kind: Cloze, Gap: gap, Front: "{{c1::K}} and {{c2::V}}"}
		y.do(Event{Kind: Added, Content: &c})
	}
	if q := y.wants("only one of a family", "other", "gap1"); q.Buried != 1 {
		t.Errorf("the queue is %+v", q)
	}
	y.grade("gap1", Good)
	y.wants("the other one waits", "other")
	y.wait(day)
	y.wants("the next day", "gap1", "other")
	y.grade("gap1", Easy)
	y.wait(day)
	y.wants("and its sibling the day after", "other", "gap2")
}

func TestLeechesAreFlagged(t *testing.T) {
	y := newStory(t)
	y.add("a")
	limits := DefaultSettings()
	limits.LeechLapses = 2
	y.do(Event{Kind: Configured, Settings: limits})
	y.grade("a", Easy)
	for lapse := range 2 {
		if v, _ := y.s.Card("a"); v.Leech {
			t.Errorf("a leech after %d lapses", lapse)
		}
		y.wait(20 * day)
		y.grade("a", Again)
		y.wait(10 * minute)
		y.grade("a", Good)
	}
	if v, _ := y.s.Card("a"); !v.Leech || v.Memory.Lapses != 2 {
		t.Errorf("no leech: %+v", v)
	}
}

// What the four buttons promise is what they do.
func TestPreviewIsWhatTheGradeDoes(t *testing.T) {
	y := newStory(t)
	y.add("a")
	texts := ""
	for i := range 40 {
		if i == 20 {
			low := DefaultSettings()
			low.Retention, low.DayStart = 71, 9
			y.do(Event{Kind: Configured, Settings: low})
		}
		choices, err := y.s.Preview("a", y.by.At, y.by.Zone)
		if err != nil || len(choices) != 4 {
			t.Fatal(choices, err)
		}
		want := choices[i*7%4]
		y.grade("a", want.Grade)
		if got := y.memory("a"); got != want.Memory {
			t.Fatalf("the memory is %+v, promised was %+v", got, want.Memory)
		}
		if i == 0 {
			for _, c := range choices {
				texts += c.Text + ", "
			}
		}
		y.wait(int64(i) * 11 * hour)
	}
	if texts != "1 min, 6 min, 10 min, 8 days, " {
		t.Errorf("a new card's grades are %s", texts)
	}
	if _, err := y.s.Preview("b", 0, 0); err == nil || !strings.Contains(err.Error(), "“b”") {
		t.Errorf("a card that is not there: %v", err)
	}
}

func TestMemoryTextHasTheUnit(t *testing.T) {
	for want, m := range map[string]Memory{
		"":           {},
		"10 min":     {Phase: Learning, DueAt: 10 * minute},
		"1.5 hours":  {Phase: Relearning, DueAt: 90 * minute},
		"1 day":      {Phase: Review, Interval: 1},
		"29 days":    {Phase: Review, Interval: 29},
		"1.5 months": {Phase: Review, Interval: 45},
		"1 year":     {Phase: Review, Interval: 365},
		"100 years":  {Phase: Review, Interval: 36500},
	} {
		if got := m.Text(); got != want {
			t.Errorf("%+v is %q, want %q", m, got, want)
		}
	}
}

func TestRecordRefusesWhatIsNotThere(t *testing.T) {
	y := newStory(t)
	y.add("a")
	for what, e := range map[string]Event{
		"“b”":          {Kind: Reviewed, Card: "b", Grade: Good},
		"the grade":    {Kind: Reviewed, Card: "a", Grade: 5},
		"retention":    {Kind: Configured, Settings: Settings{Retention: 50}},
		"is missing":   {Kind: Added, Card: "c"},
		"no kind":      {},
		"spaces":       {Kind: Deleted, Card: "a b"},
		"the tag “”":   {Kind: Tagged, Card: "a", Tags: []string{""}},
		"there twice":  {Kind: Tagged, Card: "a", Tags: []string{"x", "x"}},
		"a page of th": {Kind: Edited, Content: &Card{ID: "a", Kind: Basic, Front: "Q", Link: "javascript:alert(1)"}},
		"no gap 2":     {Kind: Edited, Content: &Card{ID: "a", Kind: Cloze, Gap: 2, Front: "{{c1::x}}"}},
	} {
		if _, err := y.s.Record(y.by, e); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%+v: %v, want an error about %s", e, err, what)
		}
	}
	if _, err := y.s.Undo(y.by, ID{1, "x", 1}); err == nil {
		t.Error("an event that is not there was undone")
	}
	if _, err := y.s.Record(Author{Device: "No", At: noon}, Event{Kind: Deleted, Card: "a"}); err == nil {
		t.Error("a device's name with capitals was taken")
	}
	if e, err := y.s.Grade(y.by, "a", Good, 1<<40); err != nil || e.Took != MaxTook {
		t.Errorf("a long absence: %d ms, %v", e.Took, err)
	}
}
