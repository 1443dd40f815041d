package e2e_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/calc/attention"
	"attnexperts/e2e/chrome"
)

// The mask picture's square of cells, as shares of the svg's width and height.
// The test finds it by the frame that is drawn around it.
func (v visitor) cell(tokens, query, key float64) chrome.Point {
	v.t.Helper()
	v.at(".fig-look svg", 0.5, 0.5)
	p := eval[struct{ X, Y, W, H float64 }](v, `(() => { const b = document.querySelector(".fig-look .c-frame").getBoundingClientRect(); return {X: b.left, Y: b.top, W: b.width, H: b.height}; })()`)
	return chrome.Point{X: p.X + p.W*(key+0.5)/tokens, Y: p.Y + p.H*(query+0.5)/tokens}
}

func TestTheWindowsEdgeIsDragged(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800}} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"mask/")
			v.must(v.Live())
			to := v.cell(64, 47, 28)
			grip := v.cell(64, 47, 40)
			grip.X -= 1
			to.X -= 2 // the edge lies at the cell's left side
			v.must(v.Drag(grip, chrome.Point{X: (grip.X + to.X) / 2, Y: grip.Y}, to))
			v.wait(`location.hash.includes("rule=")`)
			rule := v.text(`document.querySelector("[name=rule]").value`)
			width, ok := mustParse(t, rule).Number("window")
			if !ok || width < 18 || width > 22 {
				t.Errorf("the edge was dragged to a window of about 20, and the rule is %q", rule)
			}
			// Numbers follow a hand that drags.
			v.wait(`document.querySelector("output[name=pairs]").dataset.value === "` + fmt.Sprint(mustParse(t, rule).Pairs(64)) + `"`)
			v.healthy(h.URL)
		})
	}
}

func mustParse(t testing.TB, text string) attention.Rule {
	t.Helper()
	rule, err := attention.Parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return rule
}

func TestARowIsChosenAndAPairRead(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.must(v.Drag(v.cell(64, 20, 18)))
	v.wait(`document.querySelector("[name=query]").value === "20"`)
	v.reads("the pair", `document.querySelector(".pointed").textContent`, "Query 20 sees key 18, 2 back.")
	v.must(v.Hover(v.cell(64, 50, 3)))
	v.wait(`document.querySelector(".pointed").textContent === "Query 50 does not see key 3, 47 back."`)
	if got := v.text(`document.querySelector("[name=query]").value`); got != "20" {
		t.Errorf("pointing chose query %s", got)
	}
	v.healthy(h.URL)
}

func TestThePictureIsMovedByKeys(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.run(`document.querySelector("[data-hold=query]").focus()`)
	v.must(v.Press(kb.ArrowUp, kb.ArrowUp, kb.ArrowLeft))
	v.wait(`document.querySelector("[name=query]").value === "45"`)
	// The key starts at the query and goes one to the left.
	v.reads("the pair", `document.querySelector(".pointed").textContent`, "Query 45 sees key 44, 1 back.")
	v.must(v.Press(kb.Home))
	v.wait(`document.querySelector("[name=query]").value === "0"`)
	v.must(v.Press(kb.End))
	v.wait(`document.querySelector("[name=query]").value === "63"`)
	v.reads("the query that assistive technology hears", `document.querySelector("[data-hold=query]").getAttribute("aria-valuenow")`, "63")
	v.run(`document.querySelector("[data-hold=window]").focus()`)
	v.must(v.Press(kb.ArrowLeft, kb.ArrowLeft, kb.ArrowRight))
	v.wait(`document.querySelector("[name=rule]").value.includes("window(9)")`)
	if got := v.text(`document.activeElement.dataset.hold`); got != "window" {
		t.Errorf("the focus went to %q", got)
	}
	// What is seen now is said once the hand rests.
	v.wait(`document.querySelector("p.unseen[role=status]").textContent.includes("last 9 tokens")`)
	v.healthy(h.URL)
}

func TestControlsSetTheFigure(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	v.typeInto("tokens", "10")
	v.expect("10 tokens", "dense-pairs=55 pairs=52")
	if got := v.text(`document.querySelector("[name=query]").value`); got != "9" {
		t.Errorf("with 10 tokens the query is %s", got)
	}
	v.run(`const s = document.querySelector("[data-slider=query]"); s.value = 4; s.dispatchEvent(new Event("input", {bubbles: true}))`)
	v.reads("the query after its slider went to 4", `document.querySelector("[name=query]").value`, "4")
	v.run(`document.querySelector("details.more").open = true`)
	v.must(v.Click("[name=tiles]"))
	v.typeInto("block", "5")
	v.expect("blocks of 5", "blocks-full=0 blocks-partial=3 blocks-empty=1")
	if !v.is(`document.querySelector(".c-tile-partial").getAttribute("d").length > 0`) {
		t.Error("the blocks are not drawn")
	}
	v.must(v.Click(`.presets li:nth-child(2) button`))
	v.wait(`document.querySelector("[name=rule]").value === "causal"`)
	v.expect("causal", "pairs=55 density=1")
	v.must(v.Click(`[data-do=reset]`))
	v.wait(`document.querySelector("[name=tokens]").value === "64"`)
	v.expect("after reset", "pairs=484")
	v.wait(`location.hash === "" || location.hash === "#v=1"`)
	v.healthy(h.URL)
}

func TestAMistakeIsNamedAndTheLastGoodPictureStays(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/")
	for _, c := range []struct{ rule, said string }{
		{"causal & windw(3)", "Column 10"},
		{"causal & windw(3)", "did you mean “window”"},
		{"window(0)", "from 1 to"},
		{"window(-4)", "from 1 to"},
		{"window(NaN)", "from 1 to"},
		{"window(99999999999999999999)", "too large"},
		{"", "empty"},
		{strings.Repeat("x", 100_000), "at most 512 characters"},
		{strings.Repeat("(", 10_000) + "full" + strings.Repeat(")", 10_000), "at most 512 characters"},
		{strings.Repeat("(", 200) + "full" + strings.Repeat(")", 200), "deep"},
		{"<img src=x onerror=alert(1)>", "expected"},
	} {
		took := v.number(`(() => { const c = document.querySelector("[name=rule]"); c.value = ` + quote(c.rule) + `; const t = performance.now();
			c.dispatchEvent(new Event("input", {bubbles: true})); return performance.now() - t; })()`)
		v.wait(`document.querySelector(".control.wrong .problem")?.textContent.includes(` + quote(c.said) + `)`)
		if !v.is(`document.querySelector("[name=rule]").getAttribute("aria-invalid") === "true"`) {
			t.Errorf("%.40q is not marked as wrong", c.rule)
		}
		v.expect(c.rule[:min(20, len(c.rule))], "pairs=484")
		t.Logf("%.30q: answered in %.1f ms", c.rule, took)
	}
	v.typeInto("rule", "causal")
	v.wait(`!document.querySelector(".control.wrong")`)
	v.expect("mended", "pairs=2080")
	for _, bad := range []string{"0", "-5", "1e99", "", "2000000"} {
		v.typeInto("tokens", bad)
		v.wait(`document.querySelector(".control.wrong .problem")?.textContent.includes("1 to 1,048,576")`)
		v.expect("tokens "+bad, "pairs=2080")
	}
	v.healthy(h.URL)
}

func TestAMillionTokens(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"mask/#v=1&rule=causal%26(window(4096)|sink(4))&tokens=1048576&query=1000000&block=128")
	rule := mustParse(t, "causal&(window(4096)|sink(4))")
	const n = 1 << 20
	// By hand: the window's own pairs, and four sinks for each query beyond it.
	window := int64(4096)*n - 4096*4095/2
	sinks := int64(0)
	for i := int64(0); i < n; i++ {
		sinks += min(4, max(0, i-4095))
	}
	if got := rule.Pairs(n); got != window+sinks {
		t.Fatalf("%d pairs, want %d", got, window+sinks)
	}
	if got := int64(v.number(`+document.querySelector("output[name=pairs]").dataset.value`)); got != window+sinks {
		t.Errorf("the page counts %d pairs, want %d", got, window+sinks)
	}
	if got := v.number(`[...document.querySelectorAll(".fig-look path")].reduce((n, p) => n + (p.getAttribute("d") || "").length, 0)`); got > 200_000 {
		t.Errorf("the picture has %g characters of paths", got)
	}
	v.healthy(h.URL)
}

func TestExports(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.Early = `window.saved = []; const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return create(blob); };`
	v := live(t, view, h.URL+"mask/")
	v.must(v.Click(`[data-do="svg:mask"]`))
	v.wait(`saved.length === 1`)
	svg := v.text(`saved[0]`)
	v.must(v.Click(`[data-do="table:mask"]`))
	v.wait(`document.querySelector(".data table")`)
	v.must(v.Click(`[data-do="csv:mask"]`))
	v.wait(`saved.some((s) => s.startsWith("query,"))`)
	csv := v.text(`saved.find((s) => s.startsWith("query,"))`)
	if !strings.Contains(csv, "\r\n47,8,40-47\r\n") {
		t.Errorf("the table does not have the row of query 47: %.300s", csv)
	}
	if !v.is(`document.querySelector("pre.code").textContent.includes("create_block_mask(mask_mod")`) {
		t.Error("the mask_mod has no create_block_mask call")
	}
	v.healthy(h.URL)
	// Anywhere else the picture has its colours with it.
	other := visit(t, laptop, "data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString([]byte(svg)))
	if got := other.text(`getComputedStyle(document.querySelector("svg .c-local")).fill + " " + document.querySelector("svg > title").textContent`); got != "rgb(0, 114, 178) Who may look at whom?" {
		t.Errorf("the saved picture is drawn as %q", got)
	}
}

// Who predicts has all settings before the eyes, and neither the picture nor a number.
func TestTheMaskIsPredictedFromItsSettings(t *testing.T) {
	h := serve(t, built)
	v := live(t, phone, h.URL+"mask/#v=1&rule=causal%26chunk(16)&tokens=96&ask=pairs")
	sees := func(selector string) bool {
		return v.is(`[...document.querySelectorAll(` + quote(selector) + `)].some((e) => e.checkVisibility({visibilityProperty: true}))`)
	}
	for _, shown := range []string{"[data-guess]", "[name=rule]", "[name=tokens]", ".presets button"} {
		if !sees(shown) {
			t.Errorf("%s is not to be seen", shown)
		}
	}
	for _, hidden := range []string{".fig-look > svg", "output[name=pairs]", ".sentence", ".legend"} {
		if sees(hidden) {
			t.Errorf("%s gives the answer away", hidden)
		}
	}
	v.run(`document.querySelector("[data-guess]").focus()`)
	v.must(v.Type("816"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".guess-said")?.textContent === "You said 816; it is 816. Exactly right."`)
	if !sees(".fig-look > svg") {
		t.Error("the picture stays hidden")
	}
	v.healthy(h.URL)
}
