package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A challenge shows its goal, keeps what is locked from hand and keys, and says
// when the goal is reached.
func TestAChallengeIsMetByKeyboard(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/#v=1&rule=causal&lock=tokens&goal=pairs:le:500")
	if !v.shows(".goal", "Goal: Pairs a head, at most 500. It is 2,080 now.") {
		t.Error("the goal is not said")
	}
	if !v.is(`document.querySelector("[name=tokens]").disabled && document.querySelector("[data-slider=tokens]").disabled`) {
		t.Error("what is locked can be set")
	}
	v.typeInto("rule", "causal & window(8)")
	v.wait(`document.querySelector(".goal.met")`)
	v.wait(`[...document.querySelectorAll("[role=status]")].some((s) => s.textContent.includes("Goal reached: Pairs a head, at most 500."))`)
	v.wait(`location.hash === "#v=1&lock=tokens&goal=pairs:le:500"`)
	v.healthy(h.URL)
}

// The composer makes a link and a frame by keyboard alone.
func TestAChallengeIsMade(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/")
	v.run(`document.querySelector('[data-do="challenge"]').focus()`)
	v.must(v.Press(kb.Enter))
	v.wait(`document.activeElement.textContent === "Make a challenge, or embed the figure"`)
	v.run(`document.querySelector('[data-compose="lock:context"]').focus()`)
	v.must(v.Press(" "))
	v.run(`const o = document.querySelector("[data-compose=output]"); o.value = "kv-bytes"; o.dispatchEvent(new Event("input", {bubbles: true}))`)
	v.run(`document.querySelector("[data-compose=number]").focus()`)
	v.must(v.Type("8 GB"))
	link := h.URL + "cache/#v=1&lock=context&goal=kv-bytes:le:8000000000"
	v.wait(`[...document.querySelectorAll(".composer textarea")][0].value === ` + quote(link))
	snippet := v.text(`[...document.querySelectorAll(".composer textarea")][1].value`)
	if !strings.Contains(snippet, "&amp;embed=1&amp;lock=context") || !strings.Contains(snippet, ` title="`) {
		t.Errorf("the frame is %s", snippet)
	}
	if v.is(`location.hash`) {
		t.Errorf("composing has changed the figure's own link to %s", v.hash())
	}
	v.healthy(h.URL)
}

// In a frame of another site the figure stands alone, works, tells its height, and
// leads to the full page; the visitor is asked for nothing.
func TestAnEmbeddedFigureStandsAlone(t *testing.T) {
	h := serve(t, built)
	notes := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>Notes</title><script>addEventListener("message", (e) => { if (e.data.type === "attention-experts:height") { window.first ??= e.data.height; window.told = e.data.height; } })</script>`+
			`<iframe title="Fit" width="700" height="300" src="`+h.URL+`cache/#v=1&amp;embed=1&amp;view=fit"></iframe>`)
	}))
	t.Cleanup(notes.Close)
	v := visit(t, laptop, notes.URL)
	v.wait(`window.told > 400`)
	if first := v.number(`first`); first > 1500 {
		t.Errorf("the frame is first said to be %g px high, as with all pictures", first)
	}
	own := live(t, laptop, h.URL+"cache/#v=1&embed=1&view=fit")
	own.wait(`document.querySelectorAll(".panel").length === 1`)
	if own.is(`document.querySelector("header.site").checkVisibility() || document.querySelector("footer.site").checkVisibility()`) {
		t.Error("an embedded figure has the site's frame around it")
	}
	if got := own.text(`[...document.querySelectorAll(".bar a")].map((a) => a.target + " " + a.getAttribute("href")).join()`); got != "_blank /cache/#v=1&view=fit" {
		t.Errorf("it leads to %q", got)
	}
	if own.is(`document.querySelector("#notes").childElementCount`) {
		t.Error("an embedded figure asks for something")
	}
	own.healthy(h.URL)
}

// A frame with one picture of a page answers, too: what the page was prerendered with is
// not in its way.
func TestAFrameOfOnePictureIsPredicted(t *testing.T) {
	h := serve(t, built)
	for path, view := range map[string]string{"cache/": "fit", "params/": "what", "routing/": "lanes", "mask/": "heads", "spec/": "stack"} {
		v := live(t, laptop, h.URL+path+"#v=1&embed=1&view="+view)
		v.must(v.Click(`[data-do="guess"]`))
		v.wait(`document.activeElement.matches("[data-guess]")`)
		v.must(v.Click(`[data-do="guess-show"]`))
		v.wait(`document.activeElement.matches(".guess-said")`)
		if got := v.number(`document.querySelectorAll(".bar p, .fig > .panel").length`); got != 1 {
			t.Errorf("/%s: there are %g pictures and stray texts, want 1", path, got)
		}
		v.healthy(h.URL)
		v.Close()
	}
}
