package practice

import (
	"strconv"
	"strings"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

var masks = Kind{
	Key: "masks", Name: "Masks", Trains: "See from a picture which rule drew it, count its pairs, and write the rule yourself.",
	Part: "Look less far", Ability: 2, fill: fillMasks,
}

// num is a number as a rule has it.
//
//go:noinline
func num(n int64) string { return strconv.FormatInt(n, 10) }

// The rules that pictures are drawn by, a line each: first the rule, then those
// that are easily taken for it. A small letter stands for a number, a capital
// one for one more.
const (
	simpleRules = `causal & window(w); causal & window(W); causal & chunk(w); window(w); causal & dilated(w)
causal & chunk(c); causal & window(c); chunk(c); causal & chunk(C); causal & dilated(c)
causal & dilated(d); causal & window(d); causal & dilated(D); dilated(d); causal & chunk(d)
causal | prefix(p); causal & prefix(p); causal | prefix(P); causal | global(p); prefix(p)
`
	mixedRules = `causal & (window(w) | sink(s)); causal & window(w); causal & (window(w) | sink(S)); window(w) | sink(s); causal & window(w) & sink(s)
window(w) | global(s); window(w) | sink(s); window(w); causal & (window(w) | global(s)); window(W) | global(s)
causal & (chunk(c) | sink(s)); causal & chunk(c); causal & (window(c) | sink(s)); chunk(c) | sink(s); causal & (chunk(c) | sink(S))
causal & (window(w) | dilated(d)); causal & window(w) & dilated(d); causal & dilated(d); causal & window(w); causal & (window(w) | dilated(D))
causal & docs(p,c); causal & docs(c,p); causal & chunk(p); docs(p,c); causal & window(c)
causal & docs(p,c) & window(w); causal & docs(p,c); causal & window(w); causal & (docs(p,c) | window(w)); causal & docs(c,p) & window(w)
causal & !window(w); causal & window(w); causal & !window(W); !window(w); causal
causal & window(w) & dilated(d); causal & (window(w) | dilated(d)); causal & window(w); causal & dilated(d); causal & window(w) & dilated(D)
`
)

// drawRule draws a rule for a few tokens, and rules that are easily taken for it.
func (m *maker) drawRule(tokens int64) (rule string, others []string) {
	var pairs []string
	for _, letter := range []struct {
		is, next string
		n        int64
	}{
		{"w", "W", m.between(2, tokens/2)},
		{"s", "S", m.between(1, 4)},
		{"c", "C", m.between(3, tokens/2)},
		{"d", "D", m.between(2, 4)},
		{"p", "P", m.between(2, tokens/2)},
	} {
		is := num(letter.n)
		pairs = append(pairs, "("+letter.is+")", "("+is+")", "("+letter.is+",", "("+is+",", ","+letter.is+")", ","+is+")", "("+letter.next+")", "("+num(letter.n+1)+")")
	}
	lines := simpleRules + "window(w); causal & window(w); window(W); !window(w); chunk(w)\n"
	if m.level > 1 {
		lines = mixedRules + simpleRules
	}
	list := strings.Split(strings.TrimSpace(lines), "\n")
	list = strings.Split(list[m.below(len(list))], "; ")
	numbers := strings.NewReplacer(pairs...)
	for i := range list {
		// A pair of numbers overlaps in its comma, and takes a second time.
		list[i] = numbers.Replace(numbers.Replace(list[i]))
	}
	return list[0], list[1:]
}

// maskLink opens the mask page at a rule.
func maskLink(rule string, tokens int64) string {
	s := scenario.MaskTable.Default()
	s.Layers, s.Block = 1, 8
	_ = scenario.MaskTable.Set(&s, "tokens", num(tokens))
	_ = scenario.MaskTable.Set(&s, "query", num(tokens/2))
	_ = scenario.MaskTable.Set(&s, "rule", rule)
	return scenario.MaskTable.Link(s)
}

// ways is where to look.
const ways = "Look at one row at a time: does it reach past the diagonal, how many keys does it see, and does that move along with the query?"

func fillMasks(m *maker) {
	tokens := m.between(12, 24)
	text, others := m.drawRule(tokens)
	rule, _ := attention.Parse(text)
	for i, other := range others {
		o, err := attention.Parse(other)
		m.reject(err != nil)
		_, _, same := differ(rule, o, tokens)
		m.reject(same)
		for _, third := range others[:i] {
			t, _ := attention.Parse(third)
			_, _, same := differ(t, o, tokens)
			m.reject(same)
		}
	}
	if m.bad {
		return
	}
	m.e.Title = phrase("A mask of # tokens", tokens)
	m.say(phrase("Queries are the rows, keys the columns, # tokens, counted from 0.", tokens))
	alt := phraseOf("A mask of # tokens. The keys that each query sees: @.", []string{rowsText(rule, tokens)}, tokens)
	m.e.Text = append(m.e.Text, Block{Kind: Picture, Text: alt, Link: maskLink(text, tokens)})
	link := maskLink(text, tokens)
	steps := []Step{{phraseOf("The rule is `@`. @", []string{rule.String(), rule.Describe()}), ""}}
	if m.level < 3 {
		order := m.shuffle(4)
		options := []option{{phraseOf("`@`", []string{text}), ""}}
		for _, i := range order[:3] {
			options = append(options, option{phraseOf("`@`", []string{others[i]}), m.tells(others[i], rule, tokens)})
		}
		m.choice(Question{Key: "rule", Ask: "Which rule drew this?", Tip: ways, Steps: steps, Link: link}, options...)
	} else {
		m.e.Questions = append(m.e.Questions, Question{
			Kind: Rule, Key: "rule", Ask: "Write a rule that sees exactly these pairs. How you write it does not matter.", Tokens: tokens, rule: rule.String(),
			Tip: ways, Steps: steps, Link: link,
		})
	}
	if m.level > 1 {
		m.countPairs(rule, tokens, link)
	}
}

// tells says where another rule differs from the picture.
func (m *maker) tells(other string, rule attention.Rule, tokens int64) string {
	o, _ := attention.Parse(other)
	i, j, _ := differ(o, rule, tokens)
	does, not := "That rule", "the picture"
	if rule.Sees(i, j) {
		does, not = "The picture", "that rule"
	}
	return phraseOf("@ lets query # see key #, @ does not.", []string{does, not}, i, j)
}

// rowsText says which keys each query sees: "0: 0; 1: 0–1".
func rowsText(rule attention.Rule, tokens int64) string {
	texts := make([]string, tokens)
	for i, row := range rule.Rows(tokens) {
		text := phrase("~:", i)
		for at, keys := range row {
			if at > 0 {
				text += ","
			}
			text += phrase(" ~", keys.From)
			if keys.To > keys.From+1 {
				text += phrase("–~", keys.To-1)
			}
		}
		if len(row) == 0 {
			text += " none"
		}
		texts[i] = text
	}
	return strings.Join(texts, "; ")
}

// rowCounts lists how many keys each query sees.
func rowCounts(rule attention.Rule, tokens int64) string {
	texts := make([]string, tokens)
	for i := range tokens {
		texts[i] = num(rule.RowCount(tokens, i))
	}
	return strings.Join(texts, ", ")
}

// countPairs asks for the pairs of the picture.
func (m *maker) countPairs(rule attention.Rule, tokens int64, link string) {
	pairs := rule.Pairs(tokens)
	m.number(Question{
		Key: "pairs", Ask: "How many pairs does it have?", Unit: quantity.Plain,
		value: float64(pairs), mistakes: known(`That is the whole square.
That is the whole causal triangle.
Those are the pairs that are not seen.
Is the diagonal in? A token sees itself too.`, float64(tokens*tokens), float64(attention.CausalPairs(tokens)), float64(tokens*tokens-pairs), float64(pairs-tokens)),
		Tip:   "Add up the rows. Many of them are alike.",
		Steps: solution(phraseOf("Row by row:|@ = #", []string{strings.ReplaceAll(rowCounts(rule, tokens), ", ", " + ")}, pairs)),
		Link:  link, Output: "pairs",
	})
}
