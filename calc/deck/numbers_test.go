package deck_test

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"attnexperts/calc/deck"
	"attnexperts/calc/model"
	"attnexperts/calc/recall"
)

// names have digits that are no numbers.
var names = regexp.MustCompile(`Llama-2-7B|Llama-3\.1-\d+B|DeepSeek-V3|Mistral 7B|Mixtral-8x7B|“8x7B|Gemma-3-27B|Qwen3-30B-A3B|gpt-oss-20b|GPT-2|1-byte|top-2|bf16`)

// number is a number with what it counts, where that is a unit.
var number = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?(?: (?:KiB|MiB|GiB|GB|million|billion|trillion|%|times\b))?`)

// configLine is a line of a config.
var configLine = regexp.MustCompile(`"\w+": ("\w+"|\[\]|[\w.]+)`)

// Every number on a card is one of five: it is worked out in claims; it is what
// the card's link says, so that the figure shows the same; it stands in the
// model's published config; it is made up by the card, as choices lists; or it
// is part of the working of an answer, which has a test of its own.
func TestEveryNumberOnACardIsTested(t *testing.T) {
	worked, made := claims(t), choices()
	for _, c := range deck.Cards() {
		given, text := givenBy(t, c), recall.Plain(resolved(c.Front))+"\n"
		if _, rest := working(c); rest != "" {
			text += recall.Plain(rest)
		}
		id := c.ID
		if c.Kind == recall.Cloze {
			id = c.Family()
		}
		for _, phrase := range slices.Concat(worked[id], made[id]) {
			if !strings.Contains(text, phrase) {
				t.Errorf("%s does not say %q", c.ID, phrase)
			}
			text = strings.ReplaceAll(text, phrase, " ")
		}
		for _, n := range number.FindAllString(names.ReplaceAllString(text, " "), -1) {
			if !slices.Contains(given, numeral(n)) {
				t.Errorf("%s says %s, which is not tested", c.ID, n)
			}
		}
	}
	for _, list := range []map[string][]string{worked, made} {
		for id := range list {
			if !slices.ContainsFunc(deck.Cards(), func(c recall.Card) bool { return c.ID == id }) {
				t.Errorf("%s is no card", id)
			}
		}
	}
}

// numeral is a number without the commas of its thousands; its unit stays.
func numeral(n string) string { return strings.ReplaceAll(strings.TrimRight(n, ","), ",", "") }

// sizes are the keys of links whose numbers a card may repeat.
var sizes = []string{
	"rule", "tokens", "layers", "query", "heads", "kv", "head-dim", "window", "latent", "rope-dim", "context", "batch", "hidden", "experts", "k",
	"capacity", "groups", "keep-groups",
}

// counted is a number with the word for what it counts, which is a key of links.
var counted = regexp.MustCompile(`(\d[\d,]*) (layers|query heads|KV heads|heads)\b`)

// A number of layers or of heads is that of the model which the card opens.
func TestSizesAreThoseOfTheLink(t *testing.T) {
	key := map[string]string{"layers": "layers", "query heads": "heads", "heads": "heads", "KV heads": "kv"}
	said := 0
	for _, c := range deck.Cards() {
		given := open(t, c).Given
		for _, m := range counted.FindAllStringSubmatch(recall.Plain(c.Front+"\n"+c.Back), -1) {
			if want, ok := given[key[m[2]]]; ok && numeral(m[1]) != want {
				t.Errorf("%s says %s, its link %s", c.ID, m[0], want)
			} else if ok {
				said++
			}
		}
	}
	if said < 15 {
		t.Errorf("only %d sizes were compared", said)
	}
}

// exact is how far a worked out number may be from an answer: not at all, but
// where the answer is rounded and says so by its tolerance.
func exact(a recall.Answer) float64 {
	if a.Tolerance >= 0.03 {
		return 1e-3
	}
	return 1e-12
}

// givenBy returns the numbers that a card's link and its model's config give.
func givenBy(t *testing.T, c recall.Card) []string {
	t.Helper()
	var given []string
	l := open(t, c)
	for key, text := range l.Given {
		if !slices.Contains(sizes, key) {
			continue
		}
		for _, n := range number.FindAllString(text, -1) {
			given = append(given, numeral(n))
		}
	}
	if c.Kind != recall.Spec {
		return given
	}
	config := model.Find(l.Given["model"]).Config
	lines := configLine.FindAllStringSubmatch(recall.Plain(c.Front), -1)
	for _, line := range lines {
		if !strings.Contains(config, line[0]) {
			t.Errorf("%s reads %s, which is not in the config of %s", c.ID, line[0], l.Given["model"])
		}
		given = append(given, numeral(line[1]))
	}
	if len(lines) == 0 {
		t.Errorf("%s reads no line of a config", c.ID)
	}
	return given
}

// The answer of each number, worked out once more without looking at its card.
func TestAnswersAreWorkedOutOnceMore(t *testing.T) {
	want := answers(t)
	for _, c := range deck.Cards() {
		if c.Kind != recall.Numeric {
			continue
		}
		v, ok := want[c.ID]
		if !ok {
			t.Errorf("%s is not worked out: add it to answers", c.ID)
			continue
		}
		if math.Abs(v-c.Answer.Value) > exact(c.Answer)*v {
			t.Errorf("%s answers %g, worked out it is %g", c.ID, c.Answer.Value, v)
		}
		delete(want, c.ID)
	}
	for id := range want {
		t.Errorf("%s is worked out and not asked for", id)
	}
}
