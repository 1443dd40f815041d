package store

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/hack-pad/hackpadfs"
)

// Checking is what a check is done with.
type Checking struct {
	// Known are all records that the program knows, by their names.
	Known iter.Seq2[string, string]
	// Breathe is called every few hundred records; it may let others run, nil does
	// nothing.
	Breathe func()
}

// Report is what a check has come to.
type Report struct {
	// Files and Records count what was read; a record that is in several files
	// counts once.
	Files, Records int
	Findings       []Finding
}

// Check reads every file, compares it with its checksum and its records with those
// that are known, and changes nothing.
func (s *Store) Check(c Checking) (Report, error) { return s.check(c, false) }

// Repair checks, sets aside what is damaged, and writes again, as segments, what
// is known or whole and in no good file, and what is not known: a snapshot may
// say that it has a file's records and not have them. News is to be called before,
// under the same lock, and after: it hands out what was written again.
func (s *Store) Repair(c Checking) (Report, error) { return s.check(c, true) }

// checkup is a check under way.
type checkup struct {
	Checking
	s      *Store
	report Report
	// there are the records in good files, whole those in damaged ones.
	there map[string]bool
	whole []string
	// suspects are single records that are damaged.
	suspects map[string]int
	// removals and moves are files to be removed or set aside once what is whole in
	// them is written elsewhere.
	removals, moves []string
	steps           int
}

func (s *Store) check(c Checking, repair bool) (Report, error) {
	files, err := s.list()
	if err != nil {
		return Report{}, err
	}
	u := &checkup{Checking: c, s: s, there: map[string]bool{}, suspects: map[string]int{}}
	u.report.Files = files.count()
	u.marks(files)
	u.segments(files)
	u.events(files)
	u.snapshots(files)
	u.foreign(files)
	u.report.Records = len(u.there)
	missing := u.compare()
	if repair {
		if err := u.mend(missing); err != nil {
			return Report{}, err
		}
	}
	u.report.Findings = append(u.report.Findings, s.Findings()...)
	return u.report, nil
}

// breathe counts a step.
func (u *checkup) breathe() {
	if u.steps++; u.steps%256 == 0 && u.Breathe != nil {
		u.Breathe()
	}
}

// found notes that a file is not as it should be.
func (u *checkup) found(kind Kind, f *file, lost int) {
	if len(u.report.Findings) < maxFindings {
		u.report.Findings = append(u.report.Findings, Finding{kind, f.name, f.record, lost})
	}
	switch kind {
	case Unreadable: // it stays where it is
	case Unfinished:
		u.removals = append(u.removals, f.name)
	default:
		u.moves = append(u.moves, f.name)
	}
}

// given reports whether a file can be judged by what came of loading it. One that is
// gone was gathered by somebody else, and one that the disk does not give may be whole.
func (u *checkup) given(f *file, err error) bool {
	if err == nil || errors.Is(err, errSize) {
		return true
	}
	if !errors.Is(err, hackpadfs.ErrNotExist) {
		u.found(Unreadable, f, 0)
	}
	return false
}

func (u *checkup) marks(files *listing) {
	for _, f := range files.marks {
		data, err := u.s.load(f.name, maxRecord)
		if whole := err == nil && f.device == u.s.device && string(data) == markText(f.device); !whole && u.given(f, err) {
			u.found(DamagedMark, f, 0)
		}
	}
}

func (u *checkup) segments(files *listing) {
	for _, f := range files.segments {
		data, err := u.s.load(f.name, maxFile)
		if lines, ok := segmentLines(f, data); ok && err == nil {
			for _, line := range lines {
				u.there[line] = true
				u.breathe()
			}
			continue
		}
		if !u.given(f, err) {
			continue
		}
		saved := u.s.salvage(data)
		u.whole = append(u.whole, saved...)
		lost := 0
		if !u.s.seen[f.name] { // all records that were handed out are known
			lost = max(0, f.count-len(saved))
		}
		u.found(DamagedSegment, f, lost)
	}
}

func (u *checkup) events(files *listing) {
	data, errs := u.s.loadSingles(files.events)
	for i, f := range files.events {
		u.breathe()
		line := string(data[i])
		name, bad := u.s.read(line)
		switch {
		case !u.given(f, errs[i]):
			continue
		case errs[i] == nil && bad == nil && name == f.record:
			u.there[line] = true
			continue
		case errs[i] == nil && line == "" && !u.s.seen[f.name]:
			u.found(Unfinished, f, 0)
			continue
		}
		u.suspects[f.record] = len(u.report.Findings)
		u.found(DamagedEvent, f, 1)
	}
}

func (u *checkup) snapshots(files *listing) {
	for _, f := range files.snapshots {
		u.breathe()
		data, err := u.s.load(f.name, maxFile)
		if !u.given(f, err) || err == nil && sumOf(data) == f.sum {
			continue
		}
		u.found(DamagedSnapshot, f, 0)
		u.s.since = max(u.s.since, snapshotAt) // a new one is to be made
	}
}

func (u *checkup) foreign(files *listing) {
	for _, name := range files.foreign {
		u.found(Foreign, &file{name: name}, 0)
	}
	for _, f := range files.tmp {
		u.found(Unfinished, f, 0)
	}
}

// compare looks for what is known in the files, and the other way round, and
// returns what is in no good file, or not known.
func (u *checkup) compare() (missing []string) {
	known := map[string]bool{}
	for name, line := range u.Known {
		u.breathe()
		known[line] = true
		if at, ok := u.suspects[name]; ok && at < len(u.report.Findings) {
			u.report.Findings[at].Lost = 0
		} else if !u.there[line] {
			u.report.Findings = append(u.report.Findings, Finding{Kind: Missing, Record: name})
		}
		if !u.there[line] {
			missing = append(missing, line)
		}
	}
	others := u.whole
	for line := range u.there {
		others = append(others, line)
	}
	slices.Sort(others)
	for _, line := range others {
		missing = u.unknown(known, missing, line)
	}
	return missing
}

// unknown adds a record to what is to be written again if nobody knows it. One
// that cannot be read, of a file that is whole, stays where it is.
func (u *checkup) unknown(known map[string]bool, missing []string, line string) []string {
	if known[line] {
		return missing
	}
	u.breathe()
	name, err := u.s.read(line)
	if err != nil {
		return missing
	}
	known[line] = true
	u.report.Findings = append(u.report.Findings, Finding{Kind: Unknown, Record: name})
	return append(missing, line)
}

// mend writes again what is in no good file, and only then takes the damaged ones
// away.
func (u *checkup) mend(missing []string) error {
	if err := u.s.addSegments(missing); err != nil {
		return fmt.Errorf("writing again what is in no good file: %w", err)
	}
	for _, name := range u.removals {
		if err := u.s.remove(name); err != nil {
			return err
		}
	}
	for _, name := range u.moves {
		if err := u.s.moveAside(name); err != nil {
			return err
		}
	}
	mark := markName(u.s.device)
	switch data, err := u.s.load(mark, maxRecord); {
	case err == nil && string(data) == markText(u.s.device):
		return nil
	case err == nil, errors.Is(err, errSize), errors.Is(err, hackpadfs.ErrNotExist):
		return u.s.put(mark, []byte(markText(u.s.device)))
	}
	return nil // the disk does not give it: it may be whole
}

// Files returns how many files there are, those that were set aside not counted.
func (s *Store) Files() (int, error) {
	files, err := s.list()
	return files.count(), err
}
