package e2e_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/e2e/chrome"
)

var phone = chrome.View{Width: 390, Height: 800, Touch: true, Dark: true}

// pointed waits until a panel of the page says something, begun so.
func (v visitor) pointed(panel, begins string) {
	v.t.Helper()
	v.wait(`document.querySelector(".panel-` + panel + ` .pointed").textContent.startsWith(` + quote(begins) + `)`)
}

// grab gives the focus to what a picture is read by.
func (v visitor) grab(what string) {
	v.t.Helper()
	v.run(`document.querySelector("[data-hold=` + what + `]").focus()`)
}

func TestParamsAreReadByPointerAndKey(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"params/")
			v.expect("at first", "total-params=46702792704 active-params=12879925248 active-params-no-embedding=12748853248 resident-bytes=93405585408 flops-per-token=25497706496 experts-touched=5.46875")
			v.grab("what")
			v.must(v.Press(kb.Home))
			v.pointed("what", "Input embedding: 131.1 million parameters")
			v.must(v.Press(kb.End))
			v.pointed("what", "Routed experts, idle: 33.82 billion parameters")
			v.must(v.Press(kb.ArrowLeft))
			v.pointed("what", "Routed experts, used: 11.27 billion parameters")
			v.wait(`document.querySelector(".fig > p.unseen[role=status]").textContent.includes("chosen anew for each token")`)
			v.grab("duel")
			v.must(v.Press(kb.Home, kb.ArrowDown))
			v.pointed("duel", "Experts, 2 of 8 experts, each 14,336 wide. Stored: 46.7 billion")
			v.grab("vendors")
			v.must(v.Press(kb.Home))
			v.pointed("vendors", "Mixtral 8x7B is quoted with 12.9 billion")
			v.grab("batch")
			v.must(v.Press(kb.Home))
			v.pointed("batch", "A step of 1 reads 24 GiB (25.8 GB)")
			v.must(v.Press(kb.ArrowUp, kb.ArrowUp))
			v.pointed("batch", "Resident, at any batch: 87 GiB (93.4 GB)")
			v.grab("touched")
			v.must(v.Press(kb.Home, kb.ArrowRight, kb.ArrowRight))
			v.pointed("touched", "Mixtral 8x7B, 2 of 8 (as set): a step of 3 touches 4.62 experts")
			if view.Touch {
				return // without a pointer there is nothing to hover with
			}
			for _, c := range []struct {
				what, begins string
				x, y         float64
			}{
				{"what", "Attention: 1.342 billion", 0.12, 0.9},
				{"what", "Routed experts, idle", 0.9, 0.4},
				{"batch", "FLOPs", 0.3, 0.05},
				{"duel", "Dense, one network 114,691 wide. Read in a step of 4", 0.5, 0.5},
				{"vendors", "Llama 4 Scout", 0.5, 0.6},
			} {
				v.must(v.Hover(v.at(`.panel-`+c.what+` [data-point]`, c.x, c.y)))
				if c.what == "batch" {
					v.wait(`document.querySelector(".panel-batch svg > g:last-child circle")`)
					continue
				}
				v.pointed(c.what, c.begins)
			}
			if got := v.hash(); got != "" {
				t.Errorf("reading changed the address to %q", got)
			}
			v.healthy(h.URL)
		})
	}
}

func TestParamsOfAModelAreMadeOnesOwn(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"params/")
	v.choose("model", "deepseek-v3")
	v.choose("dtype", "fp8")
	v.typeInto("batch", "16")
	v.expect("DeepSeek-V3", "total-params=671026419200 active-params=37552297472 resident-bytes=671026419200 flops-per-token=73251236864")
	v.wait(`location.hash === "#v=1&model=deepseek-v3&batch=16&dtype=fp8"`)
	if !v.shows(".panel-what .sentence", "688,268,342,272") {
		t.Error("it does not say what plain sizes would count")
	}
	v.choose("model", "mixtral-8x7b")
	v.typeInto("experts", "16")
	v.expect("with 16 experts", "total-params=91800997888 active-params=12880973824")
	if got := v.text(`document.querySelector("[name=model]").value`); got != "none" {
		t.Errorf("with more experts it is still called %s", got)
	}
	v.typeInto("k", "17")
	v.wait(`document.querySelector("[name=k]").closest(".control").querySelector(".problem")?.textContent === "A whole number from 1 to 16."`)
	v.expect("with k above E", "total-params=91800997888")
	v.run(`const s = document.querySelector("[data-slider=experts]"); s.value = 0; s.dispatchEvent(new Event("input", {bubbles: true}))`)
	v.wait(`document.querySelector("output[name=experts-touched]").dataset.value === "0"`)
	v.wait(`document.querySelector(".panel-what .sentence").textContent.includes("total and active are one number")`)
	v.must(v.Click(`[data-do=reset]`))
	v.wait(`document.querySelector("[name=model]").value === "mixtral-8x7b"`)
	v.expect("after reset", "total-params=46702792704")
	v.healthy(h.URL)
}

func TestParamsDuelHoldsWhatIsChosen(t *testing.T) {
	h := serve(t, built)
	v := live(t, phone, h.URL+"params/#v=1&view=duel")
	held := func(heading string) {
		t.Helper()
		v.wait(`[...document.querySelectorAll(".panel-duel .t-mark")].some((e) => e.textContent === ` + quote(heading) + `)`)
	}
	held("Stored: held equal")
	v.choose("duel", "active")
	held("Computed for a token: held equal")
	if !v.shows(".panel-duel .sentence", "the experts store 3.63 times as many parameters") {
		t.Errorf("it says %s", v.text(`document.querySelector(".panel-duel .sentence").textContent`))
	}
	v.choose("duel", "memory")
	held("Stored: as much as the device holds")
	v.choose("device", "rtx-4090")
	v.wait(`location.hash.includes("device=rtx-4090&duel=memory")`)
	v.healthy(h.URL)
}

func TestParamsLinkOpensTheSame(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"params/")
	v.choose("device", "h200")
	v.choose("dtype", "int4")
	v.choose("duel", "active")
	v.typeInto("batch", "12")
	v.typeInto("experts", "64")
	v.typeInto("k", "8")
	v.typeInto("shared", "1")
	v.wait(`location.hash.includes("shared=1")`)
	v.opensTheSame(7, phone, "true")
	v.healthy(h.URL)
}

func TestParamsThatCannotBeAreSaid(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"params/#v=1&experts=8&k=9&batch=0&device=abacus&hidden=9e15&kv=5&tied=maybe")
	v.notices("k: ", "batch: ", "device: ", "hidden: ", "kv: ", "tied: ", "from 1 to 8")
	v.open("about:blank")
	v.open(h.URL + "params/#v=1&experts=0&shared=2")
	v.must(v.Live())
	if !v.shows(".notice", "only 0") {
		t.Error("shared experts without experts are not refused")
	}
	v.open("about:blank")
	v.open(h.URL + "params/#v=1&layers=512&hidden=1048576&experts=65536&k=1&expert-ffn=16777216&batch=1000000")
	v.must(v.Live())
	v.tooLarge("total-params")
	v.healthy(h.URL)
}

func TestParamsArePredictedAndTaken(t *testing.T) {
	h := serve(t, built)
	view := phone
	view.Early = `window.saved = []; const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return create(blob); };`
	v := live(t, view, h.URL+"params/#v=1&ask=active-params&model=qwen3-30b-a3b")
	for _, hidden := range []string{"output[name=active-params]", ".panel-what svg", ".panel-what .sentence", ".panel-vendors .numbers"} {
		if v.is(`document.querySelector("` + hidden + `").checkVisibility({visibilityProperty: true})`) {
			t.Errorf("%s gives the answer away", hidden)
		}
	}
	v.run(`document.querySelector("[data-guess]").focus()`)
	v.must(v.Type("3.3e9"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".guess-said")?.textContent.startsWith("You said 3.3 billion; it is 3.353 billion.")`)
	v.must(v.Click(`[data-do="guess-end"]`))
	v.wait(`!document.querySelector(".guess") && document.querySelector('[data-do="table:what"]')`)
	for _, c := range []struct{ panel, row string }{
		{"what", "\r\nsum,30532122624,3353032704\r\n"},
		{"batch", "\r\n1,6706065408,61064245248,"},
		{"touched", "\r\n1,0.0625,"},
		{"duel", "\r\nExperts,\"8 of 128 experts, each 768 wide\",30532122624,3353032704,"},
		{"vendors", "\r\ngpt-oss-20b,OpenAI,20910000000,20914757184,3610000000,4187440704,3608307264,"},
	} {
		v.must(v.Click(`[data-do="table:` + c.panel + `"]`))
		v.wait(`document.querySelector(".panel-` + c.panel + ` .data tbody tr")`)
		v.run(`saved.length = 0`)
		v.must(v.Click(`[data-do="csv:` + c.panel + `"]`))
		v.wait(`saved.length === 1`)
		if csv := v.text("saved[0]"); !strings.Contains(csv, c.row) {
			t.Errorf("%s: the file has no row %q: %.600s", c.panel, c.row, csv)
		}
		v.must(v.Click(`[data-do="svg:` + c.panel + `"]`))
		v.wait(`saved.length === 2 && saved[1].startsWith("<?xml")`)
		v.must(v.Click(`[data-do="table:` + c.panel + `"]`))
	}
	v.healthy(h.URL)
}
