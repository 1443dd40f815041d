package e2e_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/e2e/chrome"
)

func TestASharedLinkOpensTheSame(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.must(v.Allow("clipboard-read", "clipboard-write"))
	v.typeInto("rule", "(window(5) | global(2)) & !dilated(3)")
	v.typeInto("tokens", "100")
	v.typeInto("query", "77")
	v.run(`document.querySelector("details.more").open = true`)
	v.typeInto("layers", "3")
	v.typeInto("global-every", "2")
	v.typeInto("block", "7")
	v.must(v.Click("[data-do=share]"))
	v.wait(`document.querySelector(".bar-said").textContent.includes("Link copied")`)
	link := v.text(`navigator.clipboard.readText()`)
	if !strings.HasPrefix(link, h.URL+"mask/#v=1&") || strings.ContainsAny(link, " |\"<>") {
		t.Errorf("the link is %q", link)
	}
	v.wait(`location.href === ` + quote(link))

	v.opensTheSame(8, chrome.View{Width: 390, Height: 800, Touch: true, Dark: true}, "true")
	v.healthy(h.URL)
}

func TestALinkOnThePageItselfIsFollowed(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/#v=1&tokens=32")
	v.expect("first link", "dense-pairs=528")
	v.run(`location.hash = "v=1&tokens=16"`)
	v.wait(`document.querySelector("output[name=dense-pairs]").dataset.value === "136"`)
	v.run(`location.hash = "v=1&tokens=%zz"`)
	v.wait(`document.querySelector(".notice")?.textContent.includes("%zz")`)
	v.run(`history.back()`)
	v.wait(`document.querySelector("output[name=dense-pairs]").dataset.value === "136"`)
	v.healthy(h.URL)
}

func TestBackLeavesThePage(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.must(v.Click(`header nav a[href$="mask/"]`))
	v.wait(`location.pathname.endsWith("/mask/")`)
	v.must(v.Live())
	for _, n := range []string{"10", "20", "30"} {
		v.typeInto("tokens", n)
		v.wait(`location.hash.includes("tokens=` + n + `")`)
	}
	v.run(`history.back()`)
	v.wait(`location.pathname === "/" && document.title === "Attention & Experts"`)
	v.run(`history.forward()`)
	v.wait(`location.hash.includes("tokens=30")`)
	v.must(v.Live())
	v.wait(`document.querySelector("output[name=dense-pairs]").dataset.value === "465"`)
	v.healthy(h.URL)
}

func TestAFigureInTheTextLeadsToItsPage(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.typeInto("tokens", "48")
	// The lesson has several such figures; this is the first.
	if got := v.text(`document.querySelector("output[name=dense-pairs]").dataset.value`); got != "1176" {
		t.Errorf("in the lesson 48 tokens have %s causal pairs", got)
	}
	if v.hash() != "" {
		t.Errorf("the figure in the text changed the lesson's address to %q", v.hash())
	}
	v.must(v.Click(`.fig .bar a`))
	v.wait(`location.pathname.endsWith("/mask/")`)
	v.must(v.Live())
	v.expect("on its page", "dense-pairs=1176")
	v.healthy(h.URL)
}

// hostile returns fragments that a link could hold by accident or by malice: some that
// were thought of, and made ones, each key with each bad value.
func hostile() (list, made []string) {
	list = []string{
		"", "#", "##", "v", "v=", "v=1&", "v=2", "v=-1", "v=1.5", "v=99999999999999999999", "=", "&", "&&&&", "=&=&=", "%", "%%", "%zz", "%E0%A4%A", "%ff", "%00",
		"constructor=1", "__proto__=1&toString=2", "v=1&__proto__[x]=1", "two-costs", "main", "no-such-part", "v=1#v=1", "?v=1", "v=1?tokens=2", "javascript:alert(1)",
		"v=1&rule", "v=1&rule=", "v=1&rule=%", "v=1&rule=(((((", "v=1&rule=)", "v=1&rule=full%26%26full", "v=1&rule=wndow(3)", "v=1&rule=window(0)", "v=1&rule=window(-1)",
		"v=1&rule=window(9223372036854775808)", "v=1&rule=sink(1e9)", "v=1&rule=docs()", "v=1&rule=docs(0)", "v=1&rule=docs(1,,2)", "v=1&rule=!!!!!!!!full", "v=1&rule=\u202efull",
		"v=1&rule=<script>alert(1)</script>", "v=1&rule=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "v=1&<b>=1", "v=1&rule=full%0d%0aSet-Cookie:x", "v=1&rule=" + strings.Repeat("!", 600) + "full",
		"v=1&rule=" + strings.Repeat("(", 5000), "v=1&rule=" + strings.Repeat("full|", 400) + "full", strings.Repeat("a=1&", 5000), strings.Repeat("%", 3000), strings.Repeat("x", 100_000),
		"v=1&tokens=16&tokens=32&tokens=64", "v=1&rule=docs(1)&tokens=4096&block=1", "v=1&rule=!full", "v=1&rule=chunk(1)", "v=1&rule=dilated(2)%26dilated(3)%26dilated(5)%26dilated(7)%26dilated(11)%26dilated(13)%26dilated(17)",
		"v=1&query=63&tokens=64&query=64", "v=1&heads=3&kv=2", "v=1&kv=5", "v=1&heads=0&kv=0", "v=1&tiles=2", "v=1&tiles=true", "v=1&tiles=1&block=1&tokens=1048576",
		"embed=1", "v=1&embed=yes", "v=1&lock=tokens,nonsense", "v=1&goal=pairs:le:100", "v=1&goal=pairs", "v=1&goal=nonsense:le:1", "v=1&goal=pairs:le:NaN", "utm_source=x", "fbclid=abc",
	}
	for _, key := range []string{"tokens", "layers", "global-every", "query", "block", "heads", "kv", "tiles"} {
		for _, value := range []string{"", "x", "NaN", "-1", "0", "1e400", "-1e400", "0x10", "1.5", "1%2000", "9223372036854775808", "Infinity", "١٢", "1_000", "%E2%88%92" + "5", "null", "[]", "0/0", "+7"} {
			made = append(made, "v=1&"+key+"="+value)
		}
	}
	return list, made
}

// every has a test go through all of its cases, as make soak does.
var every = flag.Bool("every", false, "try every hostile fragment, not one in three of those that are made")

// Whatever stands in the fragment, the page that opens works, and says what it
// could not use.
func TestAnyFragmentOpensAPageThatWorks(t *testing.T) {
	h := serve(t, built)
	list, made := hostile()
	if len(list)+len(made) < 200 {
		t.Fatalf("only %d fragments are tried", len(list)+len(made))
	}
	for i, fragment := range made {
		if *every || i%3 == 0 {
			list = append(list, fragment)
		}
	}
	v := live(t, laptop, h.URL+"mask/")
	for i, fragment := range list {
		// Each is a first visit, the lesson's among them.
		path := "mask/"
		if i%10 == 0 {
			path = ""
		}
		v.open("about:blank")
		v.open(h.URL + path + "#" + fragment)
		if err := v.Live(); err != nil {
			t.Errorf("%.60q: the page does not come to life", fragment)
			continue
		}
		v.run(`const c = document.querySelector("[name=tokens]"); c.value = "10"; c.dispatchEvent(new Event("input", {bubbles: true}))`)
		// On the lesson's page it is the first of several.
		if got := v.text(`document.querySelector("output[name=dense-pairs]").dataset.value`); got != "55" {
			t.Errorf("%.60q: with 10 tokens there are %s causal pairs", fragment, got)
		}
		if v.is(`document.querySelector(".note-error") || [...document.querySelectorAll(".fig-look, .numbers")].some((e) => e.innerText.includes("NaN")) || document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("%.60q: the page is broken: %.300s", fragment, v.text("document.body.innerText"))
		}
	}
	v.healthy(h.URL)
}

// The page counts as calc does, for rules of every sort.
func TestThePageCountsAsCalcDoes(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	for _, text := range []string{"full", "causal", "causal&(window(8)|sink(2))", "causal&chunk(16)", "causal|prefix(12)", "causal&docs(24,16,24)", "window(9)|global(2)", "causal&dilated(4)", "!causal&!window(3)", "!full", "(dilated(2)|dilated(3))&causal"} {
		rule := mustParse(t, text)
		v.typeInto("rule", text)
		blocks := rule.Blocks(64, 16)
		v.expect(text, fmt.Sprintf("pairs=%d dense-pairs=%d blocks-full=%d blocks-partial=%d blocks-empty=%d reach=%d",
			rule.Pairs(64), attention.CausalPairs(64), blocks.Full, blocks.Partial, blocks.Empty, rule.Reach(64, 47, 4, 0)))
	}
	v.healthy(h.URL)
}

// drawn is all that pictures show. The order of attributes tells how a picture came about.
const drawn = `[...document.querySelectorAll(".fig-look > svg *")].map((e) => e.tagName + " " +
	[...e.attributes].map((a) => a.name + "=" + a.value).sort().join(" ") + (e.children.length ? "" : e.textContent)).join("\n")`

// quiet resolves once the figure has not changed for a while: its last pictures are drawn
// some tasks after its numbers.
const quiet = `new Promise((done) => { const rest = () => setTimeout(() => { seen.disconnect(); done(true); }, 400); let timer = rest();
	const seen = new MutationObserver(() => { clearTimeout(timer); timer = rest(); });
	seen.observe(document.querySelector(".fig"), {subtree: true, childList: true, attributes: true, characterData: true}); })`

// opensTheSame opens the page's address elsewhere and, once that is ready, compares
// outputs, of which there are at least so many, and all pictures.
func (v visitor) opensTheSame(outputs int, elsewhere chrome.View, ready string) {
	v.t.Helper()
	other := live(v.t, elsewhere, v.text("location.href"))
	other.wait(ready)
	v.wait(quiet)
	other.wait(quiet)
	want, got := v.outputs(), other.outputs()
	if len(want) < outputs {
		v.t.Fatalf("the outputs are %v", want)
	}
	for name := range want {
		if got[name] != want[name] {
			v.t.Errorf("%s is %s, and was sent as %s", name, got[name], want[name])
		}
	}
	was, is := v.text(drawn), other.text(drawn)
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			v.t.Fatalf("the pictures differ: %s and %s", was[max(0, i-300):i+100], is[max(0, i-300):i+100])
		}
	}
	if len(was) != len(is) {
		v.t.Error("one of the pictures has more in it")
	}
	if other.is(`document.querySelector(".notice")`) {
		v.t.Errorf("a link that was made here is complained about: %s", other.text(`document.querySelector(".notice").textContent`))
	}
	other.healthy(v.text("location.origin"))
}

// notices checks that the page's notice names what could not be used.
func (v visitor) notices(named ...string) {
	v.t.Helper()
	for _, said := range named {
		if !v.shows(".notice", said) {
			v.t.Errorf("the notice does not name %s", said)
		}
	}
}
