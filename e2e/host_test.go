package e2e_test

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"attnexperts/web/server"
	"attnexperts/web/site"
)

// A host serves a site, until a test takes it down, updates it, or makes it
// fail.
type host struct {
	t    testing.TB
	addr string
	// URL is the address of the site's first page.
	URL string

	mu      sync.Mutex
	handler http.Handler
	faults  map[string]http.HandlerFunc
	asked   []string
	server  *http.Server
}

// serve starts a host for a site.
func serve(t testing.TB, s site.Site) *host {
	t.Helper()
	h := &host{t: t, addr: "127.0.0.1:0", faults: map[string]http.HandlerFunc{}}
	h.update(s)
	h.up()
	h.URL = "http://" + h.addr + s.Base
	t.Cleanup(h.down)
	return h
}

// update makes the host serve another version.
func (h *host) update(s site.Site) {
	handler := server.New(s, site.Quick)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.handler = handler
}

// fail answers requests for paths that contain a text in another way; nil
// mends it.
func (h *host) fail(path string, f http.HandlerFunc) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.faults, path)
	if f != nil {
		h.faults[path] = f
	}
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.asked = append(h.asked, r.URL.Path)
	f := h.handler.ServeHTTP
	for path, fault := range h.faults {
		if strings.Contains(r.URL.Path, path) {
			f = fault
		}
	}
	h.mu.Unlock()
	f(w, r)
}

// times counts the requests so far, of pages and of workers, for paths that contain a
// text.
func (h *host) times(path string) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.asked {
		if strings.Contains(p, path) {
			n++
		}
	}
	return n
}

// up starts the host, at the address that it had before.
func (h *host) up() {
	h.t.Helper()
	l, err := net.Listen("tcp", h.addr)
	if err != nil {
		h.t.Fatal(err)
	}
	h.addr = l.Addr().String()
	h.server = &http.Server{Handler: h}
	go func(s *http.Server) { _ = s.Serve(l) }(h.server)
}

// down stops the host: its port is closed.
func (h *host) down() { _ = h.server.Close() }
