package practice

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestResultsSurviveTheirLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Result{
			Kind: rapid.StringMatching(`[a-z][a-z0-9-]{0,31}`).Draw(t, "kind"), Level: rapid.IntRange(1, MaxLevel).Draw(t, "level"), Seed: rapid.Uint64Range(0, MaxSeed).Draw(t, "seed"),
			First: rapid.Bool().Draw(t, "first"), Hints: rapid.IntRange(0, maxHints).Draw(t, "hints"), Took: rapid.Int64Range(0, maxTook).Draw(t, "took"), When: rapid.Int64Range(0, maxWhen).Draw(t, "when"),
		}
		again, err := ReadResult(r.Line())
		if err != nil || again != r || len(r.Line()) > MaxResultLine {
			t.Fatalf("%q is read as %+v, %v", r.Line(), again, err)
		}
	})
}

func TestOnlyResultsAreReadAsResults(t *testing.T) {
	good := "1 kv-cache 2 4711 y 0 45120 1764032912000"
	want := Result{Kind: "kv-cache", Level: 2, Seed: 4711, First: true, Took: 45120, When: 1764032912000}
	if r, err := ReadResult(good); err != nil || r != want {
		t.Errorf("%+v, %v", r, err)
	}
	for _, line := range []string{
		"", " ", "1", good + " ", " " + good, good + "\n", good + " 7", strings.Replace(good, "1 ", "2 ", 1), strings.Replace(good, "kv-cache", "KV", 1),
		strings.Replace(good, "kv-cache", strings.Repeat("k", 33), 1), strings.Replace(good, " 2 ", " 0 ", 1), strings.Replace(good, " 2 ", " 4 ", 1), strings.Replace(good, " 2 ", " 02 ", 1),
		strings.Replace(good, "4711", "1000000", 1), strings.Replace(good, "4711", "-1", 1), strings.Replace(good, " y ", " Y ", 1), strings.Replace(good, "45120", "1e4", 1),
		strings.Replace(good, "1764032912000", "99999999999999999999", 1), strings.Repeat("x", 10_000), strings.ReplaceAll(good, " ", "\t"),
	} {
		if r, err := ReadResult(line); err == nil {
			t.Errorf("%q is read as %+v", line, r)
		}
	}
	// What is out of bounds is written as the nearest that is not.
	if _, err := ReadResult(Result{Kind: "load", Level: 9, Seed: 1 << 60, Hints: -5, Took: -1, When: 1 << 62}.Line()); err != nil {
		t.Error(err)
	}
}

func FuzzReadResult(f *testing.F) {
	f.Add("1 kv-cache 2 4711 y 0 45120 1764032912000")
	f.Fuzz(func(t *testing.T, line string) {
		if r, err := ReadResult(line); err == nil && r.Line() != line {
			t.Fatalf("%q is read as %+v", line, r)
		}
		if s, err := ReadSession(line); err == nil && s.Line() != line {
			t.Fatalf("%q is read as %+v", line, s)
		}
	})
}

// run makes results of one kind, at the level that comes next each time: y is
// right at first try.
func run(kind, outcomes string, from int64) (results []Result, levels []int) {
	for i, c := range outcomes {
		level := levelOf(results, kind)
		levels = append(levels, level)
		results = append(results, Result{Kind: kind, Level: level, Seed: uint64(i + 1), First: c == 'y', Took: 1000, When: from + int64(i)*1000})
	}
	return results, append(levels, levelOf(results, kind))
}

func levelOf(results []Result, kind string) int {
	for _, t := range Tallies(results) {
		if t.Kind.Key == kind {
			return t.Level
		}
	}
	return 0
}

func TestLevelFollowsTheLearner(t *testing.T) {
	for outcomes, want := range map[string][]int{
		"":         {1},
		"yy":       {1, 1, 2},
		"yyyy":     {1, 1, 2, 2, 3},
		"yyyyyyyy": {1, 1, 2, 2, 3, 3, 3, 3, 3},
		"yynn":     {1, 1, 2, 2, 1},
		"nnnn":     {1, 1, 1, 1, 1},
		"ynyn":     {1, 1, 1, 1, 1},
		"yyyynyny": {1, 1, 2, 2, 3, 3, 3, 3, 3},
		"yyyynnnn": {1, 1, 2, 2, 3, 3, 2, 2, 1},
	} {
		if _, levels := run("load", outcomes, 0); !reflect.DeepEqual(levels, want) {
			t.Errorf("%s: levels %v, want %v", outcomes, levels, want)
		}
	}
	// Easy ones off a link do not lift who is at a higher level.
	results, _ := run("load", "yyyy", 0)
	for range 4 {
		results = append(results, Result{Kind: "load", Level: 1, First: false})
	}
	if levelOf(results, "load") >= 3 {
		t.Error("misses at an easier level do not count")
	}
}

func TestTalliesAndDaysCount(t *testing.T) {
	results, _ := run("spec", "ynyyn", 1000)
	results = append(results, Result{Kind: "from the future", When: 9000}, Result{Kind: "masks", Level: 1, First: true, Took: 7, When: 86_400_000*3 + 5})
	for _, tally := range Tallies(results) {
		switch tally.Kind.Key {
		case "spec":
			if tally.Done != 5 || tally.Right != 3 || tally.Took != 5000 || tally.Last != 5000 || !reflect.DeepEqual(tally.Recent, []bool{true, false, true, true, false}) {
				t.Errorf("%+v", tally)
			}
		case "masks":
			if tally.Done != 1 || tally.Right != 1 || tally.Last != 86_400_000*3+5 {
				t.Errorf("%+v", tally)
			}
		default:
			if tally.Done != 0 || tally.Level != 1 {
				t.Errorf("%+v", tally)
			}
		}
	}
	if got, want := Days(results, 0), []Day{{0, 6, 3, 5000}, {3, 1, 1, 7}}; !reflect.DeepEqual(got, want) {
		t.Errorf("days %v, want %v", got, want)
	}
	if got := Days(results, -1); got[0].Day != -1 || got[1].Day != 2 {
		t.Errorf("a minute west of UTC the days are %v", got)
	}
	if n := Streak(results); n != 1 {
		t.Errorf("the streak is %d", n)
	}
	if Streak(nil) != 0 || Streak(results[2:4]) != 2 {
		t.Error("streaks are wrong")
	}
	many, _ := run("load", strings.Repeat("y", 50), 0)
	for _, tally := range Tallies(many) {
		if tally.Kind.Key == "load" && len(tally.Recent) != maxRecent {
			t.Errorf("%d are recent", len(tally.Recent))
		}
	}
}

// play plays a session to its end; missed are the kinds that are always missed.
func play(s Session, before []Result, missed map[string]bool) []Result {
	now := s.Started
	for !s.Over(before, now) {
		p := s.Next(before)
		now += 40_000
		before = append(before, Result{Kind: p.Kind, Level: p.Level, Seed: p.Seed, First: !missed[p.Kind], Took: 40_000, When: now})
	}
	return before
}

func TestSessionMixesKinds(t *testing.T) {
	for seed := range uint64(200) {
		s := Session{Seed: seed, Started: 1_000_000}
		results := play(s, nil, nil)
		seen := map[string]int{}
		for i, r := range results {
			seen[r.Kind]++
			if i > 0 && results[i-1].Kind == r.Kind {
				t.Fatalf("seed %d: %s twice in a row", seed, r.Kind)
			}
		}
		if len(results) != SessionExercises || len(seen) != len(Kinds()) {
			t.Fatalf("seed %d: %d exercises of %d kinds", seed, len(results), len(seen))
		}
		if right, done := s.Score(results); right != 10 || done != 10 {
			t.Fatalf("the score is %d of %d", right, done)
		}
	}
}

func TestWhatWasMissedComesSooner(t *testing.T) {
	missed := map[string]bool{"windows": true, "saves": true}
	often, others := 0, 0
	for seed := range uint64(200) {
		first := Session{Seed: seed, Started: 1_000_000}
		second := Session{Seed: seed + 1000, Started: 10_000_000}
		for _, r := range second.Of(play(second, play(first, nil, missed), missed)) {
			if missed[r.Kind] {
				often++
			} else {
				others++
			}
		}
	}
	// Each kind comes once, and the missed ones once more for what is left of the
	// session: of eight kinds that are four exercises of ten, at random 2.5.
	least := float64(len(missed)+SessionExercises-len(Kinds()))/SessionExercises - 0.05
	if share := float64(often) / float64(often+others); share < least || share > 0.7 {
		t.Errorf("kinds that are missed make up %.2f, want at least %.2f", share, least)
	}
}

// After a reload there are the same session and the same results, read from
// their lines; the next exercise is the same.
func TestSessionGoesOnAfterAReload(t *testing.T) {
	s := Session{Seed: 77, Started: 5000}
	results := play(s, nil, map[string]bool{"bug": true})
	for n := range results {
		var again []Result
		for _, r := range results[:n] {
			read, err := ReadResult(r.Line())
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, read)
		}
		reread, err := ReadSession(s.Line())
		if err != nil {
			t.Fatal(err)
		}
		if got := reread.Next(again); got.Kind != results[n].Kind || got.Seed != results[n].Seed || got.Level != results[n].Level || got.Seed < 1 || got.Seed > MaxSeed {
			t.Fatalf("exercise %d is %+v, was %+v", n, got, results[n])
		}
	}
}

func TestSessionEndsInTime(t *testing.T) {
	s := Session{Seed: 1, Started: 1000}
	for now, left := range map[int64]int64{1000: SessionTime, 1000 + SessionTime/2: SessionTime / 2, 1000 + SessionTime: 0, 1 << 60: 0, 0: SessionTime, -5: SessionTime} {
		if got := s.Left(now); got != left || s.Over(nil, now) != (left == 0) {
			t.Errorf("at %d, %d is left", now, got)
		}
	}
	for _, line := range []string{"", "1 2", "1 2 3 4", "2 2 3", "1 x 3", "1 2 -3", "1 02 3", "1 18446744073709551616 3", strings.Repeat("1", 1000)} {
		if _, err := ReadSession(line); err == nil {
			t.Errorf("%q is read as a session", line)
		}
	}
}
