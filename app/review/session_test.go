package review

import (
	"strings"
	"testing"
	"time"

	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

func TestAFirstVisitSaysWhatThisIsAndKeepsTheLesson(t *testing.T) {
	b, m := box(t)
	b.sees(t, "No cards are kept yet", "work offline", "Keep all "+count(len(b.lesson))+" cards")
	b.does(t, "keep-part:two-costs")
	b.misses(t, "Kept")
	m.write()
	if n := b.counts().New; n == 0 || n != len(b.ofPart("two-costs")) {
		t.Errorf("%d cards are kept of %d", n, len(b.ofPart("two-costs")))
	}
	b.does(t, "keep-all")
	m.write()
	if n := b.counts().New; n != len(b.lesson) {
		t.Errorf("%d cards are kept of %d", n, len(b.lesson))
	}
	if m.persisted != 1 {
		t.Errorf("the browser was asked %d times to keep the cards", m.persisted)
	}
	b.sees(t, "20 cards are due", "20 new")
}

func TestACardIsAskedAnsweredAndGraded(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.does(t, "review")
	b.sees(t, "one", "3 left")
	b.misses(t, "the back of one", "Again")
	if pressable(b.Markup(), "grade:3") {
		t.Error("it can be graded unseen")
	}
	b.does(t, "show")
	b.sees(t, "the back of one", "Again1 min", "Good10 min")
	b.does(t, "grade:4")
	// The next card is there before the answer is written, which is not yet said to
	// be saved.
	b.sees(t, "two", "Saving…", "2 left")
	b.misses(t, "Saved")
	if m.state.Len() != 3 {
		t.Error("it was written before it was written")
	}
	m.write()
	b.sees(t, "two", "Saved. Next card.")
	b.misses(t, "Saving…")
	v, _ := m.state.Card("id-one")
	if v.Memory.Phase != recall.Review || v.Memory.Reps != 1 {
		t.Errorf("it is %+v", v.Memory)
	}
}

func TestAnAnswerThatCouldNotBeWrittenBringsTheCardBack(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.does(t, "review")
	b.does(t, "show")
	m.full = errFull
	b.does(t, "grade:3")
	b.sees(t, "two")
	m.write()
	b.sees(t, "so the card is back", "There is no room left", "the back of one")
	b.misses(t, "Saved", "Saving")
	m.full = nil
	b.does(t, "grade:3")
	m.write()
	b.sees(t, "two", "Saved. Next card.")
	b.misses(t, "no room")
	if v, _ := m.state.Card("id-one"); v.Memory.Reps != 1 {
		t.Errorf("it was answered %d times", v.Memory.Reps)
	}
}

// The same when it was the last card, and the page waits for it.
func TestTheLastAnswerIsWaitedFor(t *testing.T) {
	b, m := box(t, basics("one")...)
	b.does(t, "review")
	b.does(t, "show")
	m.full = errFull
	b.does(t, "grade:4")
	b.sees(t, "Saving your last answer")
	m.write()
	b.sees(t, "the back of one", "no room")
	m.full = nil
	b.does(t, "grade:4")
	m.write()
	b.sees(t, "Done for now", "1 answer in", "1 of them remembered", "All of it is saved", "The next cards are due in")
}

func TestUndoGoesBackToTheBeginning(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	before := string(m.state.Snapshot())
	b.does(t, "review")
	for _, grade := range []string{"1", "2", "4"} {
		b.does(t, "show")
		b.does(t, "grade:"+grade)
	}
	b.does(t, "undo") // of what is not written yet
	m.write()
	b.sees(t, "three", "1 left")
	if v, _ := m.state.Card("id-three"); v.Memory.Reps != 0 {
		t.Errorf("the undone answer counts: %+v", v.Memory)
	}
	b.does(t, "undo")
	m.write()
	b.does(t, "undo")
	m.write()
	b.sees(t, "one", "3 left")
	b.misses(t, "the back of one")
	if pressable(b.Markup(), "undo") {
		t.Error("there is more to undo than was done")
	}
	for v := range m.state.Cards {
		if v.Memory != (recall.Memory{}) {
			t.Errorf("%s is left with %+v", v.ID, v.Memory)
		}
	}
	if string(m.state.Snapshot()) == before {
		t.Error("the history is gone: an undo is an event")
	}
}

func TestBuryAndSuspendAreUndoneToo(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.does(t, "review")
	b.does(t, "bury")
	b.does(t, "suspend")
	b.sees(t, "three")
	m.write()
	if v, _ := m.state.Card("id-two"); !v.Suspended {
		t.Error("it is not suspended")
	}
	b.sees(t, "1 left")
	b.does(t, "undo")
	m.write()
	b.does(t, "undo")
	m.write()
	if v, _ := m.state.Card("id-two"); v.Suspended || b.counts().Buried != 0 {
		t.Error("it is still suspended, or the other one buried")
	}
	b.sees(t, "one", "3 left")
}

// The card that another tab answers is not answered twice, whether the news comes
// before the grade is made or after.
func TestACardAnsweredElsewhereIsNotAnsweredTwice(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.does(t, "review")
	b.does(t, "show")
	m.elsewhere(recall.Event{Kind: recall.Reviewed, Card: "id-one", Grade: recall.Easy})
	b.sees(t, "two", "changed elsewhere")
	b.misses(t, "the back of one")

	b.does(t, "show")
	b.does(t, "grade:3")
	m.watch = nil // the news is late
	m.elsewhere(recall.Event{Kind: recall.Reviewed, Card: "id-two", Grade: recall.Easy})
	m.write()
	b.sees(t, "three", "already answered in another tab")
	if v, _ := m.state.Card("id-two"); v.Memory.Reps != 1 {
		t.Errorf("it was answered %d times", v.Memory.Reps)
	}
}

func TestWhatIsTypedStaysWhenAnotherTabChangesSomething(t *testing.T) {
	number := recall.Card{ID: "n", Kind: recall.Numeric, Front: "How much?", Answer: recall.Answer{Value: 1 << 30, Unit: quantity.Bytes}}
	b, m := box(t, append([]recall.Card{number}, basics("one", "two")...)...)
	b.does(t, "review")
	b.take("typed", "1 Gi")
	m.elsewhere(recall.Event{Kind: recall.Reviewed, Card: "id-one", Grade: recall.Good})
	if !strings.Contains(b.Markup().String(), `value="1 Gi"`) {
		t.Error("what was typed is gone")
	}
	b.act("end")
	b.compose(recall.View{})
	b.take("front", "Half a ques")
	m.elsewhere(recall.Event{Kind: recall.Deleted, Card: "id-two"})
	if !strings.Contains(b.Markup().String(), `value="Half a ques"`) {
		t.Error("what was written is gone")
	}
}

func TestANumberIsCheckedBeforeItIsGraded(t *testing.T) {
	number := recall.Card{ID: "n", Kind: recall.Numeric, Front: "How much?", Answer: recall.Answer{Value: 1 << 30, Unit: quantity.Bytes}}
	for typed, want := range map[string]struct {
		says  string
		shown bool
		grade recall.Grade
	}{
		"1 GiB":      {"✓ Right: 1 GiB", true, recall.Good},
		"2 GiB":      {"✗ Not 2 GiB, but 1.0 GiB", true, recall.Again},
		"":           {"1.0 GiB", true, recall.Good},
		"much":       {"“much” is not a number", false, recall.Good},
		"5 bananas":  {"“bananas” is not a unit", false, recall.Good},
		"<b>1</b> G": {"is not a number", false, recall.Good},
	} {
		b, _ := box(t, number)
		b.does(t, "review")
		b.take("typed", typed)
		b.does(t, "check")
		b.sees(t, want.says)
		if b.session.shown != want.shown || b.session.suggested() != want.grade {
			t.Errorf("%q: shown %v, suggested %v", typed, b.session.shown, b.session.suggested())
		}
	}
}

func TestKeysReviewAndCanBeSwitchedOff(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	if b.key(" ") || b.key("3") {
		t.Error("keys do something before there is a card")
	}
	b.does(t, "review")
	if b.key("3") || b.key("x") {
		t.Error("a card is graded unseen")
	}
	b.key(" ")
	b.sees(t, "the back of one")
	b.key("Enter")
	m.write()
	b.sees(t, "two")
	b.key("Enter")
	b.key("1")
	m.write()
	b.key("u")
	m.write()
	b.sees(t, "two")
	if v, _ := m.state.Card("id-one"); v.Memory.Reps != 1 {
		t.Errorf("Enter graded %d times", v.Memory.Reps)
	}
}

func TestSwipesGradeAndSmallMovesDoNot(t *testing.T) {
	b, m := box(t, basics("one", "two")...)
	b.does(t, "review")
	b.swipe(200, 0)
	b.does(t, "show")
	b.swipe(40, 0)
	b.swipe(200, 150)
	b.swipe(0, 300)
	if len(b.session.deeds) != 0 {
		t.Fatal("it was graded by no swipe")
	}
	b.swipe(200, 20)
	b.does(t, "show")
	b.swipe(-90, 0)
	m.write()
	for id, phase := range map[string]string{"id-one": "Good", "id-two": "Again"} {
		found := ""
		for e := range m.state.Events {
			if e.Kind == recall.Reviewed && e.Card == id {
				found = e.Grade.String()
			}
		}
		if found != phase {
			t.Errorf("%s was graded %q, want %q", id, found, phase)
		}
	}
}

// Time away from the page does not count as time at the card.
func TestHiddenTimeIsNotCounted(t *testing.T) {
	now := time.Unix(1000, 0)
	w := stopwatch{clock: func() time.Time { return now }}
	w.reset()
	now = now.Add(4 * time.Second)
	w.hide(true)
	now = now.Add(time.Hour)
	w.hide(true)
	if w.ms() != 4000 {
		t.Errorf("hidden: %d ms", w.ms())
	}
	w.hide(false)
	now = now.Add(2 * time.Second)
	if w.ms() != 6000 {
		t.Errorf("after that: %d ms", w.ms())
	}
	w.hide(true)
	now = now.Add(time.Minute)
	if w.ms() != 6000 {
		t.Errorf("hidden again: %d ms", w.ms())
	}
	w.hide(false)
	now = now.Add(time.Hour)
	if w.ms() != recall.MaxTook {
		t.Errorf("away at the screen: %d ms", w.ms())
	}
}

func TestLimitsAreToldAndMoreCanBeAsked(t *testing.T) {
	var fronts []string
	for i := range 30 {
		fronts = append(fronts, "card "+number(i))
	}
	b, m := box(t, basics(fronts...)...)
	m.elsewhere(recall.Event{Kind: recall.Configured, Settings: recall.Settings{Retention: 90, NewPerDay: 2, ReviewsPerDay: 10, DayStart: 4, LearnAhead: 20, LeechLapses: 8}})
	b.does(t, "review")
	for range 2 {
		b.does(t, "show")
		b.does(t, "grade:4")
		m.write()
	}
	b.sees(t, "limits are reached", "28 more cards are waiting", "20 more today")
	b.does(t, "more")
	b.sees(t, "card 2", "20 left")
	for range 20 {
		b.does(t, "show")
		b.does(t, "grade:4")
		m.write()
	}
	b.sees(t, "8 more cards are waiting", "22 answers in")
	if s := m.state.Settings(); s.NewPerDay != 2 {
		t.Errorf("the limit became %d", s.NewPerDay)
	}
}

func TestACardInLearningIsAskedAheadOfTimeAndThenWaitedFor(t *testing.T) {
	b, m := box(t, basics("one")...)
	b.does(t, "review")
	b.does(t, "show")
	b.does(t, "grade:3") // back in 10 minutes, within the 20 of learning ahead
	m.write()
	b.sees(t, "one", "ahead of time")
	b.act("end")
	m.elsewhere(recall.Event{Kind: recall.Configured, Settings: recall.Settings{Retention: 90, NewPerDay: 2, ReviewsPerDay: 10, DayStart: 4, LeechLapses: 8}})
	b.sees(t, "Done for now", "The next card is due in 10 min")
}

func TestALeechIsToldOfWithWhatHelps(t *testing.T) {
	b, m := box(t, basics("one", "two")...)
	m.elsewhere(recall.Event{Kind: recall.Configured, Settings: recall.Settings{Retention: 90, NewPerDay: 9, ReviewsPerDay: 10, DayStart: 4, LeechLapses: 1}})
	m.elsewhere(recall.Event{Kind: recall.Reviewed, Card: "id-one", Grade: recall.Easy})
	m.at += 30 * 86_400_000
	b.news()
	b.does(t, "review")
	b.sees(t, "one")
	b.does(t, "show")
	b.does(t, "grade:1")
	m.write()
	b.sees(t, "You have forgotten “one” 1 time", "split it in two")
	b.does(t, "rest:id-one")
	m.write()
	if v, _ := m.state.Card("id-one"); !v.Suspended {
		t.Error("it is not suspended")
	}
	b.misses(t, "You have forgotten")
}
