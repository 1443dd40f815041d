package attention

import "slices"

var causal = &node{op: opCausal}

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
		if slices.Max(a.numbers) == 1 {
			a = &node{op: opWindow, numbers: a.numbers[:1]}
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
	o := a.op
	if negative {
		// De Morgan: not both is either not the one or not the other.
		o = opAnd + opOr - o
	}
	kids := make([]*node, len(a.kids))
	for i, k := range a.kids {
		kids[i] = simplified(k, negative)
	}
	for {
		a = fold(o, kids)
		if a.op != o {
			return a
		}
		kids = told(a)
		if slices.EqualFunc(a.kids, kids, (*node).same) {
			return a
		}
	}
}

// told returns the operands of an and or an or, each said as if what the others
// are is known: where all must see a pair the others do see it, and where one is
// enough it only matters if the others do not.
func told(a *node) []*node {
	kids := slices.Clone(a.kids)
	for i := range kids {
		fact := kids[i]
		if fact.op == opAnd || fact.op == opOr || isFull(fact) || isNever(fact) {
			continue
		}
		if a.op == opOr {
			fact = fold(opNot, []*node{fact})
		}
		for j := range kids {
			if j != i {
				kids[j] = kids[j].given(fact)
			}
		}
	}
	return kids
}

// given returns what is left to say of a rule for pairs that are known to be
// seen by fact, a named rule or one after !.
func (a *node) given(fact *node) *node {
	if a.op == opAnd || a.op == opOr {
		kids := make([]*node, len(a.kids))
		for i, k := range a.kids {
			kids[i] = k.given(fact)
		}
		return fold(a.op, kids)
	}
	negated := fold(opNot, []*node{a})
	switch {
	case isFull(a) || isNever(a):
		return a
	case implies(fact, a):
		return full
	case implies(fact, negated):
		return never
	case a.op == opGlobal && implies(fact, causal):
		// Up to itself a global token sees no more than any other.
		return &node{op: opSink, numbers: a.numbers}
	case negated.op == opGlobal && implies(fact, causal):
		return not(negated.given(fact))
	default:
		return a
	}
}

// implies reports whether a sees no pair that b does not see, as far as one look
// at two named rules, or two after !, tells. Every named rule lets the first
// token see itself, so none implies that another one does not see.
func implies(a, b *node) bool {
	switch {
	case a.op == opNot && b.op == opNot:
		a, b = b.kids[0], a.kids[0]
	case a.op == opNot || b.op == opNot:
		return false
	}
	if a.same(b) {
		return true
	}
	if len(a.numbers) == 0 {
		return false
	}
	m, start := slices.Max(a.numbers), b.op == opSink || b.op == opPrefix || b.op == opGlobal
	switch {
	case a.op == opWindow && m == 1:
		// What a token sees of itself is all that is left.
		return !start
	case b.op == opCausal:
		return m == 1 && (a.op == opSink || a.op == opPrefix)
	case a.op == opSink || a.op == opPrefix:
		return start && m <= b.numbers[0]
	case a.op == opGlobal:
		return b.op == opGlobal && m <= b.numbers[0]
	case a.op == opDilated:
		return b.op == opDilated && m%b.numbers[0] == 0
	case a.op == opChunk && b.op == opChunk:
		return b.numbers[0]%m == 0
	case a.op == opWindow || a.op == opChunk || a.op == opDocs:
		// They lie inside a window as wide.
		return b.op == opWindow && m <= b.numbers[0]
	default:
		return false
	}
}

// same reports whether two trees are written alike.
func (a *node) same(b *node) bool {
	return a.op == b.op && slices.Equal(a.numbers, b.numbers) && slices.EqualFunc(a.kids, b.kids, (*node).same)
}

func (a *node) inList(list []*node) bool { return slices.ContainsFunc(list, a.same) }
