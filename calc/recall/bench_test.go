package recall

import (
	"fmt"
	"strings"
	"testing"
)

// deckOf returns the events of so many cards and reviews, as two years of work
// make them.
func deckOf(cards, reviews int) []Event {
	g, events := lcg(7), make([]Event, 0, cards+reviews)
	next := func(e Event) {
		e.ID = ID{noon + int64(len(events))*10*minute, "desk", int64(len(events) + 1)}
		e.At = e.ID.Stamp
		events = append(events, e)
	}
	for i := range cards {
		c := Card{ID: fmt.Sprintf("card-%d", i), Part: "cache", Kind: Basic, Tags: []string{"tag", "other"}, Link: "/cache/#v=1&layers=32"}
		c.Front = fmt.Sprintf("How many bytes does layer %d keep of a token, and why is that more than its neighbours keep?", i)
		c.Back = "<b>" + strings.Repeat("Two for keys and values, ", 5) + "</b>"
		next(Event{Kind: Added, Card: c.ID, Content: &c})
	}
	for range reviews {
		next(Event{Kind: Reviewed, Card: fmt.Sprintf("card-%d", g.below(cards)), Grade: Grade(1 + g.below(4)), Took: 6000, Weights: Weights})
	}
	return events
}

func BenchmarkFold100000Events(b *testing.B) {
	events := deckOf(5_000, 95_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Fold(events); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenSnapshotOf5000Cards100000Reviews(b *testing.B) {
	s, err := Fold(deckOf(5_000, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	snapshot := s.Snapshot()
	b.ReportMetric(float64(len(snapshot)), "bytes")
	b.ReportAllocs()
	for b.Loop() {
		s, err := Open(snapshot)
		if err != nil {
			b.Fatal(err)
		}
		if q := s.Queue(noon+800*day, 0); len(q.Cards) == 0 {
			b.Fatal("there is no first card")
		}
	}
}

func BenchmarkSnapshotOf5000Cards100000Reviews(b *testing.B) {
	s, err := Fold(deckOf(5_000, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s.Snapshot()
	}
}

func BenchmarkGradeAndNextCard(b *testing.B) {
	s, err := Fold(deckOf(5_000, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	a := Author{Device: "desk", At: noon + 800*day}
	for b.Loop() {
		a.At += 5000
		e, err := s.Grade(a, s.Queue(a.At, 0).Cards[0], Good, 5000)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Apply(e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStatistics(b *testing.B) {
	s, err := Fold(deckOf(5_000, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	today := DayOf(noon, 0, 4)
	for b.Loop() {
		s.Retention(today, today+365)
		s.Calendar(today, today+365)
		s.Forecast(noon, 0, 30)
		s.Counts(noon, 0)
		s.Costs()
	}
}

func BenchmarkImport10000CardsJSON(b *testing.B) {
	s, err := Fold(deckOf(10_000, 0))
	if err != nil {
		b.Fatal(err)
	}
	text := string(s.Export())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		file, err := ReadJSON(text, func(int, int) {})
		if err != nil {
			b.Fatal(err)
		}
		if s, err := Fold(file.Events); err != nil || s.Len() != 10_000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkImport10000CardsAnki(b *testing.B) {
	s, err := Fold(deckOf(10_000, 0))
	if err != nil {
		b.Fatal(err)
	}
	text := string(WriteAnki(func(yield func(*Card) bool) {
		s.Cards(func(v View) bool { return yield(&v.Card) })
	}, AnkiOptions{Base: "https://example.org"}))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		file, err := ReadAnki(text, nil)
		if err != nil {
			b.Fatal(err)
		}
		s := new(State)
		events, err := s.Adopt(Author{Device: "desk", At: noon}, file.Cards, true)
		if err != nil {
			b.Fatal(err)
		}
		if added, err := s.Merge(events, nil); added != 10_000 {
			b.Fatal(added, err)
		}
	}
}

func BenchmarkImport100000ReviewsJSON(b *testing.B) {
	s, err := Fold(deckOf(5_000, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	text := string(s.Export())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		file, err := ReadJSON(text, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Fold(file.Events); err != nil {
			b.Fatal(err)
		}
	}
}
