package e2e_test

import (
	"testing"

	"attnexperts/e2e/chrome"
)

// What the browser has compiled it keeps, and finds again with the client that it has
// from the copy for offline use: the loader hands it the response as it came.
func TestTheBrowserFindsWhatItCompiledBefore(t *testing.T) {
	h := serve(t, built)
	keen, err := chrome.StartKeen(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer keen.Stop()
	tab, err := keen.Own(laptop)
	if err != nil {
		t.Fatal(err)
	}
	v := visitor{tab, t}
	v.open(h.URL + "mask/")
	v.must(v.Live())
	v.ready()
	// It writes when it has time: the first visits may find nothing yet.
	const visits = 8
	var last map[string]int
	for range visits {
		v.open("about:blank")
		last, err = v.Events(func() error {
			v.open(h.URL + "mask/")
			v.must(v.Live())
			v.wait(rehearsedSteps + ` === 1`)
			return nil
		}, "devtools.timeline", "disabled-by-default-devtools.timeline", "v8.wasm", "disabled-by-default-v8.wasm.detailed")
		v.must(err)
		if !v.is(`Boolean(navigator.serviceWorker.controller)`) {
			t.Fatal("the page did not come from the copy for offline use")
		}
		if last["v8.wasm.moduleCacheHit"] > 0 {
			t.Logf("found: %d functions were compiled at their first call", last["wasm.CompileLazy"])
			return
		}
		t.Logf("not found: %d functions were compiled at their first call, written %d times", last["wasm.CompileLazy"], last["v8.wasm.cachedModule"])
	}
	t.Errorf("in %d visits the compiled client was never found again; written in the last %d times", visits, last["v8.wasm.cachedModule"])
}
