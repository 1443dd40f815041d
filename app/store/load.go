package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hack-pad/hackpadfs"
)

// Load reads everything: it gives open the newest snapshot that is whole, the
// one before if open returns an error, and so on, and returns the records that
// are not in that snapshot, or in part are. Without a good snapshot it returns all.
// What is damaged is set aside and found (see [Store.Findings]); an error is a
// disk that does not answer.
func (s *Store) Load(open func(snapshot []byte) error) (records []string, err error) {
	files, err := s.list()
	if err != nil {
		return nil, err
	}
	for _, name := range files.foreign {
		if err := s.setAside(name, Foreign, 0); err != nil {
			return nil, err
		}
	}
	if err := s.loadSnapshot(files, open); err != nil {
		return nil, err
	}
	var rest []*file
	for _, f := range files.all() {
		if s.covered[f.name] {
			s.seen[f.name] = true
		} else {
			rest = append(rest, f)
		}
	}
	gathered, single, err := s.readAll(rest)
	s.since = len(gathered) + len(single)
	return append(gathered, single...), err
}

// loadSnapshot opens the newest snapshot that can be opened.
func (s *Store) loadSnapshot(files *listing, open func([]byte) error) error {
	for _, f := range slices.Backward(files.snapshots) {
		data, err := s.load(f.name, maxFile)
		if err != nil && !errors.Is(err, errSize) {
			if err := s.unread(f.name); err != nil {
				return err
			}
			continue
		}
		if err == nil && sumOf(data) == f.sum {
			if covered, body, ok := parseSnapshotText(data); ok && open(body) == nil {
				s.covered = covered
				return nil
			}
			continue // it is whole, but in a form of another version
		}
		if err := s.setAside(f.name, DamagedSnapshot, 0); err != nil {
			return err
		}
	}
	return nil
}

// News returns the records that somebody else has stored since, and
// [ErrGone] or [ErrReplaced] where the files are not those any more.
func (s *Store) News() ([]string, error) {
	files, err := s.list()
	if err != nil {
		return nil, err
	}
	if err := s.still(files); err != nil {
		return nil, err
	}
	var fresh []*file
	there := make(map[string]bool, len(s.seen))
	for _, f := range files.all() {
		if s.seen[f.name] {
			there[f.name] = true
		} else {
			fresh = append(fresh, f)
		}
	}
	before := s.seen
	s.seen = there
	singles := maps.Clone(there)
	gathered, single, err := s.readAll(fresh)
	if err != nil {
		s.seen = before // nothing was handed out
		return nil, err
	}
	for _, line := range gathered {
		// It may be a single file too, which somebody else has gathered.
		if name, err := s.read(line); err == nil && singles[eventName(name)] {
			s.gathered[eventName(name)] = sumOf([]byte(line))
		}
	}
	s.since += len(gathered) + len(single)
	return append(gathered, single...), nil
}

// readers is how many single files are read at once.
const readers = 16

// readAll reads segments and single records, and marks them as seen. It returns
// the records of the segments and the others.
func (s *Store) readAll(list []*file) (gathered, single []string, err error) {
	var singles []*file
	for _, f := range list {
		if f.record != "" {
			singles = append(singles, f)
			continue
		}
		lines, err := s.readSegment(f)
		if err != nil {
			return nil, nil, err
		}
		gathered = append(gathered, lines...)
	}
	data, errs := s.loadSingles(singles)
	for i, f := range singles {
		line, ok, err := s.single(f, data[i], errs[i])
		if err != nil {
			return nil, nil, err
		}
		if ok {
			single = append(single, line)
		}
	}
	return gathered, single, nil
}

// loadSingles reads many small files, several at once.
func (s *Store) loadSingles(list []*file) (data [][]byte, errs []error) {
	data, errs = make([][]byte, len(list)), make([]error, len(list))
	var group sync.WaitGroup
	for r := range min(readers, len(list)) {
		group.Go(func() {
			for i := r; i < len(list); i += readers {
				data[i], errs[i] = s.load(list[i].name, maxRecord)
			}
		})
	}
	group.Wait()
	return data, errs
}

// single takes in a single record as it was read, or sees to what is wrong with
// it.
func (s *Store) single(f *file, data []byte, err error) (line string, ok bool, _ error) {
	switch {
	case errors.Is(err, hackpadfs.ErrNotExist):
		return "", false, nil // somebody without a lock has gathered it
	case err != nil && !errors.Is(err, errSize):
		return "", false, s.unread(f.name)
	case err == nil && len(data) == 0:
		s.findings.add(Unfinished, f.name, 0)
		return "", false, s.remove(f.name)
	}
	line = string(data)
	if name, bad := s.read(line); err != nil || bad != nil || name != f.record || strings.Contains(line, "\n") {
		s.findings.addRecord(DamagedEvent, f.name, f.record, 1)
		return "", false, s.moveAside(f.name)
	}
	s.seen[f.name] = true
	return line, true, nil
}

// unread notes a file that cannot be read, unless no file can: that is an error.
func (s *Store) unread(name string) error {
	if _, err := s.list(); err != nil {
		return err
	}
	s.findings.add(Unreadable, name, 0)
	s.seen[name] = true
	return nil
}

// readSegment returns the records of a segment. One that is damaged is set aside,
// and what is whole in it is written again.
func (s *Store) readSegment(f *file) ([]string, error) {
	data, err := s.load(f.name, maxFile)
	switch {
	case errors.Is(err, hackpadfs.ErrNotExist):
		return nil, nil
	case err != nil && !errors.Is(err, errSize):
		return nil, s.unread(f.name)
	}
	if lines, ok := segmentLines(f, data); ok && err == nil {
		s.seen[f.name] = true
		return lines, nil
	}
	saved := s.salvage(data)
	if len(saved) > 0 {
		name, err := s.addSegment(saved)
		if err != nil {
			return nil, fmt.Errorf("saving what is whole of %s: %w", f.name, err)
		}
		s.seen[name] = true
	}
	return saved, s.setAside(f.name, DamagedSegment, max(0, f.count-len(saved)))
}

// segmentLines returns the records of a segment if its checksum fits.
func segmentLines(f *file, data []byte) ([]string, bool) {
	text, ok := strings.CutSuffix(string(data), recordEnd)
	if !ok || sumOf(data) != f.sum {
		return nil, false
	}
	lines := strings.Split(text, recordEnd)
	return lines, len(lines) == f.count
}

// salvage returns the records that are whole. Where the end of one was damaged, a
// strange byte stands at one's end or at the next one's beginning.
func (s *Store) salvage(data []byte) []string {
	var whole []string
	for line := range bytes.SplitSeq(data, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		for _, text := range []string{string(line), string(line[1:]), string(line[:len(line)-1])} {
			if _, err := s.read(text); err == nil {
				whole = append(whole, text)
				break
			}
		}
	}
	return whole
}

const snapshotStart = "attnexperts snapshot\n"

// snapshotText is a snapshot with the names of the segments that are in it.
func snapshotText(segments []*file, body []byte) []byte {
	text := []byte(snapshotStart)
	for _, f := range segments {
		text = append(append(text, f.name...), '\n')
	}
	return append(append(text, '\n'), body...)
}

func parseSnapshotText(data []byte) (covered map[string]bool, body []byte, ok bool) {
	rest, ok := bytes.CutPrefix(data, []byte(snapshotStart))
	covered = map[string]bool{}
	for ok {
		var name []byte
		if name, rest, ok = bytes.Cut(rest, []byte("\n")); len(name) == 0 {
			break
		}
		covered[string(name)] = true
	}
	return covered, rest, ok
}
