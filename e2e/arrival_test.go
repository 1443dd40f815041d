package e2e_test

import (
	"net/http"
	"strings"
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
)

// shifts collects the layout shifts of a page from its start, as browsers
// measure them: those within half a second of a click or key do not count.
const shifts = `window.shifted = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) shifted += e.value; })
	.observe({type: "layout-shift", buffered: true});`

// hold makes the host keep the client back until the test lets it go.
func (h *host) hold() (release func()) {
	gate := make(chan struct{})
	h.fail("app.", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-gate:
		case <-r.Context().Done():
		}
		h.mu.Lock()
		f := h.handler
		h.mu.Unlock()
		f.ServeHTTP(w, r)
	})
	return func() { h.fail("app.", nil); close(gate) }
}

func TestPagesCanBeReadWithoutScripts(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.NoScript = true
	v := visit(t, view, h.URL)
	if !v.shows("#two-costs p", "524,288\u00a0bytes") || !v.shows("h1", "What makes language models cheaper") {
		t.Error("the lesson's text is not there")
	}
	if n := v.number(`document.querySelector(".fig .c-local").getAttribute("d").length`); n < 20 {
		t.Error("the lesson's figure is not drawn")
	}
	for _, e := range []string{"#loader", ".controls", ".bar"} {
		if v.is(`document.querySelector("` + e + `").checkVisibility()`) {
			t.Errorf("%s is shown, and can do nothing", e)
		}
	}
	if !v.is(`[...document.querySelectorAll(".fig-look > svg")].every((s) => s.checkVisibility({visibilityProperty: true}))`) {
		t.Error("a figure waits for an answer that cannot be given")
	}
	if v.is(`[...document.querySelectorAll("main button")].some((b) => b.checkVisibility() && !b.hasAttribute("popovertarget"))`) {
		t.Errorf("the lesson shows a button that can do nothing: %s", v.text(`[...document.querySelectorAll("main button")].filter((b) => b.checkVisibility() && !b.hasAttribute("popovertarget")).map((b) => b.outerHTML.slice(0, 120)).slice(0, 6).join("\n")`))
	}
	v.open(h.URL + "spec/")
	if bare := v.text(`[...document.querySelectorAll(".fig tbody tr, .catalogue thead tr")].filter((r) => r.checkVisibility() && !r.querySelector("th")?.innerText).map((r) => r.innerText).join(", ")`); bare != "" {
		t.Errorf("/spec/ has numbers that are not named: %s", bare)
	}
	for path, says := range map[string]string{"practice/": "it needs scripts and WebAssembly", "cards/": "it needs scripts and WebAssembly", "about/": "What was kept before stays"} {
		v.open(h.URL + path)
		if !v.shows(".without-scripts", says) || v.is(`document.querySelector("main").innerText.includes("…")`) {
			t.Errorf("/%s does not say that it needs scripts, or promises something to come", path)
		}
		if v.is(`[...document.querySelectorAll("main button")].some((b) => b.checkVisibility())`) {
			t.Errorf("/%s shows a button that can do nothing", path)
		}
	}
	v.open(h.URL + "mask/")
	v.expect("without scripts", "pairs=484 dense-pairs=2080")
	if !v.shows(".sentence", "484 pairs") {
		t.Error("the mask's sentence is not there")
	}
	v.open(h.URL + "no/such/page")
	if !v.shows("h1", "There is no page here") {
		t.Error("an unknown address does not say so")
	}
}

func TestTakingOverMovesNothing(t *testing.T) {
	h := serve(t, built)
	for _, path := range []string{"", "mask/", "#what-experts-cost"} {
		for _, view := range []chrome.View{laptop, {Width: 390, Height: 800, Touch: true}} {
			release := h.hold()
			view.Early = shifts
			v := visit(t, view, h.URL+path)
			if v.is(`"live" in document.documentElement.dataset`) {
				t.Fatal("the client is there before it was sent")
			}
			if !v.is(`document.querySelector("#loader progress").checkVisibility()`) {
				t.Error("no bar says that something is loading")
			}
			v.run(`scrollBy(0, 150)`)
			before := v.text(`[scrollY, document.documentElement.scrollHeight, document.querySelector("article, .figure-page").innerText.length].join(" ")`)
			release()
			v.must(v.Live())
			v.must(v.Frame())
			after := v.text(`[scrollY, document.documentElement.scrollHeight, document.querySelector("article, .figure-page").innerText.length].join(" ")`)
			if before != after {
				t.Errorf("/%s at %d px: scroll, height and text were %s and are %s", path, view.Width, before, after)
			}
			if cls := v.number("shifted"); cls > 0.02 {
				t.Errorf("/%s at %d px: the layout shifts by %g", path, view.Width, cls)
			}
			if v.is(`document.querySelector("#loader").checkVisibility()`) {
				t.Error("the bar stays when all is loaded")
			}
			v.healthy(h.URL)
		}
	}
}

// changes are pages that tell, once they are alive, what the device has kept.
var changes = map[string]bool{"/about/": true, "/cards/": true, "/practice/": true}

// The client draws what was prerendered, to the last digit: all numbers come out
// the same natively and in the browser.
func TestTheFirstLiveFrameIsThePrerenderedOne(t *testing.T) {
	h := serve(t, built)
	for _, p := range page.All() {
		if changes[p.Path] {
			continue
		}
		v := live(t, laptop, h.URL+p.Path[1:])
		v.wakeAll()
		differs := v.text(`fetch(location.pathname).then((r) => r.text()).then((html) => {
			const attributes = ["class", "d", "x", "y", "width", "height", "cx", "cy", "r", "transform", "viewBox", "aria-valuetext", "data-value", "href"];
			const looks = (root) => [...root.querySelectorAll("main *")].map((e) => [e.tagName, ...attributes.map((a) => e.getAttribute(a) ?? ""), e.value ?? "", e.checked ?? "", e.selected ?? "", e.childElementCount || e.tagName.toLowerCase() === "textarea" ? "" : e.textContent].join("|"));
			const was = looks(new DOMParser().parseFromString(html, "text/html")), is = looks(document);
			if (was.length < 20) return "only " + was.length + " elements were prerendered";
			const at = was.findIndex((look, i) => look.toLowerCase() !== is[i]?.toLowerCase());
			return at < 0 && was.length === is.length ? "" : was.length + " and " + is.length + " elements; first: " + was[at] + " became " + is[at];
		})`)
		if differs != "" {
			t.Errorf("%s: %.600s", p.Path, differs)
		}
		v.Close()
	}
}

func TestWhatIsDoneBeforeTheClientComesIsNotLost(t *testing.T) {
	h := serve(t, built)
	release := h.hold()
	v := visit(t, laptop, h.URL+"mask/")
	v.run(`document.querySelector("details.more").open = true`)
	v.typeInto("tokens", "40")
	v.typeInto("rule", "causal & window(3)")
	release()
	v.must(v.Live())
	v.wait(`document.querySelector("output[name=pairs]").dataset.value === "117"`)
	v.expect("after take-over", "pairs=117 dense-pairs=820")
	if got := v.text("document.activeElement.name"); got != "rule" {
		t.Errorf("the focus is on %q, not on the rule", got)
	}
	if !v.is(`document.querySelector("details.more").open`) {
		t.Error("the fold is closed again")
	}
	v.must(v.Type("!"))
	if got := v.text(`document.querySelector("[name=rule]").value`); !strings.HasSuffix(got, "!") {
		t.Errorf("typing does not go on at the end: %q", got)
	}
	v.healthy(h.URL)
}

func TestProgressIsTrue(t *testing.T) {
	h := serve(t, built)
	v := visit(t, chrome.View{Width: 800, Height: 600, Early: `window.seen = [];
		addEventListener("DOMContentLoaded", () => {
			const bar = document.querySelector("#loader progress");
			const look = () => { seen.push(bar.value / bar.max); if (!("live" in document.documentElement.dataset)) setTimeout(look, 1); };
			look();
		});`}, h.URL)
	v.must(v.Live())
	if !v.is(`seen.every((x, i) => x >= 0 && x <= 1 && (i === 0 || x >= seen[i - 1]))`) {
		t.Errorf("progress runs %s", v.text("seen.join(' ')"))
	}
	if !v.is(`document.querySelector("#loader progress").position === 1`) {
		t.Errorf("progress ends at %g", v.number(`document.querySelector("#loader progress").position`))
	}
}

// Whatever goes wrong with the client, the page says so in a sentence, offers a
// way out, and can be read on.
func TestTroubleIsASentence(t *testing.T) {
	answer := func(status int, mediaType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", mediaType)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	for name, f := range map[string]http.HandlerFunc{
		"not found":       answer(404, "text/html", "no"),
		"server error":    answer(500, "text/plain", "no"),
		"something else":  answer(200, "text/html", "<h1>Sign in to this network</h1>"),
		"not WebAssembly": answer(200, "application/wasm", "not a program"),
		"nothing":         answer(200, "application/wasm", ""),
		"cut off": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/wasm")
			w.Header().Set("Content-Length", "100000")
			_, _ = w.Write(make([]byte, 1000))
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			h.fail("app.", f)
			v := visit(t, laptop, h.URL)
			v.wait(`document.querySelector(".note-error")`)
			if !v.shows(".note-error p", "The figures could not be brought to life") || !v.shows(".note-error button", "Reload") {
				t.Errorf("the page says %q", v.text(`document.querySelector("#notes").innerText`))
			}
			if !v.shows("#two-costs p", "524,288\u00a0bytes") || !v.shows(".sentence", "2,080 pairs") {
				t.Error("the page cannot be read on")
			}
			// Once it is mended, the way out leads out.
			h.fail("app.", nil)
			v.must(v.Click(".note-error button"))
			v.must(v.Live())
		})
	}
}

// A page without figures speaks of none.
func TestTroubleIsToldOfThePageItIsOn(t *testing.T) {
	h := serve(t, built)
	h.fail("app.", http.NotFound)
	for path, says := range map[string]string{"mask/": "The figures could not", "practice/": "This page could not", "cards/": "This page could not"} {
		v := visit(t, laptop, h.URL+path)
		v.wait(`document.querySelector(".note-error")`)
		if !v.shows(".note-error p", says) {
			t.Errorf("/%s says %q", path, v.text(`document.querySelector("#notes").innerText`))
		}
		v.Close()
	}
}

func TestWrongMediaTypeStillWorks(t *testing.T) {
	h := serve(t, built)
	h.fail("app.", func(w http.ResponseWriter, r *http.Request) {
		rec := &retyped{w, "text/plain"}
		h.handler.ServeHTTP(rec, r)
	})
	v := visit(t, laptop, h.URL+"mask/")
	v.must(v.Live())
}

// retyped is a response with another media type.
type retyped struct {
	http.ResponseWriter
	mediaType string
}

func (r *retyped) WriteHeader(status int) {
	r.Header().Set("Content-Type", r.mediaType)
	r.Header().Del("X-Content-Type-Options")
	r.ResponseWriter.WriteHeader(status)
}

func TestABrokenClientIsASentence(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/#v=1&tokens=32")
	// The framework's own entry point for navigations stops it when it is
	// called without an address.
	v.run(`try { goappNav(); } catch {}`)
	v.wait(`document.querySelector(".note-error")`)
	if !v.shows(".note-error p", "no longer answer") || !v.shows(".note-error button", "Reload") {
		t.Errorf("the page says %q", v.text(`document.querySelector("#notes").innerText`))
	}
	if !v.shows(".sentence", "pairs") {
		t.Error("the picture and its words are gone")
	}
}

func TestBlockedStorageDoesNotBlockTheLesson(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `for (const name of ["localStorage", "sessionStorage"])
		Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});`
	v := live(t, view, h.URL+"mask/")
	v.typeInto("tokens", "16")
	v.expect("with storage blocked", "dense-pairs=136")
	v.healthy(h.URL)
}

func TestThePolicyIsSentAndWritten(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	policy := v.text(`document.querySelector("meta[http-equiv=Content-Security-Policy]").content`)
	sent := v.text(`fetch(location.href).then((r) => r.headers.get("Content-Security-Policy"))`)
	for _, p := range []string{policy, sent} {
		if strings.Contains(p, "unsafe-inline") || strings.Contains(p, "'unsafe-eval'") || !strings.Contains(p, "script-src 'self' 'wasm-unsafe-eval'") {
			t.Errorf("the policy is %q", p)
		}
	}
	v.run(`const s = document.createElement("script"); s.textContent = "window.ran = true"; document.body.append(s)`)
	if v.is("window.ran") {
		t.Error("a script inside the page ran")
	}
}
