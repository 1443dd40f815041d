package page

import (
	"attnexperts/app/dom"
	"attnexperts/app/exercise"
	"attnexperts/app/progress"
	"attnexperts/calc/practice"
	"attnexperts/calc/scenario"
)

// address lets the address bar follow the exercise that is open.
func (r *practiceRoot) address() {
	if r.root == nil {
		return
	}
	s := scenario.PracticeTable.Default()
	switch r.stage {
	case atWork:
		s = r.round.scenario()
	case atHome:
		s.Seed = int64(r.seed)
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
