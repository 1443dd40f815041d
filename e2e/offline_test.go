package e2e_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"sync/atomic"
	"testing"

	"attnexperts/app/page"
	"attnexperts/web/server"
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

// contents returns what the offline copy holds: the digest of each file, by its path.
func (v visitor) contents() map[string]string {
	v.t.Helper()
	return eval[map[string]string](v, `(async () => {
		const found = {}, names = (await caches.keys()).filter((n) => /^attention-experts \/ [0-9a-f]+$/.test(n));
		for (const name of names) for (const request of await (await caches.open(name)).keys()) {
			const sum = await crypto.subtle.digest("SHA-256", await (await caches.match(request, {cacheName: name, ignoreVary: true})).arrayBuffer());
			const path = new URL(request.url).pathname;
			found[path] = (found[path] ?? "") + [...new Uint8Array(sum)].map((b) => b.toString(16).padStart(2, "0")).join("");
		}
		return found;
	})()`)
}

// digests is what an offline copy of a version is to hold.
func digests(s site.Site) map[string]string {
	found := map[string]string{}
	for _, f := range s.Files {
		if !f.Outside && f.Path != "sw.js" {
			found[s.Base+f.URL()] = fmt.Sprintf("%x", sha256.Sum256(f.Data))
		}
	}
	return found
}

// While a host has one page of the old version and all else of the new one, nobody gets
// some of each: the old version stays, whole, until the new one is.
func TestAnUpdateNeverMixesVersions(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.ready()
	if got := v.contents(); !maps.Equal(got, digests(built)) {
		t.Errorf("the copy is not the version: %d files, want %d", len(got), len(digests(built)))
	}
	old := server.New(built, site.Quick)
	var asked atomic.Int64
	h.update(later)
	h.fail("/cards/", func(w http.ResponseWriter, r *http.Request) { asked.Add(1); old.ServeHTTP(w, r) })
	update := `navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => {})`
	// Asking again while waiting would begin to install again each time.
	v.run(`window.tried = ` + update)
	v.wait(`tried.then(() => navigator.serviceWorker.getRegistration()).then((r) => !r.installing && !r.waiting && r.active)`)
	if asked.Load() == 0 {
		t.Error("no update was tried")
	}
	if got := v.contents(); !maps.Equal(got, digests(built)) {
		t.Error("the copy is not the old version any more")
	}
	h.fail("/cards/", nil)
	v.run(`window.tried = ` + update)
	v.wait(`document.querySelector(".note-update")`)
	v.run(`window.before = true`)
	v.must(v.Click(".note-update button"))
	v.wait(`!window.before`)
	v.must(v.Live())
	if got := v.contents(); !maps.Equal(got, digests(later)) {
		t.Errorf("the copy is not the new version: %d files, want %d", len(got), len(digests(later)))
	}
}

// What is being written outlasts a newer version: it comes when it is asked for, and
// where it would cost something the reader is told.
func TestAnUpdateLosesNothingThatIsBeingWritten(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cards/")
	v.ready()
	writes := func(text string) string {
		return `document.querySelector("#card-front")?.value === ` + quote(text)
	}
	v.does("new")
	v.wait(`document.querySelector("#card-front")`)
	v.run(`document.querySelector("#card-front").focus()`)
	v.must(v.Type("half a thought"))
	h.update(later)
	v.run(`void navigator.serviceWorker.getRegistration().then((r) => r.update())`)
	v.wait(`document.querySelector(".note-update")`)
	v.must(v.Type(", and the rest"))
	v.run(`window.before = true`)
	v.must(v.Click(".note-update button"))
	v.wait(`document.querySelector(".note-update")?.textContent.includes("is not saved")`)
	if !v.is(writes("half a thought, and the rest") + ` && window.before`) {
		t.Errorf("the card is %q", v.text(`document.querySelector("#card-front")?.value ?? "gone"`))
	}
	// Another tab takes it: this one goes on.
	o := v.tab(laptop, h.URL+"mask/")
	o.wait(`document.querySelector(".note-update")`)
	o.must(o.Click(".note-update button"))
	v.wait(`document.querySelector(".note-update")?.textContent.includes("was opened in another tab")`)
	if !v.is(writes("half a thought, and the rest") + ` && window.before`) {
		t.Error("the other tab's new version took what was written here")
	}
	v.run(`const b = document.querySelector("#card-back"); b.focus()`)
	v.must(v.Type("An answer"))
	v.does("set:save")
	v.says("The card is saved.")
	v.must(v.Click(".note-update button"))
	v.wait(`!window.before`)
	v.must(v.Live())
	v.says("1 card is due")
	v.healthy(h.URL)
}

// A figure's settings outlast the newer version by their link; a text that none carries
// is told of.
func TestAnUpdateLosesNoConfig(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"spec/")
	v.ready()
	v.paste(ownConfig)
	v.wait(shownModel + ` === "config"`)
	h.update(later)
	v.run(`void navigator.serviceWorker.getRegistration().then((r) => r.update())`)
	v.wait(`document.querySelector(".note-update")`)
	v.paste(ownConfig[:len(ownConfig)-1] + ", nonsense")
	v.wait(`document.querySelector("textarea[name=config]").closest(".control").querySelector(".problem")?.textContent`)
	v.must(v.Click(".note-update button"))
	v.wait(`document.querySelector(".note-update")?.textContent.includes("is not saved")`)
	v.paste(ownConfig)
	v.wait(`location.hash.startsWith("#v=1&config=") && !document.querySelector(".faulty")`)
	v.run(`window.before = true`)
	v.must(v.Click(".note-update button"))
	v.wait(`!window.before`)
	v.must(v.Live())
	v.wait(shownModel + ` === "config"`)
	v.healthy(h.URL)
}
