package attention

// CausalPairs returns how many (query, key) pairs plain causal attention has:
// n(n+1)/2.
func CausalPairs(n int64) int64 {
	if n <= 0 {
		return 0
	}
	return n * (n + 1) / 2
}

// Pairs returns how many (query, key) pairs of n tokens the rule sees: what one
// head computes in one layer.
func (r Rule) Pairs(n int64) int64 {
	w := r.walker(n)
	total := int64(0)
	for b := range w.bands(0, n) {
		total += w.pairs(b)
	}
	return total
}

// pairs counts what is seen in a band.
func (w *walker) pairs(b band) int64 {
	total := int64(0)
	for k, c := range b.cuts {
		if c.pattern != 0 {
			sum := w.lattice.terms(c.pattern)
			total += upToAll(sum, b.end(k, w.n), b.first, b.rows()) - upToAll(sum, c.edge, b.first, b.rows())
		}
	}
	return total
}

// RowCount returns how many keys query i of n tokens sees; 0 if i is not one
// of them.
func (r Rule) RowCount(n, i int64) int64 {
	if i < 0 || i >= n {
		return 0
	}
	w := r.walker(n)
	cuts, _ := w.at(i)
	return w.pairs(band{i, i, cuts})
}

// BlindQueries returns how many of n queries see nothing at all.
func (r Rule) BlindQueries(n int64) int64 {
	if r.tree().seesItself(true) {
		return 0 // as with nearly every rule: nothing needs to be counted
	}
	blind := int64(0)
	r.progressions(n, func(first, step, count int64) {
		switch {
		case step == 0 && first == 0:
			blind += count
		case step != 0 && -first%step == 0 && -first/step >= 0 && -first/step < count:
			blind++
		}
	})
	return blind
}

// seesItself reports whether every query is sure to see itself (or, for seen
// false, sure not to), wherever in the sequence it is. Where that depends on the
// place, it is not sure.
func (a *node) seesItself(seen bool) bool {
	all := a.op == opOr
	switch a.op {
	case opFull, opCausal, opWindow, opChunk, opDocs, opDilated:
		return seen // each of these shows a query itself
	case opNot:
		return a.kids[0].seesItself(!seen)
	case opAnd, opOr:
		// One operand decides what the connective is named for, all the other.
		for _, k := range a.kids {
			if k.seesItself(seen) == (all == seen) {
				return all == seen
			}
		}
		return all != seen
	default:
		return false
	}
}

// progressions yields the sizes of all rows as arithmetic progressions. In a
// band without dilations the sizes are one; with them, the rows whose distance
// is a common period are.
func (r Rule) progressions(n int64, yield func(first, step, count int64)) {
	w := r.walker(n)
	size := func(b band, i int64) int64 { return w.pairs(band{i, i, b.cuts}) }
	for b := range w.bands(0, n) {
		apart := int64(1)
		for _, c := range b.cuts {
			if c.pattern != 0 {
				apart = lcm(apart, period(w.lattice.terms(c.pattern), n), n)
			}
		}
		for i := b.first; i <= min(b.last, b.first+apart-1); i++ {
			first, count, step := size(b, i), (b.last-i)/apart+1, int64(0)
			if count > 1 {
				step = size(b, i+apart) - first
			}
			yield(first, step, count)
		}
	}
}
