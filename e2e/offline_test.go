package e2e_test

import (
	"net/http"
	"sync/atomic"
	"testing"

	"attnexperts/app/page"
	"attnexperts/web/site"
)

// ready waits until the site is kept for offline use.
func (v visitor) ready() {
	v.t.Helper()
	v.wait(`document.querySelector(".note-ready")`)
	if !v.shows(".note-ready p", "Ready to work offline") {
		v.t.Errorf("the page says %q", v.text(`document.querySelector("#notes").innerText`))
	}
}

// caches returns the names of the origin's caches.
func (v visitor) caches() []string { v.t.Helper(); return eval[[]string](v, `caches.keys()`) }

func TestOneVisitAndThenNoServer(t *testing.T) {
	under, err := site.Load("/some/where/")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []site.Site{built, under} {
		t.Run("under "+s.Base, func(t *testing.T) {
			h := serve(t, s)
			// Only one page is visited, and not the first one.
			v := live(t, laptop, h.URL+"mask/")
			v.ready()
			h.down()
			for _, p := range page.All() {
				below := p.Path[1:]
				for _, address := range []string{below, below + "?utm_source=mail&x=%20", below + "index.html"} {
					v.open(h.URL + address)
					v.must(v.Live())
					if got := v.text("document.title"); got != p.DocumentTitle() {
						t.Errorf("%s is titled %q", address, got)
					}
				}
			}
			v.open(h.URL + "mask#v=1&tokens=32")
			v.must(v.Live())
			v.expect("offline", "dense-pairs=528")
			v.open(h.URL + "not/here")
			if !v.shows("h1", "There is no page here") {
				t.Error("an unknown address does not say so offline")
			}
			v.open(h.URL + "mask/")
			v.must(v.Live())
			if v.is(`document.querySelector(".note")`) {
				t.Errorf("it says again: %q", v.text(`document.querySelector("#notes").innerText`))
			}
		})
	}
}

func TestAFailedUpdateLeavesTheOldVersionWorking(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.ready()
	old := v.caches()
	v.run(`caches.open("somebody else's")`)
	h.update(later)
	var asked atomic.Int64
	h.fail("icon-512.png", func(w http.ResponseWriter, _ *http.Request) { asked.Add(1); w.WriteHeader(503) })
	v.must(v.Reload())
	v.must(v.Live())
	// One more try, and then the worker that could not install is given up. Asking
	// again while waiting would begin to install again each time.
	v.run(`window.tried = navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => {})`)
	v.wait(`tried.then(() => navigator.serviceWorker.getRegistration()).then((r) => !r.installing && !r.waiting && r.active)`)
	if asked.Load() == 0 {
		t.Error("no update was tried")
	}
	if got := v.caches(); len(got) != 2 || got[0] != old[0] && got[1] != old[0] {
		t.Errorf("the caches are %q, and were %q", got, old)
	}
	h.down()
	v.open(h.URL + "mask/")
	v.must(v.Live())
	v.expect("from the old version", "pairs=484")
}

func TestAnUpdateIsOfferedAndTaken(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.ready()
	v.run(`caches.open("somebody else's"); caches.open("attention-experts /other/ 0123")`)
	h.update(later)
	v.must(v.Reload())
	v.must(v.Live())
	v.wait(`document.querySelector(".note-update")`)
	if !v.shows(".note-update p", "A new version of this lesson is ready") {
		t.Errorf("the page says %q", v.text(`document.querySelector("#notes").innerText`))
	}
	version := `[...document.scripts].find((s) => s.src.includes("wasm_exec")).src`
	old := v.text(version)
	// Until it is let in, the old version answers, on every page.
	v.open(h.URL)
	v.must(v.Live())
	if got := v.text(version); got != old {
		t.Errorf("the new version took over unasked: %s after %s", got, old)
	}
	v.wait(`document.querySelector(".note-update")`)
	v.run(`window.before = true`)
	v.must(v.Click(".note-update button"))
	v.wait(`!window.before`)
	v.must(v.Live())
	if got := v.text(version); got == old {
		t.Error("the old version is still there")
	}
	ours, others := 0, 0
	for _, name := range v.caches() {
		if name == "somebody else's" || name == "attention-experts /other/ 0123" {
			others++
		} else {
			ours++
		}
	}
	if ours != 1 || others != 2 {
		t.Errorf("the caches are %q", v.caches())
	}
	h.down()
	v.open(h.URL + "mask/")
	v.must(v.Live())
	v.healthy(h.URL)
}
