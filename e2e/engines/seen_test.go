//go:build engines

package engines_test

import (
	"slices"
	"strings"
	"testing"

	"attnexperts/e2e/engines"
)

// The other tests lean on what is noted here.
func TestWhatGoesWrongIsNoted(t *testing.T) {
	inEach(t, func(t *testing.T, e engines.Engine) {
		h := serve(t, nil)
		v := live(t, e, h.URL+"/about/")
		v.run(`console.error("said"); setTimeout(() => { throw new Error("thrown"); }); Promise.reject(new Error("rejected"))`)
		v.run(`new Image().src = "https://picture.invalid/"`)
		v.wait(`noted.length >= 4`)
		// There is no such place, and nobody is asked for it.
		_ = v.Open("http://page.invalid/")
		troubles, requests := v.Noted()
		for _, what := range []string{"said", "thrown", "rejected", "picture.invalid"} {
			if !slices.ContainsFunc(troubles, func(s string) bool { return strings.Contains(s, what) }) {
				t.Errorf("%q is not among the troubles %q", what, troubles)
			}
		}
		if !slices.ContainsFunc(requests, func(s string) bool { return strings.Contains(s, "page.invalid") }) {
			t.Errorf("a request to elsewhere is not among %q", requests)
		}
	})
}
