// Command lighthouse measures the lesson as Google's Lighthouse does for a phone:
// a slow processor and a slow network, the middle of three runs. It prints its
// marks and times beside what the project allows itself, and fails where one is
// missed. It runs in the project's root folder, after "make client".
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"attnexperts/e2e/chrome"
	"attnexperts/web/server"
	"attnexperts/web/site"
)

const (
	program = "e2e/lighthouse/node_modules/lighthouse/cli/index.js"
	runs    = 3
	// tries is how often a run may be begun anew: now and then a browser tells
	// Lighthouse of the page's start too late.
	tries = 3
)

// report is what is read of a report.
type report struct {
	RuntimeError struct{ Code, Message string }
	Environment  struct{ BenchmarkIndex float64 }
	Categories   map[string]struct{ Score *float64 }
	Audits       map[string]struct{ NumericValue float64 }
}

// times are what is measured, in ms, and what is allowed; cumulative-layout-shift
// has no unit, and what is 0 here is only printed.
var times = []struct {
	audit   string
	allowed float64
}{
	{"first-contentful-paint", 1000},
	{"largest-contentful-paint", 1500},
	{"cumulative-layout-shift", 0.02},
	{"total-blocking-time", 0},
	{"speed-index", 0},
}

// performance is the category that is allowed less than 1.
const (
	performance        = "performance"
	allowedPerformance = 0.95
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "lighthouse:", err)
		os.Exit(1)
	}
}

func run() error {
	s, err := site.Load("/")
	if err != nil {
		return err
	}
	browser, err := chrome.Find()
	if err != nil {
		return err
	}
	fmt.Println("packing the site as make site does …")
	host := httptest.NewServer(server.New(s, site.Best))
	defer host.Close()
	folder, err := os.MkdirTemp("", "lighthouse")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	var all []report
	for range runs {
		r, err := measure(browser, host.URL+"/", filepath.Join(folder, "report.json"))
		if err != nil {
			return err
		}
		fmt.Printf("%s %.2f\n", r.line(), *r.Categories[performance].Score)
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b report) int {
		return cmp.Compare(*a.Categories[performance].Score, *b.Categories[performance].Score)
	})
	return judge(all[runs/2])
}

// measure lets Lighthouse load a page once.
func measure(browser, url, file string) (report, error) {
	var r report
	for range tries {
		cmd := exec.Command("node", program, url, "--output=json", "--output-path="+file, "--quiet",
			"--chrome-flags=--headless=new --no-sandbox --disable-quic --disable-background-networking --disable-component-update")
		cmd.Env = append(cmd.Environ(), "CHROME_PATH="+browser)
		out, failed := cmd.CombinedOutput()
		data, err := os.ReadFile(file)
		if err != nil {
			return report{}, fmt.Errorf("running Lighthouse: %w\n%s", errors.Join(failed, err), out)
		}
		r = report{}
		if err := json.Unmarshal(data, &r); err != nil {
			return report{}, fmt.Errorf("reading Lighthouse's report: %w", err)
		}
		if r.RuntimeError.Code == "" && r.Categories[performance].Score != nil {
			return r, nil
		}
	}
	return report{}, fmt.Errorf("the page could not be measured in %d tries: %s", tries, r.RuntimeError.Message)
}

// line is a report's times.
func (r report) line() string {
	var b strings.Builder
	for _, t := range times {
		fmt.Fprintf(&b, "%s %.4g, ", t.audit, r.Audits[t.audit].NumericValue)
	}
	return b.String() + performance
}

// judge prints a report and returns what of it is not allowed.
func judge(r report) error {
	fmt.Printf("\nthe middle of %d runs, on a machine of Lighthouse's index %.0f:\n", runs, r.Environment.BenchmarkIndex)
	var missed []string
	say := func(name string, got, allowed float64, ok bool) {
		sign := ""
		if !ok {
			sign = "  MISSED"
			missed = append(missed, name)
		}
		fmt.Printf("  %-26s %8.4g  (%.4g)%s\n", name, got, allowed, sign)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Categories)) {
		c, allowed := r.Categories[name], 1.0
		if name == performance {
			allowed = allowedPerformance
		}
		if c.Score != nil {
			say(name, *c.Score, allowed, *c.Score >= allowed)
		}
	}
	for _, t := range times {
		got := r.Audits[t.audit].NumericValue
		say(t.audit, got, t.allowed, t.allowed == 0 || got <= t.allowed)
	}
	if len(missed) > 0 {
		return fmt.Errorf("missed: %s", strings.Join(missed, ", "))
	}
	return nil
}
