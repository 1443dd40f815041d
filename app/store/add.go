package store

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"attnexperts/calc/order"
)

// Segments that gather what is stored already hold at most so many records and
// bytes; more are several segments. One that is added is as large as it is.
const (
	maxCount = 4096
	maxBytes = 8 << 20
)

// recordEnd ends each record of a segment. It is two newlines so that one damaged
// byte never joins two records.
const recordEnd = "\n\n"

// Add stores records durably and returns after they were read back. One alone
// becomes a file of its own. Several become one segment, so that either all are
// stored or none, however many there are: more than a file may hold, 64 MiB, are
// an error. News is to be called before, under the same lock.
func (s *Store) Add(records []string) error {
	bytes := 0
	for i, line := range records {
		bytes += len(line) + len(recordEnd)
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
	if len(records) == 0 {
		return nil
	}
	if bytes > maxFile {
		return fmt.Errorf("%d records have %d bytes together; at most %d are stored at once: bring them in parts", len(records), bytes, maxFile)
	}
	name, err := s.addSegment(records)
	if err != nil {
		return err
	}
	s.seen[name] = true
	s.since += len(records)
	return nil
}

// addSegments writes records into as many new segments as they need. They are
// not seen: News hands them out.
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

// addSegment writes records into a new segment and returns its name. After an
// error there is none. Whoever knows the records marks it as seen.
func (s *Store) addSegment(records []string) (string, error) {
	data := []byte(strings.Join(records, recordEnd) + recordEnd)
	name := segmentName(s.next+1, len(records), data)
	if err := s.put(name, data); err != nil {
		_ = s.fs.Remove(name) // it may be there all the same, and was not confirmed
		return "", err
	}
	s.next++
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
	order.By(names, func(a, b string) int {
		return cmp.Compare(strings.Index(a, markStart), strings.Index(b, markStart))
	})
	for _, name := range names {
		if err := s.fs.Remove(name); err != nil {
			return err
		}
	}
	return nil
}
