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
