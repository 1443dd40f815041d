package e2e_test

import (
	"slices"
	"testing"
	"time"

	"attnexperts/e2e/chrome"
)

// longTask is how long a task may be before a page that is used feels stuck.
const longTask = 50 * time.Millisecond

// BenchmarkDragsSlow drags each slider of the figures' pages and of the lesson from
// its least number to its largest on a processor made four times slower, as on a
// phone: twice, for what runs for the first time has to be compiled. It reports the
// longest task of the page in each drag, and how many were too long.
func BenchmarkDragsSlow(b *testing.B) {
	h := serve(b, built)
	for _, page := range []string{"", "mask/", "cache/", "routing/", "params/", "spec/"} {
		name := page
		if name == "" {
			name = "lesson/"
		}
		b.Run(name[:len(name)-1], func(b *testing.B) {
			v := live(b, chrome.View{Width: 412, Height: 823}, h.URL+page)
			v.must(v.Slow(4))
			for _, slider := range v.sliders() {
				b.Run(slider[1:], func(b *testing.B) {
					v := visitor{v.Visit, b}
					cold := v.dragged(slider)
					for b.Loop() {
						warm := v.dragged(slider)
						b.ReportMetric(float64(slices.Max(cold).Milliseconds()), "ms-cold")
						b.ReportMetric(float64(slices.Max(warm).Milliseconds()), "ms-warm")
						b.ReportMetric(float64(len(tooLong(warm))), "too-long-warm")
					}
					b.ReportMetric(0, "ns/op")
					v.run(`const figure = document.querySelector(` + quote(slider) + `).closest("figure"); figure.querySelector("[data-do=reset]").click()`)
				})
			}
		})
	}
}

func tooLong(tasks []time.Duration) (long []time.Duration) {
	for _, t := range tasks {
		if t >= longTask {
			long = append(long, t)
		}
	}
	return long
}

// sliders brings all figures of the page to life and returns a selector for the number
// beside each slider that can be moved.
func (v visitor) sliders() []string {
	v.t.Helper()
	for range int(v.number(`[...document.querySelectorAll("[data-slot]")].filter((e) => e.querySelector("figure")).length`)) {
		v.run(`[...document.querySelectorAll("[data-slot][data-still]")].find((e) => e.querySelector("figure"))?.scrollIntoView()`)
		v.must(v.Frame())
	}
	v.wait(`![...document.querySelectorAll("[data-slot][data-still]")].some((e) => e.querySelector("figure"))`)
	// The lesson's folds have what the figures' own pages have.
	v.run(`for (const e of document.querySelectorAll(".figure-page figure details")) e.open = true;
		for (const e of document.querySelectorAll("[data-do=guess-show]")) e.click()`)
	v.must(v.Frame())
	// A slider has no name, but stands beside the number that it moves.
	return eval[[]string](v, `[...document.querySelectorAll("figure [data-slider]")].filter((e) => !e.disabled && e.checkVisibility()).map((e) => "#" + e.parentNode.querySelector("[id]").id)`)
}

// dragged drags the slider beside a number in 25 steps and returns the tasks of
// that, and of what follows once the hand rests. The hand has rested before for as long
// as the page waits to tidy up.
func (v visitor) dragged(number string) []time.Duration {
	v.t.Helper()
	eval[bool](v, `new Promise((done) => setTimeout(done, 2500, true))`)
	slider := number + " ~ [data-slider]"
	from, to := v.at(slider, 0.02, 0.5), v.at(slider, 0.98, 0.5)
	const steps = 25
	way := make([]chrome.Point, steps)
	for i := range way {
		way[i] = chrome.Point{X: from.X + (to.X-from.X)*float64(i)/(steps-1), Y: from.Y}
	}
	tasks, err := v.Tasks(func() error {
		if err := v.Drag(way...); err != nil {
			return err
		}
		_, err := chrome.Eval[bool](v.Visit, `new Promise((done) => setTimeout(done, 1000, true))`)
		return err
	})
	v.must(err)
	return tasks
}
