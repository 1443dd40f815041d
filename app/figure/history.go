package figure

import (
	"math"
	"slices"

	"attnexperts/app/study"
	"attnexperts/calc/order"
)

// A history is what a picture shows of a course: a few of its steps, as far as
// they are known.
type history struct {
	steps   []int
	records []study.Record
	// whole is set where everything up to the step that is wanted is known, or
	// where the course has failed before.
	whole  bool
	failed string
}

// maxSamples is how many steps a picture shows of a course, about.
const maxSamples = 48

// samples are the steps that are shown of a course up to a step: evenly spread,
// the last one among them.
func samples(to int) []int {
	by := max(1, int(math.Ceil(float64(to)/maxSamples)))
	var steps []int
	for s := 0; s < to; s += by {
		steps = append(steps, s)
	}
	return append(steps, to)
}

func historyOf(w study.Want) history {
	c := w.Course()
	h := history{failed: c.Failed(), whole: true}
	steps := samples(w.To)
	for _, s := range steps {
		if _, ok := c.At(s); !ok {
			h.whole = h.failed != ""
			steps = slices.Concat(steps, c.Steps(w.To))
			order.Up(steps)
			steps = slices.Compact(steps)
			break
		}
	}
	for _, s := range steps {
		if r, ok := c.At(s); ok {
			h.steps, h.records = append(h.steps, s), append(h.records, r)
		}
	}
	return h
}

// last returns the last step that is known, and its record; −1 where none is.
func (h history) last() (int, study.Record) {
	if len(h.steps) == 0 {
		return -1, study.Record{}
	}
	return h.steps[len(h.steps)-1], h.records[len(h.records)-1]
}

// near returns the shown step that is nearest to one, as an index.
func (h history) near(step int) int {
	best := 0
	for i, s := range h.steps {
		if abs(int64(s-step)) < abs(int64(h.steps[best]-step)) {
			best = i
		}
	}
	return best
}

// roundEnd is where an axis of steps ends: at a round number not below.
func roundEnd(to int) int {
	for _, end := range []int{20, 50, 100, 200, 500} {
		if to <= end {
			return end
		}
	}
	return max(1000, to)
}
