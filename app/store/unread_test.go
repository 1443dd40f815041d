package store

import (
	"slices"
	"testing"

	"github.com/hack-pad/hackpadfs"
)

// A disk that does not give one file.
type mute struct {
	Disk
	name string
	err  error
}

func (d mute) Open(name string) (hackpadfs.File, error) {
	if name == d.name {
		return nil, &hackpadfs.PathError{Op: "open", Path: name, Err: d.err}
	}
	return d.Disk.Open(name)
}

// A file that the disk does not give may be whole: a check says so, a repair leaves it
// where it is. One that has gone meanwhile was gathered.
func TestAFileThatIsNotGivenStaysWhereItIs(t *testing.T) {
	for _, gone := range []bool{false, true} {
		names := memoryFS(t)
		small(t, names)
		for _, name := range fileNames(t, names) {
			if name == asideDir || gone && name == markName("device0") {
				continue // without its mark a store is a new one
			}
			disk := memoryFS(t)
			small(t, disk)
			u := mustUse(t, disk)
			u.fs = mute{disk, name, errSick}
			if gone {
				u.fs = mute{disk, name, hackpadfs.ErrNotExist}
			}
			report, err := u.Check(u.checking())
			must(t, err)
			unread := slices.ContainsFunc(report.Findings, func(f Finding) bool { return f.Kind == Unreadable && f.File == name })
			if unread == gone {
				t.Errorf("%s, gone: %t: the check finds %v", name, gone, report.Findings)
			}
			for _, f := range report.Findings {
				if f.Kind != Unreadable && f.Kind != Missing || f.Lost > 0 {
					t.Errorf("%s, gone: %t: the check finds %v", name, gone, f)
				}
			}
			if _, err := u.Repair(u.checking()); err != nil {
				t.Fatal(err)
			}
			u.fs = disk
			if list, err := u.Aside(); err != nil || len(list) > 0 {
				t.Errorf("%s, gone: %t: the repair has set aside %v, error %v", name, gone, list, err)
			}
			if !slices.Contains(fileNames(t, disk), name) {
				t.Errorf("%s, gone: %t: the repair has taken it away", name, gone)
			}
			mustUse(t, disk).wantRecords(t, smallRecords)
		}
	}
}
