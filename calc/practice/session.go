package practice

import (
	"errors"
	"strconv"
	"strings"
)

// A session is over after so many exercises, or so much time.
const (
	SessionExercises = 10
	SessionTime      = 10 * 60 * 1000 // milliseconds
)

// Session is a round of practice. It is a seed and a time; all else follows from
// the results, so that it goes on after a reload as if nothing had been.
type Session struct {
	// Seed is any number; sessions of one reader should have different ones.
	Seed uint64
	// Started is when it began, in Unix milliseconds. Results from then on are
	// the session's.
	Started int64
}

// Pick says which exercise comes next: Make(p.Kind, p.Seed, p.Level).
type Pick struct {
	Kind  string
	Seed  uint64
	Level int
}

// Line returns the session as a line of text without its end.
func (s Session) Line() string {
	return "1 " + strconv.FormatUint(s.Seed, 10) + " " + num(max(0, min(s.Started, maxWhen)))
}

// ReadSession reads a line that Line wrote, and nothing else.
func ReadSession(line string) (Session, error) {
	f := strings.Split(line[:min(len(line), MaxResultLine)], " ")
	if len(f) == 3 && f[0] == "1" {
		seed, err := strconv.ParseUint(f[1], 10, 64)
		started, err2 := strconv.ParseInt(f[2], 10, 64)
		s := Session{seed, started}
		if err == nil && err2 == nil && s.Line() == line {
			return s, nil
		}
	}
	return Session{}, errors.New("this is no session of practice: wanted are three numbers, the first one 1")
}

// Of returns the results that belong to the session, in order: those at the end
// of the list that were finished since it began.
func (s Session) Of(results []Result) []Result {
	from := len(results)
	for from > 0 && results[from-1].When >= s.Started {
		from--
	}
	return results[from:]
}

// Next returns the exercise after the results so far: of a kind that was missed
// lately or not seen yet rather than one that goes well, never one kind twice in
// a row, at the level that its Tally says. It depends on nothing but the seed
// and the results.
func (s Session) Next(results []Result) Pick {
	mine := s.Of(results)
	m := &maker{state: mix(s.Seed + uint64(len(mine)))}
	best, most := -1, 0
	tallies := Tallies(results)
	for i, t := range tallies {
		if n := len(mine); n > 0 && mine[n-1].Kind == t.Kind.Key && len(tallies) > 1 {
			continue
		}
		// An exercise of this session counts 200 against its kind. Each of the latest
		// four that was missed counts 60 for it, not to have been seen at all 150, and
		// chance less than 90.
		need := 60*t.missed() + m.below(90)
		if t.Done == 0 {
			need += 150
		}
		for _, r := range mine {
			if r.Kind == t.Kind.Key {
				need -= 200
			}
		}
		if best < 0 || need > most {
			best, most = i, need
		}
	}
	seed := 1 + uint64(m.below(MaxSeed))
	return Pick{Kind: tallies[best].Kind.Key, Seed: seed, Level: tallies[best].Level}
}

// Over reports whether the session is over at a time, in Unix milliseconds: an
// exercise that has been begun may be finished, and no further one follows.
func (s Session) Over(results []Result, now int64) bool {
	return len(s.Of(results)) >= SessionExercises || s.Left(now) == 0
}

// Left returns how much of the session's time is left, in milliseconds, from 0
// to SessionTime; a clock that was set back takes nothing.
func (s Session) Left(now int64) int64 {
	return max(0, min(SessionTime, s.Started+SessionTime-now))
}

// Score counts the session's exercises: how many were right at first try, of how
// many.
func (s Session) Score(results []Result) (right, done int) {
	for _, r := range s.Of(results) {
		done++
		if r.First {
			right++
		}
	}
	return right, done
}
