package server

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"attnexperts/web/site"
)

func newServer(t *testing.T, base string) (http.Handler, site.Site) {
	t.Helper()
	s, err := site.Build(site.Input{Base: base, Client: bytes.Repeat([]byte("client "), 1000), Exec: []byte("exec")})
	if err != nil {
		t.Fatal(err)
	}
	return New(s, site.Quick), s
}

func ask(h http.Handler, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAddresses(t *testing.T) {
	h, _ := newServer(t, "/x/")
	for _, c := range []struct {
		method, path string
		status       int
		location     string
	}{
		{"GET", "/x/", 200, ""},
		{"GET", "/x/mask/", 200, ""},
		{"GET", "/x/mask/?a=b", 200, ""},
		{"HEAD", "/x/mask/", 200, ""},
		{"GET", "/x", 301, "/x/"},
		{"GET", "/x/mask", 301, "/x/mask/"},
		{"GET", "/x/mask?a=b", 301, "/x/mask/?a=b"},
		{"GET", "/x/mask/index.html", 301, "/x/mask/"},
		{"GET", "/x/index.html?q", 301, "/x/?q"},
		{"GET", "/x/none", 404, ""},
		{"HEAD", "/x/none", 404, ""},
		{"GET", "/", 404, ""},
		{"GET", "/x/../secret", 404, ""},
		{"POST", "/x/", 405, ""},
		{"DELETE", "/x/none", 405, ""},
	} {
		r := ask(h, c.method, c.path)
		if r.StatusCode != c.status || r.Header.Get("Location") != c.location {
			t.Errorf("%s %s: %d to %q, want %d to %q", c.method, c.path, r.StatusCode, r.Header.Get("Location"), c.status, c.location)
		}
		if r.Header.Get("Content-Security-Policy") != site.Policy || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: without the security headers", c.method, c.path)
		}
		if text := body(t, r); c.method == "HEAD" && text != "" {
			t.Errorf("%s %s: has a body", c.method, c.path)
		} else if c.status == 404 && c.method == "GET" && !strings.Contains(text, "There is no page here") {
			t.Errorf("%s %s: not the page for that", c.method, c.path)
		}
	}
}

func TestPackedFormsAndTheirTags(t *testing.T) {
	h, s := newServer(t, "/")
	var client site.File
	for _, f := range s.Files {
		if f.Type == "application/wasm" {
			client = f
		}
	}
	path := "/" + client.Path
	for accepts, want := range map[string]string{
		"": "", "br": "br", "gzip": "gzip", "gzip, deflate, br": "br", "br;q=0, gzip": "gzip", "br;q=0": "", "identity": "", "GZIP;q=0.5": "gzip", "brotli": "",
	} {
		r := ask(h, "GET", path, "Accept-Encoding", accepts)
		if got := r.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q is answered in %q, want %q", accepts, got, want)
		}
		if r.Header.Get("Content-Type") != "application/wasm" || r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: headers %v", accepts, r.Header)
		}
	}
	r := ask(h, "GET", path, "Accept-Encoding", "br", "Range", "bytes=0-9")
	data, err := io.ReadAll(brotli.NewReader(r.Body))
	if err != nil || !bytes.Equal(data, client.Data) {
		t.Errorf("brotli gives %d bytes and %v", len(data), err)
	}
	tags := map[string]bool{}
	for _, accepts := range []string{"", "br", "gzip"} {
		tag := ask(h, "GET", path, "Accept-Encoding", accepts).Header.Get("Etag")
		if tag == "" || tags[tag] {
			t.Errorf("the tag of the form %q is %q", accepts, tag)
		}
		tags[tag] = true
		if r := ask(h, "GET", path, "Accept-Encoding", accepts, "If-None-Match", tag); r.StatusCode != http.StatusNotModified {
			t.Errorf("what the browser has already is answered with %d", r.StatusCode)
		}
	}
}

func TestCaching(t *testing.T) {
	h, s := newServer(t, "/")
	for _, f := range s.Files {
		want := "no-cache"
		if f.Hashed {
			want = "public, max-age=31536000, immutable"
		}
		if got := ask(h, "GET", "/"+f.URL()).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", f.Path, got, want)
		}
	}
}

func TestHealth(t *testing.T) {
	for _, base := range []string{"/", "/x/"} {
		h, s := newServer(t, base)
		r := ask(h, "GET", HealthPath)
		if text := body(t, r); r.StatusCode != 200 || text != "ok "+s.Version+"\n" || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("under %s: %d, %q, kept %q", base, r.StatusCode, text, r.Header.Get("Cache-Control"))
		}
		for _, f := range s.Files {
			if address := s.Base + f.URL(); strings.TrimSuffix(address, "/") == HealthPath {
				t.Errorf("under %s a page has the address %s", base, address)
			}
		}
	}
	// A site whose pages are below the path keeps them.
	h, _ := newServer(t, HealthPath+"/")
	if r := ask(h, "GET", HealthPath+"/mask/"); r.StatusCode != 200 {
		t.Errorf("a page below %s is answered with %d", HealthPath, r.StatusCode)
	}
}
