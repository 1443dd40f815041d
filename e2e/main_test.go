// Package e2e_test uses the built site in a headless Chromium as visitors do.
// A machine without Chromium fails these tests.
package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"testing"

	"attnexperts/e2e/chrome"
	"attnexperts/web/site"
)

var (
	browser *chrome.Browser
	// built is the site at the root, later a newer version of it.
	built, later site.Site
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	err := prepare()
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer browser.Stop()
	return m.Run()
}

// prepare builds the client and the sites, and starts the browser.
func prepare() error {
	if err := os.Chdir(".."); err != nil {
		return err
	}
	if out, err := exec.Command("make", "--no-print-directory", "client").CombinedOutput(); err != nil {
		return fmt.Errorf("building the client: %w\n%s", err, out)
	}
	var err error
	if built, err = site.Load("/"); err != nil {
		return err
	}
	if later, err = newer("/"); err != nil {
		return err
	}
	browser, err = chrome.Start()
	return err
}

// newer returns a site that differs in nothing that a visitor sees, but is
// another version.
func newer(base string) (site.Site, error) {
	in, err := site.Inputs(base)
	if err != nil {
		return site.Site{}, err
	}
	in.Exec = append(in.Exec, "\n// A later version.\n"...)
	return site.Build(in)
}
