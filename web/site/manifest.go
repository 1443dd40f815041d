package site

import (
	"encoding/json"

	"attnexperts/app/page"
)

const manifestPath = "manifest.webmanifest"

type shortcut struct {
	Name        string     `json:"name"`
	Description string     `json:"description,omitempty"`
	URL         string     `json:"url"`
	Icons       []iconLink `json:"icons"`
}

type iconLink struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// manifest tells a browser how to install the site as an app.
func manifest(base string) File {
	var links []iconLink
	for _, i := range iconSet {
		links = append(links, iconLink{base + i.path(), i.sizes(), "image/png", i.purpose})
	}
	links = append(links, iconLink{base + "icon.svg", "any", "image/svg+xml", "any"})
	var shortcuts []shortcut
	for _, p := range page.All() {
		if p.Path != "/" {
			shortcuts = append(shortcuts, shortcut{p.Name, p.Description, base + p.Path[1:], links[:1]})
		}
	}
	data, err := json.MarshalIndent(struct {
		ID          string     `json:"id"`
		Name        string     `json:"name"`
		ShortName   string     `json:"short_name"`
		Description string     `json:"description"`
		Lang        string     `json:"lang"`
		Dir         string     `json:"dir"`
		StartURL    string     `json:"start_url"`
		Scope       string     `json:"scope"`
		Display     string     `json:"display"`
		Theme       string     `json:"theme_color"`
		Background  string     `json:"background_color"`
		Categories  []string   `json:"categories"`
		Icons       []iconLink `json:"icons"`
		Shortcuts   []shortcut `json:"shortcuts"`
	}{
		base, page.SiteName, "Attention", page.All()[0].Description, "en", "ltr", base, base,
		"standalone", paperLight, paperLight,
		[]string{"education"},
		links, shortcuts,
	}, "", "  ")
	if err != nil {
		panic(err) // a struct of strings
	}
	return File{Path: manifestPath, Type: "application/manifest+json", Data: append(data, '\n')}
}
