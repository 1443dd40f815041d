package recall

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"
)

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
