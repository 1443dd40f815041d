// Package site makes the static site: every file of it, in memory, ready to be
// written to a folder or to be served. The same [Input] gives the same
// bytes. Links are made for one base at a time, so two sites are not built at once.
package site

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"attnexperts/app/figure"
	"attnexperts/app/page"
	"attnexperts/app/part"
)

// Input is what a site is made of besides the project's own pages.
type Input struct {
	// Base is the path that the site lives under: "/" or "/lesson/".
	Base string
	// Origin is where the site will be, as in "https://example.org", or "". With it
	// a link that is posted somewhere brings its picture.
	Origin string
	// Client is the client's WebAssembly, Exec the wasm_exec.js of the toolchain
	// that built it.
	Client, Exec []byte
}

// File is one file of the site.
type File struct {
	// Path is the file's place below the base: "mask/index.html".
	Path string
	// Type is its media type.
	Type string
	Data []byte
	// Hashed is set where the name holds a digest of the content, so that a
	// copy of the file never becomes out of date.
	Hashed bool
	// Outside is set where the file is for others than the site's visitors, who
	// need no copy of it.
	Outside bool
	// Embeds is set where the file is a page that other sites may show in a frame.
	Embeds bool
}

// Site is every file of a version.
type Site struct {
	Base    string
	Files   []File
	Version string
}

//go:embed style.css
var styleCSS []byte

//go:embed adopt.js
var adoptJS []byte

//go:embed before.js
var beforeJS []byte

//go:embed compile.js
var compileJS []byte

//go:embed offline.js
var offlineJS []byte

//go:embed count.js
var countJS []byte

//go:embed boot.js
var bootJS []byte

//go:embed terms.js
var termsJS []byte

//go:embed files.js
var filesJS []byte

//go:embed role.js
var roleJS []byte

//go:embed rehearse.js
var rehearseJS []byte

var validBase = regexp.MustCompile(`^/([A-Za-z0-9._~-]+/)*$`)

var validOrigin = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?/?$`)

// Build makes the site. It is an error if the base cannot be a path of one.
func Build(in Input) (Site, error) {
	if !validBase.MatchString(in.Base) || path.Clean(in.Base) != strings.TrimSuffix(in.Base, "/") && in.Base != "/" {
		return Site{}, fmt.Errorf("the base %q cannot be used: it begins and ends with / and has only letters, digits, and . _ ~ - between, as in / or /lesson/", in.Base)
	}
	if in.Origin != "" && !validOrigin.MatchString(in.Origin) {
		return Site{}, fmt.Errorf("the origin %q cannot be used: it is a scheme and a host, as in https://example.org", in.Origin)
	}
	if len(in.Client) == 0 || len(in.Exec) == 0 {
		return Site{}, fmt.Errorf("the client and its wasm_exec.js must not be empty")
	}
	part.SetBase(in.Base)
	s := Site{Base: in.Base}
	a := assets{
		origin:     strings.TrimSuffix(in.Origin, "/"),
		base:       in.Base,
		style:      s.addHashed("style.css", "text/css; charset=utf-8", append([]byte(figure.PictureCSS), styleCSS...)),
		exec:       s.addHashed("wasm_exec.js", javaScript, in.Exec),
		boot:       s.addHashed("boot.js", javaScript, slices.Concat(beforeJS, countJS, compileJS, adoptJS, offlineJS, bootJS)),
		role:       s.addHashed("role.js", javaScript, roleJS),
		rehearse:   s.addHashed("rehearse.js", javaScript, append(slices.Clone(countJS), rehearseJS...)),
		terms:      s.addHashed("terms.js", javaScript, termsJS),
		files:      s.addHashed("files.js", javaScript, filesJS),
		client:     s.addHashed("app.wasm", "application/wasm", in.Client),
		clientSize: int64(len(in.Client)),
	}
	for _, icon := range icons() {
		s.add(icon)
	}
	for _, picture := range screenSite() {
		s.add(picture)
	}
	s.add(manifest(in.Base))
	for _, p := range page.All() {
		s.add(File{Path: strings.TrimPrefix(p.Path, "/") + "index.html", Type: htmlType, Data: document(p, a), Embeds: p.Embeds})
	}
	s.add(File{Path: notFoundPath, Type: htmlType, Data: document(page.NotFound(), a)})
	slices.SortFunc(s.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	s.Version = s.digest()
	// The pages say which version they are; its digest is of what they say else.
	for i, f := range s.Files {
		if f.Type == htmlType {
			s.Files[i].Data = bytes.ReplaceAll(f.Data, []byte(versionMark), []byte(s.Version))
		}
	}
	s.add(serviceWorker(s))
	return s, nil
}

const (
	htmlType     = "text/html; charset=utf-8"
	javaScript   = "text/javascript; charset=utf-8"
	notFoundPath = "404.html"
	// versionMark stands for the version in a file until that is known.
	versionMark = "{{version}}"
)

func (s *Site) add(f File) { s.Files = append(s.Files, f) }

// addHashed adds a file under a name with its digest, and returns its address.
func (s *Site) addHashed(name, mediaType string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	s.add(File{Path: hashed, Type: mediaType, Data: data, Hashed: true})
	return s.Base + hashed
}

// digest is a digest of all that the site consists of, and of the service
// worker's own code, which is not a file yet.
func (s *Site) digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s", len(workerJS), workerJS)
	for _, f := range s.Files {
		fmt.Fprintf(h, "%s %d %s", f.Path, len(f.Data), f.Data)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// URL returns the address of a file below the base: the folder's where the
// file is a folder's index.
func (f File) URL() string { return strings.TrimSuffix(f.Path, "index.html") }

// integrity is the file's digest as browsers check it.
func (f File) integrity() string {
	sum := sha256.Sum256(f.Data)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
