package store

import (
	"errors"
	"strings"
	"testing"

	"github.com/hack-pad/hackpadfs"
)

// A disk that gives one file not, and after that not even its names.
type sick struct {
	Disk
	name string
	ill  *bool
}

var errSick = errors.New("the disk does not answer")

func (d sick) Open(name string) (hackpadfs.File, error) {
	if name == d.name {
		*d.ill = true
		return nil, errSick
	}
	return d.Disk.Open(name)
}

func (d sick) Names(dir string) ([]string, error) {
	if *d.ill {
		return nil, errSick
	}
	return d.Disk.Names(dir)
}

// News that failed half-way handed nothing out: it comes again, and no snapshot
// may cover it before.
func TestNewsThatFailedHalfWayComesAgain(t *testing.T) {
	disk := memoryFS(t)
	a, b := mustUse(t, disk), mustUse(t, disk)
	must(t, a.add(numbered0(1), numbered0(2)))
	must(t, a.add(numbered0(3), numbered0(4)))
	ill, last := false, ""
	for _, name := range fileNames(t, disk) {
		if strings.HasSuffix(name, segmentEnd) {
			last = name
		}
	}
	b.fs = sick{disk, last, &ill}
	if lines, err := b.News(); !errors.Is(err, errSick) || len(lines) > 0 {
		t.Fatalf("it handed out %d records, error %v", len(lines), err)
	}
	b.fs = disk
	news, err := b.News()
	must(t, err)
	if len(news) != 4 {
		t.Errorf("after that there are %d records, want all 4", len(news))
	}
}

// Many records are one file, so that a full disk, or a killed program, leaves all
// of them or none.
func TestManyRecordsAreStoredAllOrNone(t *testing.T) {
	for _, half := range []bool{false, true} {
		for deaths := 0; ; deaths++ {
			disk := memoryFS(t)
			must(t, mustUse(t, disk).add(numbered0(0)))
			u := mustUse(t, disk)
			u.fs = &mortal{disk, deaths, half}
			list := make([]string, 2*maxCount+3)
			for i := range list {
				list[i] = numbered0(1 + i)
			}
			err := u.Add(list)
			want := 1
			if err == nil {
				want += len(list)
			}
			n := len(mustUse(t, disk).state)
			if n != want && n != 1+len(list) { // dead before it could say so
				t.Fatalf("after %d changes %d records are there, error %v", deaths, n, err)
			}
			if err == nil {
				break
			}
		}
	}
}

// Where a snapshot says that it has a segment and has it not, as earlier versions
// could leave it, a check finds the records and a repair brings them back.
func TestRecordsThatASnapshotOnlySaysItHasAreFoundAndTakenIn(t *testing.T) {
	disk := memoryFS(t)
	u := mustUse(t, disk)
	must(t, u.add(numbered0(1), numbered0(2)))
	other := mustUse(t, disk)
	must(t, other.add(numbered0(3), numbered0(4), numbered0(5)))
	for _, name := range fileNames(t, disk) {
		u.seen[name] = true // without their records
	}
	u.since = snapshotAt
	must(t, u.tidy())

	again := mustUse(t, disk)
	again.wantRecords(t, 6, 0, 3, 4, 5)
	report, err := again.Check(again.checking())
	must(t, err)
	if len(report.Findings) != 3 || report.Findings[0].Kind != Unknown || report.Findings[0].Lost > 0 {
		t.Errorf("the check finds %v", report.Findings)
	}
	_, err = again.Repair(again.checking())
	must(t, err)
	news, err := again.News()
	must(t, err)
	again.take(news)
	again.wantRecords(t, 6, 0)
	last := mustUse(t, disk)
	last.wantRecords(t, 6, 0)
	if report, err := last.Check(last.checking()); err != nil || len(report.Findings) > 0 {
		t.Errorf("after that a check finds %v, error %v", report.Findings, err)
	}
}
