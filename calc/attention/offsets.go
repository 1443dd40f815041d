package attention

import "slices"

// offsets lists the distances t = i − j at which the patterns of a lattice see
// a key, within one period.
type offsets struct {
	lattice *lattice
	// period is the least common multiple of all dilations, or, where that is
	// longer than the sequence, as much as no two distances are apart.
	period int64
	// sets says which dilations divide t, for each t of a period.
	sets  []uint8
	known map[pattern][]int64
}

func newOffsets(l *lattice) *offsets {
	period := l.lcm[len(l.lcm)-1]
	if period == endless {
		period = 2 * l.n
	}
	return &offsets{lattice: l, period: period, known: map[pattern][]int64{}}
}

// each yields the distances from least to most, not more than a period of
// them, at which a pattern sees a key.
func (o *offsets) each(p pattern, least, most int64, yield func(t int64)) {
	list := o.list(p)
	base := floor(least, o.period) * o.period
	from, _ := slices.BinarySearch(list, least-base)
	for _, t := range list[from:] {
		if base+t > most {
			return
		}
		yield(base + t)
	}
	for _, t := range list {
		if base+o.period+t > most {
			return
		}
		yield(base + o.period + t)
	}
}

// seen reports whether a pattern sees a key at distance t.
func (o *offsets) seen(p pattern, t int64) bool {
	if t %= o.period; t < 0 {
		t += o.period
	}
	return p>>o.sets[t]&1 == 1
}

// list returns the distances from 0 up to the period at which a pattern sees a
// key.
func (o *offsets) list(p pattern) []int64 {
	if list, ok := o.known[p]; ok {
		return list
	}
	if o.sets == nil {
		o.sets = make([]uint8, o.period)
		for k, d := range o.lattice.dilations {
			o.divide(d, 1<<k)
		}
	}
	var list []int64
	for t, s := range o.sets {
		if p>>s&1 == 1 {
			list = append(list, int64(t))
		}
	}
	o.known[p] = list
	return list
}

// divide notes the distances that d divides. In a period longer than the
// sequence the second half stands for the distances below 0.
func (o *offsets) divide(d int64, bit uint8) {
	for t := int64(0); t < min(o.period, o.lattice.n); t += d {
		o.sets[t] |= bit
		if o.period > o.lattice.n && t > 0 {
			o.sets[o.period-t] |= bit
		}
	}
}
