package recall

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strings"
)

// Open returns the state that a snapshot was made of. The error is
// [ErrSnapshot], with what was wrong.
func Open(snapshot []byte) (*State, error) {
	end := len(snapshot) - 4
	switch {
	case end < len(snapshotMagic) || string(snapshot[:len(snapshotMagic)]) != snapshotMagic:
		return nil, fmt.Errorf("%w (it does not begin like one)", ErrSnapshot)
	case crc32.Checksum(snapshot[:end], castagnoli) != binary.BigEndian.Uint32(snapshot[end:]):
		return nil, fmt.Errorf("%w (the checksum does not fit)", ErrSnapshot)
	}
	// One string, of which the texts are parts, is one allocation.
	r := &snapReader{all: string(snapshot[:end]), at: len(snapshotMagic)}
	if v := r.uint(math.MaxInt32); v != snapshotVersion {
		return nil, fmt.Errorf("%w (its version is %d, not %d)", ErrSnapshot, v, snapshotVersion)
	}
	s := r.state()
	if r.bad || r.at != len(r.all) {
		return nil, fmt.Errorf("%w (its parts do not fit together)", ErrSnapshot)
	}
	return s, nil
}

// A snapReader reads a snapshot front to back. After the first mistake it returns
// zeros.
type snapReader struct {
	all string
	at  int
	bad bool
}

// left returns how many bytes are left.
func (r *snapReader) left() int { return len(r.all) - r.at }

func (r *snapReader) state() *State {
	s := new(State)
	s.init()
	var devices []*device
	for _, name := range r.names() {
		r.bad = r.bad || validDevice(name) != nil
		s.device(ID{Device: name})
		devices = append(devices, s.devices[name])
	}
	ids := r.names()
	cards, memories := make([]*card, len(ids)), make([]Memory, len(ids))
	for i, id := range ids {
		r.bad = r.bad || validName("", id) != nil
		cards[i] = s.card(id)
		memories[i] = r.memory()
	}
	r.log(s, devices, cards)
	if r.bad {
		return nil
	}
	s.relink()
	s.readRules()
	for i, c := range cards {
		for _, n := range c.events {
			if n.kind != Reviewed && !n.off {
				s.step(c, n)
			}
		}
		c.memory = memories[i]
	}
	return s
}

// log reads the events.
func (r *snapReader) log(s *State, devices []*device, cards []*card) {
	size := r.uint(uint64(r.left()) / 8) // no event is shorter
	slab := make([]entry, size)
	s.log = make([]*entry, size)
	last := int64(0)
	for i := range slab {
		n := &slab[i]
		s.log[i] = n
		if grade := Grade(r.uint(uint64(Easy))); grade == 0 {
			r.event(s, n)
		} else {
			n.kind, n.grade = Reviewed, grade
			r.review(n, last, devices, cards)
		}
		if n.kind == Reviewed {
			found := r.uint(uint64(Relearning) | uint64(refused)<<2)
			n.phase, n.flaw = Phase(found&3), flaw(found>>2)
			n.day, n.interval = Day(r.int(math.MaxInt32)), int32(r.uint(math.MaxInt32))
		}
		if r.bad = r.bad || i > 0 && s.log[i-1].compare(n) >= 0; r.bad {
			return
		}
		last = n.id.Stamp
	}
}

// event reads an event that was written as its line. The checksum of the whole
// vouches for it.
func (r *snapReader) event(s *State, n *entry) {
	line := r.text()
	read := readTrusted
	if peekVersion(line) != Version {
		read = ReadEvent
	}
	e, err := read(line)
	if err != nil || e.Kind == Newer && e.newer == "" {
		r.bad = true
		return
	}
	*n = *s.entryOf(e)
}

// review reads a review, given the stamp before it.
func (r *snapReader) review(n *entry, last int64, devices []*device, cards []*card) {
	if r.bad = r.bad || len(devices) == 0 || len(cards) == 0; r.bad {
		return
	}
	n.id.Stamp = last + int64(r.uint(maxStamp))
	d := devices[r.uint(uint64(len(devices))-1)]
	n.id.Device, n.id.Seq = d.name, int64(r.uint(maxSeq))
	d.seq = max(d.seq, n.id.Seq)
	n.at = n.id.Stamp - int64(r.uint(maxStamp))
	n.zone = int16(r.int(maxZone))
	n.card = cards[r.uint(uint64(len(cards))-1)]
	n.took = int32(r.uint(MaxTook))
}

// uint reads a number up to a bound.
func (r *snapReader) uint(most uint64) uint64 {
	n, shift := uint64(0), 0
	for r.at < len(r.all) && shift < 64 {
		c := r.all[r.at]
		r.at++
		n |= uint64(c&0x7f) << shift
		if shift += 7; c < 0x80 {
			if n > most {
				break
			}
			return n
		}
	}
	r.bad, r.at = true, len(r.all)
	return 0
}

// int reads a number between −most and most.
func (r *snapReader) int(most int64) int64 {
	u := r.uint(math.MaxUint64)
	n := int64(u >> 1)
	if u&1 != 0 {
		n = ^n
	}
	if n > most || n < -most {
		r.bad = true
		return 0
	}
	return n
}

func (r *snapReader) text() string {
	n := int(r.uint(uint64(r.left())))
	if n > r.left() {
		r.bad = true
		return ""
	}
	r.at += n
	return r.all[r.at-n : r.at]
}

// names reads texts, each of which is later in the alphabet than the one before.
func (r *snapReader) names() []string {
	n := r.uint(uint64(r.left()))
	names := make([]string, n)
	for i := range names {
		names[i] = strings.Clone(r.text())
		if r.bad = r.bad || i > 0 && names[i-1] >= names[i]; r.bad {
			return nil
		}
	}
	return names
}

func (r *snapReader) memory() Memory {
	m := Memory{Phase: Phase(r.uint(uint64(Relearning)))}
	if m.Phase == New {
		return m
	}
	m.Stability = math.Float32frombits(uint32(r.uint(math.MaxUint32)))
	m.Difficulty = math.Float32frombits(uint32(r.uint(math.MaxUint32)))
	m.DueAt = r.int(math.MaxInt64)
	m.DueDay = Day(r.int(math.MaxInt32))
	m.LastAt = r.int(math.MaxInt64)
	m.LastDay = Day(r.int(math.MaxInt32))
	for _, n := range [...]*int{&m.Interval, &m.Steps, &m.Reps, &m.Lapses} {
		*n = int(r.int(math.MaxInt32))
	}
	return m
}
