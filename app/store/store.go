// Package store keeps records in files: in the browser's IndexedDB by way of
// hackpadfs, in a test on any file system that hackpadfs has.
//
// A record is a line of text that carries a name and a checksum of its own. What
// the lines say is the user's business (see [Options]); here they are never
// changed, and never lost without a [Finding] that says so.
//
// # Files
//
// All lie in one directory, because listing one is one transaction:
//
//	store-1-DEVICE               the version of this form, and who writes here
//	NAME.event                   one record, written by one Write
//	000007-2000-1a2b3c4d.log     a segment: 2000 records, an empty line after each
//	000008-1a2b3c4d.snapshot     what all records before it amount to
//	….tmp                        a segment or a snapshot that is being written
//	aside/…                      files that were damaged, or are not from here
//
// The number counts segments and snapshots from 1, and the eight digits are the
// CRC-32C of the file. A record that is added alone is a file of its own; several
// that are added together are a segment, so that all are there or none.
//
// # Order of writing
//
// A file is written once, under a fresh name, and read back before anything is
// said of it. A segment or snapshot is written beside, read back, and renamed. A
// program that is killed leaves nothing, an empty file, or a .tmp, none of which
// was confirmed to anybody. [Store.Tidy] gathers single records into a segment,
// makes a snapshot of everything, and only then removes the single files; the
// snapshot before is kept. So each record is in two places soon, a segment and a
// snapshot, and each can be made from the other.
//
// # Who may write
//
// One program at a time: all methods but [Store.Device] are called with a lock
// held that all users of the files share. The methods wait for the disk.
package store

import (
	"errors"
	"fmt"

	"github.com/hack-pad/hackpadfs"
)

// Version is the version of the form in which files are written. Every version
// ever released is read; a later one is refused, see [ErrNewer].
const Version = 1

// What a file may hold, in bytes, and how many files there may be.
const (
	maxRecord = 64 << 10
	maxFile   = 64 << 20
	maxFiles  = 100_000
	maxAside  = 1000
)

var (
	// ErrNewer is a store that a later version of this program has written.
	ErrNewer = errors.New("a newer version of this page has stored the cards here; load the page anew to get it")
	// ErrGone is a store whose files were deleted by somebody else: open it anew.
	ErrGone = errors.New("what was stored has been deleted")
	// ErrReplaced is a store that was wiped and begun anew by somebody else: what is
	// known of the old one does not hold any more.
	ErrReplaced = errors.New("what was stored has been deleted and begun anew")
	// ErrNotKept is a write of which something else was read back.
	ErrNotKept = errors.New("what was written could not be read back")
)

// Options is what a store needs to know of its records.
type Options struct {
	// Read returns the name of a record, fit for a file's name and at most 100 bytes
	// long, or what is wrong with the line, its checksum above all.
	Read func(line string) (name string, err error)
	// Device makes a name for a new store: 1 to 16 characters of a–z and 0–9.
	Device func() string
}

// Store is an open store.
type Store struct {
	fs     Disk
	read   func(line string) (name string, err error)
	device string
	fresh  bool
	// seen are the files whose records were handed out, or were written here.
	seen map[string]bool
	// taken are the single files that there are, whatever is in them.
	taken map[string]bool
	// gathered are single files whose records are in a segment too, with the
	// record's checksum; covered the segments that the newest snapshot has, merged
	// those that are in a larger one.
	gathered        map[string]uint32
	covered, merged map[string]bool
	// since counts the records that the newest snapshot does not have.
	since int
	// next is the number of the next segment or snapshot.
	next     int
	findings findings
}

// Open opens the store in a file system, or begins one. It returns [ErrNewer] for one
// that a later version has written, which is left as it is, and the disk's errors.
func Open(fs Disk, o Options) (*Store, error) {
	s := &Store{fs: fs, read: o.Read, seen: map[string]bool{}, taken: map[string]bool{}}
	s.gathered, s.covered, s.merged = map[string]uint32{}, map[string]bool{}, map[string]bool{}
	if err := fs.Mkdir(asideDir, 0o700); err != nil && !errors.Is(err, hackpadfs.ErrExist) {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	files, err := s.list()
	if err != nil {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	for _, f := range files.tmp {
		if err := fs.Remove(f.name); err != nil && !errors.Is(err, hackpadfs.ErrNotExist) {
			return nil, fmt.Errorf("opening the store: %w", err)
		}
		s.findings.add(Unfinished, f.name, 0)
	}
	if err := s.identify(files, o); err != nil {
		return nil, err
	}
	return s, nil
}

// identify finds out whose store it is, or says so for a new one.
func (s *Store) identify(files *listing, o Options) error {
	for _, f := range files.marks {
		if f.version > Version {
			return ErrNewer
		}
	}
	for i, f := range files.marks {
		if i > 0 { // as two tabs without a lock may leave it
			if err := s.setAside(f.name, Foreign, 0); err != nil {
				return err
			}
			continue
		}
		s.device = f.device
		if data, err := s.load(f.name, maxRecord); err == nil && string(data) == markText(f.device) {
			continue
		}
		if err := s.setAside(f.name, DamagedMark, 0); err != nil {
			return err
		}
		if err := s.put(f.name, []byte(markText(f.device))); err != nil {
			return err
		}
	}
	if s.device != "" {
		return nil
	}
	s.device = o.Device()
	s.fresh = len(files.events)+len(files.segments)+len(files.snapshots) == 0
	if !s.fresh {
		s.findings.add(NoMark, markName(s.device), 0)
	}
	return s.put(markName(s.device), []byte(markText(s.device)))
}

// Device returns the name that the store was given when it was begun.
func (s *Store) Device() string { return s.device }

// Fresh reports whether the store was begun by this [Open]: there was nothing.
func (s *Store) Fresh() bool { return s.fresh }

// still returns an error if the files are not those any more that were opened.
func (s *Store) still(files *listing) error {
	for _, f := range files.marks {
		if f.device == s.device {
			return nil
		}
	}
	if len(files.marks) > 0 {
		return ErrReplaced
	}
	return ErrGone
}
