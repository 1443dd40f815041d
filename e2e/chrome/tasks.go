package chrome

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/tracing"
)

// Slow makes the page's processor so many times slower; 1 is as fast as it is.
func (v *Visit) Slow(times float64) error {
	return call(v.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
}

// traced is an event of the browser's trace, as far as it is asked for. Times are
// in µs; Lasts is the time of the processor that it took, whatever else the machine
// did meanwhile.
type traced struct {
	Name  string  `json:"name"`
	At    float64 `json:"ts"`
	Lasts float64 `json:"tdur"`
	thread
}

// thread is who an event happened to.
type thread struct {
	Process int64 `json:"pid"`
	Thread  int64 `json:"tid"`
}

// begun is the mark by which the page's own thread is found in a trace.
const begun = "tasks-begun"

// Tasks does something and returns how much of the processor's time each task took
// meanwhile that kept the page from anything else: scripts, styles, layout and paint.
func (v *Visit) Tasks(do func() error) ([]time.Duration, error) {
	trace, err := v.watch(do, "toplevel", "blink.user_timing")
	if err != nil {
		return nil, err
	}
	return trace.tasks()
}

// Events does something and returns how often what happened meanwhile, in all of the
// browser, by the names that the browser has for it in some categories of its trace.
func (v *Visit) Events(do func() error, categories ...string) (map[string]int, error) {
	trace, err := v.watch(do, categories...)
	if err != nil {
		return nil, err
	}
	times := map[string]int{}
	for _, e := range trace.events {
		times[e.Name]++
	}
	return times, trace.err
}

// watch does something and returns the trace of it.
func (v *Visit) watch(do func() error, categories ...string) (*trace, error) {
	trace := &trace{whole: make(chan struct{})}
	v.mu.Lock()
	v.trace = trace
	v.mu.Unlock()
	if err := call(v.ctx, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{
		IncludedCategories: categories, ExcludedCategories: []string{"*"},
	}}); err != nil {
		return nil, fmt.Errorf("starting a trace: %w", err)
	}
	_, err := Eval[bool](v, `performance.mark("`+begun+`") && true`)
	if err == nil {
		err = do()
	}
	if err != nil {
		return nil, err
	}
	if err := call(v.ctx, tracing.End, cdp.Empty{}); err != nil {
		return nil, fmt.Errorf("ending a trace: %w", err)
	}
	select {
	case <-trace.whole:
	case <-time.After(patience):
		return nil, fmt.Errorf("waited %s in vain for a trace", patience)
	}
	return trace, nil
}

// trace is what the browser has sent of a trace. It is whole when that is closed.
type trace struct {
	events []traced
	err    error
	whole  chan struct{}
}

// add takes some of the events.
func (t *trace) add(sent *tracing.EventDataCollected) {
	for _, value := range sent.Value {
		var e traced
		if err := json.Unmarshal(value, &e); err != nil {
			t.err = err
		}
		t.events = append(t.events, e)
	}
}

// tasks are the tasks of the page's thread since it was begun.
func (t *trace) tasks() ([]time.Duration, error) {
	page := traced{}
	for _, e := range t.events {
		if e.Name == begun {
			page = e
		}
	}
	if t.err != nil || page.Name == "" {
		return nil, fmt.Errorf("the trace of %d events cannot be read: %v", len(t.events), t.err)
	}
	var tasks []time.Duration
	for _, e := range t.events {
		if e.Name == "ThreadControllerImpl::RunTask" && e.thread == page.thread && e.At > page.At {
			tasks = append(tasks, time.Duration(e.Lasts*float64(time.Microsecond)))
		}
	}
	return tasks, nil
}
