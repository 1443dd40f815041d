package figure

import (
	"slices"

	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

func (b *batch) pointBias(at Place) Pointed {
	h := b.biasHistory()
	plot, _ := b.biasPlots()
	step := plot.step(at.X)
	if len(h.steps) > 0 {
		step = h.steps[h.near(step)]
	}
	return Pointed{Panel: biasName, Text: b.roundText(h, step), Mark: outline(plot.x(step)-1, biasTop-6, 2, biasHeight-biasTop-30)}
}

// holdBias goes to the batch under the hand.
func (b *batch) holdBias(s *scenario.Routing, at Place) {
	plot, _ := b.biasPlots()
	setRouting(s, "round", min(int64(plot.step(at.X)), scenario.MaxRound))
}

// roundText reads a batch: the marked expert in it.
func (b *batch) roundText(h history, step int) string {
	if len(h.steps) == 0 {
		return "Not computed yet."
	}
	i := h.near(step)
	r, e := h.records[i], b.s.Expert
	return "After " + plural(int64(h.steps[i]), "batch", "batches") + ", expert " + quantity.Count(e) + " is given " + quantity.Count(int64(r.Loads[e])) +
		" of " + plural(int64(r.Of().Total()), "assignment", "assignments") + ", with a bias of " + signed(r.Bias[e]) + ". The largest load is " + quantity.Times(r.Of().Imbalance()) + " times the mean."
}

// learning says that batches are still being gone through.
func (b *batch) learning() string {
	return "Being computed: batch " + quantity.Count(int64(b.with(scenario.RouterBias).rounds)) + " of " + quantity.Count(b.s.Round) + "."
}

// biasSentence says what the bias has done, and what it has left alone.
func (b *batch) biasSentence(h history) string {
	last, now := h.last()
	if last < 0 {
		return b.learning()
	}
	text := ""
	if !h.whole {
		text = b.learning() + " "
	}
	lo, hi := slices.Min(now.Bias), slices.Max(now.Bias)
	text += "After each batch, the bias of an expert with more than the mean falls by " + exact(b.s.BiasRate) + ", and that of one with less rises. " +
		"After " + plural(int64(last), "batch", "batches") + " the biases lie between " + signed(lo) + " and " + signed(hi) + ", and the largest load went from " +
		quantity.Times(h.records[0].Of().Imbalance()) + " to " + quantity.Times(now.Of().Imbalance()) + " times the mean. "
	same, changed := b.unbiased()
	if same == 0 {
		return text + "Every token of the batch now chooses otherwise than without a bias."
	}
	text += quantity.Count(int64(same)) + " of the " + plural(b.s.Tokens, "token", "tokens") + " still choose as without a bias, "
	if changed > 0 {
		return text + "and the weights of " + quantity.Count(int64(changed)) + " of them changed." // never: a test holds that
	}
	return text + "and their weights are the same to the last bit: a bias chooses, it does not weigh."
}

// unbiased compares the batch routed with the bias and without: how many tokens
// choose the same experts, and how many of these have other weights.
func (b *batch) unbiased() (same, changed int) {
	biased := b.with(scenario.RouterBias)
	key := routeKey{router: scenario.RouterBias, config: biased.config, order: b.s.Order}
	without := routeMemory.get(key, func() *route { return newRoute(key, b.logits(), nil) })
	for t := range biased.Tokens {
		switch a, c := biased.Of(t), without.Of(t); {
		case !sameExperts(a, c):
		case sameWeights(a, c):
			same++
		default:
			same++
			changed++
		}
	}
	return same, changed
}

func sameExperts(a, b []moe.Assignment) bool {
	for _, x := range a {
		if !hasExpert(b, x.Expert) {
			return false
		}
	}
	return len(a) == len(b)
}

// sameWeights compares the weights of the same experts, which may be in another
// order.
func sameWeights(a, b []moe.Assignment) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Expert == y.Expert && x.Weight != y.Weight {
				return false
			}
		}
	}
	return true
}

func biasTable(h history) Table {
	t := Table{Header: []string{"batches", "expert", "load", "bias"}}
	for i, step := range h.steps {
		for e, x := range h.records[i].Bias {
			t.Rows = append(t.Rows, []string{digits(int64(step)), digits(int64(e)), digits(int64(h.records[i].Loads[e])), exact(x)})
		}
	}
	return t
}
