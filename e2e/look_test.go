package e2e_test

import (
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
)

// On a phone nothing scrolls sideways, no text is small, and whatever can be
// touched is large enough for a finger; light and dark.
func TestPagesFitAPhone(t *testing.T) {
	h := serve(t, built)
	paths := []string{"no-such-page"}
	for _, p := range page.All() {
		paths = append(paths, p.Path[1:])
	}
	for _, path := range paths {
		for _, width := range []int64{320, 390, 820} {
			v := live(t, chrome.View{Width: width, Height: 800, Touch: true, Dark: width == 390}, h.URL+path)
			v.run(`for (const d of document.querySelectorAll("details")) d.open = true`)
			if w := v.number(`document.documentElement.scrollWidth`); w > float64(width) {
				t.Errorf("/%s is %g px wide at %d", path, w, width)
			}
			if small := v.text(`[...document.querySelectorAll("main *, header *, footer *")].filter((e) => e.checkVisibility() && !e.closest("svg") &&
				[...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 15.9).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); small != "" {
				t.Errorf("/%s at %d px has text smaller than 16 px:\n%s", path, width, small)
			}
			if tight := v.text(`[...document.querySelectorAll("button, input, select, summary, header a, nav a, .bar a")].filter((e) => e.checkVisibility() && e.className !== "skip" &&
				(e.getBoundingClientRect().height < 40 || e.getBoundingClientRect().width < 24)).filter((e) => e.type !== "checkbox").map((e) => e.outerHTML.slice(0, 80)).join("\n")`); tight != "" {
				t.Errorf("/%s at %d px has targets too small for a finger:\n%s", path, width, tight)
			}
			v.Close()
		}
	}
}

// The page of a figure begins with a picture, on a phone too: a form would not say what
// it is about. The spec reader begins with what it reads.
func TestTheFirstPictureIsOnTheFirstScreen(t *testing.T) {
	h := serve(t, built)
	for _, path := range []string{"mask/", "cache/", "params/", "routing/"} {
		for _, view := range []chrome.View{{Width: 390, Height: 844, Touch: true}, {Width: 1280, Height: 800}} {
			v := live(t, view, h.URL+path)
			top := v.number(`document.querySelector(".fig-look > svg").getBoundingClientRect().top`)
			if room := float64(view.Height) - top; room < 160 {
				t.Errorf("/%s at %d px shows %g px of its first picture", path, view.Width, room)
			}
			v.Close()
		}
	}
}

// Whatever is to be predicted, nothing that can be seen has the answer in it.
func TestNoPageGivesAPredictionAway(t *testing.T) {
	h := serve(t, built)
	for _, path := range []string{"mask/", "cache/", "params/", "routing/", "spec/"} {
		v := live(t, laptop, h.URL+path)
		answers := eval[map[string]string](v, `Object.fromEntries([...document.querySelectorAll(".fig output[name]")].map((o) => [o.name, o.textContent.replace(/\s/g, " ").split(" (")[0]]))`)
		v.must(v.Click(`[data-do="guess"]`))
		v.wait(`document.querySelector("[name=ask]")`)
		for _, name := range eval[[]string](v, `[...document.querySelectorAll("[name=ask] option")].map((o) => o.value)`) {
			answer := answers[name]
			if len(answer) < 3 {
				continue // it may stand there for something else
			}
			v.open(h.URL + path + "#v=1&ask=" + name)
			v.wait(`document.querySelector("[name=ask]")?.value === ` + quote(name))
			if line := v.text(`document.querySelector(".fig").innerText.split("\n").find((l) => l.replace(/\s/g, " ").includes(` + quote(answer) + `)) ?? ""`); line != "" {
				t.Errorf("/%s: who predicts %s reads %q", path, name, line)
			}
		}
		v.healthy(h.URL)
		v.Close()
	}
}

func TestEveryPageHasOneHeadingAndSaysWhatItIs(t *testing.T) {
	h := serve(t, built)
	for _, p := range page.All() {
		v := live(t, laptop, h.URL+p.Path[1:])
		if n := v.number(`document.querySelectorAll("h1").length`); n != 1 {
			t.Errorf("%s has %g first headings", p.Path, n)
		}
		if got := v.text(`document.querySelector("meta[name=description]").content`); got != p.Description {
			t.Errorf("%s describes itself as %q", p.Path, got)
		}
		if got := v.text(`[...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i).join(" ")`); got != "" {
			t.Errorf("%s has two elements with the id %s", p.Path, got)
		}
		if got := v.text(`[...document.querySelectorAll("input, select, textarea")].filter((e) => !e.labels?.length && !e.ariaLabel).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); got != "" {
			t.Errorf("%s has controls without a label:\n%s", p.Path, got)
		}
		if got := v.text(`[...document.querySelectorAll("[aria-labelledby], [aria-describedby], label[for]")].filter((e) =>
			[e.getAttribute("aria-labelledby"), e.getAttribute("aria-describedby"), e.getAttribute("for")].some((id) => id && !document.getElementById(id))).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); got != "" {
			t.Errorf("%s refers to what is not there:\n%s", p.Path, got)
		}
		v.Close()
	}
}

// Every page begins where the header's sign does, however wide the window.
func TestPagesBeginWhereTheHeaderDoes(t *testing.T) {
	h := serve(t, built)
	for _, p := range append(page.All(), page.NotFound()) {
		v := live(t, laptop, h.URL+p.Path[1:])
		for _, width := range []int64{390, 820, 1280, 1920} {
			v.must(v.Look(chrome.View{Width: width, Height: 900}))
			v.must(v.Frame())
			if off := v.number(`Math.abs(Math.min(...["main h1", "#contents"].map((s) => document.querySelector(s)).filter((e) => e?.checkVisibility()).map((e) => e.getBoundingClientRect().left)) -
				document.querySelector("header .home").getBoundingClientRect().left)`); off > 0.5 {
				t.Errorf("%s begins %g px beside the header's sign at %d px", p.Path, off, width)
			}
		}
		v.Close()
	}
}

// Where the system's colours replace the page's, what shadows mark has an edge.
func TestForcedColoursMarkWhereOneIs(t *testing.T) {
	h := serve(t, built)
	for path, marks := range map[string][2]string{
		"":       {"header nav [aria-current]", "header nav a:not([aria-current])"},
		"mask/":  {".presets [aria-pressed=true]", ".presets [aria-pressed=false]"},
		"cards/": {".views [aria-current]", ".views button:not([aria-current])"},
	} {
		v := live(t, chrome.View{Width: 1280, Height: 900, Forced: true}, h.URL+path)
		v.wait(`document.querySelector(` + quote(marks[0]) + `)`)
		edge := func(selector string) string {
			return v.text(`(({borderBottomWidth: w, borderBottomColor: c}) => w + " " + c)(getComputedStyle(document.querySelector(` + quote(selector) + `)))`)
		}
		if is, isNot := edge(marks[0]), edge(marks[1]); is == isNot {
			t.Errorf("/%s: both %s and %s have an edge of %s", path, marks[0], marks[1], is)
		}
		v.Close()
	}
}

// What a link sets comes with the client: until then the defaults are not shown as if
// they were what was linked.
func TestDefaultsAreNotShownForALinksSettings(t *testing.T) {
	h := serve(t, built)
	release := h.hold()
	v := visit(t, laptop, h.URL+"cache/#v=1&model=mistral-7b")
	faint := `parseFloat(getComputedStyle(document.querySelector(".fig-whole")).opacity) < 0.6`
	if !v.is(faint) {
		t.Error("the controls look as if the link had set them")
	}
	release()
	v.must(v.Live())
	if v.is(faint) || v.text(`document.querySelector("[name=model]").value`) != "mistral-7b" {
		t.Error("the link has set nothing")
	}
}
