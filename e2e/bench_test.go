package e2e_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/page"
	"attnexperts/e2e/chrome"
	"attnexperts/web/site"
)

// BenchmarkClientSize prints what a visitor downloads to bring a page to life.
func BenchmarkClientSize(b *testing.B) {
	for b.Loop() {
		packed := built.Pack(site.Best)
		for i, f := range built.Files {
			if f.Type == "application/wasm" {
				b.ReportMetric(float64(len(f.Data)), "bytes-raw")
				b.ReportMetric(float64(len(packed[i].Brotli)), "bytes-brotli")
				b.ReportMetric(float64(len(packed[i].Gzip)), "bytes-gzip")
			}
		}
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkAlive measures how long it takes from asking for a page to the
// client having taken it over, from the copy kept for offline use: the middle of nine
// visits, and the longest.
func BenchmarkAlive(b *testing.B) {
	h := serve(b, built)
	v := live(b, laptop, h.URL+"mask/")
	v.ready()
	var took []float64
	for b.Loop() {
		took = nil
		for range 9 {
			v.open("about:blank")
			v.open(h.URL + "mask/")
			v.must(v.Live())
			took = append(took, v.number(`performance.getEntriesByName("live")[0].startTime`))
		}
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms-to-live")
	b.ReportMetric(took[len(took)-1], "ms-to-live-at-most")
	b.ReportMetric(0, "ns/op")
}

// holding lets the memory of the page's client be asked for.
const holding = `const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...a) => { const made = await instantiate(...a); window.memory = made.exports.mem; return made; };`

// BenchmarkHeap measures what a page holds once it has come to life and is calm: its
// scripts' objects and the client's own memory.
func BenchmarkHeap(b *testing.B) {
	h := serve(b, built)
	for _, p := range page.All() {
		b.Run(cmp.Or(strings.Trim(p.Path, "/"), "lesson"), func(b *testing.B) {
			view := chrome.View{Width: 412, Height: 823, Early: holding}
			for b.Loop() {
				v := live(b, view, h.URL+p.Path[1:])
				v.wait(rehearsedSteps + ` === 1`)
				b.ReportMetric(v.number(`performance.memory.usedJSHeapSize / 1e6`), "MB-scripts")
				b.ReportMetric(v.number(`memory.buffer.byteLength / 1e6`), "MB-client")
				v.Close()
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// stepping is a script that measures steps of a hand, each from its event to
// the frame that shows it: step(i) is called inside a frame, before the browser
// lays out and paints, and the message that follows comes after that.
const stepping = `(async (steps, step) => {
	const took = [], computed = [];
	for (let i = 0; i < steps; i++) {
		await new Promise((done) => requestAnimationFrame(() => {
			const from = performance.now();
			step(i);
			computed.push(performance.now() - from);
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => { took.push(performance.now() - from); done(); };
			port2.postMessage(0);
		}));
	}
	const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];
	const worst = Math.max(...took);
	return [middle(took), worst, middle(computed)];
})`

// steps runs a script that is called with the number of each step, and reports
// what a step costs: in the middle and at worst to the frame, and computing.
func (v visitor) steps(b *testing.B, script string) {
	v.run("window.scrollTo(0, 0)")
	var took []float64
	for b.Loop() {
		took = eval[[]float64](v, stepping+"(60, (i) => {"+script+"})")
	}
	b.ReportMetric(took[0], "ms-to-frame")
	b.ReportMetric(took[1], "ms-to-frame-worst")
	b.ReportMetric(took[2], "ms-computing")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkMaskDrag drags the window's edge at 256 tokens.
func BenchmarkMaskDrag(b *testing.B) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800}} {
		b.Run(name, func(b *testing.B) {
			h := serve(b, built)
			v := live(b, view, h.URL+"mask/#v=1&tokens=256&query=200&rule=causal%26(window(40)|sink(4))")
			v.run(`const grip = document.querySelector("[data-hold=window]"), box = document.querySelector(".fig-look .c-frame").getBoundingClientRect();
				window.send = (type, key) => grip.dispatchEvent(new PointerEvent(type, {bubbles: true, button: 0, pointerId: 1,
					clientX: box.left + box.width * key / 256, clientY: box.top + box.height * 200.5 / 256}));
				grip.setPointerCapture = () => {};
				send("pointerdown", 160)`)
			v.steps(b, `send("pointermove", 150 - i)`)
			if rule := v.text(`document.querySelector("[name=rule]").value`); !strings.Contains(rule, "window(11") {
				b.Errorf("the drag ended at %s", rule)
			}
		})
	}
}

// BenchmarkDenseJavaScript says how long a plain dense loop in JavaScript takes
// to count the mask that BenchmarkPairsMillion counts for 1,048,576 tokens, at
// sizes that it can do.
func BenchmarkDenseJavaScript(b *testing.B) {
	h := serve(b, built)
	v := visit(b, laptop, h.URL+"no-such-page")
	for _, n := range []int64{256, 1024, 4096, 16384} {
		b.Run(strconv.FormatInt(n, 10), func(b *testing.B) {
			got := eval[[]float64](v, `((n, rounds) => {
				let pairs = 0;
				const from = performance.now();
				for (let r = 0; r < rounds; r++) {
					pairs = 0;
					for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (j <= i && (i - j < 4096 || j < 4)) pairs++;
				}
				return [pairs, (performance.now() - from) / rounds];
			})(`+strconv.FormatInt(n, 10)+`, `+strconv.FormatInt(max(1, 1<<22/n/n), 10)+`)`)
			if want := mustParse(b, "causal & (window(4096) | sink(4))").Pairs(n); int64(got[0]) != want {
				b.Errorf("the loop counts %g pairs, want %d", got[0], want)
			}
			for b.Loop() {
				// The loop ran in the browser; here it is only reported.
			}
			b.ReportMetric(got[1]*1e6, "ns/op")
		})
	}
}

// BenchmarkCacheSlider moves a slider of the cache page, whose pictures are all
// drawn anew: 126 layers, every fourth of them full.
func BenchmarkCacheSlider(b *testing.B) {
	h := serve(b, built)
	v := live(b, laptop, h.URL+"cache/#v=1&layers=126&heads=128&kv=8&window=4096&global-every=4&context=131072")
	v.run(`window.slider = document.querySelector("[data-slider=context]");
		window.slide = (at) => { slider.value = at; slider.dispatchEvent(new Event("input", {bubbles: true})); }`)
	v.steps(b, `slide(12 + i % 8)`)
}

// BenchmarkFill plays the filling cache and reports the frames that were missed:
// those that came more than half a frame late.
func BenchmarkFill(b *testing.B) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800}} {
		b.Run(name, func(b *testing.B) {
			h := serve(b, built)
			v := live(b, view, h.URL+"cache/#v=1&model=mistral-7b&step=0")
			v.at(`[data-do="play:step"]`, 0.5, 0.5)
			var got []float64
			for b.Loop() {
				got = eval[[]float64](v, `new Promise((done) => {
					const play = document.querySelector('[data-do="play:step"]'), gaps = [];
					document.querySelector('[data-do="step:step:start"]').click();
					play.click();
					let last;
					const look = (now) => {
						if (last) gaps.push(now - last);
						last = now;
						if (play.textContent === "Pause") requestAnimationFrame(look);
						else done([gaps.length, gaps.filter((g) => g > 25).length, Math.max(...gaps)]);
					};
					requestAnimationFrame(look);
				})`)
			}
			b.ReportMetric(got[0], "frames")
			b.ReportMetric(got[1], "frames-missed")
			b.ReportMetric(got[2], "ms-longest-gap")
			b.ReportMetric(0, "ns/op")
		})
	}
}
