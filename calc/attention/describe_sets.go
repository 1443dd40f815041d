package attention

import (
	"slices"
	"strings"
)

// visible names what a rule sees, from the view of one token, which is “it” and
// “itself”: “the first 2 tokens”. The rule is simplified.
func visible(a *node) string {
	switch a.op {
	case opOr:
		return seenByEither(a.kids)
	case opAnd:
		return seenByAll(a.kids)
	case opWindow:
		if a.numbers[0] == 1 {
			return "only itself"
		}
	}
	return named(a)
}

// seenByEither names what at least one of some rules sees.
func seenByEither(kids []*node) string {
	i := find(kids, opCausal)
	if i < 0 {
		return sum(kids, member)
	}
	rest := except(kids, i)
	if len(rest) == 1 {
		return "itself, every token before it, and " + later(rest[0])
	}
	return sum(append([]*node{kids[i]}, rest...), member)
}

// member names what a rule sees as one of several things.
func member(a *node) string {
	if a.op == opAnd {
		return seenByAll(a.kids)
	}
	return named(a)
}

// seenByAll names what all of some rules see.
func seenByAll(kids []*node) string {
	i := find(kids, opCausal)
	if i < 0 {
		return some(kids, base)
	}
	rest := except(kids, i)
	for k := range rest {
		rest[k] = backwards(rest[k])
	}
	if len(rest) > 1 {
		return some(rest, basePast)
	}
	if rest[0].op != opOr {
		return namedPast(rest[0])
	}
	text := sum(rest[0].kids, memberPast)
	if slices.ContainsFunc(rest[0].kids, func(k *node) bool { return k.op == opSink || k.op == opPrefix }) {
		text += ", but nothing after itself"
	}
	return text
}

// memberPast names what a rule sees up to the token as one of several things.
func memberPast(a *node) string {
	switch a.op {
	case opAnd:
		if find(a.kids, opCausal) >= 0 {
			return seenByAll(a.kids)
		}
		return seenByAll(append([]*node{{op: opCausal}}, a.kids...))
	case opSink, opPrefix:
		return named(a)
	case opWindow:
		return basePast(a)
	default:
		return namedPast(a)
	}
}

// backwards returns what a rule is among causal ones: there a global token sees
// no more than any other, so global is sink.
func backwards(a *node) *node {
	if a.op == opGlobal {
		return &node{op: opSink, numbers: a.numbers}
	}
	if len(a.kids) == 0 {
		return a
	}
	kids := make([]*node, len(a.kids))
	for i, k := range a.kids {
		kids[i] = backwards(k)
	}
	return &node{op: a.op, numbers: a.numbers, kids: kids}
}

// some names the part of one rule's tokens that other rules see too. nameBase
// names the tokens of that one rule, or all there are if it is nil.
func some(kids []*node, nameBase func(*node) string) string {
	i := -1
	for _, o := range []op{opWindow, opDocs, opChunk, opSink, opPrefix} {
		// Of a single token there are no parts.
		i = slices.IndexFunc(kids, func(k *node) bool { return k.op == o && (o == opDocs || k.numbers[0] > 1) })
		if i >= 0 {
			break
		}
	}
	if i < 0 {
		return nameBase(nil) + " that " + allHold(kids)
	}
	of, rest := nameBase(kids[i]), except(kids, i)
	if len(rest) == 1 && rest[0].op == opDilated && kids[i].op != opSink && kids[i].op != opPrefix {
		return "every " + ordinal(rest[0].numbers[0]) + " of " + of + ", counted from itself"
	}
	if strings.Contains(of, ",") {
		of += ","
	}
	return "those of " + of + " that " + allHold(rest)
}

// sum lists what rules see, the token itself once.
func sum(kids []*node, name func(*node) string) string {
	names := make([]string, len(kids))
	itself := false
	for i, k := range kids {
		names[i] = name(k)
		if itself && k.op == opDilated {
			names[i] = strings.TrimPrefix(names[i], "itself and ")
		}
		itself = itself || k.op == opCausal || k.op == opWindow || k.op == opChunk || k.op == opDocs
	}
	text := names[0]
	for i, n := range names[1:] {
		switch {
		case i < len(names)-2:
			text += ", " + n
		case len(names) > 2 || strings.Contains(text, ",") || strings.Contains(text, " and "):
			text += ", and " + n
		default:
			text += " and " + n
		}
	}
	return text
}

// find returns where the first named rule of a kind is, or −1.
func find(kids []*node, o op) int {
	return slices.IndexFunc(kids, func(k *node) bool { return k.op == o })
}

func except(kids []*node, i int) []*node { return slices.Delete(slices.Clone(kids), i, i+1) }
