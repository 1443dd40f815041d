package e2e_test

import (
	"testing"

	"attnexperts/e2e/chrome"
)

// BenchmarkRoutingTraining measures the worker's steps a second for 64 experts
// and 512 tokens, while it trains a layer with each of the five routers.
func BenchmarkRoutingTraining(b *testing.B) {
	h := serve(b, built)
	v := watched(b, laptop, h.URL+"routing/#v=1&tokens=512&experts=64&step=60")
	for b.Loop() {
		v.wait(`!` + sentence("training") + `.includes("Training:") && ` + sentence("training") + `.includes("After 60 steps")`)
	}
	// A worker that has begun, for 200 more steps of each.
	v.run(`window.from = performance.now(); workers.at(-1).addEventListener("message", () => window.till = performance.now())`)
	v.typeInto("step", "260")
	v.wait(`!` + sentence("training") + `.includes("Training:") && ` + sentence("training") + `.includes("After 260 steps")`)
	b.ReportMetric(5*200*1000/v.number(`till - from - 200`), "steps/s") // 200 ms pass before it is asked
	b.ReportMetric(0, "ns/op")
}

// BenchmarkRoutingCapacityDrag drags the line of the capacity at 1,024 tokens
// and 64 experts.
func BenchmarkRoutingCapacityDrag(b *testing.B) {
	for name, view := range map[string]chrome.View{"laptop": laptop, "phone": {Width: 390, Height: 800}} {
		b.Run(name, func(b *testing.B) {
			h := serve(b, built)
			v := live(b, view, h.URL+"routing/#v=1&tokens=1024&experts=64&step=0&round=20")
			v.wait(`!` + sentence("training") + `.includes("Training:") && !` + sentence("routers") + `.includes("Being computed")`)
			v.run(`const grip = document.querySelector("[data-hold=capacity]");
				window.send = (type, x) => { const box = grip.ownerSVGElement.getBoundingClientRect(); grip.dispatchEvent(new PointerEvent(type, {bubbles: true, button: 0, pointerId: 1,
					clientX: box.left + box.width * x / 640, clientY: box.top + 40})); };
				grip.setPointerCapture = () => {};
				send("pointerdown", 300)`)
			v.steps(b, `send("pointermove", 220 + 3 * i)`)
		})
	}
}
