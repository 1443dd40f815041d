package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hack-pad/hackpadfs"
)

// A record of these tests is "name text sum".
func record(name, text string) string {
	line := name + " " + text
	return line + " " + hex(sumOf([]byte(line)))
}

func readRecord(line string) (string, error) {
	at := strings.LastIndexByte(line, ' ')
	if at < 0 || line[at+1:] != hex(sumOf([]byte(line[:at]))) {
		return "", errors.New("bad checksum")
	}
	name, _, _ := strings.Cut(line, " ")
	return name, nil
}

func numbered0(n int) string {
	return record("r"+digits(n), "text of record "+strconv.Itoa(n))
}

var testOptions = Options{Read: readRecord, Device: func() string { return "device0" }}

// user is a program that uses a store: its state is the set of records, its
// snapshot their lines.
type user struct {
	*Store
	state map[string]bool
	// read counts the records that were not in the snapshot.
	read int
}

func (u *user) snapshot() []byte {
	return []byte(strings.Join(slices.Sorted(maps.Keys(u.state)), "\n"))
}

func (u *user) take(records []string) {
	for _, r := range records {
		u.state[r] = true
	}
}

// use opens a store and loads it.
func use(fs Disk) (*user, error) {
	s, err := Open(fs, testOptions)
	if err != nil {
		return nil, err
	}
	u := &user{Store: s, state: map[string]bool{}}
	records, err := s.Load(func(snapshot []byte) error {
		for line := range strings.SplitSeq(string(snapshot), "\n") {
			if _, err := readRecord(line); err != nil {
				return err
			}
		}
		u.take(strings.Split(string(snapshot), "\n"))
		return nil
	})
	u.read = len(records)
	u.take(records)
	return u, err
}

func mustUse(t *testing.T, fs Disk) *user {
	t.Helper()
	u, err := use(fs)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// add stores records as the cards do: after what others have stored.
func (u *user) add(records ...string) error {
	news, err := u.News()
	if err != nil {
		return err
	}
	u.take(news)
	if err := u.Add(records); err != nil {
		return err
	}
	u.take(records)
	return nil
}

// tidy takes all steps.
func (u *user) tidy() error {
	for {
		news, err := u.News()
		if err != nil {
			return err
		}
		u.take(news)
		more, err := u.Tidy(u.snapshot)
		if err != nil || !more {
			return err
		}
	}
}

func (u *user) checking() Checking {
	return Checking{Known: func(yield func(string, string) bool) {
		for _, line := range slices.Sorted(maps.Keys(u.state)) {
			name, _ := readRecord(line)
			if !yield(name, line) {
				return
			}
		}
	}}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantRecords wants exactly the records that are numbered from 0 to n.
func (u *user) wantRecords(t *testing.T, n int, but ...int) {
	t.Helper()
	missing := 0
	for i := range n {
		if !u.state[numbered0(i)] && !slices.Contains(but, i) {
			missing++
		}
	}
	if missing > 0 || len(u.state) != n-len(but) {
		t.Errorf("%d of %d records are missing; there are %d", missing, n, len(u.state))
	}
}

func fileNames(t *testing.T, fs Disk) []string {
	t.Helper()
	names, err := fs.Names(".")
	must(t, err)
	slices.Sort(names)
	return names
}

// testStore is what every file system must do for the store.
func testStore(t *testing.T, newFS func(t *testing.T) Disk) {
	for name, test := range map[string]func(*testing.T, Disk){
		"records are there after reopening":               testReopen,
		"another tab's records are news":                  testNews,
		"tidying bounds the files and loses nothing":      testTidy,
		"two tabs tidy in turn":                           testTwoTidy,
		"records of one name are both kept":               testOneName,
		"an empty or a cut file is told of":               testCut,
		"a foreign file is set aside":                     testForeign,
		"a store that is gone, wiped or newer is noticed": testGone,
		"of two snapshots the older one serves":           testOlderSnapshot,
		"repair brings back what is known":                testRepair,
		"golden stores of every version open":             testGolden,
	} {
		t.Run(name, func(t *testing.T) { test(t, newFS(t)) })
	}
}

func testReopen(t *testing.T, fs Disk) {
	u := mustUse(t, fs)
	if !u.Fresh() {
		t.Error("a new store is not fresh")
	}
	for i := range 5 {
		must(t, u.add(numbered0(i)))
	}
	must(t, u.add(numbered0(5), numbered0(6), numbered0(7)))
	again := mustUse(t, fs)
	again.wantRecords(t, 8)
	if again.Fresh() || again.Device() != "device0" || len(again.Findings()) > 0 {
		t.Error("an old store is fresh, of another device, or has findings")
	}
	if n := len(fileNames(t, fs)); n != 1+1+5+1 { // mark, aside, events, segment
		t.Errorf("there are %d files: %q", n, fileNames(t, fs))
	}
}

func testNews(t *testing.T, fs Disk) {
	a, b := mustUse(t, fs), mustUse(t, fs)
	must(t, a.add(numbered0(0)))
	must(t, b.add(numbered0(1)))
	must(t, a.add(numbered0(2), numbered0(3)))
	must(t, b.add())
	b.wantRecords(t, 4)
	if news, err := b.News(); err != nil || len(news) > 0 {
		t.Errorf("there are %d more news, error %v", len(news), err)
	}
}

// many are more than are gathered at once. One in ten comes with another, and
// makes a small segment: more than are left alone.
const many = 2*gatherAt + 7

func testTidy(t *testing.T, fs Disk) {
	u := mustUse(t, fs)
	for i := range many {
		if i%10 == 3 { // an import now and then
			must(t, u.add(numbered0(i), numbered0(many+i)))
		} else {
			must(t, u.add(numbered0(i)))
		}
		if u.Untidy() {
			must(t, u.tidy())
		}
	}
	for i := range many {
		if i%10 != 3 {
			u.state[numbered0(many+i)] = true
			must(t, u.Add([]string{numbered0(many + i)}))
		}
		if u.Untidy() {
			must(t, u.tidy())
		}
	}
	must(t, u.tidy())
	names := fileNames(t, fs)
	if len(names) > gatherAt+mergeAt+10 {
		t.Errorf("there are %d files after tidying", len(names))
	}
	snapshots := 0
	for _, name := range names {
		if strings.HasSuffix(name, snapshotEnd) {
			snapshots++
		}
	}
	if snapshots != 2 {
		t.Errorf("there are %d snapshots, want the newest and the one before", snapshots)
	}
	again := mustUse(t, fs)
	again.wantRecords(t, 2*many)
	if again.read >= gatherAt+snapshotAt {
		t.Errorf("%d records were read beside the snapshot", again.read)
	}
	report, err := again.Check(again.checking())
	must(t, err)
	if report.Records != 2*many || len(report.Findings) > 0 {
		t.Errorf("the check counts %d records and finds %v", report.Records, report.Findings)
	}
}

func testTwoTidy(t *testing.T, fs Disk) {
	tabs := []*user{mustUse(t, fs), mustUse(t, fs)}
	const n = 3 * gatherAt
	for i := range n {
		u := tabs[i%2]
		must(t, u.add(numbered0(i)))
		if i%7 == 0 && u.Untidy() {
			_, err := u.News()
			must(t, err)
			_, err = u.Tidy(func() []byte {
				news, err := u.News()
				must(t, err)
				u.take(news)
				return u.snapshot()
			})
			must(t, err)
		}
	}
	for _, u := range append(tabs, mustUse(t, fs)) {
		must(t, u.tidy())
		u.wantRecords(t, n)
	}
	// Each is in a segment or a single file, not in the snapshot alone.
	u := mustUse(t, fs)
	report, err := u.Check(u.checking())
	must(t, err)
	if u.wantRecords(t, n); report.Records != n || len(report.Findings) > 0 {
		t.Errorf("the check counts %d records and finds %v", report.Records, report.Findings)
	}
}

func testOneName(t *testing.T, fs Disk) {
	u := mustUse(t, fs)
	one, other := record("r1", "of this device"), record("r1", "of its copy")
	must(t, u.add(one))
	must(t, u.add(other))
	for i := range gatherAt {
		must(t, u.add(numbered0(i)))
	}
	must(t, u.tidy())
	if again := mustUse(t, fs); !again.state[one] || !again.state[other] {
		t.Error("one of two records of one name is lost")
	}
}

func testCut(t *testing.T, fs Disk) {
	u := mustUse(t, fs)
	must(t, u.add(numbered0(0)))
	whole := numbered0(1)
	for n := range len(whole) {
		must(t, put(fs, eventName("r000001"), whole[:n]))
		must(t, put(fs, "x.log.tmp", whole[:n]))
		again := mustUse(t, fs)
		again.wantRecords(t, 1)
		var kinds []Kind
		for _, f := range again.Findings() {
			kinds = append(kinds, f.Kind)
		}
		want := []Kind{Unfinished, DamagedEvent}
		if n == 0 {
			want[1] = Unfinished
		}
		if !slices.Equal(kinds, want) {
			t.Fatalf("of a record of which %d bytes were written is found %v, want %v", n, kinds, want)
		}
	}
	list, err := mustUse(t, fs).Aside()
	must(t, err)
	if len(list) != len(whole)-1 {
		t.Errorf("%d files were set aside, want %d", len(list), len(whole)-1)
	}
	must(t, u.ClearAside())
	if list, err = u.Aside(); err != nil || len(list) > 0 {
		t.Errorf("%d files are still there, error %v", len(list), err)
	}
}

func put(fs Disk, name, text string) error {
	return hackpadfs.WriteFullFile(fs, name, []byte(text), 0o600)
}

func testForeign(t *testing.T, fs Disk) {
	must(t, put(fs, "notes.txt", "mine"))
	must(t, put(fs, "000001-x.log", "mine too"))
	u := mustUse(t, fs)
	must(t, u.add(numbered0(0)))
	found := u.Findings()
	if len(found) != 2 || found[0].Kind != Foreign {
		t.Errorf("found %v", found)
	}
	list, err := u.Aside()
	must(t, err)
	if len(list) != 2 || string(list[1].Data) != "mine" {
		t.Errorf("set aside: %v", list)
	}
	mustUse(t, fs).wantRecords(t, 1)
}

func testGone(t *testing.T, fs Disk) {
	u, other := mustUse(t, fs), mustUse(t, fs)
	must(t, u.add(numbered0(0)))
	wiped, err := other.Wipe(Options{Read: readRecord, Device: func() string { return "device1" }})
	must(t, err)
	if wiped.Device() != "device1" || !wiped.Fresh() {
		t.Error("a wiped store is not a new one")
	}
	if _, err := u.News(); !errors.Is(err, ErrReplaced) {
		t.Errorf("after wiping News says %v", err)
	}
	mustUse(t, fs).wantRecords(t, 0)
	must(t, fs.Remove(markName("device1")))
	if _, err := wiped.News(); !errors.Is(err, ErrGone) {
		t.Errorf("without a mark News says %v", err)
	}
	must(t, put(fs, "store-2-Later_device", "of a later version"))
	if _, err := use(fs); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer store is opened with %v", err)
	}
}

// small makes a store of every kind of file: two snapshots, three segments, of
// which the last is not in a snapshot, and two single records; 14 records.
func small(t *testing.T, fs Disk) {
	t.Helper()
	u := mustUse(t, fs)
	n := 0
	next := func() string { n++; return numbered0(n - 1) }
	must(t, u.add(next(), next(), next(), next()))
	for range 2 {
		must(t, u.add(next(), next(), next()))
		u.since = snapshotAt
		must(t, u.tidy())
	}
	must(t, u.add(next(), next()))
	must(t, u.add(next()))
	must(t, u.add(next()))
}

const smallRecords = 14

func testOlderSnapshot(t *testing.T, fs Disk) {
	small(t, fs)
	for range 2 {
		names := slices.DeleteFunc(fileNames(t, fs), func(n string) bool { return !strings.HasSuffix(n, snapshotEnd) })
		newest := names[len(names)-1]
		must(t, put(fs, newest, "rubbish"))
		u := mustUse(t, fs)
		u.wantRecords(t, smallRecords)
		if found := u.Findings(); len(found) != 1 || found[0].Kind != DamagedSnapshot || found[0].File != newest || found[0].Lost > 0 {
			t.Errorf("found %v", found)
		}
	}
}

func testRepair(t *testing.T, fs Disk) {
	small(t, fs)
	u := mustUse(t, fs)
	damaged := 0
	for _, name := range fileNames(t, fs) {
		if name == asideDir {
			continue
		}
		data, err := u.load(name, maxFile)
		must(t, err)
		data[len(data)/2] ^= 4
		must(t, put(fs, name, string(data)))
		damaged++
	}
	must(t, put(fs, "foreign", ""))
	report, err := u.Check(u.checking())
	must(t, err)
	kinds := map[Kind]int{}
	for _, f := range report.Findings {
		kinds[f.Kind]++
	}
	// Whole lines of damaged segments do not count as being in a good file.
	want := map[Kind]int{DamagedMark: 1, DamagedEvent: 2, DamagedSegment: 4, DamagedSnapshot: 2, Foreign: 1, Missing: smallRecords - 2}
	if !maps.Equal(kinds, want) {
		t.Errorf("the check finds %v, want %v", kinds, want)
	}
	if _, err = u.Repair(u.checking()); err != nil {
		t.Fatal(err)
	}
	again := mustUse(t, fs)
	again.wantRecords(t, smallRecords)
	if report, err = again.Check(again.checking()); err != nil || len(report.Findings) > 0 {
		t.Errorf("after the repair a check finds %v, error %v", report.Findings, err)
	}
	if list, err := again.Aside(); err != nil || len(list) != damaged+1 {
		t.Errorf("%d files are aside, want %d, error %v", len(list), damaged+1, err)
	}
}

// copyTo copies all files of a store.
func copyTo(t *testing.T, from map[string][]byte, to Disk) {
	t.Helper()
	for name, data := range from {
		must(t, put(to, name, string(data)))
	}
}

func contents(t *testing.T, fs Disk) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, name := range fileNames(t, fs) {
		if name == asideDir {
			continue
		}
		data, err := (&Store{fs: fs}).load(name, maxFile)
		must(t, err)
		all[name] = data
	}
	return all
}

// wantDamage wants a store of which one file was damaged to open, to say so, to
// lose at most what was in that file alone, and to be repaired.
func wantDamage(t *testing.T, fs Disk, name, what string) {
	t.Helper()
	fail := func(format string, a ...any) {
		t.Helper()
		t.Fatalf("%s, %s: %s", name, what, fmt.Sprintf(format, a...))
	}
	u, err := use(fs)
	if err != nil {
		fail("%v", err)
	}
	found := u.Findings()
	lost := 0
	for _, f := range found {
		lost += f.Lost
	}
	if lost > 1 || len(u.state) != smallRecords-lost {
		fail("%d records are lost, %d are there", lost, len(u.state))
	}
	report, err := u.Repair(u.checking())
	if err != nil {
		fail("%v", err)
	}
	if len(found)+len(report.Findings) == 0 {
		fail("nothing was found")
	}
	u.since = snapshotAt
	if err := u.tidy(); err != nil {
		fail("%v", err)
	}
	again, err := use(fs)
	if err != nil || len(again.state) != smallRecords-lost || len(again.Findings()) > 0 {
		fail("after the repair there are %d records, error %v", len(again.state), err)
	}
	if report, err = again.Check(again.checking()); err != nil || len(report.Findings) > 0 {
		fail("after the repair there is %v, error %v", report.Findings, err)
	}
}

// testFlips flips bits in every byte of every file in turn, or in every so many.
func testFlips(t *testing.T, newFS func(t *testing.T) Disk, every int) {
	first := newFS(t)
	small(t, first)
	whole := contents(t, first)
	if len(whole) != 1+2+4+2 {
		t.Fatalf("there are %d files", len(whole))
	}
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		for at := 0; at < len(whole[name]); at += every {
			for _, bits := range []byte{1, '\n' ^ whole[name][at], 0xff} {
				if bits == 0 {
					continue
				}
				fs := newFS(t)
				damaged := maps.Clone(whole)
				damaged[name] = bytes.Clone(whole[name])
				damaged[name][at] ^= bits
				copyTo(t, damaged, fs)
				wantDamage(t, fs, path.Base(name), "byte "+strconv.Itoa(at)+" by "+hex(uint32(bits)))
			}
		}
	}
}
