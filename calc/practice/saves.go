package practice

import (
	"cmp"

	"attnexperts/calc/quantity"
)

var saves = Kind{
	Key: "saves", Name: "What does it save?", Trains: "Say of a change which resource it saves, which it leaves alone, and which it costs.",
	Part: "Look less far", Ability: 2, fill: fillSaves,
}

// resources are the rows of the matrix.
var resources = []string{
	"Size of the KV cache", "Bytes of cache read for a new token", "FLOPs of attention while a prompt is read",
	"Memory for the feed-forward weights", "FLOPs of the feed-forward networks for a token",
}

// outlook are the columns.
var outlook = []string{"less", "the same", "more"}

func fillSaves(m *maker) {
	tokens := 1024 * m.one(8, 16, 32, 64)
	d := design{heads: m.one(16, 24, 32, 40, 64), headDim: m.one(64, 128), experts: 1, k: 1, width: 512 * m.between(16, 56), bytes: 2}
	d.kv = d.heads
	if m.below(3) == 0 {
		d.kv = d.heads / 4
	}
	if m.below(2) == 0 {
		d.experts, d.k, d.width = m.one(8, 16, 64), m.one(1, 2), d.width/4
	}
	before := d
	one, did := m.draw(&d)
	said := phraseOf("The change: @.", []string{did})
	m.e.Title = one.name
	var hints [5]string
	copy(hints[:], one.hints[:])
	if m.level == 3 {
		two, did := m.draw(&d)
		m.reject((one.hints[4] == noExperts) == (two.hints[4] == noExperts)) // one of each sort
		said = phraseOf("Two changes at once: @; and @.", []string{said[len("The change: ") : len(said)-1], did})
		m.e.Title += " and " + lowerFirst(two.name)
		for i := range hints {
			hints[i] = ""
			if untouched(one.hints[i]) {
				hints[i] = two.hints[i]
			} else if untouched(two.hints[i]) {
				hints[i] = one.hints[i]
			}
		}
	}
	if m.bad {
		return
	}
	m.say(phraseOf("A model, its prompt # tokens long. @ All else stays.", []string{said}, tokens))
	m.table([]string{"", "Before", "After"}, compared(&before, &d))
	m.resourceMatrix(&before, &d, tokens, hints)
	if m.level > 1 {
		m.factor(&before, &d, tokens)
	}
}

// lowerFirst begins a text with a small letter.
func lowerFirst(text string) string { return string(text[0]|0x20) + text[1:] }

// resourceMatrix asks what a change does to each resource.
func (m *maker) resourceMatrix(before, after *design, tokens int64, hints [5]string) {
	was, is := before.costs(tokens), after.costs(tokens)
	right, steps := make([]int, len(resources)), make([]Step, len(resources))
	for i, name := range resources {
		right[i] = 1 + cmp.Compare(is[i], was[i])
		steps[i] = Step{phraseOf("@: @. @", []string{name, outlook[right[i]], hints[i]}), ""}
		if right[i] != 1 {
			steps[i].Sum = phraseOf("@ times @", []string{quantity.Times(float64(max(is[i], was[i])) / float64(min(is[i], was[i]))), outlook[right[i]]})
		}
	}
	m.matrix(Question{
		Key: "resources", Ask: "What becomes of each?", Options: outlook, Steps: steps, Link: savesLink(before, after, tokens),
		Tip: "Ask what each resource depends on: the heads that are kept, the tokens that are kept, the pairs, the experts, those that are chosen.",
	}, resources, right, hints[:])
}

// factor asks by how much a resource changes.
func (m *maker) factor(before, after *design, tokens int64) {
	was, is := before.costs(tokens), after.costs(tokens)
	if was == is {
		m.bad = true // nothing changes
		return
	}
	i := m.below(len(resources))
	for was[i] == is[i] {
		i = m.below(len(resources))
	}
	ratio, how := float64(is[i])/float64(was[i]), ": how many times what it was is it now?"
	if ratio < 1 {
		ratio, how = 1/ratio, ": how many times smaller is it now?"
	}
	m.reject(ratio < 1.1)
	mistakes := known(`That is by how much the number of experts grew.
That is the length of the prompt.`, float64(after.experts)/float64(before.experts), float64(tokens))
	if after.window > 0 {
		mistakes = append(mistakes, mistake{float64(tokens) / float64(after.window), "The first tokens see less than a window in either case, and the triangle is only half a square."})
	}
	m.number(Question{
		Key: "factor", Ask: resources[i] + how, Unit: quantity.Ratio, Tolerance: 0.02, value: ratio, mistakes: mistakes,
		Tip:   "Write down what it is proportional to, before and after, and divide.",
		Steps: solution(phraseOf("Over all that it is proportional to:|# ÷ # = @", []string{quantity.Times(ratio)}, max(was[i], is[i]), min(was[i], is[i]))),
		Link:  savesLink(before, after, tokens),
	})
}
