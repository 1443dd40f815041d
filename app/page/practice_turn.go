package page

import (
	"strings"
	"time"

	"attnexperts/app/exercise"
	"attnexperts/app/progress"
	"attnexperts/calc/practice"
)

// begin begins a session, or a kind by itself. A seed of 0 stands for any.
func (r *practiceRoot) begin(kind string, seed uint64) {
	r.start(kind, seed)
	r.round.pick = r.round.next(r.earlier)
	r.open("")
}

// start makes a new round, of which no exercise is open yet.
func (r *practiceRoot) start(kind string, seed uint64) {
	r.round = nil
	r.load() // what another round has just come to is earlier now
	now := r.now()
	progress.Tidy(now)
	for progress.Session(now) != "" || progress.IsOpen(sessionName, now) || progress.IsOpen(aloneName, now) {
		now++ // the clock was set back to where another one began, or there are two at once
	}
	r.round = &round{Session: practice.Session{Seed: seed, Started: now}, kind: kind, given: seed > 0 && kind == ""}
	if seed == 0 {
		r.round.Seed = uint64(now)
	}
}

// open opens the round's exercise, with what was done on it before.
func (r *practiceRoot) open(done string) {
	p := r.round.pick
	r.sheet = exercise.Resume(practice.Make(p.Kind, p.Seed, p.Level), done)
	r.sheet.Keeps = true
	r.stage, r.told = atWork, ""
	r.opened = time.Now()
	r.turn++
	r.address()
	r.save()
}

// longest is how much time of an exercise is counted: who stays longer has left
// the page open.
const longest = 30 * 60 * 1000 // milliseconds

// took is the time at the exercise so far, in milliseconds.
func (r *practiceRoot) took() int64 {
	return max(0, min(longest, r.round.spent+time.Since(r.opened).Milliseconds()))
}

// finish takes the exercise's result into the round, and keeps it.
func (r *practiceRoot) finish() {
	d := r.round
	// The round's results are in order, also where the clock is not.
	when := max(r.now(), d.Started)
	if n := len(d.own); n > 0 {
		when = max(when, d.own[n-1].When)
	}
	result := r.sheet.Result(r.took(), when)
	d.takeKept()
	if !d.has(d.pick) {
		d.own = append(d.own, result)
	}
	if questions := r.sheet.Missed(); len(questions) > 0 {
		d.missed = append(d.missed, missed{Pick: d.pick, questions: questions})
	}
	lines := make([]string, len(d.own))
	for i, o := range d.own {
		lines[i] = o.Line()
	}
	r.refused = progress.KeepSession(d.Started, strings.Join(lines, "\n")) != nil
}

// next opens the next exercise, or ends the session, and returns where the
// reader goes on.
func (r *practiceRoot) next() (focus string) {
	if r.round == nil || !r.sheet.Done() {
		return ""
	}
	if r.round.over(r.now()) {
		return r.stop()
	}
	r.round.pick, r.round.spent = r.round.next(r.earlier), 0
	r.open("")
	return "#exercise-title"
}

// stop ends the round.
func (r *practiceRoot) stop() (focus string) {
	if r.round == nil {
		return ""
	}
	if r.round.kind != "" || len(r.round.own) == 0 {
		r.leave()
		return "h1"
	}
	r.sheet, r.stage = nil, atEnd
	r.notices = nil
	r.save()
	r.address()
	return ".session-end h2"
}

// leave goes back to where practice begins.
func (r *practiceRoot) leave() {
	if r.round != nil {
		progress.Close(r.round.name(), r.round.Started)
	}
	r.stage, r.round, r.sheet, r.notices, r.seed = atHome, nil, nil, nil, 0
	r.load()
	r.address()
}

// resume goes on with a round that is under way, and reports whether there is one.
func (r *practiceRoot) resume(d *round, done string) bool {
	if d == nil || d.pick.Kind == "" {
		return false
	}
	r.round = d
	r.load()
	r.open(done)
	return true
}
