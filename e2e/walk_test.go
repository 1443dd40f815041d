package e2e_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
)

var golden = flag.Bool("golden", false, "write testdata/walks anew; read what changed as someone who only hears it")

// walked are the pages of the figures, one for each kind.
var walked = []string{"mask", "cache", "routing", "params", "spec"}

// Each figure is used by somebody who hears it: read from top to bottom, then
// gone through with Tab, with the arrows on whatever slides. What is heard is
// kept in a file; whoever changes it reads it.
func TestFiguresByEarAndKeyboard(t *testing.T) {
	folder, err := filepath.Abs("e2e/testdata/walks")
	if err != nil {
		t.Fatal(err)
	}
	h := serve(t, built)
	for _, name := range walked {
		v := live(t, laptop, h.URL+name+"/")
		got := "Read from top to bottom\n\n" + v.read(".fig") + "\nGone through with Tab, and with the right arrow where something slides\n\n" + v.tabbed()
		v.healthy(h.URL)
		v.Close()
		file := filepath.Join(folder, name+".txt")
		if *golden {
			v.must(os.MkdirAll(folder, 0o755))
			v.must(os.WriteFile(file, []byte(got), 0o644))
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if line, was, is := firstDifference(string(want), got); line > 0 {
			t.Errorf("/%s/: line %d of what is heard was\n  %s\nand is\n  %s\n(go test ./e2e -run ByEar -golden writes it anew)", name, line, was, is)
		}
	}
}

func firstDifference(a, b string) (line int, was, is string) {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(as), len(bs)) {
		was, is = "(the end)", "(the end)"
		if i < len(as) {
			was = as[i]
		}
		if i < len(bs) {
			is = bs[i]
		}
		if was != is {
			return i + 1, was, is
		}
	}
	return 0, "", ""
}

// read is all that is heard of an element, a line for each thing.
func (v visitor) read(selector string) string {
	v.t.Helper()
	heard, err := v.Hears(selector)
	v.must(err)
	var b strings.Builder
	spell(&b, heard, 0)
	return b.String()
}

// spell writes what is heard: containers with a name, and what can be read or used.
func spell(b *strings.Builder, h chrome.Heard, depth int) {
	say := func(text string) { b.WriteString(strings.Repeat("  ", depth) + text + "\n") }
	switch h.Role {
	case "StaticText":
		say(h.Name)
		return
	case "heading", "button", "link", "DisclosureTriangle", "slider", "textbox", "spinbutton", "combobox", "checkbox", "radio", "progressbar":
		say(h.String())
		return
	case "row":
		cells := make([]string, len(h.Inside))
		for i, cell := range h.Inside {
			cells[i] = words(cell)
		}
		say(strings.Join(cells, " | "))
		return
	case "ListMarker", "InlineTextBox", "legend", "LabelText", "Legend":
		return // their words are the name of something else
	}
	if plain(h) {
		if said := words(h); said != "" {
			say(said)
		}
		return
	}
	if h.Name != "" || h.Role == "image" || h.Role == "table" || h.Role == "list" {
		say(h.String())
		depth++
	}
	for _, inside := range h.Inside {
		spell(b, inside, depth)
	}
}

// plain reports whether something is text alone, without a name or use of its own.
func plain(h chrome.Heard) bool {
	switch h.Role {
	case "StaticText", "InlineTextBox", "paragraph", "generic", "listitem", "code", "strong", "emphasis", "ListMarker", "status", "alert", "term", "definition", "mark", "superscript", "subscript":
	default:
		return false
	}
	for _, inside := range h.Inside {
		if !plain(inside) {
			return false
		}
	}
	return true
}

// words is the text of something with all that is inside.
func words(h chrome.Heard) string {
	switch h.Role {
	case "StaticText", "button", "link", "checkbox", "textbox", "spinbutton":
		return h.Name
	case "ListMarker", "InlineTextBox":
		return ""
	}
	var parts []string
	for _, inside := range h.Inside {
		if said := words(inside); said != "" {
			parts = append(parts, said)
		}
	}
	return strings.Join(parts, " ")
}

// outlined reports whether the focus can be seen: around what has it, or around
// what holds it.
const outlined = `(() => { for (let e = document.activeElement, n = 0; e && n < 4; e = e.parentElement, n++) {
	const s = getComputedStyle(e);
	if (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) return true;
	if (n === 0 && [...e.querySelectorAll(".ring")].some((r) => !/transparent|, 0\)/.test(getComputedStyle(r).stroke))) return true;
} return false; })()`

// followed reports whether the page has taken the step of the slider that has the
// focus: it may first compute what the step comes to. Grips of pictures are no fields.
const followed = `(({value, dataset}) => value === undefined || value === dataset.at)(document.activeElement)`

// tabbed goes through the figure by Tab and says what has the focus; the right
// arrow is pressed on what slides.
func (v visitor) tabbed() string {
	v.t.Helper()
	var b strings.Builder
	v.run(`document.querySelector(".fig .fig-title").focus()`)
	for range 300 {
		v.must(v.Press(kb.Tab))
		if !v.is(`document.activeElement.closest(".fig")`) {
			return b.String()
		}
		// How far a layer has learned is not the same on any machine.
		v.wait(studied)
		at, err := v.Focused()
		v.must(err)
		b.WriteString(at.String() + "\n")
		if at.Name == "" {
			v.t.Errorf("what has the focus has no name: %s", v.text(`document.activeElement.outerHTML.slice(0, 120)`))
		}
		if !v.is(outlined) {
			v.t.Errorf("that %s has the focus cannot be seen", at)
		}
		if at.Role == "slider" {
			v.must(v.Press(kb.ArrowRight))
			v.wait(followed)
			to, err := v.Focused()
			v.must(err)
			b.WriteString("  → " + to.Value + "\n")
		}
	}
	v.t.Error("Tab does not lead out of the figure")
	return b.String()
}

// On every page the first Tab leads past the header, and that lands on the
// content; the title says where one is.
func TestTheWayPastTheHeaderLeadsToTheContent(t *testing.T) {
	h := serve(t, built)
	for _, p := range page.All() {
		v := live(t, laptop, h.URL+p.Path[1:])
		v.wait(`[...document.querySelectorAll("main :is(a, button, input)")].some((e) => e.checkVisibility())`) // cards take a moment to open
		v.must(v.Press(kb.Tab))
		if at, err := v.Focused(); err != nil || at.String() != "link “Skip to the content”" {
			t.Errorf("%s: the first Tab leads to %s (%v)", p.Path, at, err)
		}
		if !v.is(`document.activeElement.getBoundingClientRect().top >= 0`) {
			t.Errorf("%s: the way past the header is not seen", p.Path)
		}
		v.must(v.Press(kb.Enter))
		if !v.is(`document.activeElement === document.querySelector("main")`) {
			t.Errorf("%s: it leads to %s", p.Path, v.text(`document.activeElement.outerHTML.slice(0, 80)`))
		}
		v.must(v.Press(kb.Tab))
		if !v.is(`document.querySelector("main").contains(document.activeElement)`) {
			t.Errorf("%s: Tab goes on outside the content", p.Path)
		}
		if got := v.text("document.title"); got != p.DocumentTitle() {
			t.Errorf("%s: the title is %q", p.Path, got)
		}
		v.healthy(h.URL)
		v.Close()
	}
}

// A link of the header, followed by keyboard, opens a page that says by its title
// what it is, and begins at its top.
func TestLinksLeadToTheTopOfTheirPages(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	for _, p := range page.All() {
		v.run(`scrollTo(0, 500); document.querySelector('header nav a[href="` + p.Path + `"]').focus({preventScroll: true})`)
		v.must(v.Press(kb.Enter))
		v.wait(`location.pathname === ` + quote(p.Path) + ` && document.title === ` + quote(p.DocumentTitle()))
		v.must(v.Live())
		if got := v.text(`document.activeElement.tagName + " " + scrollY`); got != "BODY 0" {
			t.Errorf("%s begins at %s", p.Path, got)
		}
		if got := v.text(`[...document.querySelectorAll("header [aria-current=page]")].map((a) => a.getAttribute("href")).join()`); got != p.Path {
			t.Errorf("on %s the header says that this is %s", p.Path, got)
		}
	}
	v.healthy(h.URL)
}

// Who asks for less motion gets none: nothing slides, fades or scrolls by itself.
func TestLessMotionIsNone(t *testing.T) {
	h := serve(t, built)
	moving := `[...document.querySelectorAll("*"), ...[...document.querySelectorAll("summary")].map((e) => [e, "::before"])].filter((e) => {
		const s = Array.isArray(e) ? getComputedStyle(...e) : getComputedStyle(e);
		return parseFloat(s.transitionDuration) > 0 || s.animationName !== "none" || s.scrollBehavior === "smooth";
	}).length`
	if v := live(t, laptop, h.URL+"mask/"); v.number(moving) == 0 {
		t.Error("nothing moves for anybody: this test looks at nothing")
	}
	still := laptop
	still.Still = true
	for _, p := range page.All() {
		v := live(t, still, h.URL+p.Path[1:])
		if n := v.number(moving); n > 0 {
			t.Errorf("%s: %g things move", p.Path, n)
		}
		v.Close()
	}
}
