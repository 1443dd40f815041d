package page

import (
	"slices"

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
