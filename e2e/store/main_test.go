// Package store_test tries the cards' store in a real Chromium: with a page that
// has nothing but the cards, in several tabs, with little room, and killed while
// it writes.
package store_test

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"attnexperts/e2e/chrome"
)

var (
	kills   = flag.Int("kills", 5, "how often the browser is killed while it writes")
	reviews = flag.Int("reviews", 60, "how many reviews each of two tabs makes at once")
)

// folder has the page's program and its starter.
var folder string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	var err error
	if folder, err = os.MkdirTemp("", "cards"); err == nil {
		defer func() { _ = os.RemoveAll(folder) }()
		err = build()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e/store:", err)
		return 1
	}
	return m.Run()
}

// build builds the page's program.
func build() error {
	cmd := exec.Command("go", "build", "-o", filepath.Join(folder, "program.wasm"), "./program")
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building the page: %w\n%s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	starter, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "wasm_exec.js"), starter, 0o600)
}

const document = `<!doctype html><title>cards</title><script src="wasm_exec.js"></script><script>
const go = new Go();
WebAssembly.instantiateStreaming(fetch("program.wasm"), go.importObject).then((r) => go.run(r.instance));
</script>`

// host serves the page, and hears what it says is stored.
type host struct {
	*httptest.Server
	mu     sync.Mutex
	stored []string
}

func newHost(t testing.TB) *host {
	h := &host{}
	files := http.FileServer(http.Dir(folder))
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, document)
		case "/stored":
			ids, err := io.ReadAll(r.Body)
			if err != nil {
				return // the browser was killed while it said so
			}
			h.mu.Lock()
			defer h.mu.Unlock()
			h.stored = append(h.stored, strings.Fields(string(ids))...)
		default:
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(h.Close)
	return h
}

// told returns the IDs of all events that a page has said are stored.
func (h *host) told() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.stored...)
}

// page is a tab with the cards.
type page struct {
	t testing.TB
	*chrome.Visit
}

// open opens the cards in a tab.
func (h *host) open(t testing.TB, tab func(chrome.View) (*chrome.Visit, error)) page {
	t.Helper()
	v, err := tab(chrome.View{Width: 800, Height: 600})
	if err != nil {
		t.Fatal(err)
	}
	p := page{t, v}
	p.load(h)
	return p
}

// load loads the page, anew if need be.
func (p page) load(h *host) {
	p.t.Helper()
	if err := p.Open(h.URL); err != nil {
		p.t.Fatal(err)
	}
	if err := p.Wait("window.run"); err != nil {
		p.t.Fatalf("the cards do not open: %v; %q", err, p.Troubles())
	}
}

// try has the page do something.
func (p page) try(command string) (string, error) {
	return chrome.Eval[string](p.Visit, "run("+strconv.Quote(command)+")")
}

func (p page) do(command string) string {
	p.t.Helper()
	text, err := p.try(command)
	if err != nil {
		p.t.Fatalf("%s: %v; %q", command, err, p.Troubles())
	}
	return text
}

// start starts a browser for a test.
func start(t testing.TB) *chrome.Browser {
	t.Helper()
	b, err := chrome.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Stop)
	return b
}
