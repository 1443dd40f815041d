package page

import (
	"slices"
	"strconv"
	"strings"

	"attnexperts/app/progress"
	"attnexperts/calc/practice"
	"attnexperts/calc/scenario"
)

// load reads the results that the device has kept. Those of the round that is
// under way are its own.
func (r *practiceRoot) load() {
	r.earlier, r.unread = readResults(strings.Join(progress.Load().Practice, "\n"))
	if r.round == nil {
		return
	}
	r.round.takeKept()
	r.earlier = slices.DeleteFunc(r.earlier, func(e practice.Result) bool { return slices.Contains(r.round.own, e) })
}

// results are all that is known, in order.
func (r *practiceRoot) results() []practice.Result {
	if r.round == nil {
		return r.earlier
	}
	return append(slices.Clip(r.earlier), r.round.own...)
}

// readResults reads kept lines, and counts those that are no results.
func readResults(text string) (results []practice.Result, unread int) {
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			continue
		}
		if result, err := practice.ReadResult(line); err == nil {
			results = append(results, result)
		} else {
			unread++
		}
	}
	return results, unread
}

// save keeps what is under way, so that it can be gone on with: the session, the
// exercise, what was done on it, and what is being typed.
func (r *practiceRoot) save() {
	if r.round == nil {
		return
	}
	d := r.round
	if progress.KeepOpen(d.name(), d.Started, r.saved()) != nil {
		r.refused = true
	}
	d.stored = progress.IsOpen(d.name(), d.Started)
}

// saved is what is kept of the round, a line a fact, and the sheet's text after
// them:
//
//	round 1 4711 1764032912000     the session
//	kind windows                   what is practised by itself
//	given                          the seed came with a link
//	open windows 42 1 45120        the exercise, and the time at it
//	missed kv-cache 7 2 0,1        what was missed
//	sheet
//	a 40 GiB
func (r *practiceRoot) saved() string {
	d := r.round
	lines := []string{"round " + d.Line()}
	if d.kind != "" {
		lines = append(lines, "kind "+d.kind)
	}
	if d.given {
		lines = append(lines, "given")
	}
	for _, m := range d.missed {
		numbers := make([]string, len(m.questions))
		for i, q := range m.questions {
			numbers[i] = strconv.Itoa(q)
		}
		lines = append(lines, "missed "+pickText(m.Pick)+" "+strings.Join(numbers, ","))
	}
	if r.sheet != nil {
		lines = append(lines, "open "+pickText(d.pick)+" "+strconv.FormatInt(r.took(), 10), "sheet", r.sheet.Text())
	}
	return strings.Join(lines, "\n")
}

func pickText(p practice.Pick) string {
	return p.Kind + " " + strconv.FormatUint(p.Seed, 10) + " " + strconv.Itoa(p.Level)
}

// maxMissed is how many missed exercises are read: a session has ten.
const maxMissed = 50

// readRound reads what saved wrote, and what was done on the sheet. Of anything
// else there is no round.
func readRound(text string) (d *round, done string) {
	facts, done, _ := strings.Cut(text, "\nsheet\n")
	for i, line := range strings.Split(facts, "\n") {
		name, what, _ := strings.Cut(line, " ")
		if i == 0 {
			session, err := practice.ReadSession(what)
			if name != "round" || err != nil {
				return nil, ""
			}
			d = &round{Session: session}
			continue
		}
		fields := strings.Fields(what)
		switch {
		case name == "kind":
			if _, ok := practice.Find(what); ok {
				d.kind = what
			}
		case name == "given":
			d.given = true
		case name == "missed" && len(fields) == 4 && len(d.missed) < maxMissed:
			if pick, ok := readPick(fields); ok {
				d.missed = append(d.missed, missed{Pick: pick, questions: readNumbers(fields[3])})
			}
		case name == "open" && len(fields) == 4:
			spent, err := strconv.ParseInt(fields[3], 10, 64)
			if pick, ok := readPick(fields); ok && err == nil {
				d.pick, d.spent = pick, max(0, min(longest, spent))
			}
		}
	}
	d.own, _ = readResults(progress.Session(d.Started))
	return d, done
}

// underWay returns the latest session that can be gone on with, and what was done
// on its sheet.
func (r *practiceRoot) underWay() (d *round, done string) {
	for _, text := range progress.Open(sessionName) {
		if d, done := readRound(text); d != nil && d.pick.Kind != "" && !d.over(r.now()) {
			return d, done
		}
	}
	return nil, ""
}

// readPick reads the kind, the seed and the level of an exercise as a link would
// have them.
func readPick(fields []string) (practice.Pick, bool) {
	_, known := practice.Find(fields[0])
	s := scenario.PracticeTable.Default()
	for i, key := range []string{"kind", "seed", "level"} {
		if scenario.PracticeTable.Set(&s, key, fields[i]) != nil {
			return practice.Pick{}, false
		}
	}
	return practice.Pick{Kind: s.Kind, Seed: uint64(s.Seed), Level: int(s.Level)}, known && s.Single()
}

// readNumbers reads the numbers of questions. Those that an exercise does not
// have lead to nothing.
func readNumbers(text string) []int {
	var list []int
	for _, field := range strings.Split(text, ",") {
		if n, err := strconv.Atoi(field); err == nil && n >= 0 && n < 10 {
			list = append(list, n)
		}
	}
	return list
}
