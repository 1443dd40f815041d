//go:build engines

package engines_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"attnexperts/e2e/engines"
	"attnexperts/web/server"
	"attnexperts/web/site"
)

// built is the site at the root, with a recorder of what goes wrong.
var built site.Site

func TestMain(m *testing.M) {
	if err := prepare(); err != nil {
		fmt.Fprintln(os.Stderr, "engines:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func prepare() error {
	if err := os.Chdir("../.."); err != nil {
		return err
	}
	if out, err := exec.Command("make", "--no-print-directory", "client").CombinedOutput(); err != nil {
		return fmt.Errorf("building the client: %w\n%s", err, out)
	}
	in, err := site.Inputs("/")
	if err != nil {
		return err
	}
	// The first script of every page.
	in.Exec = append([]byte(engines.Recorder), in.Exec...)
	built, err = site.Build(in)
	return err
}

// A host serves the site until it is closed.
type host struct {
	*httptest.Server
	// asked are the paths that were asked for so far.
	asked *sync.Map
}

// serve starts a host of the site. Where it is given a gate, it keeps the client
// back until the gate is closed.
func serve(t *testing.T, client chan struct{}) host {
	t.Helper()
	return serveFiles(t, server.New(built, site.Quick), client)
}

// serveFiles is serve for files that are sent in another way.
func serveFiles(t *testing.T, files http.Handler, client chan struct{}) host {
	t.Helper()
	asked := &sync.Map{}
	h := host{asked: asked, Server: httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.URL.Path, true)
		if client != nil && strings.HasSuffix(r.URL.Path, ".wasm") {
			select {
			case <-client:
			case <-r.Context().Done():
			}
		}
		files.ServeHTTP(w, r)
	}))}
	t.Cleanup(h.down)
	return h
}

// gave reports whether a file whose path has a beginning was asked for.
func (h host) gave(beginning string) (found bool) {
	h.asked.Range(func(path, _ any) bool {
		found = strings.HasPrefix(path.(string), beginning)
		return !found
	})
	return found
}

// down takes the host away, with all its connections.
func (h host) down() {
	h.CloseClientConnections()
	h.Close()
}

// A visitor is a visit that ends the test where anything cannot be done.
type visitor struct {
	*engines.Visit
	t *testing.T
}

// inEach runs a test in every engine.
func inEach(t *testing.T, test func(t *testing.T, e engines.Engine)) {
	for _, e := range engines.All {
		t.Run(e.Name, func(t *testing.T) { test(t, e) })
	}
}

// visit opens an address in a fresh profile.
func visit(t *testing.T, e engines.Engine, url string) visitor {
	t.Helper()
	v, err := e.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	w := visitor{v, t}
	w.must(v.Open(url))
	return w
}

// live opens an address in a fresh profile and waits for the client.
func live(t *testing.T, e engines.Engine, url string) visitor {
	t.Helper()
	v := visit(t, e, url)
	v.must(v.Live())
	return v
}

func (v visitor) must(err error) {
	v.t.Helper()
	if err != nil {
		troubles, _ := v.Noted()
		v.t.Fatalf("%v\nnoted on the page: %q", err, troubles)
	}
}

func (v visitor) wait(expression string) { v.t.Helper(); v.must(v.Wait(expression)) }

func (v visitor) is(expression string) bool { return eval[bool](v, "Boolean("+expression+")") }

func (v visitor) text(expression string) string { return eval[string](v, expression) }

func (v visitor) run(statements string) {
	v.t.Helper()
	eval[bool](v, "(() => { "+statements+"; return true; })()")
}

func eval[T any](v visitor, expression string) T {
	v.t.Helper()
	value, err := engines.Eval[T](v.Visit, expression)
	v.must(err)
	return value
}

// outputs returns the exact values of the first figure's computed numbers.
func (v visitor) outputs() map[string]string {
	v.t.Helper()
	return eval[map[string]string](v, `Object.fromEntries([...document.querySelectorAll("output[name]")].map((o) => [o.name, o.dataset.value]).reverse())`)
}

// healthy checks that nothing has gone wrong on the visited pages, and that
// nothing was asked of another origin.
func (v visitor) healthy(h host) {
	v.t.Helper()
	troubles, requests := v.Noted()
	if len(troubles) > 0 {
		v.t.Errorf("something went wrong on the page: %q", troubles)
	}
	if len(requests) == 0 {
		v.t.Error("no request was noted, so nothing can be told from them")
	}
	for _, url := range requests {
		if !strings.HasPrefix(url, h.URL+"/") && !strings.HasPrefix(url, "blob:"+h.URL) && !strings.HasPrefix(url, "data:") {
			v.t.Errorf("%s was asked for, outside %s", url, h.URL)
		}
	}
}
