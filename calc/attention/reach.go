package attention

import "math"

// Reach returns how many tokens back from a query information can have come
// after some layers, of which every globalEvery-th is plain causal, as in a
// [Walk]. It is 0 if none is before the query, or if the query is not one of n
// tokens.
//
// For causal & window(w) that is k·(w − 1) after k layers, as far as there are
// tokens (Mistral 7B, arXiv 2310.06825, section 2, has it rounded to k·w).
func (r Rule) Reach(n, query, layers, globalEvery int64) int64 {
	first := query
	r.spread(math.MaxInt64, n, query, layers, globalEvery, func(f *flow, _ bool) bool {
		first = f.reached.first
		return first > 0
	})
	return query - first
}

// A Walk is how information flows down a stack, from its last layer on.
type Walk struct {
	// Reach is what [Rule.Reach] returns.
	Reach int64
	// Layers says of each layer what a query can know. Entry k holds the tokens that
	// what the query is after all layers can have come from, as they are before the
	// last k + 1 layers: entry 0 is what the last layer reads, the last entry is for
	// the whole stack. A token always keeps what it is itself (the residual stream),
	// so the sets only grow.
	Layers []LayerReach
}

// A LayerReach is what a query can know at one level of a stack of layers.
type LayerReach struct {
	// Tokens are the tokens that information can have come from, in order; no
	// two intervals overlap or touch.
	Tokens []Interval
	// Causal says that the layer is a plain causal one.
	Causal bool
}

// ReachWithin walks a stack. Layers are counted from 1, the lowest. Where
// globalEvery is above 0, each layer whose number it divides is plain causal;
// the others follow the rule. The walk is empty if the query is not one of n
// tokens.
//
// Sets of scattered tokens are long, as many intervals as there are tokens at
// worst, so they are rounded outwards to a grid: the n tokens are cut into parts
// as [Rule.Density] cuts them, and a part is there whole if one of its tokens is.
// With at least n parts nothing is rounded.
//
// It gives up, and reports false, where that takes more steps than budget: a step
// is about a band of rows, or a scattered token. A million steps take about a
// tenth of a second natively; few rules of the language need more for a million
// tokens.
func (r Rule) ReachWithin(budget, n, query, layers, globalEvery, parts int64) (w Walk, ok bool) {
	if parts < 1 || query < 0 || query >= n {
		return w, true
	}
	ok = true
	var tokens []Interval
	marks := newMarks(n, min(parts, n))
	r.spread(budget, n, query, layers, globalEvery, func(f *flow, causal bool) bool {
		if f.work > budget {
			w, ok = Walk{}, false
			return false
		}
		if parts >= n {
			tokens = withRuns(tokens, f.fresh)
		} else if marks.add(f.fresh) {
			tokens = marks.intervals()
		}
		w.Layers = append(w.Layers, LayerReach{tokens, causal})
		w.Reach = query - f.reached.first
		return true
	})
	return w, ok
}

// spread goes down a stack, and calls done after each layer, with the tokens
// that it added in fresh, until done returns false. In the call for the last
// layer the query itself is fresh too. Past the budget of steps a layer is cut
// short.
func (r Rule) spread(budget, n, query, layers, globalEvery int64, done func(f *flow, causal bool) bool) {
	if query < 0 || query >= n || layers < 1 {
		return
	}
	f := newFlow(r, n, query)
	f.budget = budget
	for l := layers; l > 0; l-- {
		causal := globalEvery > 0 && l%globalEvery == 0
		if causal {
			f.causal()
		} else {
			f.rule()
		}
		if l == layers {
			f.fresh = append(f.fresh, run{query, query + 1, 1})
		}
		if !done(f, causal) {
			return
		}
	}
}
