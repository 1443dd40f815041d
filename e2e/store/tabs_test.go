package store_test

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"attnexperts/e2e/chrome"
)

func TestTwoTabsReviewingAtOnce(t *testing.T) {
	h, b := newHost(t), start(t)
	first := h.open(t, b.Visit)
	second := h.open(t, first.Tab)
	first.do("add 1")
	var group sync.WaitGroup
	for _, p := range []page{first, second} {
		group.Go(func() {
			for range (*reviews + 19) / 20 {
				if _, err := p.try("review 20"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	want := 1 + 2*((*reviews+19)/20*20)
	first.do("review 1")
	second.do("review 1")
	first.do("review 1")
	third := h.open(t, first.Tab)
	state := third.do("state")
	if n, _, _ := strings.Cut(state, " "); n != strconv.Itoa(want+3) {
		t.Errorf("%s events are stored, want %d", n, want+3)
	}
	if got := first.do("state"); got != state {
		t.Errorf("a tab that was open has %s, a new one %s", got, state)
	}
	ids := strings.Fields(third.do("ids"))
	told := h.told()
	slices.Sort(told)
	if slices.Sort(ids); !slices.Equal(ids, told) {
		t.Errorf("%d events are there, %d were confirmed", len(ids), len(told))
	}
	if text := third.do("check"); text != "All is well." {
		t.Error(text)
	}
}

func TestAFullBrowserLosesNothing(t *testing.T) {
	h, b := newHost(t), start(t)
	v, err := b.Visit(chrome.View{Width: 800, Height: 600})
	if err != nil {
		t.Fatal(err)
	}
	p := page{t, v}
	if err := p.Quota(h.URL, 1<<20); err != nil {
		t.Fatal(err)
	}
	p.load(h)
	p.do("add 100")
	state := ""
	// The browser packs what it keeps: a thousand reviews take 32 KiB of it, and
	// more where they have just been tidied. Three times what there is room for:
	for range 100 {
		state = p.do("state")
		if _, err = p.try("seed 1000"); err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "no room left") {
		t.Fatalf("with no room left the page says %v", err)
	}
	if got := p.do("state"); got != state {
		t.Errorf("the state was %s and is %s", state, got)
	}
	p.load(h)
	if got := p.do("state"); got != state {
		t.Errorf("after loading anew the state is %s, was %s", got, state)
	}
	if err := p.Quota(h.URL, 0); err != nil {
		t.Fatal(err)
	}
	p.load(h)
	p.do("review 1")
}

func TestDatabaseDeletedByAnotherTab(t *testing.T) {
	h, b := newHost(t), start(t)
	p := h.open(t, b.Visit)
	p.do("add 10")
	p.do("review 3")
	other := h.open(t, p.Tab)
	const deletion = `new Promise((done, fail) => { const r = indexedDB.deleteDatabase("attnexperts-cards"); r.onsuccess = () => done(true); r.onerror = fail; })`
	if _, err := chrome.Eval[bool](other.Visit, deletion); err != nil {
		t.Fatal(err)
	}
	p.do("review 1")
	if text := p.do("notices"); !strings.Contains(text, "deleted while this page was open") {
		t.Errorf("the page says %q", text)
	}
	other.do("review 1")
	state := other.do("state")
	p.load(h)
	if got := p.do("state"); got != state || !strings.HasPrefix(got, "15 ") {
		t.Errorf("stored is %s, the other tab has %s", got, state)
	}
}

// A browser that has thrown the database away, and nothing else, is found out.
func TestEvictionIsTold(t *testing.T) {
	h, b := newHost(t), start(t)
	p := h.open(t, b.Visit)
	p.do("add 10")
	// The page is gone before its database is.
	if err := p.Open("about:blank"); err != nil {
		t.Fatal(err)
	}
	if err := p.Open(h.URL + "/wasm_exec.js"); err != nil {
		t.Fatal(err)
	}
	if _, err := chrome.Eval[bool](p.Visit, `new Promise((done) => { indexedDB.deleteDatabase("attnexperts-cards").onsuccess = () => done(true); })`); err != nil {
		t.Fatal(err)
	}
	p.load(h)
	if text := p.do("notices"); !strings.Contains(text, "deleted the cards that were kept here, with 10 events") {
		t.Errorf("the page says %q", text)
	}
}

func TestWithoutADatabaseTheCardsWorkAndSaySo(t *testing.T) {
	h, b := newHost(t), start(t)
	for _, early := range []string{
		`Object.defineProperty(window, "indexedDB", {value: undefined})`,
		`Object.defineProperty(window, "indexedDB", {get() { throw new DOMException("no", "SecurityError"); }})`,
		`IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); }`,
		`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }}); IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); }`,
	} {
		v, err := b.Visit(chrome.View{Width: 800, Height: 600, Early: early})
		if err != nil {
			t.Fatal(err)
		}
		p := page{t, v}
		p.load(h)
		p.do("add 1")
		p.do("review 2")
		if text := p.do("notices"); !strings.Contains(text, "keeps no cards") || !strings.HasPrefix(p.do("state"), "3 ") {
			t.Errorf("%s: %q", early, text)
		}
	}
}
