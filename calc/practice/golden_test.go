package practice

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"attnexperts/calc/scenario"
)

var golden = flag.Bool("golden", false, "add what is new to the golden files; what is there already has to be the same")

// A link gives the same exercise next year: what the file has changes only where
// a wording is put right, never its numbers.
func TestLinksGiveTheSameExercisesForEver(t *testing.T) {
	var b strings.Builder
	for _, k := range Kinds() {
		for level := 1; level <= MaxLevel; level++ {
			for _, seed := range []uint64{1, MaxSeed} {
				b.WriteString(printed(Make(k.Key, seed, level)))
			}
		}
	}
	compareGolden(t, "testdata/exercises.golden", b.String())
}

// A link with a seed gives a class one session: the same exercises next year, for
// those who answer alike. A new kind would change that, so it has to be kept out of
// the sessions of such links, or those links have to say which kinds they were made
// with.
func TestLinksGiveTheSameSessionsForEver(t *testing.T) {
	var b strings.Builder
	for _, seed := range []uint64{7, 42, MaxSeed} {
		for _, first := range []bool{true, false} {
			var results []Result
			s := Session{Seed: seed}
			for i := range SessionExercises {
				p := s.Next(results)
				fmt.Fprintf(&b, "%d %t: %s %d %d\n", seed, first, p.Kind, p.Seed, p.Level)
				results = append(results, Result{Kind: p.Kind, Seed: p.Seed, Level: p.Level, First: first, When: int64(i)})
			}
		}
	}
	compareGolden(t, "testdata/sessions.golden", b.String())
}

// compareGolden compares a text with a file, line by line; with -golden it adds what
// is new at the end of the file, and nothing else.
func compareGolden(t *testing.T, file, text string) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err != nil && !(*golden && errors.Is(err, os.ErrNotExist)) {
		t.Fatal(err)
	}
	got, kept := strings.Split(text, "\n"), strings.Split(strings.TrimSuffix(string(want), "\n"), "\n")
	for i := range min(len(got), len(kept)) {
		if got[i] != kept[i] && len(want) > 0 {
			t.Fatalf("%s: line %d is\n%s\nand was\n%s", file, i+1, got[i], kept[i])
		}
	}
	switch {
	case text == string(want):
	case *golden:
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Fatalf("%s: there are %d bytes, and were %d", file, len(text), len(want))
	}
}

// printed is an exercise with its answers.
func printed(e Exercise) string {
	text := "# " + name(e) + ": " + e.Title + "\n"
	for _, b := range e.Text {
		for _, line := range append([]string{b.Text}, b.Lines...) {
			if line != "" {
				text += line + "\n"
			}
		}
		for _, row := range b.Rows {
			text += strings.Join(row, " | ") + "\n"
		}
	}
	for _, q := range e.Questions {
		text += "? " + q.Ask + "\n= " + q.Right() + "\n"
	}
	return text
}

func TestWhateverIsAskedForIsMade(t *testing.T) {
	for _, level := range []int{-1, 0, 4, 1 << 40} {
		if e := Make("juggling", 5, level); e.Kind != Kinds()[0].Key || e.Level < 1 || e.Level > MaxLevel || len(e.Questions) == 0 {
			t.Errorf("level %d: %+v", level, e)
		}
	}
	if e := Make("masks", 1<<64-1, 2); len(e.Questions) == 0 {
		t.Error("the largest seed makes nothing")
	}
	if Make("load", 1, 1).Title == Make("load", 2, 1).Title && fingerprint(Make("load", 1, 1)) == fingerprint(Make("load", 2, 1)) {
		t.Error("two seeds make one exercise")
	}
}

// The kinds are those that links can name, in the same order, and each ability
// and each part that teaches something is asked for.
func TestKindsAreThoseOfTheLinks(t *testing.T) {
	field, _ := scenario.PracticeTable.Field("kind")
	p := scenario.PracticeTable.Default()
	options := field.Of(&p).(scenario.OptionValue).Options[1:]
	kinds := Kinds()
	if len(options) != len(kinds) {
		t.Fatalf("links know %d kinds, there are %d", len(options), len(kinds))
	}
	abilities := map[int]bool{}
	for i, k := range kinds {
		if options[i].Text != k.Key || k.Name == "" || !strings.HasSuffix(k.Trains, ".") || k.Part == "" || !kindKey(k.Key) {
			t.Errorf("kind %d is %+v, links call it %q", i, k, options[i].Text)
		}
		abilities[k.Ability] = true
		if found, ok := Find(k.Key); !ok || found.Key != k.Key {
			t.Errorf("%s is not found", k.Key)
		}
	}
	if _, ok := Find("juggling"); ok {
		t.Error("a kind that is not there is found")
	}
	if len(kinds) < 8 {
		t.Errorf("there are %d kinds", len(kinds))
	}
	for i := range Abilities() {
		if !abilities[i+1] {
			t.Errorf("nothing asks for ability %d: %s", i+1, Abilities()[i])
		}
	}
}

func TestCardsOfExercisesAreValid(t *testing.T) {
	ids := map[string]bool{}
	for _, k := range Kinds() {
		for seed := range uint64(150) {
			e := Make(k.Key, seed, 1+int(seed%MaxLevel))
			for i, q := range e.Questions {
				c := e.Card(i)
				if err := c.Validate(); err != nil {
					t.Fatalf("%s: %v", name(e), err)
				}
				if !strings.Contains(c.Back, strings.ReplaceAll(q.Right(), "`", "")) && q.Kind == Number || c.Link != q.Link || ids[c.ID] {
					t.Fatalf("%s: %+v", name(e), c)
				}
				ids[c.ID] = true
			}
		}
	}
}

// Find the bug has many bugs, some at each level.
func TestManyMistakesAreToBeFound(t *testing.T) {
	all := map[string]bool{}
	for level := 1; level <= MaxLevel; level++ {
		here := map[string]bool{}
		for seed := range uint64(400) {
			_, why, _ := strings.Cut(Make("bug", seed, level).Questions[0].Steps[0].Text, ". ")
			all[why], here[why] = true, true
		}
		if len(here) < 5 {
			t.Errorf("at level %d there are only %d mistakes: %v", level, len(here), here)
		}
	}
	if len(all) < 20 {
		t.Errorf("there are only %d mistakes", len(all))
	}
}
