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
func num(n int64) string { return strconv.FormatInt(n, 10) }

// drawRule draws a rule for a few tokens, and rules that are easily taken for it.
func (m *maker) drawRule(tokens int64) (rule string, others []string) {
	w, s := m.between(2, tokens/2), m.between(1, 4)
	c, d, p := m.between(3, tokens/2), m.between(2, 4), m.between(2, tokens/2)
	window, chunk := "causal & window("+num(w)+")", "causal & chunk("+num(c)+")"
	simple := [][]string{
		{window, "causal & window(" + num(w+1) + ")", "causal & chunk(" + num(w) + ")", "window(" + num(w) + ")", "causal & dilated(" + num(w) + ")"},
		{chunk, "causal & window(" + num(c) + ")", "chunk(" + num(c) + ")", "causal & chunk(" + num(c+1) + ")", "causal & dilated(" + num(c) + ")"},
		{"causal & dilated(" + num(d) + ")", "causal & window(" + num(d) + ")", "causal & dilated(" + num(d+1) + ")", "dilated(" + num(d) + ")", "causal & chunk(" + num(d) + ")"},
		{"causal | prefix(" + num(p) + ")", "causal & prefix(" + num(p) + ")", "causal | prefix(" + num(p+1) + ")", "causal | global(" + num(p) + ")", "prefix(" + num(p) + ")"},
		{"window(" + num(w) + ")", window, "window(" + num(w+1) + ")", "!window(" + num(w) + ")", "chunk(" + num(w) + ")"},
	}
	mixed := [][]string{
		{"causal & (window(" + num(w) + ") | sink(" + num(s) + "))", window, "causal & (window(" + num(w) + ") | sink(" + num(s+1) + "))", "window(" + num(w) + ") | sink(" + num(s) + ")", "causal & window(" + num(w) + ") & sink(" + num(s) + ")"},
		{"window(" + num(w) + ") | global(" + num(s) + ")", "window(" + num(w) + ") | sink(" + num(s) + ")", "window(" + num(w) + ")", "causal & (window(" + num(w) + ") | global(" + num(s) + "))", "window(" + num(w+1) + ") | global(" + num(s) + ")"},
		{"causal & (chunk(" + num(c) + ") | sink(" + num(s) + "))", chunk, "causal & (window(" + num(c) + ") | sink(" + num(s) + "))", "chunk(" + num(c) + ") | sink(" + num(s) + ")", "causal & (chunk(" + num(c) + ") | sink(" + num(s+1) + "))"},
		{"causal & (window(" + num(w) + ") | dilated(" + num(d) + "))", "causal & window(" + num(w) + ") & dilated(" + num(d) + ")", "causal & dilated(" + num(d) + ")", window, "causal & (window(" + num(w) + ") | dilated(" + num(d+1) + "))"},
		{"causal & docs(" + num(p) + "," + num(c) + ")", "causal & docs(" + num(c) + "," + num(p) + ")", "causal & chunk(" + num(p) + ")", "docs(" + num(p) + "," + num(c) + ")", "causal & window(" + num(c) + ")"},
		{"causal & docs(" + num(p) + "," + num(c) + ") & window(" + num(w) + ")", "causal & docs(" + num(p) + "," + num(c) + ")", window, "causal & (docs(" + num(p) + "," + num(c) + ") | window(" + num(w) + "))", "causal & docs(" + num(c) + "," + num(p) + ") & window(" + num(w) + ")"},
		{"causal & !window(" + num(w) + ")", window, "causal & !window(" + num(w+1) + ")", "!window(" + num(w) + ")", "causal"},
		{"causal & window(" + num(w) + ") & dilated(" + num(d) + ")", "causal & (window(" + num(w) + ") | dilated(" + num(d) + "))", window, "causal & dilated(" + num(d) + ")", "causal & window(" + num(w) + ") & dilated(" + num(d+1) + ")"},
	}
	if m.level == 1 {
		mixed = simple
	} else {
		mixed = append(mixed, simple[:4]...)
	}
	list := mixed[m.below(len(mixed))]
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
	m.e.Title = "A mask of " + count(tokens) + " tokens"
	m.say("Queries are the rows, keys the columns, ", count(tokens), " tokens, counted from 0.")
	alt := "A mask of " + count(tokens) + " tokens. The keys that each query sees: " + rowsText(rule, tokens) + "."
	m.e.Text = append(m.e.Text, Block{Kind: Picture, Text: alt, Link: maskLink(text, tokens)})
	link := maskLink(text, tokens)
	steps := []Step{{"The rule is `" + rule.String() + "`. " + rule.Describe(), ""}}
	if m.level < 3 {
		order := m.shuffle(4)
		options := []option{{"`" + text + "`", ""}}
		for _, i := range order[:3] {
			options = append(options, option{"`" + others[i] + "`", m.tells(others[i], rule, tokens)})
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
	return does + " lets query " + count(i) + " see key " + count(j) + ", " + not + " does not."
}

// rowsText says which keys each query sees: "0: 0; 1: 0–1".
func rowsText(rule attention.Rule, tokens int64) string {
	texts := make([]string, tokens)
	for i, row := range rule.Rows(tokens) {
		text := num(i) + ":"
		for at, keys := range row {
			if at > 0 {
				text += ","
			}
			text += " " + num(keys.From)
			if keys.To > keys.From+1 {
				text += "–" + num(keys.To-1)
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
		value: float64(pairs), mistakes: []mistake{
			{float64(tokens * tokens), "That is the whole square."},
			{float64(attention.CausalPairs(tokens)), "That is the whole causal triangle."},
			{float64(tokens*tokens - pairs), "Those are the pairs that are not seen."},
			{float64(pairs - tokens), "Is the diagonal in? A token sees itself too."},
		},
		Tip:   "Add up the rows. Many of them are alike.",
		Steps: []Step{{"Row by row:", strings.ReplaceAll(rowCounts(rule, tokens), ", ", " + ") + " = " + count(pairs)}},
		Link:  link, Output: "pairs",
	})
}
