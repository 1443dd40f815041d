package recall

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"testing"
)

// Whoever has to live while a large state is written gets the same bytes.
func TestASnapshotMadeSlowlyIsTheSame(t *testing.T) {
	y := newStory(t)
	y.add("a")
	for range 3 * snapshotStep {
		y.grade("a", Good)
	}
	var told []int
	slow := y.s.SnapshotSlowly(func(done, total int) {
		if total != y.s.Len() {
			t.Errorf("%d events of %d", total, y.s.Len())
		}
		told = append(told, done)
	})
	if string(slow) != string(y.s.Snapshot()) {
		t.Error("it is another snapshot")
	}
	if want := []int{0, snapshotStep, 2 * snapshotStep, 3 * snapshotStep}; !slices.Equal(told, want) {
		t.Errorf("told is %v, want %v", told, want)
	}
}

func TestDamagedSnapshotsAreRefused(t *testing.T) {
	y := newStory(t)
	y.add("a")
	y.grade("a", Good)
	e, err := ReadEvent(newerLine(noon + 9))
	if err != nil {
		t.Fatal(err)
	}
	y.s.Apply(e)
	good := y.s.Snapshot()
	if _, err := Open(good); err != nil {
		t.Fatal(err)
	}
	for i := range good {
		b := append([]byte(nil), good...)
		b[i] ^= 0x40
		if _, err := Open(b); !errors.Is(err, ErrSnapshot) {
			t.Errorf("byte %d changed: %v", i, err)
		}
		if _, err := Open(good[:i]); !errors.Is(err, ErrSnapshot) {
			t.Errorf("cut after %d bytes: %v", i, err)
		}
	}
	other := append([]byte(snapshotMagic), snapshotVersion+1)
	if _, err := Open(binary.BigEndian.AppendUint32(other, crc32.Checksum(other, castagnoli))); !errors.Is(err, ErrSnapshot) {
		t.Errorf("another version: %v", err)
	}
}
