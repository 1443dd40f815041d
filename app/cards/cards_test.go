package cards

import (
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/hack-pad/hackpadfs"

	"attnexperts/calc/recall"
)

func TestWhatIsDoneIsThereInTheNextTab(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(addCard("one"))
	a.must(grade("one", recall.Good))
	b := w.open()
	if b.len() != 2 || a.export() != b.export() {
		t.Errorf("the next tab has %d events", b.len())
	}
	if text := b.notice(Evicted); text != "" {
		t.Errorf("the next tab says %q", text)
	}
	b.must(grade("one", recall.Easy))
	// What another tab stored is read before anything is made.
	a.must(func(s *recall.State, _ recall.Author) ([]recall.Event, error) {
		if s.Len() != 3 {
			t.Errorf("the state has %d events", s.Len())
		}
		return nil, nil
	})
	a.on(func(c *Cards) {
		if len(c.Notices()) != 1 || c.Notices()[0].Kind != NearlyFull {
			t.Errorf("there are notices: %v", c.Notices())
		}
	})
}

func TestAnotherTabIsToldOfWhatIsStored(t *testing.T) {
	w := newWorld(t)
	a, b := w.open(), w.open()
	heard := make(chan int, 10)
	var stop func()
	b.on(func(c *Cards) { stop = c.Watch(func() { heard <- c.State().Len() }) })
	a.must(addCard("one"))
	if n := <-heard; n != 1 {
		t.Errorf("the other tab has %d events", n)
	}
	b.on(func(*Cards) { stop() })
}

func TestEventsOfOneMakeAreNumberedAndStoredTogether(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(func(s *recall.State, author recall.Author) ([]recall.Event, error) {
		one, _ := addCard("one")(s, author)
		two, _ := addCard("two")(s, author)
		return append(one, two...), nil
	})
	ids := map[recall.ID]bool{}
	w.open().on(func(c *Cards) {
		for e := range c.State().Events {
			ids[e.ID] = true
		}
	})
	if len(ids) != 2 {
		t.Errorf("%d IDs are stored, want 2", len(ids))
	}
	before := a.export()
	err := a.do(func(s *recall.State, author recall.Author) ([]recall.Event, error) {
		good, _ := grade("one", recall.Good)(s, author)
		return append(good, recall.Event{Kind: recall.Reviewed}), nil
	})
	if err == nil || a.export() != before || w.open().export() != before {
		t.Errorf("of two events one of which is not valid something is stored; error %v", err)
	}
}

func TestImportingTwiceIsImportingOnce(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(addCard("one"))
	a.must(grade("one", recall.Hard))
	file, err := recall.ReadJSON(a.export(), nil)
	if err != nil {
		t.Fatal(err)
	}
	other := newWorld(t).open()
	other.must(addCard("two"))
	for range 2 {
		other.must(func(*recall.State, recall.Author) ([]recall.Event, error) { return file.Events, nil })
		if other.len() != 3 {
			t.Errorf("there are %d events, want 3", other.len())
		}
	}
	a.wait((*Cards).Wipe)
	a.must(func(*recall.State, recall.Author) ([]recall.Event, error) { return file.Events, nil })
	if again := w.open(); again.len() != 2 {
		t.Errorf("after wiping and importing there are %d events", again.len())
	}
}

// reviews answers cards in two tabs at once; the events that each tab was told are
// stored are there, once each.
func TestTwoTabsReviewingAtOnceLoseAndDoubleNothing(t *testing.T) {
	w := newWorld(t)
	tabs := []*tab{w.open(), w.open()}
	tabs[0].must(addCard("one"))
	const each = 500
	var group sync.WaitGroup
	for _, x := range tabs {
		group.Go(func() {
			for range each {
				if err := x.do(grade("one", recall.Good)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	for _, x := range append(tabs, w.open()) {
		x.must(func(*recall.State, recall.Author) ([]recall.Event, error) { return nil, nil })
		if x.len() != 1+2*each {
			t.Errorf("there are %d events, want %d", x.len(), 1+2*each)
		}
	}
	if r := tabs[0].report((*Cards).Check); r.Events != 1+2*each || r.Summary != "All is well." {
		t.Errorf("the check says %+v", r)
	}
}

func TestWithoutLocksEachTabHasItsOwnName(t *testing.T) {
	w := newWorld(t)
	w.noLocks = true
	a, b := w.open(), w.open()
	if a.notice(Unlocked) == "" {
		t.Error("nothing is said of missing locks")
	}
	a.must(addCard("one"))
	first, second := a.begin(grade("one", recall.Good)), b.begin(addCard("two"))
	if err := errors.Join(<-first, <-second); err != nil {
		t.Fatal(err)
	}
	if n := w.open().len(); n != 3 {
		t.Errorf("there are %d events, want 3", n)
	}
}

func TestWhereStorageIsRefusedTheCardsGoOnInMemory(t *testing.T) {
	w := newWorld(t)
	w.refused = errors.New("it forbids it")
	a := w.open()
	a.must(addCard("one"))
	a.must(grade("one", recall.Good))
	if text := a.notice(InMemory); a.len() != 2 || !strings.Contains(text, "it forbids it") {
		t.Errorf("there are %d events, and the notice is %q", a.len(), text)
	}
	if err := a.outcome((*Cards).Wipe); !errors.Is(err, ErrUnreached) {
		t.Errorf("of files that cannot be opened, wiping says %v", err)
	}
	if a.len() != 0 || a.notice(InMemory) == "" {
		t.Error("wiping in memory leaves something, or forgets where it is")
	}
}

// What cannot be opened is not said to be deleted.
func TestWipingSaysWhatItCouldNotReach(t *testing.T) {
	w := newWorld(t)
	w.open().must(addCard("kept"))
	w.refused = errors.New("it does not answer")
	if err := w.open().outcome((*Cards).Wipe); !errors.Is(err, ErrUnreached) {
		t.Errorf("wiping says %v", err)
	}
	w.refused = nil
	if n := w.open().len(); n != 1 {
		t.Errorf("%d events are there", n)
	}
}

func TestAFullDiskIsToldAndChangesNothing(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(addCard("one"))
	before := a.export()
	w.mu.Lock()
	w.fullAfter = 0
	w.mu.Unlock()
	if err := a.do(grade("one", recall.Good)); !errors.Is(err, errFull) {
		t.Errorf("the error is %v", err)
	}
	if a.export() != before {
		t.Error("what was not stored is in the state")
	}
	w.mu.Lock()
	w.fullAfter = -1
	w.mu.Unlock()
	a.must(grade("one", recall.Good))
	if n := w.open().len(); n != 2 {
		t.Errorf("there are %d events, want 2", n)
	}
}

// Of an import that the disk has no room for nothing is there, in no tab and at no
// time, and what another tab does meanwhile stays.
func TestAnImportThatTheDiskCannotTakeLeavesNothingAndLosesNothing(t *testing.T) {
	many := make([]recall.Card, 10_000)
	for i := range many {
		many[i] = recall.Card{ID: "c" + strconv.Itoa(i), Kind: recall.Basic, Front: "f", Back: "b"}
	}
	w := newWorld(t)
	a := w.open()
	a.must(addCard("first"))
	for room := range 4 { // enough for nothing, or for some files
		w.mu.Lock()
		w.fullAfter = room
		w.mu.Unlock()
		err := a.do(func(s *recall.State, by recall.Author) ([]recall.Event, error) { return s.Adopt(by, many, false) })
		w.mu.Lock()
		w.fullAfter = -1
		w.mu.Unlock()
		b := w.open()
		if err == nil {
			if b.len() != 10_001 {
				t.Errorf("an import that was stored is %d events", b.len())
			}
			break
		}
		if n := b.len(); n != a.len() {
			t.Fatalf("with room for %d files the import failed with %q, and left %d events where there were %d", room, err, n, a.len())
		}
	}
	b := w.open()
	b.must(grade("c0", recall.Good))
	for range 70 {
		a.must(grade("first", recall.Good))
	}
	a.c.queue(a.c.tidy)
	for range 30 { // a step of the tidying before each
		a.wait(func(c *Cards, done func(error)) { c.Aside(func(_ []AsideFile, err error) { done(err) }) })
	}
	if n, want := w.open().len(), a.len(); n != want {
		t.Errorf("after tidying there are %d events of %d", n, want)
	}
	if r := w.open().report((*Cards).Check); r.Summary != "All is well." {
		t.Errorf("a check says %q", r.Summary)
	}
}

// What is made in parts is numbered through, stored all or none, and told once.
func TestPartsAreStoredTogetherAndThePageLivesBetweenThem(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	const parts, each = 5, 700
	refused := errors.New("refused")
	adopt := func(bad int) []Make {
		var list []Make
		for p := range parts {
			list = append(list, func(s *recall.State, by recall.Author) ([]recall.Event, error) {
				if p == bad {
					return nil, refused
				}
				some := make([]recall.Card, each)
				for i := range some {
					some[i] = recall.Card{ID: fmt.Sprint("c", p, "-", i), Kind: recall.Basic, Front: "f", Back: "b"}
				}
				return s.Adopt(by, some, false)
			})
		}
		return list
	}
	do := func(bad int) (told []int, answer error) {
		done := make(chan error, 1)
		a.ui <- func() {
			a.c.DoParts(adopt(bad), func(n, total int) { told = append(told, n, total) }, func(err error) { done <- err })
		}
		answer = <-done
		return told, answer
	}
	if _, err := do(3); !errors.Is(err, refused) || a.len() != 0 {
		t.Fatalf("a part that was refused: %v, and %d events", err, a.len())
	}
	seen := 0
	a.on(func(c *Cards) { c.Watch(func() { seen++ }) })
	told, err := do(-1)
	if err != nil || a.len() != parts*each {
		t.Fatalf("%d events, error %v", a.len(), err)
	}
	if want := []int{1, 5, 2, 5, 3, 5, 4, 5, 5, 5}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	ids := map[recall.ID]bool{}
	a.on(func(c *Cards) {
		for e := range c.State().Events {
			ids[e.ID] = true
		}
		if len(c.State().Findings()) > 0 {
			t.Errorf("what was stored is odd: %v", c.State().Findings())
		}
	})
	if len(ids) != parts*each || seen != 1 {
		t.Errorf("%d events have different IDs; the page was told %d times", len(ids), seen)
	}
	if b := w.open(); b.export() != a.export() {
		t.Error("the next page has something else")
	}
}

// A snapshot that says it has a segment, and has it not, hid its cards; a check
// finds them, and a repair takes them in.
func TestCardsThatASnapshotHidesAreFoundAndTakenIn(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(func(s *recall.State, by recall.Author) ([]recall.Event, error) {
		return s.Adopt(by, []recall.Card{{ID: "x", Kind: recall.Basic, Front: "f", Back: "b"}, {ID: "y", Kind: recall.Basic, Front: "f", Back: "b"}}, false)
	})
	text := "attnexperts snapshot\n"
	names, err := diskFS{w}.Names(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, ".log") {
			text += name + "\n"
		}
	}
	text += "\n" + string(new(recall.State).Snapshot())
	name := fmt.Sprintf("000009-%08x.snapshot", crc32.Checksum([]byte(text), crc32.MakeTable(crc32.Castagnoli)))
	f, err := diskFS{w}.OpenFile(name, hackpadfs.FlagWriteOnly|hackpadfs.FlagCreate, 0o600)
	if err == nil {
		_, err = hackpadfs.WriteFile(f, []byte(text))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}

	b := w.open()
	if b.len() != 0 {
		t.Fatalf("the snapshot does not hide them: %d events", b.len())
	}
	if r := b.report((*Cards).Check); r.Summary != "2 events on disk that this page did not know to be taken in, nothing lost." {
		t.Errorf("the check says %q", r.Summary)
	}
	if r := b.report((*Cards).Repair); r.Summary != "2 events on disk that this page did not know taken in, nothing lost." || b.len() != 2 {
		t.Errorf("the repair says %q, and the page knows %d events", r.Summary, b.len())
	}
	if c := w.open(); c.len() != 2 {
		t.Errorf("the next page knows %d events", c.len())
	}
}

func TestCardsThatTheBrowserDeletedAreMissed(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(addCard("one"))
	a.on((*Cards).Exported)
	w.deleteDatabase()
	text := w.open().notice(Evicted)
	if !strings.Contains(text, "1 event") || !strings.Contains(text, "2026-11-25") {
		t.Errorf("the notice is %q", text)
	}
}

func TestAPageThatIsOpenStoresAgainWhatIsDeletedUnderIt(t *testing.T) {
	w := newWorld(t)
	a, b := w.open(), w.open()
	a.must(addCard("one"))
	w.deleteDatabase()
	a.must(grade("one", recall.Good))
	if a.notice(DeletedElsewhere) == "" {
		t.Error("nothing is said")
	}
	b.must(grade("one", recall.Good))
	if n := w.open().len(); n != 3 || b.len() != 3 {
		t.Errorf("%d events are stored, the other tab has %d, want 3", n, b.len())
	}
}

func TestWipingHoldsInAllTabs(t *testing.T) {
	w := newWorld(t)
	a, b := w.open(), w.open()
	a.must(addCard("one"))
	b.must(grade("one", recall.Good))
	a.wait((*Cards).Wipe)
	if err := b.do(grade("one", recall.Good)); err == nil {
		t.Error("a card that was wiped was graded")
	}
	c := w.open()
	if a.len()+b.len()+c.len() != 0 || c.notice(Evicted) != "" {
		t.Errorf("there are %d, %d, %d events, and it is called evicted: %q", a.len(), b.len(), c.len(), c.notice(Evicted))
	}
}

// damage changes one byte of each file whose name ends so.
func (w *world) damage(end string) {
	entries, err := hackpadfs.ReadDir(w.fs, ".")
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), end) {
			continue
		}
		data, err := hackpadfs.ReadFile(w.fs, e.Name())
		if err == nil {
			data[len(data)/2] ^= 1
			err = hackpadfs.WriteFullFile(w.fs, e.Name(), data, 0o600)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

func TestDamagedEventsAreCountedAndNamed(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	a.must(func(s *recall.State, author recall.Author) ([]recall.Event, error) {
		return s.Adopt(author, []recall.Card{{ID: "one", Kind: recall.Basic, Front: "f", Back: "b"}, {ID: "two", Kind: recall.Basic, Front: "f", Back: "b"}}, false)
	})
	a.must(grade("one", recall.Good))
	a.must(grade("two", recall.Good))
	w.damage(".event")
	b := w.open()
	const want = "2 events with bad checksums set aside, nothing else lost."
	if text := b.notice(SetAside); text != want || b.len() != 2 {
		t.Errorf("the notice is %q with %d events, want %q", text, b.len(), want)
	}
	list := make(chan []AsideFile, 1)
	b.on(func(c *Cards) { c.Aside(func(files []AsideFile, _ error) { list <- files }) })
	if files := <-list; len(files) != 2 || !strings.HasSuffix(files[0].Name, ".event") || len(files[0].Data) < 50 {
		t.Errorf("set aside: %v", files)
	}
	// The first tab still knows them.
	r := a.report((*Cards).Repair)
	if r.Lost != 0 || len(r.Findings) != 1 || r.Findings[0].Count != 2 || len(r.Findings[0].Names) != 2 {
		t.Errorf("the repair says %+v", r)
	}
	if c := w.open(); c.len() != 4 || c.report((*Cards).Check).Summary != "All is well." {
		t.Errorf("after the repair there are %d events", c.len())
	}
}

func TestPersistenceIsAskedForOnceThereIsSomething(t *testing.T) {
	w := newWorld(t)
	a := w.open()
	wants := func() (yes bool) { a.on(func(c *Cards) { yes = c.WantsPersist() }); return yes }
	if wants() {
		t.Error("it is asked for before there is a card")
	}
	a.must(addCard("one"))
	if !wants() {
		t.Error("it is not asked for")
	}
	granted := make(chan bool, 1)
	a.on(func(c *Cards) { c.Persist(func(ok bool) { granted <- ok }) })
	if !<-granted || wants() {
		t.Error("it is refused, or asked for again")
	}
	usage := make(chan Usage, 1)
	a.on(func(c *Cards) { c.Usage(func(u Usage) { usage <- u }) })
	if u := <-usage; !u.Durable || u.Events != 1 || u.Files != 2 {
		t.Errorf("the usage is %+v", u)
	}
}
