package e2e_test

import (
	"net/http"
	"testing"

	"attnexperts/app/page"
)

// rehearsed is whether a page's client has rehearsed before the page took over.
const rehearsed = `(() => {
	const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? Infinity;
	return at("rehearsed") < at("run");
})()`

// rehearsedSteps is how often the client has rehearsed what the hand may move.
const rehearsedSteps = `performance.getEntriesByName("rehearsed steps").length`

// On every page the client plays through its start before the page does it.
func TestTheClientRehearsesEveryPage(t *testing.T) {
	h := serve(t, built)
	for _, p := range append(page.All(), page.NotFound()) {
		v := live(t, laptop, h.URL+p.Path[1:])
		if !v.is(rehearsed) {
			t.Errorf("%s was not rehearsed: the stage in rehearse.js lacks something that its start asks for", p.Path)
		}
		v.wait(rehearsedSteps + ` === 1`)
		v.Close()
	}
}

// The rehearsal reads and keeps nothing of the visitor's.
func TestTheRehearsalLeavesNothingBehind(t *testing.T) {
	h := serve(t, built)
	// The page itself does not come to life, so that what is kept is the rehearsal's.
	view := laptop
	view.Early = `delete Navigator.prototype.serviceWorker;
		window.kept = async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length].join(" ");
		Object.defineProperty(window, "mounting", {set() {}, get() { return () => { throw new Error("not today"); }; }});`
	for _, path := range []string{"", "practice/", "cards/"} {
		v := visit(t, view, h.URL+path)
		v.wait(rehearsedSteps + ` === 1`)
		if kept := v.text(`kept()`); kept != "0 0 0 0" {
			t.Errorf("/%s: after the rehearsal the device keeps %s (local, session, databases, caches)", path, kept)
		}
		v.Close()
	}
}

// Where it is done the thread ends, and gives its memory back.
func TestTheRehearsalEnds(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `const wait = setTimeout;
		window.setTimeout = (f, ms, ...a) => wait(f, ms === 60000 ? 0 : ms, ...a);
		window.Worker = class extends Worker { terminate() { window.ended = ` + rehearsedSteps + `; super.terminate(); } };`
	v := live(t, view, h.URL+"mask/")
	v.wait(`window.ended === 1`)
	v.typeInto("tokens", "16")
	v.expect("after the rehearsal", "dense-pairs=136")
	v.healthy(h.URL)
}

// Nothing but time depends on the rehearsal.
func TestThePageDoesWithoutARehearsal(t *testing.T) {
	for name, c := range map[string]struct {
		early string
		fail  http.HandlerFunc
	}{
		"no workers":       {early: `delete window.Worker`},
		"workers refused":  {early: `window.Worker = class { constructor() { throw new DOMException("no", "SecurityError"); } }`},
		"no script for it": {fail: http.NotFound},
		"a broken script": {fail: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte("}"))
		}},
		"it breaks down": {fail: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(`onmessage = async ({data}) => { postMessage({module: await WebAssembly.compileStreaming(fetch(data.client))}); throw new Error("no"); }`))
		}},
		"it does not end": {fail: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(`onmessage = async ({data}) => { postMessage({module: await WebAssembly.compileStreaming(fetch(data.client))}); for (;;); }`))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			h.fail("rehearse.", c.fail)
			view := laptop
			view.Early = c.early
			v := live(t, view, h.URL+"mask/#v=1&tokens=16")
			v.expect("without a rehearsal", "dense-pairs=136")
			if v.is(rehearsed) {
				t.Error("it was rehearsed all the same")
			}
		})
	}
}
