package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/e2e/chrome"
)

// grip returns where the boundary of the first group of heads stands, and the
// width of a head.
func (v visitor) grip() (at chrome.Point, head float64) {
	v.t.Helper()
	v.at("[data-hold=group]", 0.5, 0.5)
	p := eval[struct{ X, Y, Head float64 }](v, `(() => {
		const c = document.querySelector("[data-hold=group] .c-grip").getBoundingClientRect(), s = document.querySelector(".panel-heads svg").getBoundingClientRect();
		return {X: c.left + c.width / 2, Y: c.top + c.height / 2, Head: s.width * (480 - 32) / 480 / +document.querySelector("[name=heads]").value};
	})()`)
	return chrome.Point{X: p.X, Y: p.Y}, p.Head
}

func TestTheBoundaryOfAGroupIsDraggedAndMovedByKey(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800, Dark: true}} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"cache/")
			v.expect("at first", "kv-bytes-per-token=131072 shrink=4")
			at, head := v.grip()
			// From groups of 4 to a place near 15: the nearest that 32 heads allow is 16.
			v.must(v.Drag(at, chrome.Point{X: at.X + 5*head, Y: at.Y}, chrome.Point{X: at.X + 11*head, Y: at.Y}))
			v.wait(`document.querySelector("[name=kv]").value === "2"`)
			v.expect("dragged", "kv-bytes-per-token=32768 shrink=16 intensity=16")
			if got := v.text(`document.querySelector("[name=model]").value`); got != "none" {
				t.Errorf("a changed size still belongs to %s", got)
			}
			v.wait(`document.querySelector(".panel-heads .pointed").textContent.includes("1, 2, 4, 8, 16 or 32")`) // it says why
			v.run(`document.querySelector("[data-hold=group]").focus()`)
			v.must(v.Press(kb.ArrowRight))
			v.wait(`document.querySelector("[name=kv]").value === "1"`)
			v.must(v.Press(kb.Home))
			v.wait(`document.querySelector("[name=kv]").value === "32"`)
			v.expect("by key", "kv-bytes-per-token=524288 shrink=1")
			v.wait(`document.querySelector(".fig > p.unseen[role=status]").textContent.includes("conversation")`)
			v.wait(`location.hash.includes("model=none") && location.hash.includes("kv=32")`)
			v.healthy(h.URL)
		})
	}
}

func TestAModelIsChosenAndMadeOnesOwn(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/")
	v.choose("model", "gemma-3-27b")
	v.typeInto("context", "131072")
	// 10 full layers and 52 of 1,024 tokens, 2·16·128·2 bytes a token each.
	v.expect("Gemma 3 27B", "kv-bytes="+strconv.Itoa(8192*(10*131_072+52*1024))+" kv-bytes-per-token=507904")
	v.wait(`location.hash === "#v=1&model=gemma-3-27b&context=131072"`)
	v.typeInto("global-every", "0")
	v.expect("without its full layers", "kv-bytes="+strconv.Itoa(8192*62*1024))
	if got := v.text(`document.querySelector("[name=model]").value`); got != "none" {
		t.Errorf("with another stack it is still called %s", got)
	}
	v.must(v.Click(`[data-do=reset]`))
	v.wait(`document.querySelector("[name=model]").value === "llama-3.1-8b"`)
	v.expect("after reset", "kv-bytes=1073741824")
	v.healthy(h.URL)
}

// choose picks an option of a control.
func (v visitor) choose(name, option string) {
	v.t.Helper()
	v.run(`const c = document.querySelector("[name=` + name + `]"); c.value = "` + option + `"; c.dispatchEvent(new Event("input", {bubbles: true})); c.dispatchEvent(new Event("change", {bubbles: true}))`)
}

func TestTheCacheIsFilledByPlayingSteppingAndScrubbing(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 390, Height: 800}, h.URL+"cache/#v=1&model=mistral-7b&step=0")
	step := `+document.querySelector("[name=step]").value`
	v.must(v.Click(`[data-do="step:step:1"]`))
	v.wait(step + ` === 1`)
	v.must(v.Click(`[data-do="play:step"]`))
	v.wait(step + ` > 3`)
	if got := v.text(`document.querySelector('[data-do="play:step"]').textContent`); got != "Pause" {
		t.Errorf("while it plays the button says %q", got)
	}
	// Out of view it stops by itself, and it does not go on when it is back.
	v.run(`scrollTo(0, 0)`)
	v.wait(`document.querySelector('[data-do="play:step"]').textContent === "Play"`)
	stopped := v.number(step)
	v.at(`[data-do="play:step"]`, 0.5, 0.5)
	v.must(v.Frame())
	if now := v.number(step); now != stopped {
		t.Errorf("it went on from %g to %g", stopped, now)
	}
	v.must(v.Click(`[data-do="step:step:-1"]`))
	v.wait(step + ` === ` + strconv.Itoa(int(stopped)-1))
	v.must(v.Click(`[data-do="step:step:end"]`))
	v.wait(step + ` === 48`)
	v.run(`const s = document.querySelector("[data-slider=step]"); s.value = 20; s.dispatchEvent(new Event("input", {bubbles: true}))`)
	v.wait(step + ` === 20`)
	// Cell 19 lies in slot 19 mod 16; cell 3 was written over by it.
	v.reads("what the slots hold", `[...document.querySelectorAll(".panel-fill .t-slot")].map((e) => e.textContent).join(" ")`, "16 17 18 19 4 5 6 7 8 9 10 11 12 13 14 15")
	v.run(`document.querySelector("[data-hold=fill]").focus()`)
	v.must(v.Press(kb.Home, kb.ArrowRight, kb.ArrowRight, kb.ArrowRight))
	v.wait(`document.querySelector(".panel-fill .pointed").textContent.includes("written over by cell 19")`)
	v.wait(`location.hash.includes("step=20")`)
	v.healthy(h.URL)
}

func TestCurvesAreReadByPointerAndKey(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/")
	for _, c := range []struct{ chart, first, next string }{
		{"bytes", "At 1,024 tokens, MHA keeps 512 MiB (537 MB).", "MHA keeps"},
		{"roofline", "With 0.25 FLOPs for each byte, the memory rules", "FLOPs for each byte"},
		{"batch", "MHA with 1 conversation: at most", "MHA with 3 conversations"},
	} {
		pointed := `document.querySelector(".panel-` + c.chart + ` .pointed").textContent`
		v.run(`document.querySelector("[data-hold=` + c.chart + `]").focus()`)
		v.must(v.Press(kb.Home))
		v.wait(pointed + `.includes(` + quote(c.first) + `)`)
		v.wait(`document.querySelector(".fig > p.unseen[role=status]").textContent.includes(` + quote(c.first) + `)`)
		v.must(v.Press(kb.ArrowRight, kb.ArrowRight))
		v.wait(pointed + ` !== ` + quote(c.first) + ` && ` + pointed + `.includes(` + quote(c.next) + `)`)
		v.must(v.Press(kb.ArrowDown))
		v.must(v.Hover(v.at(`.panel-`+c.chart+` [data-point]`, 0.7, 0.6)))
		v.wait(`document.querySelector(".panel-` + c.chart + ` svg > g:last-child circle")`)
	}
	if got := v.hash(); got != "" {
		t.Errorf("reading changed the address to %q", got)
	}
	v.run(`document.querySelector("[data-hold=fit]").focus()`)
	v.must(v.Press(kb.Home, kb.ArrowDown))
	v.wait(`document.querySelector(".panel-fit .pointed").textContent.startsWith("GQA: a conversation of 8,192 tokens keeps 1.0 GiB (1.07 GB), so 65 fit.")`)
	v.healthy(h.URL)
}

func TestTheNumbersBehindAPictureAreShownAndSaved(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `window.saved = []; const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return create(blob); };`
	v := live(t, view, h.URL+"cache/#v=1&model=mistral-7b")
	for _, c := range []struct{ panel, row string }{
		{"heads", "\r\n31,7\r\n"}, {"fill", "\r\n16,4096,8390656,8390656,4096,4096,15\r\n"}, {"bytes", "\r\n1024,536870912,134217728,16777216,37748736,134217728\r\n"}, {"fit", "conversations that fit\r\n"}, {"roofline", "\r\n"}, {"batch", "\r\n1,"},
	} {
		v.must(v.Click(`[data-do="table:` + c.panel + `"]`))
		v.wait(`document.querySelector(".panel-` + c.panel + ` .data tbody tr")`)
		v.run(`saved.length = 0`)
		v.must(v.Click(`[data-do="csv:` + c.panel + `"]`))
		v.wait(`saved.length === 1`)
		if csv := v.text("saved[0]"); !strings.Contains(csv, c.row) {
			t.Errorf("%s: the file has no row %q: %.400s", c.panel, c.row, csv)
		}
		v.must(v.Click(`[data-do="svg:` + c.panel + `"]`))
		v.wait(`saved.length === 2 && saved[1].startsWith("<?xml")`)
		v.must(v.Click(`[data-do="table:` + c.panel + `"]`))
		v.wait(`!document.querySelector(".data")`)
	}
	v.healthy(h.URL)
}

func TestAPredictionIsMadeByKeyboardAlone(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 390, Height: 800, Touch: true}, h.URL+"cache/#v=1&ask=kv-bytes&model=llama-2-7b&context=4096")
	for _, hidden := range []string{"output[name=kv-bytes]", ".panel-bytes svg", ".panel-heads .sentence"} {
		if v.is(`document.querySelector("` + hidden + `").checkVisibility({visibilityProperty: true})`) {
			t.Errorf("%s gives the answer away", hidden)
		}
	}
	v.run(`document.querySelector("[data-guess]").focus()`)
	v.must(v.Type("5 parsecs"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".guess .problem")?.textContent.includes("parsecs")`)
	v.run(`document.querySelector("[data-guess]").select()`)
	v.must(v.Type("1 GiB"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".guess-said")?.textContent === "You said 1.0 GiB; it is 2.0 GiB. That is 50 % too little."`)
	if !v.is(`document.querySelector("output[name=kv-bytes]").checkVisibility({visibilityProperty: true})`) {
		t.Error("the answer stays hidden")
	}
	v.must(v.Click(`[data-do="guess-again"]`))
	v.wait(`document.querySelector("[data-guess]") === document.activeElement`)
	v.choose("ask", "shrink")
	v.must(v.Click(`[data-do="guess-show"]`))
	v.wait(`document.querySelector(".guess-said")?.textContent === "It is 1×."`)
	v.must(v.Click(`[data-do="guess-end"]`))
	v.wait(`!document.querySelector(".guess") && !location.hash.includes("ask")`)
	// In play it is off until it is asked for.
	v.must(v.Click(`[data-do="guess"]`))
	v.wait(`document.querySelector("[data-guess]") === document.activeElement`)
	v.healthy(h.URL)
}

func TestALinkToTheCachePageOpensTheSame(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/")
	v.choose("device", "h200")
	v.choose("dtype", "fp8")
	v.choose("scale", "linear")
	v.typeInto("batch", "12")
	v.typeInto("window", "1024")
	v.typeInto("global-every", "4")
	v.wait(`location.hash.includes("global-every=4")`)
	v.opensTheSame(8, chrome.View{Width: 390, Height: 800, Touch: true, Dark: true}, "true")
	v.healthy(h.URL)
}

func TestWhatCannotBeCountedOrTakenIsSaid(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/#v=1&kv=5&batch=0&device=abacus&context=9e15&window=0")
	v.notices("kv: ", "batch: ", "device: ", "context: ", "window: ", "1,000,000,000,000")
	v.open("about:blank")
	v.open(h.URL + "cache/#v=1&layers=512&heads=512&kv=512&head-dim=1000&context=1000000000000&batch=1000000&dtype=fp32")
	v.must(v.Live())
	v.tooLarge("kv-bytes")
	v.must(v.Look(chrome.View{Width: 390, Height: 800}))
	v.must(v.Frame())
	if w := v.number(`document.documentElement.scrollWidth`); w > 390 {
		t.Errorf("what it says instead makes a phone's page %g px wide", w)
	}
	v.must(v.Look(laptop))
	for name, bad := range map[string]string{"window": "0", "context": "99999999999999", "batch": "0", "layers": "-1", "head-dim": "x"} {
		v.typeInto(name, bad)
		v.wait(`document.querySelector("[name=` + name + `]").closest(".control").querySelector(".problem")?.textContent.includes("from 1 to")`)
	}
	v.healthy(h.URL)
}

func TestHeadsAndLayersOfTheMaskPage(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/#v=1&layers=6&global-every=3")
	cells := `[...document.querySelectorAll(".panel-heads path.cells")]`
	if n := v.number(`new Set(` + cells + `.map((p) => p.getAttribute("d"))).size`); n != 1 {
		t.Errorf("heads have %g different masks", n)
	}
	if got := v.text(cells + `.map((p) => p.className.baseVal).join()`); got != strings.TrimSuffix(strings.Repeat("cells k0,", 4)+strings.Repeat("cells k1,", 4), ",") {
		t.Errorf("the heads are coloured %s", got)
	}
	v.choose("kv", "8")
	v.wait(`new Set(` + cells + `.map((p) => p.className.baseVal)).size === 8`)
	v.expect("with other KV heads", "pairs=484")
	v.run(`document.querySelector("[data-hold=heads]").focus()`)
	v.must(v.Press(kb.Home, kb.ArrowRight))
	v.wait(`document.querySelector(".panel-heads .pointed").textContent === "Query head 1 computes 484 pairs and reads KV head 1."`)
	// Layers 6 and 3 are global: after the last layer everything is known.
	v.run(`document.querySelector("[data-hold=fan]").focus()`)
	v.must(v.Press(kb.Home))
	v.wait(`document.querySelector(".panel-mask .pointed").textContent === "In the last layer, a global one, the query can know 48 tokens, from token 0 on."`)
	v.must(v.Hover(v.at(`[data-hold=fan]`, 0.5, 0.95)))
	v.wait(`document.querySelector(".panel-mask .pointed").textContent.startsWith("Down to layer 1 ")`)
	v.healthy(h.URL)
}

// Whatever stands in the fragment, the cache page opens and works.
func TestAnyFragmentOpensACachePageThatWorks(t *testing.T) {
	h := serve(t, built)
	list := []string{
		"v=1&model=", "v=1&model=../../etc/passwd", "v=1&model=llama-3.1-8b&heads=3", "v=1&kv=0", "v=1&heads=1&kv=2", "v=1&window=none&global-every=512",
		"v=1&latent=65536&rope-dim=4096&window=1", "v=1&device=%00", "v=1&dtype=BF16", "v=1&scale=log&scale=linear", "v=1&step=48&window=1", "v=1&view=__proto__",
		"v=1&ask=kv-bytes&ask=shrink", "v=1&ask=constructor", "v=3&context=1e12", "v=1&context=1000000000000&batch=1000000&layers=512&heads=512&kv=512&head-dim=1000&dtype=fp32", "v=1&rule=causal&tokens=5",
		"v=1&model=%3Cimg%20src=x%20onerror=alert(1)%3E", "v=1&batch=%E2%88%921", "v=1&" + strings.Repeat("heads=64&", 500), strings.Repeat("window=", 3000),
	}
	for _, key := range []string{"layers", "heads", "kv", "head-dim", "window", "global-every", "latent", "rope-dim", "context", "batch", "step"} {
		for _, value := range []string{"", "NaN", "-1", "0", "1e400", "9223372036854775808"} {
			list = append(list, "v=1&"+key+"="+value)
		}
	}
	v := live(t, laptop, h.URL+"cache/")
	for _, fragment := range list {
		// A hash that changes is the link opened by hand; the page stays.
		v.run(`location.hash = ` + quote(fragment))
		v.wait(`document.querySelector(".fig").isConnected`)
		v.typeInto("batch", "2")
		v.typeInto("context", "10")
		if got, per := v.outputs()["kv-bytes"], v.outputs()["kv-bytes-per-token"]; got == "" || got == "0" || per == "" {
			t.Errorf("%.60q: ten tokens keep %q bytes, one adds %q", fragment, got, per)
		}
		if v.is(`document.querySelector(".note-error") || /\bNaN\b|Infinity|undefined/.test([...document.querySelectorAll(".fig-whole, .fig-body")].map((e) => e.innerText).join(" ")) || document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("%.60q: the page is broken: %.300s", fragment, v.text("document.body.innerText"))
		}
	}
	v.healthy(h.URL)
}

func TestResetStopsAPlayAndAsksAgain(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/#v=1&model=mistral-7b&ask=shrink&step=0")
	v.must(v.Click(`[data-do="guess-show"]`))
	v.wait(`document.querySelector(".guess-said") === document.activeElement`)
	v.must(v.Click(`[data-do="play:step"]`))
	v.wait(`+document.querySelector("[name=step]").value > 1`)
	v.must(v.Click(`[data-do="reset"]`))
	v.wait(`document.querySelector("[name=model]").value === "llama-3.1-8b" && document.querySelector("[name=step]").value === "40"`)
	if got := v.text(`document.querySelector('[data-do="play:step"]').textContent`); got != "Play" {
		t.Errorf("after Reset the button says %q", got)
	}
	// In the lesson Reset brings the question back.
	v.open(h.URL)
	v.must(v.Live())
	v.must(v.Click(`.fig-cache [data-do="guess-show"]`))
	v.wait(`document.querySelector(".fig-cache .guess-said")`)
	v.must(v.Click(`.fig-cache [data-do="reset"]`))
	v.wait(`document.querySelector(".fig-cache [data-guess]")`)
	v.healthy(h.URL)
}

func TestTheAddressStaysTheFigures(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/")
	v.run(`location.hash = "v=1&context=100"`)
	v.wait(`document.querySelector("[name=context]").value === "100"`)
	v.run(`document.querySelector(".skip").focus()`)
	v.must(v.Press(kb.Enter))
	v.wait(`document.activeElement.id === "main"`)
	if got := v.hash(); got != "#v=1&context=100" {
		t.Errorf("the way to the content changed the address to %q", got)
	}
	v.run(`history.back()`)
	v.wait(`location.hash === ""`)
	v.wait(`document.querySelector("[name=context]").value === "8192"`)
	v.healthy(h.URL)
}

// A number's field takes what people write, is stepped by the arrows, and says to a
// screen reader which number it has.
func TestNumberFieldsTakeWhatPeopleWrite(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cache/")
	field := `document.querySelector("[name=context]")`
	v.run(field + `.focus(); ` + field + `.select()`)
	v.must(v.Type("128k"))
	v.wait(`document.querySelector("output[name=kv-bytes]").dataset.value === "` + strconv.Itoa(128_000*131_072) + `"`)
	v.must(v.Press(kb.ArrowUp, kb.ArrowUp, kb.PageDown))
	v.wait(field + `.value === "127992" && ` + field + `.ariaValueNow === "127992"`)
	if !v.is(`document.activeElement === ` + field) {
		t.Error("stepping takes the focus away")
	}
	v.must(v.Type("x"))
	v.wait(field + `.ariaInvalid === "true" && ` + field + `.value.includes("x")`)
	if got := v.text(`document.querySelector("output[name=kv-bytes]").dataset.value`); got != strconv.Itoa(127_992*131_072) {
		t.Errorf("what cannot be read has changed the cache to %s bytes", got)
	}
	v.wait(`location.hash.includes("context=127992")`)
	v.healthy(h.URL)
}
