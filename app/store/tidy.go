package store

import (
	"fmt"
	"slices"
)

// When Tidy does something: single records that are in no segment yet, records
// that the newest snapshot does not have, and small segments. And how many files it
// removes before it lets others write.
const (
	gatherAt   = 64
	snapshotAt = 64
	mergeAt    = 16
	smallCount = 2048
	removeStep = 16
)

// Untidy reports whether there is something for Tidy to do.
func (s *Store) Untidy() bool { return s.since >= snapshotAt }

// Tidy takes one step towards fewer files, and reports whether there is another
// one: let others write between them. snapshot returns what all records that were
// handed out or added amount to; News is to be called before, under the same lock.
func (s *Store) Tidy(snapshot func() []byte) (more bool, err error) {
	files, err := s.list()
	if err != nil {
		return false, err
	}
	if err := s.still(files); err != nil {
		return false, err
	}
	switch loose := s.loose(files.events); {
	case len(loose) >= gatherAt:
		return true, s.gather(loose)
	case s.since >= snapshotAt:
		return true, s.snapshot(files, snapshot())
	}
	if done := s.dispensable(files); len(done) > 0 {
		for _, name := range done[:min(removeStep, len(done))] {
			if err := s.dispense(name); err != nil {
				return false, err
			}
		}
		return true, nil
	}
	return s.merge(files)
}

// dispense removes a file that nobody needs any more.
func (s *Store) dispense(name string) error {
	if sum, single := s.gathered[name]; single {
		delete(s.gathered, name)
		data, err := s.load(name, maxRecord)
		if err == nil && sumOf(data) != sum {
			return nil // another record of the same name: it is gathered with the next
		}
	}
	delete(s.merged, name)
	return s.remove(name)
}

// loose returns the single records that are in no segment.
func (s *Store) loose(events []*file) []*file {
	return slices.DeleteFunc(slices.Clone(events), func(f *file) bool {
		_, gathered := s.gathered[f.name]
		return gathered || !s.seen[f.name]
	})
}

// gather writes single records into a segment. The single files stay until a
// snapshot has them, too.
func (s *Store) gather(loose []*file) error {
	loose = loose[:min(len(loose), maxCount)]
	data, errs := s.loadSingles(loose)
	lines := make([]string, 0, len(loose))
	var from []*file
	for i, f := range loose {
		line, ok, err := s.single(f, data[i], errs[i])
		if err != nil {
			return err
		}
		if ok {
			lines, from = append(lines, line), append(from, f)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	name, err := s.addSegment(lines)
	if err != nil {
		return err
	}
	s.seen[name] = true
	for i, f := range from {
		s.gathered[f.name] = sumOf([]byte(lines[i]))
	}
	s.since = max(s.since, snapshotAt) // it is to be in a snapshot
	return nil
}

// snapshot writes a snapshot of everything and keeps the one before. It covers
// the segments whose records were handed out or added, and no others.
func (s *Store) snapshot(files *listing, body []byte) error {
	segments := slices.DeleteFunc(slices.Clone(files.segments), func(f *file) bool { return !s.seen[f.name] })
	data := snapshotText(segments, body)
	if len(data) > maxFile {
		return fmt.Errorf("a snapshot of %d bytes is too large; at most %d are written", len(data), maxFile)
	}
	if err := s.put(snapshotName(s.next+1, data), data); err != nil {
		return err
	}
	s.next++
	s.covered = map[string]bool{}
	for _, f := range segments {
		s.covered[f.name] = true
	}
	s.since = len(s.loose(files.events))
	return nil
}

// dispensable returns the names of what nobody needs any more: single records
// that are in a segment and in a snapshot, segments that are in a larger one and
// in a snapshot, and all snapshots but two.
func (s *Store) dispensable(files *listing) []string {
	var names []string
	for _, f := range files.events {
		if _, gathered := s.gathered[f.name]; gathered {
			names = append(names, f.name)
		}
	}
	for _, f := range files.segments {
		if s.merged[f.name] {
			names = append(names, f.name)
		}
	}
	for _, f := range files.snapshots[:max(0, len(files.snapshots)-2)] {
		names = append(names, f.name)
	}
	return names
}

// merge writes small segments into a large one.
func (s *Store) merge(files *listing) (more bool, err error) {
	var small []*file
	for _, f := range files.segments {
		if s.seen[f.name] && f.count < smallCount {
			small = append(small, f)
		}
	}
	if len(small) < mergeAt {
		return false, nil
	}
	var lines []string
	var from []*file
	there, size := map[string]bool{}, 0
	for _, f := range small {
		more, err := s.readSegment(f)
		if err != nil {
			return false, err
		}
		if !s.seen[f.name] {
			return true, nil // it was damaged, and is another one now
		}
		if len(lines)+len(more) > maxCount {
			break
		}
		from = append(from, f)
		for _, line := range more {
			if !there[line] {
				there[line] = true
				lines, size = append(lines, line), size+len(line)
			}
		}
		if size > maxBytes {
			break
		}
	}
	name, err := s.addSegment(lines)
	if err != nil {
		return false, err
	}
	s.seen[name] = true
	for _, f := range from {
		s.merged[f.name] = true
	}
	s.since = max(s.since, snapshotAt) // it is to be in a snapshot
	return true, nil
}
