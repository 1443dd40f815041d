package cards

import (
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/hack-pad/hackpadfs"
	"github.com/hack-pad/hackpadfs/mem"

	"attnexperts/app/store"
	"attnexperts/calc/recall"
)

// world is one browser with its tabs, all in memory.
type world struct {
	t     *testing.T
	mu    sync.Mutex
	lock  sync.Mutex
	fs    hackpadfs.FS
	notes map[string]string
	ears  map[*fakeBrowser]func()
	// refused is why the database does not open, fullAfter how many more writes
	// there is room for, if it is not negative.
	refused   error
	fullAfter int
	noLocks   bool
	at        int64
}

const noon = 1_795_608_000_000 // 2026-11-25 12:00 UTC

func newWorld(t *testing.T) *world {
	w := &world{t: t, notes: map[string]string{}, ears: map[*fakeBrowser]func(){}, fullAfter: -1, at: noon}
	w.deleteDatabase()
	return w
}

// deleteDatabase is what a browser does when the reader has it delete the site's
// data.
func (w *world) deleteDatabase() {
	fs, err := mem.NewFS()
	if err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	w.fs = fs
	w.mu.Unlock()
}

// fakeBrowser is the world as one tab sees it.
type fakeBrowser struct{ *world }

var errNoRoom = errors.New("no room")

// diskFS is the world's present file system, with as much room as there is.
type diskFS struct{ w *world }

func (d diskFS) now() hackpadfs.FS {
	d.w.mu.Lock()
	defer d.w.mu.Unlock()
	return d.w.fs
}

func (d diskFS) Open(name string) (hackpadfs.File, error) { return d.now().Open(name) }

func (d diskFS) OpenFile(name string, flag int, perm hackpadfs.FileMode) (hackpadfs.File, error) {
	if flag&hackpadfs.FlagCreate != 0 {
		d.w.mu.Lock()
		full := d.w.fullAfter == 0
		d.w.fullAfter = max(-1, d.w.fullAfter-1)
		if full {
			d.w.fullAfter = 0
		}
		d.w.mu.Unlock()
		if full {
			return nil, errNoRoom
		}
	}
	return hackpadfs.OpenFile(d.now(), name, flag, perm)
}

func (d diskFS) Mkdir(name string, perm hackpadfs.FileMode) error {
	return hackpadfs.Mkdir(d.now(), name, perm)
}
func (d diskFS) Remove(name string) error     { return hackpadfs.Remove(d.now(), name) }
func (d diskFS) Rename(from, to string) error { return hackpadfs.Rename(d.now(), from, to) }
func (d diskFS) RemoveAll(name string) error  { return hackpadfs.RemoveAll(d.now(), name) }
func (d diskFS) Names(dir string) ([]string, error) {
	entries, err := hackpadfs.ReadDir(d.now(), dir)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}
func (b *fakeBrowser) locks() bool                { return !b.noLocks }
func (b *fakeBrowser) full(err error) bool        { return errors.Is(err, errNoRoom) }
func (b *fakeBrowser) room() (_, _ int64, _ bool) { return 90 << 20, 95 << 20, false }
func (b *fakeBrowser) persist() bool              { return true }
func (b *fakeBrowser) breathe()                   {}
func (b *fakeBrowser) random(n int) int           { return rand.IntN(n) }

func (b *fakeBrowser) open() (store.Disk, error) {
	if b.refused != nil {
		return nil, b.refused
	}
	return diskFS{b.world}, nil
}

func (b *fakeBrowser) lock() (func(), error) {
	if b.noLocks {
		return func() {}, nil
	}
	b.world.lock.Lock()
	return b.world.lock.Unlock, nil
}

func (b *fakeBrowser) tell() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for tab, ear := range b.ears {
		if tab != b {
			go ear()
		}
	}
}

func (b *fakeBrowser) hear(do func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ears[b] = do
}

func (b *fakeBrowser) note(key string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.notes[key]
}

func (b *fakeBrowser) setNote(key, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.notes[key] = text; text == "" {
		delete(b.notes, key)
	}
}

func (b *fakeBrowser) now() (int64, int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.at, 60
}

// tab is a page with its UI goroutine.
type tab struct {
	t  *testing.T
	c  *Cards
	ui chan func()
}

// open opens a tab, and waits until the cards are there.
func (w *world) open() *tab {
	ui := make(chan func(), 1000)
	go func() {
		for do := range ui {
			do()
		}
	}()
	b := &fakeBrowser{w}
	tab := &tab{w.t, openIn(b, func(do func()) { ui <- do }), ui}
	opened := make(chan struct{})
	ui <- func() { tab.c.whenReady(func(*Cards) { close(opened) }) }
	<-opened
	return tab
}

// on does something on the UI goroutine and waits.
func (x *tab) on(do func(c *Cards)) {
	done := make(chan struct{})
	x.ui <- func() { defer close(done); do(x.c) }
	<-done
}

// do stores what make makes and waits.
func (x *tab) do(make Make) error {
	answer := x.begin(make)
	return <-answer
}

func (x *tab) begin(do Make) <-chan error {
	answer := make(chan error, 1)
	x.ui <- func() { x.c.Do(do, func(err error) { answer <- err }) }
	return answer
}

func (x *tab) must(make Make) {
	x.t.Helper()
	if err := x.do(make); err != nil {
		x.t.Fatal(err)
	}
}

// len is how many events the tab knows.
func (x *tab) len() (n int) {
	x.on(func(c *Cards) { n = c.State().Len() })
	return n
}

// notice returns the text of a notice, or "".
func (x *tab) notice(kind NoticeKind) (text string) {
	x.on(func(c *Cards) {
		for _, n := range c.Notices() {
			if n.Kind == kind {
				text = n.Text
			}
		}
	})
	return text
}

// export is everything that the tab knows, as bytes.
func (x *tab) export() (text string) {
	x.on(func(c *Cards) { text = string(c.State().Export()) })
	return text
}

// report is what a check or a repair comes to.
func (x *tab) report(look func(*Cards, func(Report, error))) (r Report) {
	x.t.Helper()
	done := make(chan error, 1)
	x.ui <- func() { look(x.c, func(found Report, err error) { r = found; done <- err }) }
	if err := <-done; err != nil {
		x.t.Fatal(err)
	}
	return r
}

func (x *tab) wait(begin func(c *Cards, done func(error))) {
	x.t.Helper()
	if err := x.outcome(begin); err != nil {
		x.t.Fatal(err)
	}
}

// outcome waits for what comes of something.
func (x *tab) outcome(begin func(c *Cards, done func(error))) error {
	done := make(chan error, 1)
	x.ui <- func() { begin(x.c, func(err error) { done <- err }) }
	return <-done
}

// addCard makes a card of the reader's own.
func addCard(id string) Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		card := recall.Card{ID: id, Kind: recall.Basic, Front: "front of " + id, Back: "back"}
		e, err := s.Record(a, recall.Event{Kind: recall.Added, Content: &card})
		return []recall.Event{e}, err
	}
}

// grade answers a card.
func grade(id string, g recall.Grade) Make {
	return func(s *recall.State, a recall.Author) ([]recall.Event, error) {
		e, err := s.Grade(a, id, g, 1000)
		return []recall.Event{e}, err
	}
}
