// Package attnexperts_test checks the house rules that hold across packages.
package attnexperts_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "attnexperts/"

// importsOf lists each of the project's packages with what it imports itself,
// for the given platform.
func importsOf(t *testing.T, env ...string) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	cmd.Env = append(cmd.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p.Imports
	}
}

// Imports run one way: calc ← app ← wasm, web, e2e. And calc is pure: seed,
// clock and bytes are handed in.
func TestImportsRunOneWay(t *testing.T) {
	mayImport := map[string][]string{
		"calc": {"calc"},
		"app":  {"app", "calc"},
		"wasm": {"app", "calc"},
		"web":  {"app", "calc", "web"},
		"e2e":  {"app", "calc", "web", "e2e"},
	}
	// What go-fsrs is asked in has the standard library's times; that nothing
	// there reads the clock is held by the package's own test.
	allowed := map[string]string{module + "calc/recall": "time"}
	impure := []string{"syscall/js", "net", "net/http", "os", "os/exec", "time", "math/rand", "math/rand/v2", "crypto/rand"}
	for _, env := range [][]string{nil, {"GOOS=js", "GOARCH=wasm"}} {
		packages := importsOf(t, env...)
		if len(packages) < 8 {
			t.Fatalf("go list found only %d packages", len(packages))
		}
		for path, imports := range packages {
			room, _, _ := strings.Cut(strings.TrimPrefix(path, module), "/")
			for _, to := range imports {
				inside, own := strings.CutPrefix(to, module)
				target, _, _ := strings.Cut(inside, "/")
				if own && !slices.Contains(mayImport[room], target) {
					t.Errorf("%s imports %s", path, to)
				}
				if room == "calc" && allowed[path] != to && (slices.Contains(impure, to) || strings.Contains(to, "go-app")) {
					t.Errorf("%s imports %s, which is not pure", path, to)
				}
			}
		}
	}
}

// The client carries no Markdown reader, no compressor and no web server of
// the project's.
func TestClientCarriesOnlyWhatItNeeds(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./wasm")
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, forbidden := range []string{"goldmark", "brotli", "html/template", "text/template", "attnexperts/web", "chromedp", "pgregory"} {
		if strings.Contains(string(out), forbidden) {
			t.Errorf("the client links %s", forbidden)
		}
	}
}
