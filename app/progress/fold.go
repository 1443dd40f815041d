package progress

import (
	"slices"
	"strings"

	"attnexperts/app/dom"
)

// Old rounds of practice are folded into one text, so that there are never many
// keys to read. Nothing is lost by it: a round goes once the text that has its
// lines is kept, and where that has become too long, rounds stay as they are.
const (
	// folded is the text's key. It comes before those of all rounds.
	folded = practice + "0"
	// maxRounds is how many rounds may have a key of their own, fewRounds how many
	// are left by folding.
	maxRounds, fewRounds = 500, 400
	// maxFolded is how long the text may become, in bytes: some 20,000 results.
	maxFolded = 1 << 20
)

// storage is where a browser keeps small texts.
type storage interface {
	Keys(prefix string) []string
	Kept(key string) (string, bool)
	Keep(key, text string) error
	Drop(key string)
}

// browser is the browser's own.
type browser struct{}

func (browser) Keys(prefix string) []string    { return dom.KeptKeys(prefix) }
func (browser) Kept(key string) (string, bool) { return dom.Kept(key) }
func (browser) Keep(key, text string) error    { return dom.Keep(key, text) }
func (browser) Drop(key string)                { dom.Drop(key) }

// rounds returns the lines of all rounds, the oldest first, and folds old ones.
func rounds(s storage) []string {
	keys := slices.DeleteFunc(s.Keys(practice), func(key string) bool { return key == folded })
	old, _ := s.Kept(folded)
	if len(keys) > maxRounds {
		if text := foldedWith(s, old, keys[:len(keys)-fewRounds]); len(text) <= maxFolded && s.Keep(folded, text) == nil {
			for _, key := range keys[:len(keys)-fewRounds] {
				s.Drop(key)
			}
			old, keys = text, keys[len(keys)-fewRounds:]
		}
	}
	// Another tab may fold at the same moment, and a line then stand twice.
	var list []string
	seen := map[string]bool{}
	take := func(text string) {
		for _, line := range strings.Split(text, "\n") {
			if line != "" && !seen[line] {
				seen[line] = true
				list = append(list, line)
			}
		}
	}
	take(old)
	for _, key := range keys {
		text, _ := s.Kept(key)
		take(text)
	}
	return list
}

// foldedWith returns the folded text with the lines of some rounds after its own.
func foldedWith(s storage, text string, keys []string) string {
	parts, whole := []string{text}, "\n"+text+"\n"
	for _, key := range keys {
		if more, _ := s.Kept(key); more != "" && !strings.Contains(whole, "\n"+more+"\n") {
			parts = append(parts, more)
		}
	}
	return strings.TrimPrefix(strings.Join(parts, "\n"), "\n")
}
