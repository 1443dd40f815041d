package attention

// Split parts a rule in two, by why a pair is seen. Anchored sees the pairs
// that the rule sees only thanks to its sink, prefix and global parts: the rule
// sees them, but would not if those parts saw nothing. Local sees the others.
// Together they see what the rule sees, and nothing twice.
//
// Under ! such a part forbids; without it more would be seen. That takes
// nothing from what the rule sees, and adds nothing to Anchored.
func (r Rule) Split() (local, anchored Rule) {
	whole := r.tree()
	rest := without(whole)
	if forbids(whole, false) {
		// Without its anchored parts the rule sees pairs that it does not see.
		rest = fold(opAnd, []*node{whole, rest})
	}
	return Rule{rest}, Rule{fold(opAnd, []*node{whole, fold(opNot, []*node{rest})})}
}

// without returns the tree with its anchored parts seeing nothing.
func without(a *node) *node {
	if a.anchored() {
		return never
	}
	if len(a.kids) == 0 {
		return a
	}
	kids := make([]*node, len(a.kids))
	for i, k := range a.kids {
		kids[i] = without(k)
	}
	return fold(a.op, kids)
}

// forbids reports whether an anchored part stands under an odd number of !.
func forbids(a *node, odd bool) bool {
	if a.anchored() {
		return odd
	}
	for _, k := range a.kids {
		if forbids(k, odd != (a.op == opNot)) {
			return true
		}
	}
	return false
}

// fold makes a connective of operands, leaving out what full and never decide.
func fold(o op, kids []*node) *node {
	if o == opNot {
		if kids[0].op == opNot {
			return kids[0].kids[0]
		}
		return not(kids[0])
	}
	// What an operand that decides everything is, and what one that changes
	// nothing is.
	decides, idle := isNever, isFull
	result := full
	if o == opOr {
		decides, idle, result = isFull, isNever, never
	}
	var left []*node
	for _, k := range kids {
		switch {
		case decides(k):
			return k
		case !idle(k):
			left = append(left, k)
		}
	}
	if len(left) == 0 {
		return result
	}
	return join(o, left...)
}

func isFull(a *node) bool { return a.op == opFull || a.op == opDilated && a.numbers[0] == 1 }

func isNever(a *node) bool { return a.op == opNot && isFull(a.kids[0]) }
