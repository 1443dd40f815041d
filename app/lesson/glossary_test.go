package lesson_test

import (
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/lesson"
	"attnexperts/calc/quantity"
)

// explained is every term and spelling of the glossary, in lower case.
func explained() []string {
	var list []string
	for _, term := range lesson.Glossary() {
		for _, name := range append([]string{term.Name}, term.Also...) {
			list = append(list, strings.ToLower(name))
		}
	}
	return list
}

// What stands in italics in the lesson is a term at its introduction, but for a
// word that is stressed and the lines of a spec that are read aloud.
func TestTermsInItalicsAreInTheGlossary(t *testing.T) {
	source, err := os.ReadFile("lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	stressed := []string{"them", "64 query heads, 8 kv heads", "sliding window 128", "32 experts, 4 for a token"}
	found := regexp.MustCompile(`\*([^*]+)\*`).FindAllStringSubmatch(string(source), -1)
	if len(found) < 20 {
		t.Fatalf("only %d words are in italics", len(found))
	}
	list := explained()
	for _, m := range found {
		if word := strings.ToLower(m[1]); !slices.Contains(list, word) && !slices.Contains(stressed, word) {
			t.Errorf("%s is introduced and not in the glossary", word)
		}
	}
	for _, m := range regexp.MustCompile(`\[([^\]]+)\]\(as:(query|kv|sink)\)`).FindAllStringSubmatch(string(source), -1) {
		for word := range strings.SplitSeq(m[1], " and a ") {
			if !slices.Contains(list, strings.ToLower(word)) {
				t.Errorf("%s has a colour and is not in the glossary", word)
			}
		}
	}
}

// No two terms, and no two spellings, mean different things.
func TestEachWordHasOneMeaning(t *testing.T) {
	seen := map[string]string{}
	ids := map[string]bool{}
	for _, term := range lesson.Glossary() {
		if ids[term.ID] || !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(term.ID) {
			t.Errorf("%q is there twice, or cannot stand in an address", term.ID)
		}
		ids[term.ID] = true
		for _, name := range append([]string{term.Name}, term.Also...) {
			if other, twice := seen[strings.ToLower(name)]; twice {
				t.Errorf("%s is said to mean %s and %s", name, other, term.ID)
			}
			seen[strings.ToLower(name)] = term.ID
		}
	}
	if len(ids) < 30 {
		t.Errorf("there are only %d terms", len(ids))
	}
}

// A term occurs in the part that is said to teach it. These are words of the
// figures there, and not of the text.
func TestTermsAreTaughtWhereTheySay(t *testing.T) {
	ofFigures := []string{"prefill", "intensity", "roofline", "max-violation", "head-size", "kv-head"}
	text := map[string]string{}
	var order []string
	for _, p := range lesson.Parts() {
		for _, b := range p.Blocks {
			text[p.ID] += " " + strings.ToLower(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(p.Title+" "+b.Title+" "+b.HTML, ""))
		}
		order = append(order, p.ID)
	}
	last := 0
	for _, term := range lesson.Glossary() {
		at := slices.Index(order, term.Part)
		if at < last {
			t.Errorf("%s is taught in %q, which is no part, or not in order", term.ID, term.Part)
		}
		last = max(last, at)
		taught := slices.ContainsFunc(append([]string{term.Name}, term.Also...), func(name string) bool {
			return regexp.MustCompile(`(^|[^\pL])` + regexp.QuoteMeta(strings.ToLower(name)) + `($|[^\pL])`).MatchString(text[term.Part])
		})
		if taught == slices.Contains(ofFigures, term.ID) {
			t.Errorf("%s: does the text of %s have it? %v", term.ID, term.Part, taught)
		}
	}
}

// jargon are words of the field that are no everyday words.
var jargon = regexp.MustCompile(`(?i:\b(quer(y|ies)|keys?|values?|heads?|masks?|causal|pairs?|cache[sd]?|prefill\w*|decod\w+|batch\w*|intensit\w+|rooflines?|projections?|feed-forward|residual\w*|softmax|logits?|sigmoids?|embeddings?|vocabular\w+|latents?|positional|ropes?|windows?|sliding|sinks?|slots?|reach|experts?|rout(er|ers|ing)|gat(e|es|ing)|top-\w+|capacit\w+|dropp\w+|auxiliary|bias\w*|loads?|kernels?|tiles?|dense|sparse|resident|active|quanti[sz]\w+|throughput|latenc\w+|gradients?|activations?|tensors?|ranks?|shard\w*|norms?|normali\w+|hyperparameters?|perplexity|attention|flops?)\b)|\b[A-Z][a-z]*[A-Z]\w*\b`)

// known is what the lesson's reader brings along.
var known = []string{"attention", "vocabulary"}

// A definition stands alone: each word of the field in it is explained too.
func TestDefinitionsUseOnlyWhatIsExplained(t *testing.T) {
	list := append(explained(), known...)
	words := map[string]bool{}
	for _, name := range list {
		for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '/' }) {
			words[w] = true
		}
	}
	for _, term := range lesson.Glossary() {
		for _, w := range jargon.FindAllString(term.Text, -1) {
			if !words[strings.ToLower(w)] && !words[strings.ToLower(w)+"s"] {
				t.Errorf("%s is defined by %s, which nobody explains", term.ID, w)
			}
		}
		if n := strings.Count(strings.TrimSuffix(term.Text, ".")+".", ". ") + 1; n > 2 || !strings.HasSuffix(term.Text, ".") {
			t.Errorf("%s is defined in %d sentences: %s", term.ID, n, term.Text)
		}
		if len(term.Text) < 20 || len(term.Text) > 200 {
			t.Errorf("%s is defined in %d bytes", term.ID, len(term.Text))
		}
	}
}

// The few numbers in definitions are worked out.
func TestNumbersOfTheGlossary(t *testing.T) {
	worked := map[string]string{
		"bf16": strconv.FormatInt(quantity.BF16.Bits()/8, 10) + " bytes",
		"gib":  quantity.Percent(1-math.Pow(1000.0/1024, 3)) + " less",
	}
	for _, term := range lesson.Glossary() {
		text := strings.NewReplacer("1,024³ bytes", "", "1,000³ bytes", "").Replace(term.Text)
		if phrase := worked[term.ID]; phrase != "" {
			if !strings.Contains(text, phrase) {
				t.Errorf("%s does not say %s", term.ID, phrase)
			}
			text = strings.ReplaceAll(text, phrase, "")
		}
		if strings.ContainsAny(text, "0123456789") {
			t.Errorf("a number of %s is not tested: %s", term.ID, text)
		}
	}
}

// Every word of the text that leads to a definition leads to one.
func TestWordsWithADefinitionHaveOne(t *testing.T) {
	source, err := os.ReadFile("lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, term := range lesson.Glossary() {
		known[term.ID] = true
	}
	found := regexp.MustCompile(`\(term:([^)]*)\)`).FindAllStringSubmatch(string(source), -1)
	if len(found) < 30 {
		t.Errorf("only %d words lead to a definition", len(found))
	}
	for _, m := range found {
		if !known[m[1]] {
			t.Errorf("no term is called %q", m[1])
		}
	}
}
