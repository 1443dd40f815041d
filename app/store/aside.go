package store

import (
	"errors"
	"fmt"
	"path"
	"strconv"

	"github.com/hack-pad/hackpadfs"

	"attnexperts/calc/order"
)

// setAside takes a file out of use without deleting it, and notes why. Where too
// many are there already, it stays where it is.
func (s *Store) setAside(name string, kind Kind, lost int) error {
	s.findings.add(kind, name, lost)
	return s.moveAside(name)
}

func (s *Store) moveAside(name string) error {
	names, err := s.fs.Names(asideDir)
	if err != nil || len(names) >= maxAside {
		return err
	}
	taken := map[string]bool{}
	for _, n := range names {
		taken[n] = true
	}
	to := name
	for i := 2; taken[to]; i++ {
		to = name + "." + strconv.Itoa(i)
	}
	if err := s.fs.Rename(name, path.Join(asideDir, to)); err != nil && !errors.Is(err, hackpadfs.ErrNotExist) {
		return fmt.Errorf("setting %s aside: %w", name, err)
	}
	delete(s.seen, name)
	return nil
}

// AsideFile is a file that was set aside, as it was found. Data is nil where it
// cannot be read, so that its name is all that can be told of it.
type AsideFile struct {
	Name string
	Data []byte
}

// Aside returns the files that were set aside.
func (s *Store) Aside() ([]AsideFile, error) {
	names, err := s.fs.Names(asideDir)
	if err != nil {
		return nil, err
	}
	order.Up(names)
	list := make([]AsideFile, 0, len(names))
	for _, name := range names {
		data, err := s.load(path.Join(asideDir, name), maxFile)
		if err != nil {
			data = nil
		}
		list = append(list, AsideFile{name, data})
	}
	return list, nil
}

// ClearAside deletes the files that were set aside.
func (s *Store) ClearAside() error {
	names, err := s.fs.Names(asideDir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := s.fs.Remove(path.Join(asideDir, name)); err != nil {
			return fmt.Errorf("removing %s: %w", name, err)
		}
	}
	return nil
}
