// Package server answers requests for a site that is held in memory.
package server

import (
	"bytes"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"attnexperts/web/site"
)

// HealthPath is where a watcher asks whether the server answers. It is no page's
// address, under any base.
const HealthPath = "/healthz"

// entry is a file with its packed forms and its tag.
type entry struct {
	site.File
	site.Packed

	tag string
}

// handler serves the files of one site.
type handler struct {
	version  string
	files    map[string]entry
	notFound entry
}

// New returns a handler for a site: each file at its address below the site's
// base, packed where the browser takes that, with the headers that the site
// needs. At [HealthPath] it answers with the site's version.
func New(s site.Site, e site.Effort) http.Handler {
	h := &handler{version: s.Version, files: map[string]entry{}}
	packed := s.Pack(e)
	for i, f := range s.Files {
		en := entry{f, packed[i], `"` + s.Version + "-" + strconv.Itoa(i) + `"`}
		h.files[s.Base+f.URL()] = en
		if f.Path == "404.html" {
			h.notFound = en
		}
	}
	return h
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	for _, h := range site.Everywhere {
		header.Set(h.Name, h.Value)
	}
	// What is no file is a sentence or a way on, and may stand anywhere.
	header.Set("Content-Security-Policy", site.Policy)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path == HealthPath {
		header.Set("Content-Type", "text/plain; charset=utf-8")
		header.Set("Cache-Control", "no-store")
		_, _ = io.WriteString(w, "ok "+h.version+"\n")
		return
	}
	if to, ok := h.moved(r.URL.Path); ok {
		if r.URL.RawQuery != "" {
			to += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	}
	if f, ok := h.files[r.URL.Path]; ok {
		f.serve(w, r, http.StatusOK)
		return
	}
	h.notFound.serve(w, r, http.StatusNotFound)
}

// moved returns where a page is whose address was written another way: without
// its slash, or with the name of its file.
func (h *handler) moved(p string) (to string, ok bool) {
	if _, there := h.files[p]; there {
		return "", false
	}
	if path.Base(p) == "index.html" {
		to = strings.TrimSuffix(p, "index.html")
	} else {
		to = p + "/"
	}
	_, ok = h.files[to]
	return to, ok
}

// serve writes a file, or that the browser has it already.
func (f entry) serve(w http.ResponseWriter, r *http.Request, status int) {
	header := w.Header()
	header.Set("Content-Security-Policy", f.Policy())
	header.Set("Content-Type", f.Type)
	header.Set("Vary", "Accept-Encoding")
	data, tag := f.Data, f.tag
	switch accepts := r.Header.Get("Accept-Encoding"); {
	case f.Brotli != nil && accepted(accepts, "br"):
		data, tag = f.Brotli, strings.TrimSuffix(tag, `"`)+`-br"`
		header.Set("Content-Encoding", "br")
	case f.Gzip != nil && accepted(accepts, "gzip"):
		data, tag = f.Gzip, strings.TrimSuffix(tag, `"`)+`-gz"`
		header.Set("Content-Encoding", "gzip")
	}
	header.Set("Cache-Control", f.Caching())
	if status != http.StatusOK {
		header.Set("Content-Length", strconv.Itoa(len(data)))
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(data)
		}
		return
	}
	header.Set("Etag", tag)
	if header.Get("Content-Encoding") != "" {
		// A part of a packed file is of no use to anybody.
		r.Header.Del("Range")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// accepted reports whether an Accept-Encoding header takes a coding.
func accepted(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			q, found := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
			f, err := strconv.ParseFloat(q, 64)
			return !found || err != nil || f > 0
		}
	}
	return false
}
