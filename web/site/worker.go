package site

import (
	_ "embed"
	"encoding/json"
	"strings"
)

//go:embed sw.js
var workerJS string

// serviceWorker writes the worker that keeps this version, with the list of
// its files. The worker itself is not one of them: browsers keep it.
func serviceWorker(s Site) File {
	var lines []string
	for _, f := range s.Files {
		if f.Outside {
			continue
		}
		line, err := json.Marshal([]any{"./" + f.URL(), f.integrity(), f.Hashed})
		if err != nil {
			panic(err) // two strings and a bool
		}
		lines = append(lines, "\n  "+string(line))
	}
	code := strings.NewReplacer(versionMark, s.Version, "/*{{files}}*/", strings.Join(lines, ",")+",\n").Replace(workerJS)
	return File{Path: "sw.js", Type: javaScript, Data: []byte(code)}
}
