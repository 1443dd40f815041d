package recall

import (
	"fmt"
	"slices"
	"strings"

	fsrs "github.com/open-spaced-repetition/go-fsrs/v4"
)

// State is what a set of events amounts to. The zero State is that of no events
// and ready for use. It depends on the set alone, not on the order in which
// the events arrived, nor on how often each did. A State is for one goroutine.
type State struct {
	// log is the set, in order.
	log []*entry
	// cards has every card that an event names.
	cards map[string]*card
	// order has those with content in the order in which they came; nil until it
	// is asked for.
	order []*card
	// undone has the targets of all undos.
	undone map[ID]bool
	// rules are the settings in the order of their events.
	rules []rule
	// devices has the one copy of each device's name, with its highest sequence
	// number.
	devices map[string]*device
}

type device struct {
	name string
	seq  int64
}

// entry is an event in the log. Of a review, by far the commonest, it holds
// everything; of the rest, the event itself.
type entry struct {
	id    ID
	at    int64
	card  *card
	rest  *Event
	took  int32
	zone  int16
	kind  Kind
	grade Grade
	// off is whether the event was undone.
	off bool
	// Of a review that is not undone, what the fold made of it: the study day, and
	// the card's phase and interval (in days) before it.
	phase    Phase
	flaw     flaw
	day      Day
	interval int32
}

// flaw says what was amiss with a review.
type flaw uint8

const (
	flawless flaw = iota
	// clockBack is a review that is dated before the card's last one.
	clockBack
	// refused is a review that go-fsrs returned an error for.
	refused
)

// card is a card with its events in order, and what they amount to.
type card struct {
	id     string
	events []*entry
	// size is how many events there will be, while they are gathered.
	size int
	cardState
}

// cardState is what the events of a card amount to.
type cardState struct {
	says               *Card
	added              ID
	deleted, suspended bool
	buried             bool
	buriedOn           Day
	memory             Memory
}

// rule is the settings that hold from an event on.
type rule struct {
	from ID
	Settings
	fsrs *fsrs.FSRS
}

// firstRule is what holds before the first event that changes the settings.
var firstRule = rule{Settings: DefaultSettings(), fsrs: curve}

// Fold returns the state of a set of events, in any order, each once or more
// often. An event that is not valid is an error, and no state is returned.
func Fold(events []Event) (*State, error) {
	s := new(State)
	if _, err := s.Merge(events, nil); err != nil {
		return nil, err
	}
	return s, nil
}

// Len returns how many events the state is made of.
func (s *State) Len() int { return len(s.log) }

// Has reports whether an event is among those that the state is made of.
func (s *State) Has(id ID) bool { return len(s.under(id)) > 0 }

// under returns the events of an ID: one, or none, or several if a device's data
// was copied to another.
func (s *State) under(id ID) []*entry {
	i, _ := slices.BinarySearchFunc(s.log, id, func(n *entry, id ID) int { return n.id.Compare(id) })
	j := i
	for j < len(s.log) && s.log[j].id == id {
		j++
	}
	return s.log[i:j]
}

// Events yields the events in order.
func (s *State) Events(yield func(Event) bool) {
	for _, e := range s.log {
		if !yield(e.event()) {
			return
		}
	}
}

// Settings returns the settings that hold now.
func (s *State) Settings() Settings { return s.rule().Settings }

func (s *State) rule() *rule {
	if len(s.rules) == 0 {
		return &firstRule
	}
	return &s.rules[len(s.rules)-1]
}

// init makes the maps of a zero State.
func (s *State) init() {
	if s.cards == nil {
		s.cards, s.undone, s.devices = map[string]*card{}, map[ID]bool{}, map[string]*device{}
	}
}

// entryOf returns an event as the log holds it, and makes its card known.
func (s *State) entryOf(e Event) *entry {
	n := &entry{id: e.ID, at: e.At, zone: int16(e.Zone), kind: e.Kind, grade: e.Grade, took: int32(e.Took)}
	n.id.Device = s.device(e.ID)
	if e.Card != "" {
		n.card = s.card(e.Card)
	}
	if e.Kind != Reviewed || e.Weights != Weights {
		n.rest = s.detached(e, n)
	}
	n.off = n.kind != Undone && s.undone[n.id]
	return n
}

// detached returns an event that shares no memory with the text it was read from,
// so that a tag does not hold a whole file.
func (s *State) detached(e Event, n *entry) *Event {
	e.ID = n.id
	if n.card != nil {
		e.Card = n.card.id
	}
	if e.Kind == Undone {
		e.Target.Device = s.device(e.Target)
	}
	var tags []string
	for _, t := range e.Tags {
		tags = append(tags, strings.Clone(t))
	}
	e.Tags, e.Weights, e.newer = tags, strings.Clone(e.Weights), strings.Clone(e.newer)
	return &e
}

// device returns the one copy of a device's name, and keeps its highest number.
func (s *State) device(id ID) string {
	d := s.devices[id.Device]
	if d == nil {
		d = &device{name: strings.Clone(id.Device)}
		s.devices[d.name] = d
	}
	d.seq = max(d.seq, id.Seq)
	return d.name
}

func (s *State) card(id string) *card {
	c := s.cards[id]
	if c == nil {
		c = &card{id: strings.Clone(id)}
		s.cards[c.id] = c
	}
	return c
}

// event returns the event that an entry was made of.
func (n *entry) event() Event {
	if n.rest != nil {
		return *n.rest
	}
	return Event{
		ID: n.id, Kind: n.kind, At: n.at, Zone: int(n.zone), Card: n.card.id,
		Grade: n.grade, Took: int(n.took), Weights: Weights,
	}
}

// compare orders the log: by ID and, where two events bear one ID (a device's
// data was copied to another), by what they say, so that neither is lost.
func (n *entry) compare(m *entry) int {
	if c := n.id.Compare(m.id); c != 0 || n == m {
		return c
	}
	if n.rest == nil && m.rest == nil && n.card == m.card && n.at == m.at && n.zone == m.zone && n.grade == m.grade && n.took == m.took {
		return 0
	}
	a, b := n.event(), m.event()
	return strings.Compare(a.Line(), b.Line())
}

// checked returns an error that names the first event that is not valid.
func checked(events []Event) error {
	for i := range events {
		if err := events[i].Validate(); err != nil {
			return fmt.Errorf("event %d of %d: %w", i+1, len(events), err)
		}
	}
	return nil
}
