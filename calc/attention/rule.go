package attention

import "slices"

// A Rule says which keys each query may see. It does not change once made, and
// can be used from several goroutines. The zero Rule sees nothing.
type Rule struct{ root *node }

// A node is a named rule with its numbers, or a connective with its operands:
// one for not, two or more for and and or, none of them of the same connective.
type node struct {
	op      op
	numbers []int64
	kids    []*node
}

var (
	full  = &node{op: opFull}
	never = not(full)
)

func not(a *node) *node { return &node{op: opNot, kids: []*node{a}} }

// join makes an and or an or, taking in operands of the same connective.
func join(o op, kids ...*node) *node {
	if len(kids) == 1 {
		return kids[0]
	}
	flat := make([]*node, 0, len(kids))
	for _, k := range kids {
		if k.op == o {
			flat = append(flat, k.kids...)
		} else {
			flat = append(flat, k)
		}
	}
	return &node{op: o, kids: flat}
}

func (r Rule) tree() *node {
	if r.root == nil {
		return never
	}
	return r.root
}

// Sees reports whether query i may see key j. Both count from 0.
func (r Rule) Sees(i, j int64) bool { return r.tree().sees(i, j) }

func (a *node) sees(i, j int64) bool {
	switch a.op {
	case opFull:
		return true
	case opCausal:
		return j <= i
	case opWindow:
		return max(i-j, j-i) < a.numbers[0]
	case opSink, opPrefix:
		return j < a.numbers[0]
	case opGlobal:
		return i < a.numbers[0] || j < a.numbers[0]
	case opChunk:
		return i/a.numbers[0] == j/a.numbers[0]
	case opDocs:
		from, _ := document(a.numbers, i)
		other, _ := document(a.numbers, j)
		return from == other
	case opDilated:
		return (i-j)%a.numbers[0] == 0
	case opNot:
		return !a.kids[0].sees(i, j)
	case opAnd:
		return !slices.ContainsFunc(a.kids, func(k *node) bool { return !k.sees(i, j) })
	default:
		return slices.ContainsFunc(a.kids, func(k *node) bool { return k.sees(i, j) })
	}
}

// document returns where the document of token i begins and ends, for
// documents of the given lengths, of which the last repeats.
func document(lengths []int64, i int64) (from, to int64) {
	for _, n := range lengths[:len(lengths)-1] {
		// from ≤ i, so the sum cannot pass 2^63.
		if i < from+n {
			return from, from + n
		}
		from += n
	}
	last := lengths[len(lengths)-1]
	from += (i - from) / last * last
	return from, from + last
}

// any reports whether a node of the tree fulfils a condition.
func (a *node) any(is func(*node) bool) bool {
	return is(a) || slices.ContainsFunc(a.kids, func(k *node) bool { return k.any(is) })
}

// Anchored reports whether the rule names places at the start of the sequence:
// sink, prefix or global, with a number above 0.
func (r Rule) Anchored() bool { return r.tree().any((*node).anchored) }

func (a *node) anchored() bool {
	return (a.op == opSink || a.op == opPrefix || a.op == opGlobal) && a.numbers[0] > 0
}
