// Command shots photographs every page as visitors see it, light and dark, at
// three widths, into the folder shots/; with -previews it makes the pictures that
// the site brings with it instead. It runs in the project's root folder, after
// "make client".
package main

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
	"attnexperts/web/server"
	"attnexperts/web/site"
)

const folder = "shots"

// widths are a phone, a tablet and a laptop.
var widths = []int64{390, 820, 1280}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "shots:", err)
		os.Exit(1)
	}
}

func run() error {
	asked := flag.Bool("previews", false, "make the site's own pictures, in "+previewFolder)
	flag.Parse()
	s, err := site.Load("/")
	if err != nil {
		return err
	}
	host := httptest.NewServer(server.New(s, site.Quick))
	defer host.Close()
	browser, err := chrome.Start()
	if err != nil {
		return err
	}
	defer browser.Stop()
	if *asked {
		return makePreviews(browser, host.URL)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	paths := []string{"/no-such-page"}
	for _, p := range page.All() {
		paths = append(paths, p.Path)
	}
	for _, path := range paths {
		for _, width := range widths {
			for _, dark := range []bool{false, true} {
				view := chrome.View{Width: width, Height: 900, Dark: dark, Touch: width < 600, Still: true}
				if err := photograph(browser, host.URL, path, view); err != nil {
					return fmt.Errorf("%s at %d px: %w", path, width, err)
				}
			}
		}
	}
	return nil
}

// photograph takes the page at a path as it looks when its client runs.
func photograph(b *chrome.Browser, origin, path string, view chrome.View) error {
	png, err := picture(b, origin+path, view, true)
	if err != nil {
		return err
	}
	scheme := "light"
	if view.Dark {
		scheme = "dark"
	}
	name := strings.Trim(path, "/")
	if name == "" {
		name = "lesson"
	}
	file := filepath.Join(folder, fmt.Sprintf("%s-%d-%s.png", name, view.Width, scheme))
	fmt.Println(file)
	return os.WriteFile(file, png, 0o644)
}

// picture takes the page at an address, as far as the window shows it or whole.
func picture(b *chrome.Browser, url string, view chrome.View, whole bool) ([]byte, error) {
	v, err := b.Visit(view)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	if err := v.Open(url); err != nil {
		return nil, err
	}
	if err := v.Live(); err != nil {
		return nil, err
	}
	// What the page says about offline use comes and goes in its own time; and a place
	// that an address leads to has the focus.
	if _, err := chrome.Eval[bool](v, `document.activeElement.blur(), document.getElementById("notes").hidden = true`); err != nil {
		return nil, err
	}
	// What the device keeps is looked up.
	if err := v.Wait(`!/Looking…|Opening your cards/.test(document.querySelector("main").innerText)`); err != nil {
		return nil, err
	}
	if err := v.Frame(); err != nil {
		return nil, err
	}
	return v.Screenshot(whole)
}
