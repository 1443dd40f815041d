package site

import (
	"bytes"
	"encoding/json"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"attnexperts/app/page"
)

// example builds a site with a client that is none: nothing here runs it.
func example(t *testing.T, base string) Site {
	t.Helper()
	s, err := Build(Input{Base: base, Client: []byte("client"), Exec: []byte("exec")})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s Site) file(t *testing.T, path string) File {
	t.Helper()
	for _, f := range s.Files {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("the site has no file %s", path)
	return File{}
}

func TestTwoBuildsAreTheSameByteForByte(t *testing.T) {
	a, b := example(t, "/x/"), example(t, "/x/")
	if a.Version != b.Version || len(a.Files) != len(b.Files) {
		t.Fatalf("versions %s and %s, %d and %d files", a.Version, b.Version, len(a.Files), len(b.Files))
	}
	for i := range a.Files {
		if a.Files[i].Path != b.Files[i].Path || !bytes.Equal(a.Files[i].Data, b.Files[i].Data) {
			t.Errorf("%s differs", a.Files[i].Path)
		}
	}
}

func TestAnyChangeIsAnotherVersion(t *testing.T) {
	versions := map[string]string{example(t, "/").Version: "the site"}
	for what, in := range map[string]Input{
		"another client": {Base: "/", Client: []byte("Client"), Exec: []byte("exec")},
		"another exec":   {Base: "/", Client: []byte("client"), Exec: []byte("Exec")},
		"another base":   {Base: "/x/", Client: []byte("client"), Exec: []byte("exec")},
	} {
		s, err := Build(in)
		if err != nil {
			t.Fatal(err)
		}
		if other, taken := versions[s.Version]; taken {
			t.Errorf("%s has the version of %s", what, other)
		}
		versions[s.Version] = what
	}
}

func TestBuildRefusesBasesThatAreNoPath(t *testing.T) {
	for _, base := range []string{"", "x", "/x", "x/", "//", "/x//y/", "/../", "/a/./", "/ä/", "/a b/", `/"/`, "/<script>/", "https://example.org/"} {
		if _, err := Build(Input{Base: base, Client: []byte("c"), Exec: []byte("e")}); err == nil {
			t.Errorf("the base %q is taken", base)
		}
	}
	for _, base := range []string{"/", "/x/", "/a/b-c/d_e.f~g/"} {
		if _, err := Build(Input{Base: base, Client: []byte("c"), Exec: []byte("e")}); err != nil {
			t.Errorf("the base %q is refused: %v", base, err)
		}
	}
	if _, err := Build(Input{Base: "/"}); err == nil {
		t.Error("a site without a client is taken")
	}
}

var (
	references = regexp.MustCompile(`<(?:a|link|script|img)[^>]*? (?:href|src)="([^"]*)"`)
	external   = regexp.MustCompile(`<a [^>]*href="https://[^"]*"[^>]*>`)
)

// Whatever a page refers to is there, under every base; and nothing that a
// page needs lies elsewhere.
func TestPagesReferToWhatIsThere(t *testing.T) {
	for _, base := range []string{"/", "/x/y/"} {
		s := example(t, base)
		there := map[string]bool{}
		for _, f := range s.Files {
			there[base+f.URL()] = true
		}
		for _, f := range s.Files {
			if f.Type != htmlType {
				continue
			}
			found := 0
			for _, m := range references.FindAllStringSubmatch(string(f.Data), -1) {
				address, _, _ := strings.Cut(m[1], "#")
				found++
				if address != "" && !there[address] && !strings.HasPrefix(address, "https://") {
					t.Errorf("%s under %s refers to %s", f.Path, base, m[1])
				}
			}
			if found < 8 {
				t.Errorf("%s has only %d references", f.Path, found)
			}
			for _, a := range external.FindAllString(string(f.Data), -1) {
				if !strings.Contains(a, `rel="noopener noreferrer"`) {
					t.Errorf("%s leads out without care: %s", f.Path, a)
				}
			}
			if i := bytes.Index(f.Data, []byte(`<link href="https:`)); i >= 0 {
				t.Errorf("%s loads from elsewhere", f.Path)
			}
		}
	}
}

func TestPagesObeyTheirPolicy(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|<script(?:>|[^>]*[^c]>[^<])| style=| on[a-z]+="|javascript:`)
	// In these, true and false are words and not a flag's states.
	words := regexp.MustCompile(`(aria-[a-z]+|spellcheck)="(true|false)"`)
	for _, f := range example(t, "/").Files {
		if f.Type != htmlType {
			continue
		}
		text := string(f.Data)
		if m := inline.FindString(text); m != "" {
			t.Errorf("%s has something inline: %s", f.Path, m)
		}
		policy, script := strings.Index(text, "Content-Security-Policy"), strings.Index(text, "<script")
		if policy < 0 || script < policy {
			t.Errorf("%s runs scripts before its policy", f.Path)
		}
		for _, wrong := range []string{`="false"`, `\"`, `="true"`} {
			if strings.Contains(words.ReplaceAllString(text, ""), wrong) {
				t.Errorf("%s has %s", f.Path, wrong)
			}
		}
	}
	if strings.Contains(Policy, "unsafe-inline") || strings.Contains(Policy, "'unsafe-eval'") || strings.Contains(Policy, "*") {
		t.Errorf("the policy is %s", Policy)
	}
}

func TestTheWorkerKeepsEveryFile(t *testing.T) {
	s := example(t, "/x/")
	worker := string(s.file(t, "sw.js").Data)
	if !strings.Contains(worker, `"`+s.Version+`"`) || strings.Contains(worker, "{{") {
		t.Error("the worker does not know its version")
	}
	for _, f := range s.Files {
		if f.Type == htmlType && (!strings.Contains(string(f.Data), `data-version="`+s.Version+`"`) || strings.Contains(string(f.Data), "{{")) {
			t.Errorf("%s does not know its version", f.Path)
		}
		line, err := json.Marshal([]any{"./" + f.URL(), f.integrity(), f.Hashed})
		if err != nil {
			t.Fatal(err)
		}
		if keeps := strings.Contains(worker, string(line)); keeps == f.Outside && f.Path != "sw.js" {
			t.Errorf("the worker keeps %s: %v", f.Path, keeps)
		}
		if f.Outside != strings.HasPrefix(f.Path, "screens/") {
			t.Errorf("%s is for others than visitors: %v", f.Path, f.Outside)
		}
	}
	for _, p := range page.All() {
		if !strings.Contains(worker, `"./`+p.Path[1:]+`"`) {
			t.Errorf("the worker does not know the page %s", p.Path)
		}
	}
}

func TestTheManifestInstallsAnApp(t *testing.T) {
	const base = "/x/"
	s := example(t, base)
	var m struct {
		ID, Name, Scope, Display string
		StartURL                 string `json:"start_url"`
		Icons                    []struct{ Src, Sizes, Type, Purpose string }
		Shortcuts                []struct{ Name, URL string }
		Screenshots              []struct{ Src, Sizes string }
		Handlers                 []struct{ Action string }       `json:"file_handlers"`
		Share                    struct{ Action, Method string } `json:"share_target"`
	}
	if err := json.Unmarshal(s.file(t, manifestPath).Data, &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != base || m.Scope != base || m.StartURL != base || m.Display != "standalone" || m.Name != page.SiteName {
		t.Errorf("the manifest says %+v", m)
	}
	if len(m.Shortcuts) != 3 || m.Shortcuts[0].URL != base+"cards/" {
		t.Errorf("the shortcuts are %+v", m.Shortcuts)
	}
	for _, screen := range m.Screenshots {
		f := s.file(t, strings.TrimPrefix(screen.Src, base))
		img, err := png.DecodeConfig(bytes.NewReader(f.Data))
		if err != nil || sizeText(img.Width, img.Height) != screen.Sizes {
			t.Errorf("%s is %dx%d, and said to be %s (%v)", screen.Src, img.Width, img.Height, screen.Sizes, err)
		}
	}
	if len(m.Screenshots) < 3 || len(m.Handlers) != 2 || m.Share.Action != base+"share" {
		t.Errorf("the manifest has the screenshots %v, the file handlers %v, the share target %v", m.Screenshots, m.Handlers, m.Share)
	}
	for _, h := range m.Handlers {
		s.file(t, strings.TrimPrefix(h.Action, base)+"index.html")
	}
	purposes := map[string]bool{}
	for _, i := range m.Icons {
		f := s.file(t, strings.TrimPrefix(i.Src, base))
		purposes[i.Purpose+" "+i.Sizes] = true
		if i.Type != "image/png" {
			continue
		}
		img, err := png.Decode(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatalf("%s: %v", i.Src, err)
		}
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		if want := i.Sizes; want != sizeText(w, h) {
			t.Errorf("%s is %s, and said to be %s", i.Src, sizeText(w, h), want)
		}
		if i.Purpose != "maskable" {
			continue
		}
		// Whatever is not ground lies in the circle that is never cut off.
		ground := img.At(0, 0)
		for y := range h {
			for x := range w {
				dx, dy := float64(x)+0.5-float64(w)/2, float64(y)+0.5-float64(h)/2
				if img.At(x, y) != ground && dx*dx+dy*dy > 0.16*float64(w*w) {
					t.Fatalf("%s has part of its sign at %d,%d, where it may be cut off", i.Src, x, y)
				}
			}
		}
	}
	for _, want := range []string{"any 192x192", "any 512x512", "maskable 192x192", "maskable 512x512"} {
		if !purposes[want] {
			t.Errorf("there is no icon for %s", want)
		}
	}
}

func sizeText(w, h int) string {
	b, err := json.Marshal([]int{w, h})
	if err != nil {
		panic(err)
	}
	return strings.Trim(strings.ReplaceAll(string(b), ",", "x"), "[]")
}

// A site that knows where it will be brings a picture with each link to it; one
// that does not says nothing that could be wrong.
func TestLinksBringAPicture(t *testing.T) {
	in := Input{Base: "/x/", Client: []byte("c"), Exec: []byte("e")}
	without, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Origin = "https://example.org"
	with, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range page.All() {
		path := strings.TrimPrefix(p.Path, "/") + "index.html"
		if strings.Contains(string(without.file(t, path).Data), "og:image") {
			t.Errorf("%s names a picture at no address", path)
		}
		m := regexp.MustCompile(`content="https://example.org/x/(screens/[^"]*)" property="og:image"`).FindSubmatch(with.file(t, path).Data)
		if m == nil {
			t.Errorf("%s names no picture", path)
			continue
		}
		img, err := png.DecodeConfig(bytes.NewReader(with.file(t, string(m[1])).Data))
		if err != nil || img.Width != 1200 || img.Height != 630 {
			t.Errorf("%s is %dx%d (%v)", m[1], img.Width, img.Height, err)
		}
	}
	for _, origin := range []string{"example.org", "https://example.org/x", "javascript:alert(1)", `https://"`} {
		in.Origin = origin
		if _, err := Build(in); err == nil {
			t.Errorf("the origin %q is taken", origin)
		}
	}
}
