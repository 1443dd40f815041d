package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
)

// framing is a laptop on which what is shown in a frame tells the page around it how
// it is, and what it keeps.
var framing = chrome.View{Width: 1280, Height: 900, Early: `if (parent !== window && location.protocol === "http:") setInterval(async () => {
	const html = document.documentElement, a = document.querySelector("#app a[target=_blank]");
	parent.postMessage({told: location.pathname, hash: location.hash, live: "live" in html.dataset, words: document.body?.innerText ?? "", link: a?.href ?? "",
		header: Boolean(document.querySelector("header.site")?.checkVisibility()), buttons: [...document.querySelectorAll("button")].filter((b) => b.checkVisibility()).length,
		kept: Object.keys(localStorage).length + Object.keys(sessionStorage).length + (await caches.keys()).length + (await indexedDB.databases()).length + (await navigator.serviceWorker.getRegistrations()).length,
	}, "*");
}, 50)`}

// stranger is a page of another origin that shows addresses in frames; what they tell is
// in window.told, the last under each path.
func stranger(t *testing.T, addresses ...string) (url string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><link rel="icon" href="data:,"><title>Notes</title><script>window.told = {}; window.loaded = 0; addEventListener("message", (e) => { if (e.data.told) told[e.data.told] = e.data; if (e.data.height) window.high = e.data.height; })</script>`)
		for _, a := range addresses {
			fmt.Fprintf(w, `<iframe width="900" height="300" onload="loaded++" src="%s"></iframe>`, a)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// bare makes the host send no headers of its own but the type, as some hosts of static
// files do.
func (h *host) bare() {
	h.fail("", func(w http.ResponseWriter, r *http.Request) { h.handler.ServeHTTP(&unsaid{w}, r) })
}

// unsaid is a response without the headers that a plain host does not send.
type unsaid struct{ http.ResponseWriter }

func (u *unsaid) WriteHeader(status int) {
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"} {
		u.Header().Del(name)
	}
	u.ResponseWriter.WriteHeader(status)
}

// others are the addresses of the pages that are no figures, and of none.
func others(h *host) []string {
	list := []string{h.URL + "no/such/page"}
	for _, p := range page.All() {
		if !p.Embeds {
			list = append(list, h.URL+p.Path[1:])
		}
	}
	return list
}

// No page that keeps something can be laid under another site's: its host forbids the
// frame, the copy for offline use does, and where neither can, the page itself does not
// come to life in one.
func TestNoPageThatKeepsSomethingLivesInAFrame(t *testing.T) {
	forbidden := func(v visitor, pages []string) {
		t.Helper()
		v.wait(`loaded === ` + fmt.Sprint(len(pages)))
		if v.is(`Object.keys(told).length`) {
			t.Errorf("what is in the frames tells %s", v.text(`JSON.stringify(told)`))
		}
		said := strings.Join(v.Troubles(), "\n")
		if n := strings.Count(said, `directive: "frame-ancestors 'none'"`); n != len(pages) {
			t.Errorf("%d of %d frames were refused: %s", n, len(pages), said)
		}
	}
	t.Run("where headers are sent", func(t *testing.T) {
		h := serve(t, built)
		forbidden(visit(t, framing, stranger(t, others(h)...)), others(h))
	})
	t.Run("from the copy for offline use", func(t *testing.T) {
		h := serve(t, built)
		v := live(t, framing, h.URL+"mask/")
		v.ready()
		h.down()
		v.open(stranger(t, others(h)...))
		forbidden(v, others(h))
	})
	t.Run("where none are", func(t *testing.T) {
		h := serve(t, built)
		h.bare()
		pages := others(h)
		v := visit(t, framing, stranger(t, pages...))
		for _, a := range pages {
			of := `told["` + a[len(h.URL)-1:] + `"]`
			v.wait(of + `?.words.includes("can be used in a tab of its own")`)
			if !v.is(of + `.link === ` + quote(a) + ` && !` + of + `.live && !` + of + `.buttons && !` + of + `.kept`) {
				t.Errorf("%s in a frame is %s", a, v.text(`JSON.stringify(`+of+`)`))
			}
		}
		if h.times(".wasm") > 0 {
			t.Error("the client was fetched")
		}
	})
}

// A figure in a frame stands alone whatever its link says, keeps nothing, and leads to
// the whole page.
func TestAFigureInAFrameIsAlwaysAlone(t *testing.T) {
	h := serve(t, built)
	h.bare()
	var pages []string
	fragments := []string{"", "#main", "#v=1&lock=batch", "#v=1&embed=0", "#%zz&shared=1"}
	for _, p := range page.All() {
		if p.Embeds {
			pages = append(pages, h.URL+p.Path[1:]+fragments[len(pages)%len(fragments)])
		}
	}
	if len(pages) != 5 {
		t.Fatalf("%d pages can be framed", len(pages))
	}
	v := visit(t, framing, stranger(t, pages...))
	for _, a := range pages {
		path, _, _ := strings.Cut(a[len(h.URL)-1:], "#")
		of := `told["` + path + `"]`
		// The figure is alive a moment before it has read its link.
		v.wait(of + `?.live && ` + of + `.link`)
		if !v.is(of + `.hash.includes("embed=1") && !` + of + `.header && !` + of + `.kept && !` + of + `.words.includes("Make a challenge")`) {
			t.Errorf("%s in a frame is %.600s", a, v.text(`JSON.stringify(`+of+`)`))
		}
		if link := v.text(of + `.link`); !strings.HasPrefix(link, h.URL+path[1:]) || strings.Contains(link, "embed") {
			t.Errorf("%s in a frame leads to %s", a, link)
		}
	}
	v.wait(`window.high > 300`)
	// The page around it may set it, and it stays alone.
	v.run(`document.querySelector("iframe").src = "` + pages[0] + `#v=1&tokens=16"`)
	v.wait(`told["/mask/"].hash.includes("tokens=16") && told["/mask/"].hash.includes("embed=1") && told["/mask/"].words.includes("136")`)
	if v.is(`told["/mask/"].header`) {
		t.Error("set from outside, the figure is not alone any more")
	}
	// In a tab of its own the page is whole.
	v.open(pages[0])
	v.must(v.Live())
	if !v.is(`document.querySelector("header.site").checkVisibility() && !location.hash`) {
		t.Errorf("in a tab of its own it is alone too, at %s", v.hash())
	}
}
