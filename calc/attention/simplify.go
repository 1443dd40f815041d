package attention

import "slices"

// simplified returns a rule's tree as it is easiest to say: ! only at named
// rules, nothing twice, and nothing that changes nothing.
func simplified(a *node, negative bool) *node {
	switch a.op {
	case opNot:
		return simplified(a.kids[0], !negative)
	case opAnd, opOr:
		return simplifiedList(a, negative)
	case opSink, opPrefix, opGlobal:
		if a.numbers[0] == 0 {
			a = never
		}
	case opChunk, opDocs:
		if len(a.numbers) == 1 && a.numbers[0] == 1 {
			a = &node{op: opWindow, numbers: a.numbers}
		}
	case opDilated:
		if isFull(a) {
			a = full
		}
	}
	if negative {
		return fold(opNot, []*node{a})
	}
	return a
}

func simplifiedList(a *node, negative bool) *node {
	o, contradiction := a.op, never
	if negative {
		// De Morgan: not both is either not the one or not the other.
		o = opAnd + opOr - o
	}
	if o == opOr {
		contradiction = full
	}
	var kids []*node
	for _, k := range a.kids {
		k = simplified(k, negative)
		if !k.inList(kids) {
			kids = append(kids, k)
		}
	}
	for _, k := range kids {
		if k.op == opNot && k.kids[0].inList(kids) {
			return contradiction
		}
	}
	return fold(o, kids)
}

// same reports whether two trees are written alike.
func (a *node) same(b *node) bool {
	return a.op == b.op && slices.Equal(a.numbers, b.numbers) && slices.EqualFunc(a.kids, b.kids, (*node).same)
}

func (a *node) inList(list []*node) bool { return slices.ContainsFunc(list, a.same) }
