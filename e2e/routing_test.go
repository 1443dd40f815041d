package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/app/figure"
	"attnexperts/app/study"
	"attnexperts/calc/scenario"
	"attnexperts/e2e/chrome"
)

// watching notes every worker that a page starts to work for it, what it says, and
// whether it was ended.
const watching = `window.workers = [];
	window.Worker = class extends Worker {
		constructor(script) { super(script); this.heard = 0; this.addEventListener("message", () => this.heard++); if (script.includes("role.")) workers.push(this); }
		terminate() { this.ended = true; super.terminate(); }
	};`

// watched opens a page that notes its workers.
func watched(t testing.TB, view chrome.View, url string) visitor {
	view.Early = watching
	return live(t, view, url)
}

// sentence is the script of a panel's sentence.
func sentence(panel string) string {
	return `document.querySelector(".panel-` + panel + ` .sentence").textContent`
}

// value is the script of a control's value.
func value(name string) string { return `document.querySelector("[name=` + name + `]").value` }

func pointed(panel string) string {
	return `document.querySelector(".panel-` + panel + ` .pointed").textContent`
}

func (v visitor) focus(hold string) {
	v.t.Helper()
	v.run(`document.querySelector("[data-hold=` + hold + `]").focus()`)
}

func TestRoutingCapacityIsDraggedAndMovedByKey(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800, Dark: true}} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"routing/")
			v.expect("at first", "dropped=52 max-load=44 unused-experts=2 max-violation=4.5")
			v.at("[data-hold=capacity]", 0.5, 0.5)
			at := eval[chrome.Point](v, `(() => { const c = document.querySelector("[data-hold=capacity] .c-grip").getBoundingClientRect(); return {X: c.left + c.width / 2, Y: c.top + c.height / 2}; })()`)
			// A place is (618 − 200) / 45 units wide, of 640.
			place := v.number(`document.querySelector(".panel-lanes svg").getBoundingClientRect().width`) / 640 * 418 / 45
			v.must(v.Drag(at, chrome.Point{X: at.X + 3*place, Y: at.Y}, chrome.Point{X: at.X + 6*place, Y: at.Y}))
			v.wait(value("capacity") + ` === "2"`)
			v.expect("dragged to 16", "dropped=33")
			v.focus("capacity")
			v.must(v.Press(kb.ArrowLeft))
			v.wait(value("capacity") + ` === "1.88"`)
			v.expect("by key to 15", "dropped=36")
			v.must(v.Press(kb.End))
			v.wait(`document.querySelector("output[name=dropped]").dataset.value === "0"`)
			v.must(v.Press(kb.Home))
			v.wait(value("capacity") + ` === "0.01"`)
			v.expect("without room", "dropped=128 device-imbalance=1")
			v.wait(`location.hash === "#v=1&capacity=0.01"`)
			v.healthy(h.URL)
		})
	}
}

func TestRoutingRoutersAreComparedAndChosen(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"routing/")
	v.focus("routers")
	v.must(v.Press(kb.ArrowUp))
	v.wait(value("router") + ` === "topk"`)
	v.expect("plain", "dropped=0 max-load=44")
	v.must(v.Press(kb.ArrowDown, kb.ArrowDown, kb.ArrowDown))
	v.wait(value("router") + ` === "expert-choice"`)
	v.expect("expert choice", "max-load=8 load-cv=0 max-violation=0 unused-experts=0")
	v.must(v.Press(kb.ArrowRight))
	v.wait(value("expert") + ` === "7"`)
	// By pointer: the last row, the first bar.
	v.must(v.Hover(v.at(".panel-routers [data-point]", 0.04, 0.96)))
	v.wait(pointed("routers") + `.startsWith("Sigmoid and bias, expert 0: ")`)
	v.must(v.Drag(v.at(".panel-routers [data-point]", 0.04, 0.96)))
	v.wait(value("router") + ` === "sigmoid-bias" && ` + value("expert") + ` === "0"`)
	v.wait(`location.hash.includes("router=sigmoid-bias")`)
	v.healthy(h.URL)
}

func TestRoutingTokenIsFollowedThroughAShuffle(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 390, Height: 800}, h.URL+"routing/")
	if !strings.Contains(v.text(sentence("token")), "Token 40 comes in place 41 of 64.") {
		t.Errorf("it says %s", v.text(sentence("token")))
	}
	v.must(v.Click(`[data-do=shuffle]`))
	v.wait(value("order") + ` === "1" && !` + sentence("token") + `.includes("in place 41 of 64")`)
	v.wait(`location.hash.includes("order=1")`)
	v.must(v.Click(`[data-do=unshuffle]`))
	v.wait(value("order") + ` === "0"`)
	v.focus("token")
	v.must(v.Press(kb.ArrowRight))
	v.wait(sentence("token") + `.startsWith("Token 41 comes in place 42 of 64.")`)
	v.must(v.Press(kb.Home))
	v.wait(value("token") + ` === "0"`)
	// A token is picked in its lane, and marks its expert.
	v.must(v.Drag(v.at(".panel-lanes [data-point]", 0.32, (58.0+30*2.5)/(58+480+40))))
	v.wait(value("expert") + ` === "2" && ` + value("token") + ` !== "0"`)
	v.must(v.Hover(v.at(".panel-token [data-point]", 0.1, 0.3)))
	v.wait(pointed("token") + `.includes("probability")`)
	v.healthy(h.URL)
}

func TestRoutingBiasIsPlayedAndLeavesWeightsAlone(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"routing/")
	if !v.is(sentence("bias") + `.includes("the same to the last bit")`) {
		t.Errorf("it says %s", v.text(sentence("bias")))
	}
	v.must(v.Click(`[data-do="step:round:start"]`))
	v.wait(value("round") + ` === "0"`)
	v.must(v.Click(`[data-do="play:round"]`))
	v.wait(`+` + value("round") + ` > 3`)
	v.must(v.Click(`[data-do="play:round"]`))
	v.focus("bias")
	v.must(v.Press(kb.End))
	v.wait(value("round") + ` === "200"`)
	v.must(v.Press(kb.ArrowLeft))
	v.wait(value("round") + ` === "199" && location.hash.includes("round=199")`)
	v.must(v.Hover(v.at(".panel-bias [data-point]", 0.5, 0.5)))
	v.wait(pointed("bias") + `.startsWith("After ")`)
	v.healthy(h.URL)
}

// A link to step 500 shows step 500, computed by a worker that compiled and
// fetched nothing, and that ends when it has nothing to do.
func TestRoutingTrainsInAWorkerThatEndsWhenIdle(t *testing.T) {
	h := serve(t, built)
	v := watched(t, laptop, h.URL+"routing/#v=1&step=500")
	v.wait(`!` + sentence("training") + `.includes("Training:") && ` + sentence("training") + `.includes("After 500 steps")`)
	if n := v.number(`workers.length`); n != 1 {
		t.Fatalf("%g workers were started", n)
	}
	if n := v.number(`workers[0].heard`); n < 3 {
		t.Errorf("the worker said %g things", n)
	}
	if n := h.times("/app."); n != 1 {
		t.Errorf("the client was fetched %d times", n)
	}
	v.wait(`workers[0].ended`)
	// What is known needs no worker; what is not starts one again.
	v.focus("training")
	v.must(v.Press(kb.ArrowLeft))
	v.wait(sentence("training") + `.includes("After 499 steps")`)
	v.must(v.Press(kb.ArrowRight, kb.ArrowRight))
	v.wait(sentence("training") + `.includes("After 501 steps") && workers.length === 2`)
	v.wait(`location.hash.includes("step=501")`)
	v.healthy(h.URL)
}

// A thousand steps of five trainings in the worker are those of the native
// program, to the last bit of each number.
func TestRoutingTrainingIsThatOfTheNativeProgram(t *testing.T) {
	h := serve(t, built)
	v := live(t, saving(laptop), h.URL+"routing/#v=1&step=1000&seed=7")
	s, _ := scenario.RoutingTable.Parse("v=1&step=1000&seed=7")
	for _, w := range figure.Routing.Study(s, figure.Embed{Own: true}) {
		study.Known.Study(w)
	}
	var want string
	for _, p := range figure.Routing.Draw(s, figure.Embed{Own: true}).Panels {
		if p.Name == "training" {
			want = p.Table().CSV()
		}
	}
	v.wait(sentence("training") + `.includes("After 1,000 steps") && !` + sentence("training") + `.includes("Training:")`)
	v.must(v.Click(`[data-do="table:training"]`))
	v.wait(`document.querySelector("[data-do='csv:training']")`)
	v.must(v.Click(`[data-do="csv:training"]`))
	v.wait(`saved.length === 1`)
	if got := v.text(`saved[0]`); got != want {
		t.Errorf("the browser has %d bytes, %.200s\nthe native program %d, %.200s", len(got), got, len(want), want)
	}
	v.healthy(h.URL)
}

// saving keeps the texts of saved files in a list.
func saving(view chrome.View) chrome.View {
	view.Early = `window.saved = []; const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return create(blob); };`
	return view
}

func TestRoutingWorkIsDroppedWhenTheScenarioChanges(t *testing.T) {
	h := serve(t, built)
	v := watched(t, laptop, h.URL+"routing/#v=1&tokens=1024&experts=64&step=1000")
	v.wait(sentence("training") + `.startsWith("Training: step ")`)
	for i := range 5 {
		v.typeInto("seed", strconv.Itoa(100+i))
	}
	v.typeInto("experts", "8")
	v.typeInto("tokens", "16")
	v.typeInto("step", "20")
	v.wait(sentence("training") + `.includes("After 20 steps") && !` + sentence("training") + `.includes("Training:")`)
	if n := v.number(`workers.length`); n != 1 {
		t.Errorf("%g workers were started", n)
	}
	v.wait(`workers[0].ended`)
	v.healthy(h.URL)
}

// Where there is no worker the page trains by itself, and stays usable.
func TestRoutingTrainsWithoutAWorker(t *testing.T) {
	for name, early := range map[string]string{
		"none": `delete window.Worker`, "refused": `window.Worker = class { constructor() { throw new Error("no"); } }`,
		"broken": `window.Worker = class extends EventTarget { constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error", {cancelable: true}))); } postMessage() {} terminate() {} }`,
	} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			view := laptop
			view.Early = early
			v := live(t, view, h.URL+"routing/#v=1&step=60&seed=3")
			v.wait(`!` + sentence("training") + `.includes("Training:") && ` + sentence("training") + `.includes("After 60 steps")`)
			v.healthy(h.URL)
		})
	}
}

func TestRoutingTrainsOffline(t *testing.T) {
	h := serve(t, built)
	v := watched(t, laptop, h.URL+"routing/")
	v.ready()
	h.down()
	v.open("about:blank")
	v.open(h.URL + "routing/#v=1&step=90&seed=4")
	v.must(v.Live())
	v.wait(`!` + sentence("training") + `.includes("Training:") && ` + sentence("training") + `.includes("After 90 steps")`)
	if n := v.number(`workers.length && workers[0].heard`); n < 2 {
		t.Errorf("without a network no worker helped: it said %g things", n)
	}
}

func TestRoutingTrainingThatDivergesSaysSoAndStops(t *testing.T) {
	h := serve(t, built)
	v := watched(t, laptop, h.URL+"routing/#v=1&rate=100&step=300")
	v.wait(sentence("training") + `.includes("diverged at step") && !` + sentence("training") + `.includes("Training:")`)
	if v.is(`/\bNaN\b|Infinity/.test(document.querySelector("main").innerText)`) {
		t.Errorf("the page shows a number that is none: %s", v.text(`document.querySelector("main").innerText`))
	}
	v.wait(`workers[0].ended`)
	v.healthy(h.URL)
}

func TestRoutingExpertsAreMovedBetweenDevices(t *testing.T) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800, Touch: true}} {
		t.Run(name, func(t *testing.T) {
			h := serve(t, built)
			v := live(t, view, h.URL+"routing/")
			v.must(v.Click(`[data-do=place-greedy]`))
			v.wait(sentence("devices") + `.includes("as good as the greedy rule. Can you do better?")`)
			v.must(v.Click(`[data-do=place-even]`))
			v.wait(sentence("devices") + `.includes("comes to 20")`)
			// Expert 6 from device 1 to device 3.
			v.at(`.panel-devices svg`, 0.5, 0.5)
			middle := func(expert string) chrome.Point {
				return eval[chrome.Point](v, `(() => { const b = document.querySelector("[data-hold=move-`+expert+`]").getBoundingClientRect(); return {X: b.left + b.width / 2, Y: b.top + b.height / 2}; })()`)
			}
			from, to := middle("6"), middle("14")
			v.must(v.Drag(from, chrome.Point{X: (from.X + to.X) / 2, Y: from.Y}, to))
			v.wait(value("place") + ` === "0000113122223333"`)
			v.focus("mover")
			v.must(v.Press(kb.ArrowUp, kb.ArrowLeft))
			v.wait(value("expert") + ` === "7" && ` + value("place") + ` === "0000113022223333"`)
			v.wait(`location.hash.includes("place=0000113022223333")`)
			v.healthy(h.URL)
		})
	}
}

func TestRoutingBadInputIsSaid(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"routing/#v=1&k=99&capacity=0&groups=3&devices=99&seed="+strings.Repeat("9", 400)+"&step=5000&skew=NaN&place=zz&aux=1e999")
	v.notices("k: ", "capacity: ", "groups: ", "devices: ", "seed: ", "step: ", "skew: ", "place: ", "aux: ")
	v.wait(`!` + sentence("training") + `.includes("step 0 of")`)
	if v.is(`/\bNaN\b|Infinity/.test(document.querySelector("main").innerText.replace(/“[^”]*”/g, ""))`) {
		t.Errorf("the page shows a number that is none: %s", v.text(`document.querySelector("main").innerText`))
	}
	for name, bad := range map[string]string{"k": "17", "capacity": "0", "skew": "-1", "bias-rate": "2", "token": "64", "step": "1001", "rate": "0"} {
		v.typeInto(name, bad)
		v.wait(`document.querySelector("[name=` + name + `]").closest(".control").querySelector(".problem")?.textContent.includes("from ")`)
	}
	v.healthy(h.URL)
}

func TestRoutingOutputIsPredicted(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"routing/#v=1&ask=dropped")
	for _, hidden := range []string{"output[name=dropped]", ".panel-lanes svg", ".panel-routers .sentence"} {
		if v.is(`document.querySelector("` + hidden + `").checkVisibility({visibilityProperty: true})`) {
			t.Errorf("%s gives the answer away", hidden)
		}
	}
	v.run(`document.querySelector("[data-guess]").focus()`)
	v.must(v.Type("26"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".guess-said")?.textContent === "You said 26; it is 52. That is 50 % too little."`)
	v.healthy(h.URL)
}

func TestRoutingTablesAndPicturesAreSaved(t *testing.T) {
	h := serve(t, built)
	v := live(t, saving(laptop), h.URL+"routing/")
	for panel, header := range map[string]string{
		"routers": "router,token,place,expert,score,weight,rank,fate", "lanes": "token,place,expert,score,weight,rank,fate",
		"token": "expert,probability or affinity,score,chosen,weight,rank,fate", "bias": "batches,expert,load,bias",
		"training": "router,step,task loss,dropped,expert,load", "cost": "steps of training,Plain top-k", "devices": "expert,device,assignments computed",
	} {
		v.run(`saved.length = 0`)
		v.must(v.Click(`[data-do="table:` + panel + `"]`))
		v.wait(`document.querySelector(".panel-` + panel + ` .data tbody tr")`)
		v.must(v.Click(`[data-do="csv:` + panel + `"]`))
		v.wait(`saved.length === 1`)
		if csv := v.text("saved[0]"); !strings.HasPrefix(csv, header) || strings.Count(csv, "\r\n") < 17 {
			t.Errorf("%s: the file is %.300s", panel, csv)
		}
		v.must(v.Click(`[data-do="svg:` + panel + `"]`))
		v.wait(`saved.length === 2 && saved[1].startsWith("<?xml")`)
		v.must(v.Click(`[data-do="table:` + panel + `"]`))
	}
	v.healthy(h.URL)
}

func TestALinkToTheRoutingPageOpensTheSame(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"routing/")
	v.choose("router", "sigmoid-bias")
	for name, text := range map[string]string{"k": "3", "skew": "1.75", "devices": "5", "round": "33", "step": "77", "order": "9"} {
		v.typeInto(name, text)
	}
	done := `!` + sentence("training") + `.includes("Training:") && ` + sentence("training") + `.includes("After 77 steps")`
	v.wait(done + ` && location.hash.includes("order=9")`)
	v.opensTheSame(8, chrome.View{Width: 390, Height: 800, Touch: true, Dark: true}, done)
	v.healthy(h.URL)
}
