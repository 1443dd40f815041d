package attention

// A term stands for factor·[period divides t]. A sum of terms counts the keys
// that a pattern sees.
type term struct{ period, factor int64 }

// everyKey sees all keys.
var everyKey = []term{{1, 1}}

// terms returns a pattern as a sum of terms, for |t| < n. That is a Möbius
// transform over sets of dilations: with f(s) = 1 for the sets in the pattern,
// the factors c with f(s) = Σ c(u) over all subsets u of s; and the sets of
// which all dilations divide t are the subsets of the set of those that do.
func (l *lattice) terms(p pattern) []term {
	if p == l.all {
		return everyKey
	}
	if sum, ok := l.sums[p]; ok {
		return sum
	}
	c := make([]int64, len(l.lcm))
	for s := range c {
		c[s] = int64(p >> s & 1)
	}
	for k := range l.dilations {
		for s := range c {
			if s>>k&1 == 1 {
				c[s] -= c[s^1<<k]
			}
		}
	}
	var sum []term
	for s, factor := range c {
		sum = added(sum, term{l.lcm[s], factor})
	}
	if l.sums == nil {
		l.sums = map[pattern][]term{}
	}
	l.sums[p] = sum
	return sum
}

func added(sum []term, t term) []term {
	for k := range sum {
		if sum[k].period == t.period {
			sum[k].factor += t.factor
			if sum[k].factor == 0 {
				sum = append(sum[:k], sum[k+1:]...)
			}
			return sum
		}
	}
	if t.factor == 0 {
		return sum
	}
	return append(sum, t)
}

// period returns after how many steps of t a sum of terms repeats, or endless.
func period(sum []term, n int64) int64 {
	p := int64(1)
	for _, t := range sum {
		p = lcm(p, t.period, n)
	}
	return p
}

// upTo counts, less a constant, the keys before position x that query i sees
// by a sum of terms: the difference of two positions is the count between them.
func upTo(sum []term, i, x int64) int64 {
	total := int64(0)
	for _, t := range sum {
		total -= t.factor * floor(i-x, t.period)
	}
	return total
}

// upToAll is the sum of upTo over rows queries from i on, for a span's end.
//
// A sum may pass an int64 on the way; that is harmless, since additions wrap
// around and the count that is the difference in the end fits.
func upToAll(sum []term, e edge, i, rows int64) int64 {
	total := int64(0)
	for _, t := range sum {
		if e.slope == 1 {
			total -= t.factor * rows * floor(-e.base, t.period)
		} else {
			total -= t.factor * floors(i-e.base, rows, t.period)
		}
	}
	return total
}

// floors is the sum of ⌊x/m⌋ for count whole numbers from x on.
func floors(x, count, m int64) int64 {
	k := floor(x, m)
	// Shifted by k·m the first number is in [0, m), where floors are 0.
	y := x - k*m + count
	q, r := y/m, y%m
	return count*k + q*(q-1)/2*m + q*r
}

// floor is ⌊x/m⌋ for m > 0.
func floor(x, m int64) int64 {
	if m == 1 {
		return x
	}
	q := x / m
	if x%m < 0 {
		q--
	}
	return q
}
