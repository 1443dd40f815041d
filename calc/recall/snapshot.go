package recall

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"

	"attnexperts/calc/order"
)

// snapshotVersion is the version of the snapshot's form. A snapshot is a copy of
// what the events say: one of another version is not read but folded anew.
const snapshotVersion = 1

// snapshotStep is how many events are written between two calls of a Progress.
const snapshotStep = 250

const snapshotMagic = "recall snapshot\n"

// Snapshot returns the state as bytes, from which [Open] makes it again without
// folding: the events, what each review found, each card's memory, and at the
// end a CRC-32C. The same events give the same bytes, whatever way the state was
// reached.
func (s *State) Snapshot() []byte { return s.SnapshotSlowly(nil) }

// SnapshotSlowly is [State.Snapshot] where something else has to live meanwhile:
// progress, which may be nil, is called now and then with how many events are
// written. It must not change the state.
func (s *State) SnapshotSlowly(progress Progress) []byte {
	w := snapWriter{b: make([]byte, 0, 64+24*len(s.log))}
	w.b = append(w.b, snapshotMagic...)
	w.uint(snapshotVersion)
	devices, cards := map[string]uint64{}, map[*card]uint64{}
	for i, name := range sortedKeys(s.devices) {
		devices[name] = uint64(i)
	}
	w.names(sortedKeys(s.devices))
	ids := sortedKeys(s.cards)
	w.names(ids)
	for i, id := range ids {
		c := s.cards[id]
		cards[c] = uint64(i)
		w.memory(c.memory)
	}
	w.uint(uint64(len(s.log)))
	last := int64(0)
	for i, n := range s.log {
		if progress != nil && i%snapshotStep == 0 {
			progress(i, len(s.log))
		}
		if n.rest != nil {
			w.uint(0)
			w.text(n.rest.Line())
			w.found(n)
			last = n.id.Stamp
			continue
		}
		w.uint(uint64(n.grade))
		w.uint(uint64(n.id.Stamp - last))
		w.uint(devices[n.id.Device])
		w.uint(uint64(n.id.Seq))
		w.uint(uint64(n.id.Stamp - n.at))
		w.int(int64(n.zone))
		w.uint(cards[n.card])
		w.uint(uint64(n.took))
		w.found(n)
		last = n.id.Stamp
	}
	return binary.BigEndian.AppendUint32(w.b, crc32.Checksum(w.b, castagnoli))
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	order.Up(keys)
	return keys
}

type snapWriter struct{ b []byte }

func (w *snapWriter) uint(n uint64) { w.b = binary.AppendUvarint(w.b, n) }
func (w *snapWriter) int(n int64)   { w.b = binary.AppendVarint(w.b, n) }

func (w *snapWriter) text(text string) {
	w.uint(uint64(len(text)))
	w.b = append(w.b, text...)
}

func (w *snapWriter) names(names []string) {
	w.uint(uint64(len(names)))
	for _, n := range names {
		w.text(n)
	}
}

// found writes what the fold found at a review.
func (w *snapWriter) found(n *entry) {
	if n.kind != Reviewed {
		return
	}
	w.uint(uint64(n.phase) | uint64(n.flaw)<<2)
	w.int(int64(n.day))
	w.uint(uint64(n.interval))
}

func (w *snapWriter) memory(m Memory) {
	w.uint(uint64(m.Phase))
	if m == (Memory{}) {
		return
	}
	w.uint(uint64(math.Float32bits(m.Stability)))
	w.uint(uint64(math.Float32bits(m.Difficulty)))
	for _, n := range [...]int64{m.DueAt, int64(m.DueDay), m.LastAt, int64(m.LastDay), int64(m.Interval), int64(m.Steps), int64(m.Reps), int64(m.Lapses)} {
		w.int(n)
	}
}

// ErrSnapshot is a snapshot that cannot be used: fold the events instead.
var ErrSnapshot = errors.New("the snapshot is damaged or of another version: fold the events instead")
