package recall

import (
	"strings"
	"testing"
)

func TestFindingsNameAndCountWhatIsOdd(t *testing.T) {
	y := newStory(t)
	if list := y.s.Findings(); list != nil {
		t.Errorf("of nothing: %+v", list)
	}
	y.add("a")
	first := y.grade("a", Easy)
	undo := y.do(Event{Kind: Undone, Target: first.ID})
	y.do(Event{Kind: Reviewed, Card: "a", Grade: Good, Weights: "trained"})
	if list := y.s.Findings(); len(list) != 1 {
		t.Errorf("an undo is nothing odd: %+v", list)
	}
	y.do(Event{Kind: Undone, Target: undo.ID})
	y.do(Event{Kind: Undone, Target: ID{5, "else", 5}})
	twin := first
	twin.Grade = Hard
	y.s.Apply(twin)
	for _, e := range []Event{
		{ID: ID{noon + day, "else", 1}, Kind: Reviewed, At: noon, Card: "b", Grade: Good, Weights: Weights},
		{ID: ID{noon + day, "else", 2}, Kind: Reviewed, At: noon, Card: "b", Grade: Good, Weights: Weights},
	} {
		if _, err := y.s.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	list := y.s.Findings()
	for i, want := range []string{"1 event under the ID of another", "1 event scheduled by other", "1 event taking back an event that is not", "1 event taking back an undo", "2 events of cards whose content is missing"} {
		if i >= len(list) || !strings.HasPrefix(list[i].Text, want) {
			t.Fatalf("findings are %+v, want %q as number %d", list, want, i)
		}
	}
	if len(list) != 5 || list[4].Count != 2 || list[4].First != (ID{noon + day, "else", 1}) {
		t.Errorf("findings are %+v", list)
	}
	// The content comes later than the reviews, and all is well.
	c := basic("b")
	y.s.Apply(Event{ID: ID{noon, "else", 9}, Kind: Added, At: noon, Card: "b", Content: &c})
	if v, ok := y.s.Card("b"); !ok || v.Memory.Reps != 2 || len(y.s.Findings()) != 4 {
		t.Errorf("card b is %+v, findings are %+v", v, y.s.Findings())
	}
}

// Both events under one ID are kept and folded, and one undo takes back both.
func TestTwinsAreBothKept(t *testing.T) {
	y := newStory(t)
	y.add("a")
	first := y.grade("a", Again)
	twin := first
	twin.Grade = Easy
	if added, err := y.s.Apply(twin); !added || err != nil {
		t.Fatal(added, err)
	}
	if m := y.memory("a"); m.Reps != 2 || y.s.Len() != 3 {
		t.Errorf("the memory is %+v", m)
	}
	other := first
	other.Card = "b"
	if added, err := y.s.Apply(other); !added || err != nil {
		t.Fatal(added, err)
	}
	y.do(Event{Kind: Undone, Target: first.ID})
	if m := y.memory("a"); m != (Memory{}) || y.s.cards["b"].memory != (Memory{}) {
		t.Errorf("after the undo it is %+v", m)
	}
}

func TestEventsThatAreNotValidChangeNothing(t *testing.T) {
	y := newStory(t)
	y.add("a")
	before := string(y.s.Snapshot())
	bad := Event{ID: ID{noon, "test", 9}, Kind: Reviewed, At: noon, Card: "a", Grade: 9, Weights: Weights}
	good := bad
	good.Grade = Good
	if _, err := y.s.Merge([]Event{good, bad}, nil); err == nil || !strings.Contains(err.Error(), "event 2 of 2") {
		t.Errorf("merged: %v", err)
	}
	if _, err := y.s.Apply(bad); err == nil {
		t.Error("applied")
	}
	if _, err := Fold([]Event{bad}); err == nil {
		t.Error("folded")
	}
	if string(y.s.Snapshot()) != before {
		t.Error("the state changed")
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	events := deckOf(50, 5000)
	s := fold(t, events)
	for what, run := range map[string]func(Progress){
		"merge": func(p Progress) { new(State).Merge(events, p) },
		"JSON":  func(p Progress) { ReadJSON(string(s.Export()), p) },
		"Anki": func(p Progress) {
			ReadAnki(strings.Repeat("a long enough front of a card\tand its back\n", 9999), p)
		},
	} {
		calls, last, whole := 0, 0, 0
		run(func(done, total int) {
			if done < last || done > total {
				t.Errorf("%s: %d of %d after %d", what, done, total, last)
			}
			calls, last, whole = calls+1, done, total
		})
		if calls < 3 || last != whole || whole < 5000 {
			t.Errorf("%s: %d calls, the last with %d of %d", what, calls, last, whole)
		}
	}
}
