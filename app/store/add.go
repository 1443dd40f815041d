package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Segments hold at most so many records and bytes; more are several segments.
const (
	maxCount = 4096
	maxBytes = 8 << 20
)

// recordEnd ends each record of a segment. It is two newlines so that one damaged
// byte never joins two records.
const recordEnd = "\n\n"

// Add stores records durably and returns after they were read back. One alone
// becomes a file of its own. Several become a segment, so that either all
// are stored or none; where they are more than 4096, or 8 MiB, that holds for each
// such part, in order, and what was stored before an error stays. News is to be
// called before, under the same lock.
func (s *Store) Add(records []string) error {
	for i, line := range records {
		if len(line) > maxRecord || len(line) == 0 || strings.Contains(line, "\n") {
			return fmt.Errorf("record %d of %d has %d bytes; allowed are 1 to %d, on one line", i+1, len(records), len(line), maxRecord)
		}
	}
	if len(records) == 1 {
		record, err := s.read(records[0])
		if err != nil {
			return fmt.Errorf("the record is not one: %w", err)
		}
		if name := eventName(record); !s.taken[name] {
			if err := s.write(name, []byte(records[0])); err != nil {
				return err
			}
			s.seen[name], s.taken[name] = true, true
			s.since++
			return nil
		}
	}
	if err := s.addSegments(records); err != nil {
		return err
	}
	s.since += len(records)
	return nil
}

// addSegments writes records into as many new segments as they need.
func (s *Store) addSegments(records []string) error {
	for len(records) > 0 {
		n, bytes := 0, 0
		for n < len(records) && n < maxCount && (n == 0 || bytes+len(records[n]) < maxBytes) {
			bytes += len(records[n]) + len(recordEnd)
			n++
		}
		if _, err := s.addSegment(records[:n]); err != nil {
			return err
		}
		records = records[n:]
	}
	return nil
}

// addSegment writes records into a new segment and returns its name.
func (s *Store) addSegment(records []string) (string, error) {
	data := []byte(strings.Join(records, recordEnd) + recordEnd)
	name := segmentName(s.next+1, len(records), data)
	if err := s.put(name, data); err != nil {
		return "", err
	}
	s.next++
	s.seen[name] = true
	return name, nil
}

// Wipe deletes everything and begins a new store in its place, with another
// device's name; other users of the files are told by [ErrReplaced].
func (s *Store) Wipe(o Options) (*Store, error) {
	if err := s.clear(); err != nil {
		return nil, fmt.Errorf("deleting what is stored: %w", err)
	}
	return Open(s.fs, o)
}

// clear deletes all files: in a browser by one transaction.
func (s *Store) clear() error {
	if fs, ok := s.fs.(interface{ Clear(context.Context) error }); ok {
		return fs.Clear(context.Background())
	}
	if err := s.ClearAside(); err != nil {
		return err
	}
	names, err := s.fs.Names(".")
	if err != nil {
		return err
	}
	// The mark is the last: until then it is a store.
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Compare(strings.Index(a, markStart), strings.Index(b, markStart))
	})
	for _, name := range names {
		if err := s.fs.Remove(name); err != nil {
			return err
		}
	}
	return nil
}
