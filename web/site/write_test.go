package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestWriteWritesEveryFileAndItsPackedForms(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	s := example(t, "/")
	if err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	stale := filepath.Join(dir, "app.0123456789ab.wasm")
	if err := os.WriteFile(stale, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("a file of an older version stays")
	}
	unpack := map[string]func([]byte) ([]byte, error){
		".br": func(b []byte) ([]byte, error) { return io.ReadAll(brotli.NewReader(bytes.NewReader(b))) },
		".gz": func(b []byte) ([]byte, error) {
			z, err := gzip.NewReader(bytes.NewReader(b))
			if err != nil {
				return nil, err
			}
			return io.ReadAll(z)
		},
	}
	packed := 0
	for _, f := range s.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		data, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(data, f.Data) {
			t.Errorf("%s: %v, or other bytes", f.Path, err)
		}
		for ext, f2 := range unpack {
			small, err := os.ReadFile(name + ext)
			if err != nil {
				if f.Compressible() && len(f.Data) > 1000 {
					t.Errorf("%s has no %s", f.Path, ext)
				}
				continue
			}
			packed++
			if got, err := f2(small); err != nil || !bytes.Equal(got, f.Data) {
				t.Errorf("%s%s unpacks to something else (%v)", f.Path, ext, err)
			}
			if len(small) >= len(f.Data) {
				t.Errorf("%s%s is no smaller", f.Path, ext)
			}
		}
	}
	if headers, err := os.ReadFile(filepath.Join(dir, "_headers")); err != nil || !bytes.Equal(headers, s.Headers()) {
		t.Errorf("the headers for hosts: %v, or others than the site's", err)
	}
	if packed < 8 {
		t.Errorf("only %d files are packed", packed)
	}
}

func TestWriteLeavesOtherFoldersAlone(t *testing.T) {
	dir := t.TempDir()
	treasure := filepath.Join(dir, "thesis.tex")
	if err := os.WriteFile(treasure, []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := example(t, "/").Write(dir); err == nil {
		t.Error("a folder with something else in it is written over")
	}
	if _, err := os.Stat(treasure); err != nil {
		t.Error("what was in it is gone")
	}
}
