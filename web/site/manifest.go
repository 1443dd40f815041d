package site

import (
	"encoding/json"

	"attnexperts/app/page"
)

const manifestPath = "manifest.webmanifest"

// webManifest tells a browser how to install the site as an app. The names are
// those of the W3C's Web Application Manifest, and of Chromium's additions.
type webManifest struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	ShortName    string            `json:"short_name"`
	Description  string            `json:"description"`
	Lang         string            `json:"lang"`
	Dir          string            `json:"dir"`
	StartURL     string            `json:"start_url"`
	Scope        string            `json:"scope"`
	Display      string            `json:"display"`
	Theme        string            `json:"theme_color"`
	Background   string            `json:"background_color"`
	Categories   []string          `json:"categories"`
	Icons        []imageLink       `json:"icons"`
	Screenshots  []imageLink       `json:"screenshots"`
	Shortcuts    []shortcut        `json:"shortcuts"`
	Launch       map[string]string `json:"launch_handler"`
	FileHandlers []fileHandler     `json:"file_handlers"`
	ShareTarget  shareTarget       `json:"share_target"`
}

type imageLink struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
	Form    string `json:"form_factor,omitempty"`
	Label   string `json:"label,omitempty"`
}

type shortcut struct {
	Name        string      `json:"name"`
	Description string      `json:"description,omitempty"`
	URL         string      `json:"url"`
	Icons       []imageLink `json:"icons"`
}

type fileHandler struct {
	Action string              `json:"action"`
	Accept map[string][]string `json:"accept"`
}

type shareTarget struct {
	Action  string      `json:"action"`
	Method  string      `json:"method"`
	Enctype string      `json:"enctype"`
	Params  shareParams `json:"params"`
}

type shareParams struct {
	Text  string      `json:"text"`
	Files []shareFile `json:"files"`
}

type shareFile struct {
	Name   string   `json:"name"`
	Accept []string `json:"accept"`
}

// What the installed app opens: cards on one page, models on the other.
var (
	cardFiles  = map[string][]string{"text/plain": {".txt"}, "text/csv": {".csv"}, "text/tab-separated-values": {".tsv"}}
	modelFiles = map[string][]string{"application/json": {".json"}, "application/octet-stream": {".safetensors", ".gguf"}}
)

// shortcuts are what the installed app's icon offers.
var shortcuts = []struct{ name, path string }{{"Review", "/cards/"}, {"Masks", "/mask/"}, {"Specs", "/spec/"}}

// manifest returns the manifest's file.
func manifest(base string) File {
	m := webManifest{
		ID: base, Name: page.SiteName, ShortName: "Attention", Description: page.All()[0].Description, Lang: "en", Dir: "ltr",
		StartURL: base, Scope: base, Display: "standalone", Theme: paperLight, Background: paperLight, Categories: []string{"education"},
		// A window of its own: in another one something may be being written.
		Launch:       map[string]string{"client_mode": "navigate-new"},
		FileHandlers: []fileHandler{{base + "spec/", modelFiles}, {base + "cards/", cardFiles}},
		ShareTarget: shareTarget{base + "share", "POST", "multipart/form-data", shareParams{"text", []shareFile{{
			"files", []string{".json", ".txt", ".csv", ".tsv", ".safetensors", ".gguf", "application/json", "text/plain", "text/csv"},
		}}}},
	}
	for _, i := range iconSet {
		m.Icons = append(m.Icons, imageLink{Src: base + i.path(), Sizes: i.sizes(), Type: "image/png", Purpose: i.purpose})
	}
	m.Icons = append(m.Icons, imageLink{Src: base + "icon.svg", Sizes: "any", Type: "image/svg+xml", Purpose: "any"})
	for _, s := range screens {
		m.Screenshots = append(m.Screenshots, s.link(base))
	}
	for _, s := range shortcuts {
		m.Shortcuts = append(m.Shortcuts, shortcut{s.name, descriptionOf(s.path), base + s.path[1:], m.Icons[:1]})
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		panic(err) // a struct of strings
	}
	return File{Path: manifestPath, Type: "application/manifest+json", Data: append(data, '\n')}
}

// descriptionOf is what a page is for.
func descriptionOf(path string) string {
	for _, p := range page.All() {
		if p.Path == path {
			return p.Description
		}
	}
	panic("no page lives at " + path)
}
