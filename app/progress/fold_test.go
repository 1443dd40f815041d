package progress

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shelf is a storage; with full set it takes nothing new.
type shelf struct {
	texts map[string]string
	full  bool
}

func (s *shelf) Keys(prefix string) (keys []string) {
	for key := range s.texts {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func (s *shelf) Kept(key string) (string, bool) {
	text, ok := s.texts[key]
	return text, ok
}

func (s *shelf) Keep(key, text string) error {
	if s.full {
		return errors.New("no room")
	}
	s.texts[key] = text
	return nil
}

func (s *shelf) Drop(key string) { delete(s.texts, key) }

// practised has so many rounds of two results.
func practised(n int) (s *shelf, lines []string) {
	s = &shelf{texts: map[string]string{}}
	for i := range n {
		two := []string{"result " + strconv.Itoa(2*i), "result " + strconv.Itoa(2*i+1)}
		s.texts[sessionKey(int64(1000+i))] = strings.Join(two, "\n")
		lines = append(lines, two...)
	}
	return s, lines
}

// No round is ever dropped: old ones are folded, and all lines stay, in order.
func TestNoRoundIsLostHoweverManyThereAre(t *testing.T) {
	for _, n := range []int{0, 1, maxRounds, maxRounds + 1, 3000} {
		s, lines := practised(n)
		for range 3 {
			if got := rounds(s); !slices.Equal(got, lines) {
				t.Fatalf("of %d rounds %d lines are left of %d", n, len(got), len(lines))
			}
		}
		if keys := s.Keys(practice); len(keys) > maxRounds+1 {
			t.Errorf("%d rounds leave %d keys", n, len(keys))
		}
		// What comes later comes after.
		s.texts[sessionKey(9000)] = "the latest"
		if got := rounds(s); len(got) != len(lines)+1 || got[len(got)-1] != "the latest" {
			t.Errorf("after %d rounds the latest is %q", n, got[len(got)-1])
		}
	}
}

func TestWhatCannotBeFoldedStays(t *testing.T) {
	s, lines := practised(700)
	s.full = true
	if got := rounds(s); !slices.Equal(got, lines) || len(s.texts) != 700 {
		t.Errorf("without room %d lines and %d keys are left", len(got), len(s.texts))
	}
	s, lines = practised(700)
	s.texts[folded] = strings.Repeat("x", maxFolded-5)
	if got := rounds(s); len(got) != len(lines)+1 || len(s.texts) != 701 {
		t.Errorf("with a long text %d lines and %d keys are left", len(got), len(s.texts))
	}
}

// Another tab folded too, before it dropped what it had folded.
func TestTwoTabsFoldNothingTwice(t *testing.T) {
	s, lines := practised(700)
	s.texts[folded] = strings.Join(lines[:200], "\n")
	if got := rounds(s); !slices.Equal(got, lines) {
		t.Errorf("%d lines are left of %d", len(got), len(lines))
	}
	if s.texts[folded] != strings.Join(lines[:600], "\n") {
		t.Error("lines were folded twice")
	}
}

func TestAllThatIsForgottenIsProgress(t *testing.T) {
	for _, key := range []string{read + "x", answered + "x", sessionKey(5), folded, openKey("session", 5)} {
		if !Key(key) {
			t.Errorf("%s is not of the progress", key)
		}
	}
	if Key(prefix + "cards") {
		t.Error("flashcards are progress")
	}
	if openKey("session", 5) == openKey("session", 6) || openKey("alone", 5) == openKey("session", 5) {
		t.Error("two rounds have one key")
	}
}
