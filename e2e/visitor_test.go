package e2e_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"attnexperts/e2e/chrome"
)

// A visitor is a visit that ends the test where anything cannot be done.
type visitor struct {
	*chrome.Visit
	t testing.TB
}

var laptop = chrome.View{Width: 1280, Height: 900}

// visit opens an address in a fresh profile.
func visit(t testing.TB, view chrome.View, url string) visitor {
	t.Helper()
	v, err := browser.Visit(view)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	w := visitor{v, t}
	w.open(url)
	return w
}

// live opens an address in a fresh profile and waits for the client.
func live(t testing.TB, view chrome.View, url string) visitor {
	t.Helper()
	v := visit(t, view, url)
	v.must(v.Live())
	return v
}

// tab opens an address in another tab of the same visitor, and waits for the client.
func (v visitor) tab(view chrome.View, url string) visitor {
	v.t.Helper()
	other, err := v.Tab(view)
	v.must(err)
	v.t.Cleanup(other.Close)
	w := visitor{other, v.t}
	w.open(url)
	w.must(w.Live())
	return w
}

func (v visitor) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatalf("%v\nnoted on the page: %q", err, v.Troubles())
	}
}

func (v visitor) open(url string) { v.t.Helper(); v.must(v.Open(url)) }

func (v visitor) wait(expression string) { v.t.Helper(); v.must(v.Wait(expression)) }

func (v visitor) at(selector string, x, y float64) chrome.Point {
	v.t.Helper()
	p, err := v.At(selector, x, y)
	v.must(err)
	return p
}

func (v visitor) text(expression string) string { v.t.Helper(); return eval[string](v, expression) }

func (v visitor) number(expression string) float64 { v.t.Helper(); return eval[float64](v, expression) }

func (v visitor) is(expression string) bool {
	v.t.Helper()
	return eval[bool](v, "Boolean("+expression+")")
}

func (v visitor) run(statements string) {
	v.t.Helper()
	eval[bool](v, "(() => { "+statements+"; return true; })()")
}

func (v visitor) shows(selector, text string) bool {
	v.t.Helper()
	return v.is(`[...document.querySelectorAll(` + quote(selector) + `)].some((e) => e.checkVisibility() && e.textContent.includes(` + quote(text) + `))`)
}

func eval[T any](v visitor, expression string) T {
	v.t.Helper()
	value, err := chrome.Eval[T](v.Visit, expression)
	v.must(err)
	return value
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string
	}
	return string(b)
}

// outputs returns the exact values of the page's computed figures.
func (v visitor) outputs() map[string]string {
	v.t.Helper()
	return eval[map[string]string](v, `Object.fromEntries([...document.querySelectorAll("output[name]")].map((o) => [o.name, o.dataset.value]))`)
}

// expect waits until outputs are these, "name=value name=value": they follow a hand a
// task or more later.
func (v visitor) expect(when, want string) {
	v.t.Helper()
	for pair := range strings.FieldsSeq(want) {
		name, value, _ := strings.Cut(pair, "=")
		v.reads(when+": "+name, `document.querySelector("output[name=`+name+`]").dataset.value`, value)
	}
}

// reads waits until an expression is this text, and says what it is instead.
func (v visitor) reads(what, expression, want string) {
	v.t.Helper()
	if err := v.Wait(expression + " === " + quote(want)); err != nil {
		v.t.Errorf("%s is %q, want %q (%v)", what, v.text(expression), want, err)
	}
}

// tooLarge waits until an output says that it cannot be counted, and checks that no
// number stands for it anywhere.
func (v visitor) tooLarge(output string) {
	v.t.Helper()
	out := `document.querySelector("output[name=` + output + `]")`
	v.wait(out + `.textContent.includes("larger than 2^63")`)
	if got := v.text(out + `.dataset.value ?? ""`); got != "" {
		v.t.Errorf("what cannot be counted has the value %s", got)
	}
	if v.is(`/\bNaN\b|Infinity|(^|\s)-\d/.test(document.querySelector("main").innerText)`) {
		v.t.Errorf("the page shows a number that is none: %s", v.text(`document.querySelector("main").innerText`))
	}
}

// hash returns the address's fragment.
func (v visitor) hash() string { v.t.Helper(); return v.text("location.hash") }

// typeInto replaces what stands in a control.
func (v visitor) typeInto(name, text string) {
	v.t.Helper()
	v.run(`const c = document.querySelector("[name=` + name + `]"); c.focus(); c.select()`)
	v.must(v.Type(text))
}

// healthy checks that nothing on the visited pages has gone wrong, and that
// nothing was asked of another origin.
func (v visitor) healthy(origin string) {
	v.t.Helper()
	if troubles := v.Troubles(); len(troubles) > 0 {
		v.t.Errorf("something went wrong on the page: %q", troubles)
	}
	for _, url := range slices.Sorted(maps.Keys(setOf(v.Requests()))) {
		if !strings.HasPrefix(url, origin) && !strings.HasPrefix(url, "blob:"+origin) && url != "about:blank" {
			v.t.Errorf("%s was asked for, outside %s", url, origin)
		}
	}
}

func setOf(list []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[s] = true
	}
	return set
}
