package store

import (
	"errors"
	"testing"

	"github.com/hack-pad/hackpadfs"
)

var errDead = errors.New("dead")

// mortal is a file system that dies after so many changes: from then on nothing
// works. The last Write before may have written half.
type mortal struct {
	fs   Disk
	left int
	half bool
}

// change counts one change and reports whether it comes to pass.
func (m *mortal) change() bool {
	m.left--
	return m.left >= 0
}

func (m *mortal) Open(name string) (hackpadfs.File, error) {
	if m.left < 0 {
		return nil, errDead
	}
	return m.fs.Open(name)
}

func (m *mortal) OpenFile(name string, flag int, perm hackpadfs.FileMode) (hackpadfs.File, error) {
	if flag&hackpadfs.FlagCreate != 0 && !m.change() {
		return nil, errDead
	}
	f, err := m.fs.OpenFile(name, flag, perm)
	if err != nil || flag&hackpadfs.FlagCreate == 0 {
		return f, err
	}
	return &mortalFile{f, m}, nil
}

func (m *mortal) Mkdir(name string, perm hackpadfs.FileMode) error {
	if !m.change() {
		return errDead
	}
	return m.fs.Mkdir(name, perm)
}

func (m *mortal) Names(dir string) ([]string, error) {
	if m.left < 0 {
		return nil, errDead
	}
	return m.fs.Names(dir)
}

func (m *mortal) Remove(name string) error {
	if !m.change() {
		return errDead
	}
	return m.fs.Remove(name)
}

func (m *mortal) Rename(from, to string) error {
	if !m.change() {
		return errDead
	}
	return m.fs.Rename(from, to)
}

type mortalFile struct {
	hackpadfs.File
	m *mortal
}

func (f *mortalFile) Write(p []byte) (int, error) {
	if f.m.change() {
		return hackpadfs.WriteFile(f.File, p)
	}
	if f.m.half && f.m.left == -1 {
		_, _ = hackpadfs.WriteFile(f.File, p[:len(p)/2])
	}
	return 0, errDead
}

// work adds records, alone and together, tidies, damages a snapshot and repairs,
// and counts what was confirmed.
func work(fs Disk, confirmed map[string]bool) error {
	u, err := use(fs)
	if err != nil {
		return err
	}
	add := func(records ...string) error {
		err := u.add(records...)
		if err == nil {
			for _, r := range records {
				confirmed[r] = true
			}
		}
		return err
	}
	for i := range gatherAt + 3 {
		if err := add(numbered0(i)); err != nil {
			return err
		}
	}
	if err := u.tidy(); err != nil {
		return err
	}
	for i := range mergeAt {
		if err := add(numbered0(200+2*i), numbered0(201+2*i)); err != nil {
			return err
		}
	}
	u.since = snapshotAt
	if err := u.tidy(); err != nil {
		return err
	}
	_, err = u.Repair(u.checking())
	return err
}

// A program that dies at any moment leaves a store that opens, with all that was
// confirmed, and that can go on.
func TestDeathAtEveryChangeLosesNothingConfirmed(t *testing.T) {
	for _, half := range []bool{false, true} {
		for deaths := 0; ; deaths++ {
			fs := memoryFS(t)
			confirmed := map[string]bool{}
			err := work(&mortal{fs, deaths, half}, confirmed)
			if err == nil {
				if deaths < 2*gatherAt {
					t.Fatalf("all was done in %d changes", deaths)
				}
				break
			}
			if !errors.Is(err, errDead) {
				t.Fatalf("after %d changes: %v", deaths, err)
			}
			u := mustUse(t, fs)
			for r := range confirmed {
				if !u.state[r] {
					t.Fatalf("after %d changes %q, which was confirmed, is lost", deaths, r)
				}
			}
			for _, f := range u.Findings() {
				if f.Lost > 0 && confirmed[f.Record] {
					t.Fatalf("after %d changes: %+v", deaths, f)
				}
			}
			must(t, u.add(numbered0(1000)))
			must(t, u.tidy())
			if again := mustUse(t, fs); len(again.state) != len(u.state) || len(again.Findings()) > 0 {
				t.Fatalf("after %d changes and a restart %d records became %d", deaths, len(u.state), len(again.state))
			}
		}
	}
}

// lossy is a file system that takes each Write and keeps nothing of it.
type lossy struct{ Disk }

func (l lossy) OpenFile(name string, flag int, perm hackpadfs.FileMode) (hackpadfs.File, error) {
	f, err := l.Disk.OpenFile(name, flag, perm)
	return lossyFile{f}, err
}

type lossyFile struct{ hackpadfs.File }

func (lossyFile) Write(p []byte) (int, error) { return len(p), nil }

func TestAWriteThatTheDiskLosesIsNotConfirmed(t *testing.T) {
	fs := memoryFS(t)
	u := mustUse(t, fs)
	u.fs = lossy{fs}
	for _, records := range [][]string{{numbered0(0)}, {numbered0(1), numbered0(2)}} {
		if err := u.Add(records); !errors.Is(err, ErrNotKept) {
			t.Errorf("%d records that were lost are confirmed with %v", len(records), err)
		}
	}
	again := mustUse(t, fs)
	again.wantRecords(t, 0)
	if found := again.Findings(); len(found) > 0 {
		t.Errorf("there are leftovers: %v", found)
	}
}
