package study

import (
	"slices"
	"time"

	"attnexperts/app/dom"
	"attnexperts/calc/json"
)

// How long the desk waits: for a worker that has nothing to do before it is
// ended, and for one to start before the page works by itself.
const (
	idle      = 4 * time.Second
	startTime = 15 * time.Second
)

// In the page a slice leaves most of a frame to everything else; in a worker it
// is as long as news may take.
const (
	pageSlice   = 5 * time.Millisecond
	pageRest    = 20 * time.Millisecond
	workerSlice = 80 * time.Millisecond
)

// A Desk has the wants of all figures, lets them be worked on, and tells who
// wants something that there is news. It belongs to the page's one goroutine.
type Desk struct {
	wants []asked
	// worker is nil while there is none. ready is set once it has said so, alone
	// where there can be none.
	worker       *dom.Worker
	ready, alone bool
	clerk        *Clerk
	busy         bool
	pause, end   dom.Later
}

type asked struct {
	who   any
	wants []Want
	tell  func()
}

// Ask sets what somebody wants, instead of what they wanted before; nothing
// where they want nothing more. tell is called whenever more of it is known.
func (d *Desk) Ask(who any, wants []Want, tell func()) {
	d.wants = slices.DeleteFunc(d.wants, func(a asked) bool { return a.who == who })
	if len(wants) > 0 {
		d.wants = append(d.wants, asked{who, wants, tell})
	}
	d.work()
}

// jobs are what is left to do for all who want something.
func (d *Desk) jobs() []Job {
	var all []Want
	for _, a := range d.wants {
		all = append(all, a.wants...)
	}
	return Known.left(all)
}

// work hands the present jobs to whoever does them.
func (d *Desk) work() {
	jobs := d.jobs()
	if len(jobs) == 0 && !d.busy {
		return
	}
	d.busy = len(jobs) > 0
	if d.busy {
		d.end.Stop()
		d.start()
	} else {
		d.end.In(idle, d.stop)
	}
	switch {
	case d.alone:
		d.clerk.Take(jobs)
		d.pause.In(pageRest, d.slice)
	case d.ready:
		text, err := json.Marshal(jobs)
		if err != nil {
			panic("study: " + err.Error()) // numbers and names
		}
		d.worker.Say(string(text))
	}
}

// start sees to it that there is a worker, or a clerk in the page.
func (d *Desk) start() {
	if d.worker != nil || d.alone {
		return
	}
	worker, ok := dom.StartWorker(Role, d.hear, d.goOnAlone)
	if !ok {
		d.aloneNow()
		return
	}
	d.worker = worker
	// Taken back by the worker's first word.
	d.pause.In(startTime, d.goOnAlone)
}

// stop ends the worker, which has had nothing to do for a while.
func (d *Desk) stop() {
	if d.worker != nil {
		d.worker.End()
	}
	d.worker, d.ready = nil, false
}

// aloneNow puts a clerk into the page.
func (d *Desk) aloneNow() { d.alone, d.clerk = true, NewClerk() }

// goOnAlone gives up on the worker.
func (d *Desk) goOnAlone() {
	d.stop()
	d.pause.Stop()
	d.aloneNow()
	d.work()
}

// hear takes what the worker says: that it listens, or a batch.
func (d *Desk) hear(text string) {
	if text == "" {
		d.pause.Stop()
		d.ready = true
		d.work()
		return
	}
	b, err := unpack(text)
	if err != nil {
		d.goOnAlone()
		return
	}
	d.news(b)
}

// news writes a batch down and tells those who want it.
func (d *Desk) news(b Batch) {
	Known.write(b)
	for _, a := range slices.Clone(d.wants) {
		if slices.ContainsFunc(a.wants, func(w Want) bool { return w.Task == b.Task }) {
			a.tell()
		}
	}
	if d.busy && len(d.jobs()) == 0 {
		d.busy = false
		d.end.In(idle, d.stop)
	}
}

// slice works a little in the page itself, and goes on after a rest.
func (d *Desk) slice() {
	if b, ok := d.clerk.Slice(until(pageSlice)); ok {
		d.news(b)
		d.pause.In(pageRest, d.slice)
	}
}

// until returns a stop for a clerk's slice after a time.
func until(t time.Duration) func() bool {
	end := time.Now().Add(t)
	return func() bool { return !time.Now().Before(end) }
}
