//go:build engines

package engines_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/engines"
	"attnexperts/web/server"
	"attnexperts/web/site"
)

// stranger is a page of another origin, for addresses to be shown in.
func stranger(t *testing.T) (url string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><title>Notes</title><link rel="icon" href="data:,">`)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// frame shows pages of a host in frames of the page at hand. It counts those that are
// loaded, and keeps how high what is in each says that it is. Firefox takes a page for
// not opened where a frame in it is refused, so they come when it is.
func (v visitor) frame(h host, paths []string) {
	v.t.Helper()
	v.run(`window.loaded = 0;
		window.heights = {};
		addEventListener("message", (e) => {
			if (e.data.type === "attention-experts:height") heights[Array.from(frames).indexOf(e.source)] = e.data.height;
		});`)
	for _, p := range paths {
		v.run(`const f = document.createElement("iframe"); f.width = 600; f.height = 150; f.onload = () => { loaded++; };
			f.src = ` + strconv.Quote(h.URL+p) + `; document.body.append(f);`)
	}
}

// unsaid is a response without the header that says who may frame a page: some hosts
// of static files send none.
type unsaid struct{ http.ResponseWriter }

func (u unsaid) WriteHeader(status int) {
	u.Header().Del("Content-Security-Policy")
	u.ResponseWriter.WriteHeader(status)
}

// Figures live in a frame of another site and tell it their height. Every other page
// does not: it asks for no client there, whether its host forbids the frame or sends
// no headers.
func TestOnlyFiguresLiveInAFrame(t *testing.T) {
	var figures, others []string
	for _, p := range page.All() {
		if p.Embeds {
			figures = append(figures, p.Path)
		} else {
			others = append(others, p.Path)
		}
	}
	said := server.New(built, site.Quick)
	hosts := map[string]http.Handler{
		"where headers are sent": said,
		"where none are":         http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { said.ServeHTTP(unsaid{w}, r) }),
	}
	inEach(t, func(t *testing.T, e engines.Engine) {
		for name, files := range hosts {
			t.Run(name, func(t *testing.T) {
				forbidding, open := serveFiles(t, files, nil), serveFiles(t, files, nil)
				v := visit(t, e, stranger(t))
				v.frame(forbidding, others)
				v.wait(fmt.Sprint("loaded === ", len(others)))
				v.must(v.Open(stranger(t)))
				v.frame(open, figures)
				v.wait(fmt.Sprintf("Object.values(heights).filter((h) => h > 100).length === %d", len(figures)))
				for _, p := range others {
					if !forbidding.gave(p) {
						t.Errorf("%s was not asked for", p)
					}
				}
				if forbidding.gave("/app.") || !open.gave("/app.") {
					t.Errorf("the client was asked for: %t by figures, and %t by other pages", open.gave("/app."), forbidding.gave("/app."))
				}
			})
		}
	})
}
