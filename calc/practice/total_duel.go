package practice

import (
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// duel asks which of two models is cheaper to hold, and which to run.
func (m *maker) duel() {
	dtype := m.usualDtype()
	keys := [2]string{m.word(mixtures...), m.word(mixtures...)}
	if m.below(3) == 0 {
		keys[1] = m.word(denseModels...)
	}
	a, b := published(keys[0], dtype), published(keys[1], dtype)
	m.reject(keys[0] == keys[1] || alike(a.total, b.total) || alike(a.active, b.active))
	if m.bad {
		return
	}
	if holds, runs := a.total < b.total, a.active < b.active; holds == runs && m.below(3) > 0 {
		m.bad = true // where the answers differ there is more to learn
		return
	}
	m.e.Title = phraseOf("@ and @", []string{a.name, b.name})
	m.say("Two models. In the layers that have experts, an expert is three matrices of the width by its inner width. “Everything else” is what every token uses.")
	header, link := []string{"", a.name, b.name}, specLink(keys[:]...)
	m.table(header, sideBySide(a, b))
	m.whichHolds(a, b, header, link)
	m.whichRuns(a, b, header, link)
	k := a
	if m.below(2) == 0 {
		k = b
	}
	m.costOf(k, dtype)
}

// sideBySide are the rows of the table that two models stand in.
func sideBySide(a, b *counted) [][]string {
	names := strings.Split("Layers with experts|Experts in such a layer|Chosen for a token|Width of the model|Inner width of an expert|Everything else", "|")
	left, right := a.column(), b.column()
	rows := make([][]string, len(names))
	for i, name := range names {
		rows[i] = []string{name, left[i], right[i]}
	}
	return rows
}

// whichHolds asks which of two models takes less memory.
func (m *maker) whichHolds(a, b *counted, header []string, link string) {
	if a.total > b.total {
		a, b = b, a
	}
	both := Step{"All parameters have to be in memory:", phrase("^ against ^", a.total, b.total)}
	m.pairOf(Question{
		Key: "hold", Ask: "Which takes less memory?", Tip: "Memory holds every expert.", Steps: append(a.totalStep(), append(b.totalStep(), both)...), Link: link,
	}, header, a.name, "It has more parameters in all. What a token uses does not matter for memory.")
}

// whichRuns asks which of two models takes less work.
func (m *maker) whichRuns(a, b *counted, header []string, link string) {
	if a.active > b.active {
		a, b = b, a
	}
	both := Step{"A token is computed with the active parameters:", phrase("^ against ^", a.active, b.active)}
	m.pairOf(Question{
		Key: "run", Ask: "Which takes fewer FLOPs for a token?", Tip: "A token goes through the chosen experts, and through everything else.", Steps: append(a.usedStep(), append(b.usedStep(), both)...), Link: link,
	}, header, a.name, "It uses more parameters for a token. What lies idle costs no FLOPs.")
}

// costOf asks for the memory of one of the two models, or for its work.
func (m *maker) costOf(k *counted, dtype quantity.Dtype) {
	m.reject(k.p.Experts == 0)
	q := k.memory()
	q.Ask = phraseOf("How much memory do the weights of @ take as @?", []string{k.name, stored(dtype)})
	q.Steps = append(k.totalStep(), q.Steps...)
	if m.below(2) == 0 {
		q = k.flops()
		q.Ask = phraseOf("How many FLOPs does a token of @ take, at 2 for each active parameter?", []string{k.name})
		q.Steps = append(k.usedStep(), q.Steps...)
	}
	m.number(q)
}

// column is what the table says of a model.
func (k *counted) column() []string {
	return strings.Split(phrase("#|#|#|#|#|^", k.layers, k.p.Experts, k.p.Active, k.p.Width, k.p.ExpertWidth, k.rest), "|")
}

// alike reports whether two counts are too near to compare.
func alike(a, b int64) bool { return 10*min(a, b) > 9*max(a, b) }

// pairOf asks for one of two models, in the order of a table's header.
func (m *maker) pairOf(q Question, header []string, right, hint string) {
	q.Options = header[1:]
	for i, name := range q.Options {
		if name == right {
			q.right = []int{i}
		} else {
			q.mistakes = known(phraseOf("@", []string{hint}), float64(i))
		}
	}
	m.fixed(q)
}

// specLink opens the spec reader at some models.
func specLink(keys ...string) string {
	s := scenario.SpecTable.Default()
	copy(s.Models[:], keys)
	return scenario.SpecTable.Link(s)
}

// totalStep and usedStep say how the two counts come about.
func (k *counted) totalStep() []Step {
	return solution(phraseOf("@|@", []string{k.name + ", in all:", k.sum(k.p.Experts, k.total)}))
}

func (k *counted) usedStep() []Step {
	return solution(phraseOf("@|@", []string{k.name + ", for a token:", k.sum(k.p.Active, k.active)}))
}

func (k *counted) sum(experts, all int64) string {
	if k.p.Experts == 0 {
		return quantity.Short(all)
	}
	return phrase("# × # × 3 × # × # + ^ = ^", k.layers, experts, k.p.Width, k.p.ExpertWidth, k.rest, all)
}
