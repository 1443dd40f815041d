package review

import (
	"time"

	"attnexperts/calc/recall"
)

// A stopwatch measures the time at a card. Time in which the page is hidden does
// not count. The zero one runs from its first reset.
type stopwatch struct {
	spent  time.Duration
	since  time.Time
	paused bool
	// clock stands in for time.Now in tests.
	clock func() time.Time
}

func (w *stopwatch) now() time.Time {
	if w.clock != nil {
		return w.clock()
	}
	return time.Now()
}

// reset begins anew.
func (w *stopwatch) reset() { w.spent, w.since = 0, w.now() }

// hide stops it while the page is hidden, and lets it go on after that.
func (w *stopwatch) hide(hidden bool) {
	if hidden == w.paused {
		return
	}
	if hidden {
		w.spent += w.now().Sub(w.since)
	}
	w.since, w.paused = w.now(), hidden
}

// ms is the time so far in milliseconds, at most recall.MaxTook.
func (w *stopwatch) ms() int {
	spent := w.spent
	if !w.paused {
		spent += w.now().Sub(w.since)
	}
	return int(max(0, min(spent.Milliseconds(), recall.MaxTook)))
}
