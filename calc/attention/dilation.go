package attention

import (
	"math/bits"
	"slices"
)

// dilations returns the different dilations above 1 in a rule, in order.
func dilations(a *node) []int64 {
	var d []int64
	a.any(func(k *node) bool {
		if k.op == opDilated && k.numbers[0] > 1 && !slices.Contains(d, k.numbers[0]) {
			d = append(d, k.numbers[0])
		}
		return false
	})
	slices.Sort(d)
	return d
}

// A pattern says which keys inside a span are seen, by which of the rule's
// dilations d_0, d_1, … divide t = i − j: bit s is set if a key is seen where
// exactly the dilations d_k with bit k of s set divide t. Boolean operators on
// rules are bit operators on patterns.
type pattern uint64

// endless stands for a period longer than any sequence: only t = 0 is a
// multiple of it.
const endless = 1 << 60

// A lattice knows a rule's dilations within sequences of n tokens.
type lattice struct {
	n         int64
	dilations []int64
	// lcm holds, for each set of dilations, their least common multiple, or
	// endless if that is n or more.
	lcm []int64
	// all is the pattern of the sets that occur, for |t| < n: a key is seen
	// whatever t is.
	all pattern
	// sums keeps the answers of terms.
	sums map[pattern][]term
}

func newLattice(root *node, n int64) *lattice {
	d := dilations(root)
	l := &lattice{n: n, dilations: d, lcm: make([]int64, 1<<len(d))}
	last := len(l.lcm) - 1
	for s := range l.lcm {
		l.lcm[s] = 1
		for k, dk := range d {
			if s>>k&1 == 1 {
				l.lcm[s] = lcm(l.lcm[s], dk, n)
			}
		}
	}
	for s, m := range l.lcm {
		// A set occurs if t = lcm is inside the sequence and no further dilation
		// divides it; all of them divide t = 0.
		occurs := m < n
		for k, dk := range d {
			occurs = occurs && (s>>k&1 == 1 || m%dk != 0)
		}
		if occurs || s == last {
			l.all |= 1 << s
		}
	}
	return l
}

// lcm returns the least common multiple, or endless if it is n or more.
func lcm(a, b, n int64) int64 {
	if a == endless {
		return endless
	}
	if hi, lo := bits.Mul64(uint64(a/gcd(a, b)), uint64(b)); hi == 0 && lo < uint64(n) {
		return int64(lo)
	}
	return endless
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// divides returns the pattern of dilated(d).
func (l *lattice) divides(d int64) pattern {
	if d == 1 {
		return l.all
	}
	k := slices.Index(l.dilations, d)
	var p pattern
	for s := range l.lcm {
		if s>>k&1 == 1 {
			p |= 1 << s
		}
	}
	return p & l.all
}
