package review

import (
	"errors"
	"strings"
	"testing"

	"attnexperts/app/cards"
	"attnexperts/app/markup"
	"attnexperts/calc/recall"
)

// memo is cards in memory. What is done to them waits until it is written.
type memo struct {
	t       testing.TB
	state   *recall.State
	at      int64
	waiting []func()
	watch   []func()
	// full is why nothing more can be written.
	full error

	notices   []cards.Notice
	exports   int
	reminder  string
	wipes     int
	persisted int
}

const noon = 1_795_600_800_000 // 2026-11-25 at 12:00 UTC

func (m *memo) State() *recall.State  { return m.state }
func (m *memo) Author() recall.Author { return recall.Author{Device: "test", At: m.at} }

func (m *memo) Do(make cards.Make, done func(error)) {
	m.waiting = append(m.waiting, func() {
		m.at += 1000
		events, err := make(m.state, m.Author())
		if err == nil {
			err = m.full
		}
		if err == nil {
			next := m.state.NextID(m.Author())
			for i := range events {
				if events[i].ID.Device == "test" && events[i].At == m.at && events[i].ID.Stamp >= next.Stamp && i > 0 {
					events[i].ID.Seq = events[0].ID.Seq + int64(i)
				}
			}
			if _, err = m.state.Merge(events, nil); err != nil {
				m.t.Errorf("what was made cannot be merged: %v", err)
			}
			m.news()
		}
		done(err)
	})
}

func (m *memo) DoParts(parts []cards.Make, progress func(done, total int), done func(error)) {
	m.Do(func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		var all []recall.Event
		for i, make := range parts {
			events, err := make(s, a)
			if err != nil {
				return nil, err
			}
			all = append(all, events...)
			if progress != nil {
				progress(i+1, len(parts))
			}
		}
		return all, nil
	}, done)
}

// write writes everything that waits.
func (m *memo) write() {
	for len(m.waiting) > 0 {
		next := m.waiting[0]
		m.waiting = m.waiting[1:]
		next()
	}
}

func (m *memo) news() {
	for _, tell := range m.watch {
		tell()
	}
}

func (m *memo) Watch(tell func()) (stop func()) {
	m.watch = append(m.watch, tell)
	return func() {}
}

func (m *memo) Notices() []cards.Notice { return m.notices }

func (m *memo) Dismiss(kind cards.NoticeKind) {
	var kept []cards.Notice
	for _, n := range m.notices {
		if n.Kind != kind {
			kept = append(kept, n)
		}
	}
	m.notices = kept
}

func (m *memo) Reminder() string                { return m.reminder }
func (m *memo) Reminded()                       { m.reminder = "" }
func (m *memo) Exported()                       { m.exports++ }
func (m *memo) LastExport() (at int64, ok bool) { return m.at - 3*86_400_000, m.exports > 0 }
func (m *memo) Usage(done func(cards.Usage)) {
	done(cards.Usage{Used: 5 << 20, Quota: 1 << 30, Events: m.state.Len(), Files: 3, Durable: true})
}
func (m *memo) WantsPersist() bool { return m.persisted == 0 && m.state.Len() > 0 }
func (m *memo) Persist(done func(bool)) {
	m.persisted++
	done(true)
}

func (m *memo) Wipe(done func(error)) {
	m.wipes++
	m.state = new(recall.State)
	m.news()
	done(nil)
}

// elsewhere does something in another tab.
func (m *memo) elsewhere(e recall.Event) {
	m.t.Helper()
	m.at += 1000
	e, err := m.state.Record(recall.Author{Device: "other", At: m.at}, e)
	if err == nil {
		_, err = m.state.Apply(e)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	m.news()
}

var errFull = errors.New("there is no room left on this device: make some")

// box is an open card box with some cards in it.
func box(t testing.TB, list ...recall.Card) (*Box, *memo) {
	t.Helper()
	m := &memo{t: t, state: new(recall.State), at: noon}
	events, err := m.state.Adopt(m.Author(), list, false)
	if err == nil {
		_, err = m.state.Merge(events, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	b := New()
	b.open(m)
	m.Watch(b.news)
	return b, m
}

// basics are plain cards with the given fronts.
func basics(fronts ...string) []recall.Card {
	var list []recall.Card
	for _, f := range fronts {
		list = append(list, recall.Card{ID: "id-" + strings.ReplaceAll(f, " ", "-"), Kind: recall.Basic, Front: f, Back: "the back of " + f})
	}
	return list
}

// does presses a button that is on the screen.
func (b *Box) does(t testing.TB, action string) {
	t.Helper()
	if !pressable(b.Markup(), action) {
		t.Fatalf("there is no button %q in %s", action, b.Markup().Texts())
	}
	b.act(action)
}

// pressable reports whether a look has a button that does something.
func pressable(look markup.Node, action string) bool {
	found := false
	look.Walk(func(n markup.Node) {
		found = found || n.Get("data-do") == action && n.Get("disabled") == ""
	})
	return found
}

// sees checks what is on the screen.
func (b *Box) sees(t testing.TB, texts ...string) {
	t.Helper()
	look := b.Markup().Texts()
	for _, text := range texts {
		if !strings.Contains(look, text) {
			t.Errorf("the screen does not say %q:\n%s", text, look)
		}
	}
}

func (b *Box) misses(t testing.TB, texts ...string) {
	t.Helper()
	look := b.Markup().Texts()
	for _, text := range texts {
		if strings.Contains(look, text) {
			t.Errorf("the screen says %q:\n%s", text, look)
		}
	}
}

// ofPart are the lesson's cards of a part.
func (b *Box) ofPart(id string) []recall.Card {
	var list []recall.Card
	for _, c := range b.lesson {
		if c.Part == id {
			list = append(list, c)
		}
	}
	return list
}
