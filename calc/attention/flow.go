package attention

// A flow spreads from a query over the tokens, layer by layer. Since what is
// reached stays reached, a token's row is looked at once: in the layer after
// the one that reached it.
type flow struct {
	walker  *walker
	reached *reached
	offsets *offsets
	// waiting are the reached tokens whose rows were not yet looked at; fresh is
	// what the last layer added.
	waiting, fresh []run
	// step divides every i − j that the rule sees; tokens that it keeps out are
	// ignored until a causal layer comes.
	step, query int64
	// work counts the steps taken so far, of which there may be budget.
	work, budget int64
}

// spend counts steps, and reports whether there may be more.
func (f *flow) spend(steps int) bool {
	f.work += int64(steps)
	return f.work <= f.budget
}

func newFlow(r Rule, n, query int64) *flow {
	w := r.walker(n)
	o := newOffsets(w.lattice)
	f := &flow{walker: w, offsets: o, reached: newReached(n, o.period), step: r.tree().step(n), query: query}
	if f.step > 1 {
		f.reached.ignore(f.step, query)
	}
	f.waiting = f.reached.add(nil, query, query+1)
	return f
}

// step returns a number that divides every distance i − j that a rule sees
// among n tokens.
func (a *node) step(n int64) int64 {
	switch a.op {
	case opDilated:
		return min(a.numbers[0], n)
	case opAnd:
		all := int64(1)
		for _, k := range a.kids {
			all = min(lcm(all, k.step(n), n), n)
		}
		return all
	case opOr:
		all := a.kids[0].step(n)
		for _, k := range a.kids[1:] {
			all = gcd(all, k.step(n))
		}
		return all
	default:
		return 1
	}
}

// causal lets everything before the last reached token flow in.
func (f *flow) causal() {
	if f.step > 1 {
		f.reached.heed(f.step, f.query)
		f.step = 1
	}
	f.fresh = f.reached.add(f.fresh[:0], 0, f.reached.last+1)
	if k := len(f.fresh); k > 0 {
		// One run with gaps filled is faster than scattered tokens; and since no
		// gap is left, a token's row is looked at once more at most.
		f.waiting = append(f.waiting, run{f.fresh[0].from, f.fresh[k-1].to, 1})
	}
}

// rule lets what the waiting tokens see flow in.
func (f *flow) rule() {
	f.fresh = f.fresh[:0]
	for _, v := range f.waiting {
		f.run(v)
	}
	f.waiting = append(f.waiting[:0], f.fresh...)
}

// run looks at the rows of a run, band by band.
func (f *flow) run(v run) {
	for i := v.from; i < v.to; {
		cuts, until := f.walker.at(i)
		if !f.spend(len(cuts) + 1) {
			return
		}
		last := i + (min(until, v.to-1)-i)/v.step*v.step
		f.band(band{i, last, cuts}, v.step)
		i = last + v.step
	}
}

// band adds what a band's rows first, first + step, … up to last see.
func (f *flow) band(b band, step int64) {
	for k, c := range b.cuts {
		switch {
		case c.pattern == 0:
		case c.pattern == f.walker.lattice.all:
			f.spans(span{c.edge, b.end(k, f.walker.n)}, b.first, b.last, step)
		default:
			f.dilated(c.pattern, span{c.edge, b.end(k, f.walker.n)}, b.first, b.last, step)
		}
	}
}

// A span is the keys between two edges.
type span struct{ from, to edge }

// over returns the keys between the least and the greatest that a span has in
// rows of a band, and whether it has any. Where both edges move, there may be
// gaps between what it has in one row and in the next that is looked at.
func (s span) over(first, last int64) (from, to int64, any bool) {
	from, to = s.from.at(first), s.to.at(last)
	if s.from.slope == s.to.slope {
		return from, to, from < s.to.at(first)
	}
	return from, to, from < to
}

// spans adds a span in which all keys are seen.
func (f *flow) spans(s span, first, last, step int64) {
	from, to, any := s.over(first, last)
	if !any {
		return
	}
	width := s.to.at(first) - from
	if s.from.slope == 0 || s.to.slope == 0 || width >= step || first == last {
		f.fresh = f.reached.add(f.fresh, from, to)
		return
	}
	for ; from < to; from += step {
		f.fresh = f.reached.add(f.fresh, from, from+width)
	}
}

// dilated adds a span in which the keys of a pattern are seen. Rows a period
// apart see keys that are a period apart; so one row stands for all of those.
func (f *flow) dilated(p pattern, s span, first, last, step int64) {
	period := f.offsets.period
	for i := first; i <= last && i < first+period; i += step {
		if !f.spend(1) {
			return
		}
		from, to, any := s.over(i, i+(last-i)/period*period)
		if !any || f.reached.filled(from, to) {
			continue
		}
		// Where both edges move, only keys whose place in a period is in the first
		// row's span are seen.
		begin := to
		if s.from.slope == 1 && s.to.slope == 1 {
			begin = s.to.at(i)
		}
		begin = min(begin, from+period)
		if f.fill(p, i, from, begin, to) {
			continue
		}
		f.offsets.each(p, i-begin+1, i-from, func(t int64) {
			f.work++
			f.fresh = f.reached.addEach(f.fresh, i-t, to)
		})
	}
}

// fill adds the keys of a pattern by trying each one that is not yet reached.
// It gives up, and reports false, if those are more than the pattern sees.
func (f *flow) fill(p pattern, i, from, begin, to int64) bool {
	period := f.offsets.period
	tries := len(f.offsets.list(p))
	for j := f.reached.next(f.reached.near, from); j < to; j = f.reached.next(f.reached.near, j+1) {
		if tries--; tries < 0 {
			return false
		}
		if f.offsets.seen(p, i-j) && from+(j-from)%period < begin {
			f.fresh = f.reached.add(f.fresh, j, j+1)
		}
	}
	return true
}
