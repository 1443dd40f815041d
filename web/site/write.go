package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// markerPath is a file that a written site has and no other folder is likely
// to have: only such a folder is written over.
const markerPath = "sw.js"

// Write writes the site into a folder, with a .br and a .gz beside each
// compressible file, and the headers for hosts that read them. What the folder held before is removed; a folder that
// holds something else than a site is left alone, with an error.
func (s Site) Write(dir string) error {
	if err := clear(dir); err != nil {
		return err
	}
	packed := s.Pack(Best)
	for i, f := range s.Files {
		for _, v := range []struct {
			ext  string
			data []byte
		}{{"", f.Data}, {".br", packed[i].Brotli}, {".gz", packed[i].Gzip}} {
			if v.data == nil {
				continue
			}
			name := filepath.Join(dir, filepath.FromSlash(f.Path)+v.ext)
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(name, v.data, 0o644); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(filepath.Join(dir, headersPath), s.Headers(), 0o644)
}

// clear empties a folder that holds a site or nothing.
func clear(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, markerPath)); err != nil {
		return fmt.Errorf("%s holds something that is not a site built here; name an empty or new folder", dir)
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
