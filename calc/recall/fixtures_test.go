package recall

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/quantity"
)

const (
	// noon is 2026-11-02 12:00 UTC, the start of the tests' time.
	noon = 1_793_620_800_000
)

// story makes events as a device would: each is made by Record on the state so
// far, and applied to it.
type story struct {
	t  testing.TB
	s  State
	by Author
}

func newStory(t testing.TB) *story {
	return &story{t: t, by: Author{Device: "test", At: noon}}
}

// do records an event and applies it.
func (y *story) do(e Event) Event {
	y.t.Helper()
	e, err := y.s.Record(y.by, e)
	if err != nil {
		y.t.Fatal(err)
	}
	if added, err := y.s.Apply(e); err != nil || !added {
		y.t.Fatalf("Apply(%s): %v, %v", e.Line(), added, err)
	}
	return e
}

// add adds a card.
func (y *story) add(id string) Event {
	y.t.Helper()
	c := basic(id)
	return y.do(Event{Kind: Added, Content: &c})
}

// grade reviews a card.
func (y *story) grade(id string, g Grade) Event {
	y.t.Helper()
	return y.do(Event{Kind: Reviewed, Card: id, Grade: g, Took: 5000})
}

// memory returns a card's memory.
func (y *story) memory(id string) Memory {
	y.t.Helper()
	v, ok := y.s.Card(id)
	if !ok {
		y.t.Fatalf("there is no card %s", id)
	}
	return v.Memory
}

// wait lets time pass.
func (y *story) wait(ms int64) { y.by.At += ms }

func basic(id string) Card {
	return Card{ID: id, Kind: Basic, Front: "What is " + id + "?", Back: "It is " + id + "."}
}

// cards draws cards of every kind.
func cards() *rapid.Generator[Card] {
	return rapid.Custom(func(t *rapid.T) Card {
		c := basic(fmt.Sprintf("c%d", rapid.IntRange(0, 7).Draw(t, "card")))
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab<>/&;\"'\\,\t\n #{}:ü\u2028𝛼")), 1, 20, -1)
		c.Front = "Q" + text.Draw(t, "front")
		c.Back = text.Draw(t, "back")
		c.Part = rapid.SampledFrom([]string{"", "masks", "cache"}).Draw(t, "part")
		c.Note = rapid.SampledFrom([]string{"", "", "c0"}).Draw(t, "note")
		c.Source = rapid.SampledFrom([]string{"", "arXiv 2305.13245, §2 & <b>"}).Draw(t, "source")
		c.Link = rapid.SampledFrom([]string{"", "/mask/#v=1&rule=causal%26window%288%29"}).Draw(t, "link")
		c.Tags = rapid.SampledFrom([][]string{nil, {"one"}, {"a::b", "ü\"<"}}).Draw(t, "tags")
		switch c.Kind = rapid.SampledFrom(CardKinds()).Draw(t, "kind"); c.Kind {
		case Cloze:
			c.Front += "{{c1::x}} and {{c2::y::why}}"
			c.Gap = rapid.IntRange(0, 2).Draw(t, "gap")
		case Numeric:
			c.Answer = Answer{rapid.Float64Range(0, 1e12).Draw(t, "answer"), quantity.Bytes, 0.01}
		case Picture:
			if c.Link != "" {
				c.Front = ""
			}
		}
		return c
	})
}

// histories draws sets of events as several devices would make them which do not
// know of one another: clocks jump, zones change, events are undone, settings
// change.
func histories() *rapid.Generator[[]Event] {
	return rapid.Custom(func(t *rapid.T) []Event {
		var events []Event
		for _, device := range []string{"desk", "phone"} {
			// Not IntRange, which prefers small numbers: most faults need many events.
			n := rapid.SampledFrom([]int{0, 2, 20, 60, 100}).Draw(t, "events")
			by, s := Author{Device: device, At: noon}, new(State)
			var own []Event
			for i := range min(n, 8) {
				c := basic(fmt.Sprintf("c%d", i))
				e, _ := s.Record(by, Event{Kind: Added, Content: &c})
				s.Apply(e)
				own = append(own, e)
			}
			for range n {
				by.At += rapid.SampledFrom([]int64{1, minute, hour, day, 3 * day, 30 * day, -2 * hour, -2 * day}).Draw(t, "after")
				by.Zone = rapid.SampledFrom([]int{0, 0, 0, 60, 120, -480, 840}).Draw(t, "zone")
				e, err := s.Record(by, drawEvent(t, own))
				if err != nil {
					continue
				}
				if _, err := s.Apply(e); err != nil {
					t.Fatal(err)
				}
				own = append(own, e)
			}
			events = append(events, own...)
		}
		return events
	})
}

// drawEvent draws what an event does.
func drawEvent(t *rapid.T, before []Event) Event {
	id := fmt.Sprintf("c%d", rapid.IntRange(0, 7).Draw(t, "of"))
	switch kind := rapid.SampledFrom([]Kind{
		Reviewed, Reviewed, Reviewed, Reviewed, Reviewed, Reviewed, Reviewed, Reviewed, Reviewed, Undone, Undone,
		Added, Edited, Kept, Tagged, Deleted, Undeleted, Suspended, Unsuspended, Buried, Configured,
	}).Draw(t, "kind"); kind {
	case Added, Edited, Kept:
		c := cards().Draw(t, "says")
		return Event{Kind: kind, Content: &c}
	case Tagged:
		return Event{Kind: kind, Card: id, Tags: []string{"hard"}}
	case Reviewed:
		return Event{
			Kind: kind, Card: id, Grade: Grade(rapid.IntRange(1, 4).Draw(t, "grade")), Took: rapid.IntRange(0, MaxTook).Draw(t, "took"),
			Weights: rapid.SampledFrom([]string{Weights, Weights, Weights, "own"}).Draw(t, "weights"),
		}
	case Undone:
		if len(before) == 0 {
			return Event{Kind: kind, Target: ID{noon, "gone", 1}}
		}
		return Event{Kind: kind, Target: rapid.SampledFrom(before).Draw(t, "target").ID}
	case Configured:
		s := DefaultSettings()
		s.Retention = rapid.IntRange(70, 97).Draw(t, "retention")
		s.DayStart = rapid.IntRange(0, 23).Draw(t, "start")
		return Event{Kind: kind, Settings: s}
	default:
		return Event{Kind: kind, Card: id}
	}
}

// fold folds events that must be in order.
func fold(t interface{ Fatal(...any) }, events []Event) *State {
	s, err := Fold(events)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
