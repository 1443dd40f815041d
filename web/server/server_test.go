package server

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"attnexperts/app/page"
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
		if !strings.HasPrefix(r.Header.Get("Content-Security-Policy"), site.Policy) || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: without the security headers", c.method, c.path)
		}
		if text := body(t, r); c.method == "HEAD" && text != "" {
			t.Errorf("%s %s: has a body", c.method, c.path)
		} else if c.status == 404 && c.method == "GET" && !strings.Contains(text, "There is no page here") {
			t.Errorf("%s %s: not the page for that", c.method, c.path)
		}
	}
}

// Figures may stand in a frame of any site; every other page in none, so that nobody
// can lay it under something else and have the visitor press what is on it. Names of
// new pages belong here only if nothing on them changes what the visitor keeps.
func TestOnlyFiguresMayBeFramed(t *testing.T) {
	figures := map[string]bool{"/mask/": true, "/cache/": true, "/routing/": true, "/params/": true, "/spec/": true}
	h, _ := newServer(t, "/x/")
	for _, p := range append(page.All(), page.NotFound()) {
		for _, way := range []string{"", "index.html", "?a=b"} {
			r := ask(h, "GET", "/x"+p.Path+way)
			for r.StatusCode == http.StatusMovedPermanently {
				r = ask(h, "GET", r.Header.Get("Location"))
			}
			ancestors := ""
			for directive := range strings.SplitSeq(r.Header.Get("Content-Security-Policy"), ";") {
				if name, value, _ := strings.Cut(strings.TrimSpace(directive), " "); name == "frame-ancestors" {
					ancestors = value
				}
			}
			if want := map[bool]string{true: "", false: "'none'"}[figures[p.Path]]; ancestors != want {
				t.Errorf("%s%s may be framed by %q, want %q", p.Path, way, ancestors, want)
			}
			// In the page itself the directive would only make browsers complain.
			if strings.Contains(body(t, r), "frame-ancestors") {
				t.Errorf("%s says who may frame it where browsers do not read that", p.Path)
			}
		}
	}
}

// Hosts that read the file of headers send what this server sends.
func TestTheFileOfHeadersSaysWhatIsSent(t *testing.T) {
	for _, base := range []string{"/", "/x/y/"} {
		h, s := newServer(t, base)
		text := s.Headers()
		if rules := strings.Count(string(text), "\n"+base); rules > 100 {
			t.Errorf("under %s there are %d rules, more than Cloudflare Pages reads", base, rules)
		}
		for _, f := range s.Files {
			for _, address := range []string{base + f.Path, base + f.URL()} {
				r := ask(h, "GET", base+f.URL())
				named := hostHeaders(t, string(text), address)
				for _, name := range []string{"X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"} {
					if got := named[name]; got != r.Header.Get(name) {
						t.Errorf("%s: %s is %q, and sent as %q", address, name, got, r.Header.Get(name))
					}
				}
				if got, want := named["Content-Security-Policy"], r.Header.Get("Content-Security-Policy"); got != want && strings.HasSuffix(f.Path, ".html") {
					t.Errorf("%s: the policy is %q, and sent as %q", address, got, want)
				}
				if got, want := named["Cache-Control"], r.Header.Get("Cache-Control"); got != want && f.Hashed || got != "" && !f.Hashed {
					t.Errorf("%s: the caching is %q, and sent as %q", address, got, want)
				}
			}
			if f.Path == "_headers" || strings.Contains(string(f.Data), "_headers") {
				t.Errorf("%s knows the file of headers, which hosts do not serve", f.Path)
			}
		}
	}
}

// hostHeaders reads a file of headers as the hosts say that they do: lines that
// begin with a space belong to the address above them, a * stands for any end of an
// address, and a header that stands for it twice is joined by commas.
func hostHeaders(t *testing.T, text, address string) map[string]string {
	t.Helper()
	found, fits := map[string]string{}, false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if len(line) > 2000 {
			t.Errorf("a line of %d characters is longer than Cloudflare Pages reads", len(line))
		}
		switch {
		case line == "" || line[0] == '#':
		case line[0] != ' ':
			start, open := strings.CutSuffix(line, "*")
			fits = line == address || open && strings.HasPrefix(address, start)
		case fits:
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if before := found[name]; before != "" {
				value = before + ", " + value
			}
			found[name] = value
		}
	}
	return found
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
