package page

import (
	"slices"
	"strings"
	"time"

	"attnexperts/app/dom"
	"attnexperts/app/exercise"
	"attnexperts/app/progress"
	"attnexperts/calc/order"
	"attnexperts/calc/practice"
	"attnexperts/calc/scenario"
)

// A round is what is being practised: a session, which mixes all kinds for ten
// minutes, or exercises of one kind by itself for as long as one likes.
type round struct {
	practice.Session
	// kind is what is practised by itself, "" in a session.
	kind string
	// given says that the session's seed came with a link: its exercises then
	// depend on the answers in it alone, and not on what was done before.
	given bool
	// pick is the exercise that is open.
	pick practice.Pick
	// spent is the time at it before the page was loaded anew, in milliseconds.
	spent int64
	// own are the round's results, in order.
	own []practice.Result
	// missed are the exercises that were not right at first try.
	missed []missed
	// stored says that the round is kept as under way: where it is not any more,
	// somebody forgot it.
	stored bool
}

// missed is an exercise, with the questions that were missed.
type missed struct {
	practice.Pick
	questions []int
	// kept says that they were kept as flashcards, said what became of it.
	kept bool
	said string
}

// The names under which a session, and a kind by itself, are kept while they are
// under way, with the time when they were begun: none takes another's place.
const (
	sessionName = "session"
	aloneName   = "alone"
)

func (d *round) name() string {
	if d.kind == "" {
		return sessionName
	}
	return aloneName
}

// scenario is the link of the exercise that is open.
func (d *round) scenario() scenario.Practice {
	return scenario.Practice{Kind: d.pick.Kind, Seed: int64(d.pick.Seed), Level: int64(d.pick.Level)}
}

// over reports whether no exercise follows.
func (d *round) over(now int64) bool { return d.kind == "" && d.Over(d.own, now) }

// next picks the next exercise, after results that are not the round's own.
func (d *round) next(earlier []practice.Result) practice.Pick {
	all := append(slices.Clip(earlier), d.own...)
	switch {
	case d.given:
		return d.Session.Next(d.own)
	case d.kind == "":
		return d.Session.Next(all)
	}
	pick := practice.Pick{Kind: d.kind, Level: 1}
	for _, t := range practice.Tallies(all) {
		if t.Kind.Key == d.kind {
			pick.Level = t.Level
		}
	}
	// A step that shares no factor with the number of seeds comes to all of them.
	pick.Seed = 1 + (d.Seed+7919*uint64(len(d.own)+1))%practice.MaxSeed
	return pick
}

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

// takeKept takes in what is kept of the round. Where it was forgotten, in another
// tab, that is all that there is of it.
func (d *round) takeKept() {
	kept, _ := readResults(progress.Session(d.Started))
	if d.stored && !progress.IsOpen(d.name(), d.Started) {
		d.forget(kept)
	}
	d.merge(kept)
}

// forget leaves out all but what is kept of the round.
func (d *round) forget(kept []practice.Result) {
	d.own, d.stored = kept, false
	d.missed = slices.DeleteFunc(d.missed, func(m missed) bool { return !d.has(m.Pick) })
}

// merge takes in results of the same round that another tab has kept.
func (d *round) merge(kept []practice.Result) {
	for _, k := range kept {
		if !d.has(practice.Pick{Kind: k.Kind, Seed: k.Seed, Level: k.Level}) {
			d.own = append(d.own, k)
		}
	}
	order.By(d.own, func(a, b practice.Result) int { return int(max(-1, min(1, a.When-b.When))) })
}

// has reports whether an exercise has a result in the round.
func (d *round) has(p practice.Pick) bool {
	return slices.ContainsFunc(d.own, func(o practice.Result) bool { return o.Kind == p.Kind && o.Seed == p.Seed && o.Level == p.Level })
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

// address lets the address bar follow the exercise that is open.
func (r *practiceRoot) address() {
	if r.root == nil {
		return
	}
	s := scenario.PracticeTable.Default()
	if r.stage == atWork {
		s = r.round.scenario()
	}
	if to := scenario.PracticeTable.Fragment(s); to != dom.Fragment() {
		dom.SetFragment(to)
	}
}

// openAddress opens what the address asks for, and reports whether that is
// anything else than what is open.
func (r *practiceRoot) openAddress(fragment string) bool {
	s, notices := scenario.PracticeTable.Parse(fragment)
	if r.stage == atWork && s == r.round.scenario() && len(notices) == 0 {
		return false
	}
	r.notices = notices
	pick := practice.Pick{Kind: s.Kind, Seed: uint64(s.Seed), Level: int(s.Level)}
	_, known := practice.Find(s.Kind)
	switch {
	case s.Single() && known:
		if !r.resumeAt(pick) {
			r.start(s.Kind, pick.Seed)
			r.round.pick = pick
			r.open("")
		}
	case known:
		r.begin(s.Kind, 0)
	case len(notices) > 0:
		// A broken link of an exercise still gives one.
		r.begin("", pick.Seed)
	default:
		r.seed = pick.Seed
		r.showHome()
	}
	return true
}

// showHome shows where practice begins, or the end of a session that has just been.
func (r *practiceRoot) showHome() {
	r.stage, r.sheet, r.round = atHome, nil, nil
	r.load()
	sessions := progress.Open(sessionName)
	if len(sessions) == 0 {
		return
	}
	if d, _ := readRound(sessions[0]); d != nil && d.pick.Kind == "" && len(d.own) > 0 && r.recently(d.own[len(d.own)-1].When) {
		r.round, r.stage = d, atEnd
		d.stored = true
		r.load()
	}
}

// recently reports whether a time lies less than an hour back.
func (r *practiceRoot) recently(when int64) bool {
	const hour = 60 * 60 * 1000
	ago := r.now() - when
	return -hour < ago && ago < hour
}

// resumeAt goes on with what is under way, if the exercise is what is open in it.
// One that was done long ago is begun anew.
func (r *practiceRoot) resumeAt(p practice.Pick) bool {
	for _, text := range append(progress.Open(sessionName), progress.Open(aloneName)...) {
		d, done := readRound(text)
		if d == nil || d.pick != p {
			continue
		}
		if !exercise.Resume(practice.Make(p.Kind, p.Seed, p.Level), done).Done() || len(d.own) > 0 && r.recently(d.own[len(d.own)-1].When) {
			return r.resume(d, done)
		}
	}
	return false
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
