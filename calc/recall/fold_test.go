package recall

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The snapshot holds everything that a state is: events, memories, findings. So
// two states are the same if and only if their snapshots are.
func same(t *rapid.T, what string, a, b *State) {
	t.Helper()
	if !bytes.Equal(a.Snapshot(), b.Snapshot()) {
		t.Fatalf("%s: the states differ:\n%s\n%s", what, a.Export(), b.Export())
	}
}

func TestOrderOfArrivalAndDuplicatesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories().Draw(t, "events")
		want := fold(t, events)
		shuffled := rapid.Permutation(append(slices.Clone(events), events[:len(events)/2]...)).Draw(t, "order")
		same(t, "shuffled", want, fold(t, shuffled))
	})
}

func TestApplyingOneByOneIsFoldingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories().Draw(t, "events")
		if rapid.Bool().Draw(t, "shuffled") {
			events = rapid.Permutation(events).Draw(t, "order")
		}
		one := new(State)
		for i, e := range events {
			if added, err := one.Apply(e); err != nil || !added {
				t.Fatalf("event %d: %v, %v", i, added, err)
			}
			if i == len(events)/2 {
				same(t, "half way", fold(t, events[:i+1]), one)
			}
		}
		all := new(State)
		if _, err := all.Merge(events, nil); err != nil {
			t.Fatal(err)
		}
		same(t, "one by one", all, one)
	})
}

func TestMergeIsAUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories().Draw(t, "events")
		cut := rapid.IntRange(0, len(events)).Draw(t, "cut")
		a, b := events[:cut], events[cut/2:]
		ab, ba := fold(t, a), fold(t, b)
		if both := fold(t, events); len(b) > few {
			// Only a part is folded again, and yet all is as if it were.
			if _, err := ab.Merge(b, nil); err != nil {
				t.Fatal(err)
			}
			same(t, "a part and all", both, ab)
		}
		if _, err := ab.Merge(b, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := ba.Merge(a, nil); err != nil {
			t.Fatal(err)
		}
		same(t, "a and b, b and a", ab, ba)
		if added, err := ab.Merge(events, nil); err != nil || added != 0 {
			t.Fatalf("merged again: %d added, %v", added, err)
		}
		same(t, "merged twice", ab, ba)
	})
}

// An event and its undo leave what was there before: every card, its memory, the
// statistics and the queue.
func TestUndoIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories().Draw(t, "events")
		victims := rapid.SliceOfN(rapid.SampledFrom(append(slices.Clone(events), Event{})), 0, 4).Draw(t, "victims")
		var without, undos []Event
		for i, v := range victims {
			if v.Kind != Newer && v.Kind != Undone {
				undos = append(undos, Event{ID: ID{maxStamp, "undoer", int64(i + 1)}, Kind: Undone, At: noon, Target: v.ID})
			}
		}
		for _, e := range events {
			if !slices.ContainsFunc(undos, func(u Event) bool { return u.Target == e.ID }) {
				without = append(without, e)
			}
		}
		with := fold(t, events)
		for _, u := range undos {
			if _, err := with.Apply(u); err != nil {
				t.Fatal(err)
			}
		}
		before := fold(t, without)
		now := int64(noon + 40*day)
		for id, c := range before.cards {
			if got := with.cards[id]; !sameCard(got.cardState, c.cardState) {
				t.Fatalf("card %s is %+v, want %+v", id, got.cardState, c.cardState)
			}
		}
		for id, c := range with.cards {
			if before.cards[id] == nil && !sameCard(c.cardState, cardState{}) {
				t.Fatalf("card %s was left behind: %+v", id, c.cardState)
			}
		}
		if a, b := with.Queue(now, 0), before.Queue(now, 0); !slices.Equal(a.Cards, b.Cards) || a.Later != b.Later {
			t.Fatalf("the queue is %+v, want %+v", a, b)
		}
		if a, b := with.Retention(0, 1<<30), before.Retention(0, 1<<30); a != b {
			t.Fatalf("retention is %+v, want %+v", a, b)
		}
		first := DayOf(noon, 0, 4) - 100
		if a, b := with.Calendar(first, first+3000), before.Calendar(first, first+3000); !slices.Equal(a, b) {
			t.Fatal("the calendar differs")
		}
	})
}

func sameCard(a, b cardState) bool {
	if (a.says == nil) != (b.says == nil) || a.says != nil && !equalCards(a.says, b.says) {
		return false
	}
	a.says, b.says = nil, nil
	return a == b
}

func TestSnapshotIsTheStateToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := histories().Draw(t, "events")
		s := fold(t, events)
		opened, err := Open(s.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		same(t, "opened", s, opened)
		for id, c := range s.cards {
			if !sameCard(c.cardState, opened.cards[id].cardState) {
				t.Fatalf("card %s is %+v, want %+v", id, opened.cards[id].cardState, c.cardState)
			}
		}
		for i, n := range s.log {
			if m := opened.log[i]; n.off != m.off || n.phase != m.phase || n.day != m.day || n.interval != m.interval || n.flaw != m.flaw {
				t.Fatalf("event %v found %+v, want %+v", n.id, m, n)
			}
		}
		// And it goes on as the folded one does.
		a := Author{Device: "desk", At: noon + 400*day}
		e1, err1 := s.Grade(a, "c1", Good, 10)
		e2, err2 := opened.Grade(a, "c1", Good, 10)
		if e1.Line() != e2.Line() || (err1 == nil) != (err2 == nil) {
			t.Fatalf("the next events differ: %s, %v and %s, %v", e1.Line(), err1, e2.Line(), err2)
		}
		if err1 == nil {
			s.Apply(e1)
			opened.Apply(e2)
			same(t, "after one more", s, opened)
		}
	})
}

func TestExportWipedAndImportedIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := fold(t, histories().Draw(t, "events"))
		file, err := ReadJSON(string(s.Export()), nil)
		if err != nil || file.AsideAll > 0 || file.Newer {
			t.Fatalf("%v, %+v", err, file.Aside)
		}
		again := fold(t, file.Events)
		same(t, "imported", s, again)
		if !bytes.Equal(s.Export(), again.Export()) {
			t.Fatal("the second export differs")
		}
	})
}

// Settings that arrive late, among much else, change cards that nothing else in
// the batch is about.
func TestSettingsThatArriveLateHoldFromTheirPlace(t *testing.T) {
	y := newStory(t)
	for _, id := range []string{"a", "b"} {
		y.add(id)
		y.wait(day)
		y.grade(id, Easy)
	}
	low := DefaultSettings()
	low.Retention = 75
	batch := []Event{{ID: ID{noon + 1, "else", 1}, Kind: Configured, At: noon, Settings: low}}
	for i := range int64(2 * few) {
		batch = append(batch, Event{ID: ID{noon + 2 + i, "else", 2 + i}, Kind: Buried, At: noon, Card: "c"})
	}
	want := fold(t, append(slices.Collect(y.s.Events), batch...))
	before := y.memory("a").Interval
	if _, err := y.s.Merge(batch, nil); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(y.s.Snapshot(), want.Snapshot()) || y.memory("a").Interval <= before {
		t.Errorf("at 75 %% the interval is %d, before it was %d", y.memory("a").Interval, before)
	}
	// And taking them back late does too.
	undo := append([]Event(nil), Event{ID: ID{noon + 100*day, "else", 99}, Kind: Undone, At: noon, Target: batch[0].ID})
	for i := range int64(2 * few) {
		undo = append(undo, Event{ID: ID{noon + 200*day + i, "else", 100 + i}, Kind: Buried, At: noon, Card: "c"})
	}
	if _, err := y.s.Merge(undo, nil); err != nil {
		t.Fatal(err)
	}
	if got := y.memory("a").Interval; got != before {
		t.Errorf("taken back, the interval is %d, want %d", got, before)
	}
}

// An event comes after all that its device knew of, whatever device or clock
// that was from.
func TestAnEffectNeverComesBeforeItsCause(t *testing.T) {
	y := newStory(t)
	for _, device := range []string{"zz", "aa", "mm"} {
		y.by.Device = device
		before := y.s.NextID(y.by)
		y.wait(-minute)
		y.add("c")
		if last := y.s.log[len(y.s.log)-1]; last.id.Device != device || last.id.Compare(before) != 0 && y.s.Len() > 1 {
			t.Errorf("the event of %s is %v, and the last is %v", device, before, last.id)
		}
	}
	// At the end of time stamps stay, but one device's events keep their order.
	end := Event{ID: ID{maxStamp, "mm", 7}, Kind: Deleted, Card: "c", At: noon}
	if _, err := y.s.Apply(end); err != nil {
		t.Fatal(err)
	}
	if id := y.s.NextID(y.by); id.Compare(end.ID) <= 0 || id.validate() != nil {
		t.Errorf("the next ID is %v", id)
	}
}
