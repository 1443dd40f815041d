package store

import (
	"errors"
	"fmt"
	"io"

	"github.com/hack-pad/hackpadfs"
)

// Disk is where files are kept. A file system of hackpadfs is one that has also
// Names.
type Disk interface {
	hackpadfs.FS
	hackpadfs.OpenFileFS
	hackpadfs.MkdirFS
	hackpadfs.RemoveFS
	hackpadfs.RenameFS
	// Names returns the names in a directory, in any order. It is asked for all the
	// time: hackpadfs's own ReadDir looks at each file, in a transaction each.
	Names(dir string) ([]string, error)
}

// list returns the files of the directory, and makes next the number after all
// of theirs.
func (s *Store) list() (*listing, error) {
	names, err := s.fs.Names(".")
	if err != nil {
		return nil, err
	}
	if len(names) > maxFiles {
		return nil, fmt.Errorf("there are %d files in the store; at most %d are read", len(names), maxFiles)
	}
	f := sorted(names)
	clear(s.taken)
	for _, e := range f.events {
		s.taken[e.name] = true
	}
	for _, list := range [][]*file{f.segments, f.snapshots} {
		for _, one := range list {
			s.next = max(s.next, one.number)
		}
	}
	s.next = max(s.next, 0)
	return f, nil
}

// load reads a file of at most so many bytes.
func (s *Store) load(name string, most int64) ([]byte, error) {
	f, err := s.fs.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() || info.Size() > most {
		return nil, fmt.Errorf("%s: %w", name, errSize)
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return data, err
}

// errSize is a file that cannot be one of the store's.
var errSize = errors.New("it is no file, or larger than any file of the store")

// write writes a new file by one Write, and reads it back: a browser may lose a
// write without a word.
func (s *Store) write(name string, data []byte) error {
	err := s.writeOnce(name, data)
	if err == nil {
		var back []byte
		if back, err = s.load(name, maxFile); err == nil && string(back) != string(data) {
			err = ErrNotKept
		}
	}
	if err != nil {
		_ = s.fs.Remove(name) // as good as it goes: it was not confirmed
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

func (s *Store) writeOnce(name string, data []byte) error {
	f, err := s.fs.OpenFile(name, hackpadfs.FlagWriteOnly|hackpadfs.FlagCreate|hackpadfs.FlagTruncate, 0o600)
	if err != nil {
		return err
	}
	n, err := hackpadfs.WriteFile(f, data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	return errors.Join(err, f.Close())
}

// put writes a file beside, reads it back, and gives it its name.
func (s *Store) put(name string, data []byte) error {
	tmp := name + tmpEnd
	if err := s.write(tmp, data); err != nil {
		return err
	}
	if err := s.fs.Rename(tmp, name); err != nil {
		_ = s.fs.Remove(tmp)
		return fmt.Errorf("naming %s: %w", name, err)
	}
	// That the name holds is asked, too: a browser's rename is a write.
	if f, err := s.fs.Open(name); err != nil {
		return fmt.Errorf("naming %s: %w", name, ErrNotKept)
	} else {
		return f.Close()
	}
}

// remove deletes a file that is needed no more; one that is not there is as good.
func (s *Store) remove(name string) error {
	if err := s.fs.Remove(name); err != nil && !errors.Is(err, hackpadfs.ErrNotExist) {
		return fmt.Errorf("removing %s: %w", name, err)
	}
	delete(s.seen, name)
	return nil
}
