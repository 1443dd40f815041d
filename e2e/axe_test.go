package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
)

// axe is the script of axe-core, which npm brings: rules that say what people
// with a screen reader, a keyboard or weak eyes could not use.
var axe = sync.OnceValues(func() (string, error) {
	if out, err := exec.Command("make", "--no-print-directory", "axe").CombinedOutput(); err != nil {
		return "", fmt.Errorf("axe-core is not there (%w): npm and its registry have to be in reach, once\n%s", err, out)
	}
	script, err := os.ReadFile("e2e/axe/node_modules/axe-core/axe.min.js")
	return string(script), err
})

// audit runs rules over the page as it is, and returns what breaks one: a line for
// the rule, and one for each place.
const audit = `((options) => axe.run(document, {resultTypes: ["violations"], ...options}).then((r) => r.violations.map((rule) =>
	rule.id + ": " + rule.help + rule.nodes.map((n) => "\n  " + n.target.join(" ") + ": " + n.failureSummary.replace(/^.*\n\s*/, "").replace(/\s*\n\s*/g, "; ")).join("")).join("\n")))`

// The rules: all of them, those of good practice too; and those that hang on how a
// page looks.
const (
	allRules  = `{rules: {"target-size": {enabled: true}}}`
	lookRules = `{runOnly: ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]}`
)

// A look is how a page is looked at; large doubles all text.
type look struct {
	name  string
	view  chrome.View
	large bool
	rules string
}

var (
	onLaptop = look{"light", laptop, false, allRules}
	onPhone  = look{"dark on a phone", chrome.View{Width: 390, Height: 844, Touch: true, Dark: true}, false, lookRules}
	// otherwise are looks that are worth a look at the first state of a page, and
	// where all is unfolded.
	otherwise = []look{
		{"dark", chrome.View{Width: 1280, Height: 900, Dark: true}, false, lookRules},
		{"light on a phone", chrome.View{Width: 390, Height: 844, Touch: true}, false, lookRules},
		{"in forced colours", chrome.View{Width: 1280, Height: 900, Forced: true}, false, lookRules},
		{"with text of 200 %", laptop, true, lookRules},
	}
)

// passes looks at a state of a page, and says what could not be used.
func (v visitor) passes(state string, looks ...look) {
	v.t.Helper()
	if script, err := axe(); err != nil {
		v.t.Fatal(err)
	} else if !v.is(`window.axe`) {
		v.run(script)
	}
	for _, l := range append(looks, onPhone, onLaptop) {
		v.must(v.Look(l.view))
		size := ""
		if l.large {
			size = "200%"
		}
		v.run(`document.documentElement.style.fontSize = ` + quote(size))
		v.must(v.Frame())
		if broken := v.text(audit + "(" + l.rules + ")"); broken != "" {
			v.t.Errorf("%s, %s:\n%s", state, l.name, broken)
		}
		if w := v.number(`document.documentElement.scrollWidth`); w > float64(l.view.Width) {
			v.t.Errorf("%s, %s: the page is %g px wide", state, l.name, w)
		}
	}
}

// A step leads to another state of a page.
type step struct {
	state string
	do    func(visitor)
	looks []look
}

// tours are the pages and what there is to see on them.
func tours() map[string][]step {
	opened := step{"as it opens", func(visitor) {}, otherwise}
	return map[string][]step{
		"no-such-page": {opened},
		"":             append([]step{opened}, lessonSteps...),
		"mask/":        append([]step{opened}, figureSteps("tokens", "pairs")...),
		"cache/":       append([]step{opened}, figureSteps("context", "kv-bytes")...),
		"routing/":     append([]step{opened}, figureSteps("tokens", "dropped")...),
		"params/":      append([]step{opened}, figureSteps("batch", "total-params")...),
		"spec/":        append([]step{opened}, figureSteps("batch", "kv-bytes")...),
		"practice/":    append([]step{opened}, practiceSteps()...),
		"cards/":       append([]step{opened}, cardSteps...),
		"about/":       append([]step{opened}, aboutSteps...),
	}
}

func TestEveryStateOfAPageIsAccessible(t *testing.T) {
	if _, err := axe(); err != nil {
		t.Fatal(err)
	}
	h := serve(t, built)
	for at, steps := range tours() {
		t.Run("/"+at, func(t *testing.T) {
			t.Parallel()
			v := live(t, laptop, h.URL+at)
			v.run(`document.getElementById("notes").hidden = true`) // it comes and goes in its own time
			for _, s := range steps {
				s.do(v)
				v.passes(s.state, s.looks...)
			}
		})
	}
}

// Every page of the site has its tour.
func TestEveryPageIsToured(t *testing.T) {
	toured := tours()
	for _, p := range page.All() {
		if len(toured[p.Path[1:]]) < 2 {
			t.Errorf("%s has no tour of its states", p.Path)
		}
	}
}

// The rules find what is broken, in every look: otherwise nothing that they let
// pass would mean anything.
func TestTheRulesFindWhatIsBroken(t *testing.T) {
	script, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	h := serve(t, built)
	v := live(t, laptop, h.URL+"no-such-page")
	v.run(script)
	v.run(`const b = document.createElement("button"); b.className = "broken"; document.querySelector("main").append(b);
		const p = document.createElement("p"); p.textContent = "Hardly seen"; p.className = "faint"; document.querySelector("main").append(p);
		const sheet = document.styleSheets[0];
		sheet.insertRule(".faint { color: color-mix(in srgb, var(--ink) 30%, var(--paper)); forced-color-adjust: none; }", sheet.cssRules.length);
		sheet.insertRule(".broken { all: unset; display: inline-block; width: 9px; height: 9px; }", sheet.cssRules.length)`)
	for _, l := range append(otherwise, onPhone, onLaptop) {
		v.must(v.Look(l.view))
		if l.view.Forced != v.is(`matchMedia("(forced-colors: active)").matches`) || l.view.Dark != v.is(`matchMedia("(prefers-color-scheme: dark)").matches`) {
			t.Errorf("%s: the page does not look so", l.name)
		}
		broken := v.text(audit + "(" + l.rules + ")")
		if !strings.Contains(broken, "color-contrast") || l.rules == allRules && !strings.Contains(broken, "button-name") {
			t.Errorf("%s: the rules find only %q", l.name, broken)
		}
	}
}
