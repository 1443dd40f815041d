package attention

import (
	"slices"
	"strings"

	"attnexperts/calc/order"
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
	if i := find(kids, opCausal); i >= 0 && len(kids) == 2 {
		return "itself, every token before it, and " + later(kids[1-i])
	}
	return sum(parted(kids), member)
}

// parted returns operands of an or with what is causal in a whole list of them
// made so one by one: in a sum, “up to itself” would seem to be about all.
func parted(kids []*node) []*node {
	var parts []*node
	for _, k := range kids {
		if k.op == opAnd && len(k.kids) == 2 {
			if i := find(k.kids, opCausal); i >= 0 && k.kids[1-i].op == opOr {
				for _, part := range k.kids[1-i].kids {
					parts = append(parts, simplified(join(opAnd, k.kids[i], part), false))
				}
				continue
			}
		}
		parts = append(parts, k)
	}
	return parts
}

// member names what a rule sees as one of several things.
func member(a *node) string {
	of, n, no := inside(a)
	switch {
	case no && of.op == opGlobal:
		return "every token after " + firstTokens(n) + ", if it is not " + choose(n == 1, "among them", "that") + " itself"
	case a.op != opAnd:
		return named(a)
	}
	i := find(a.kids, opCausal)
	if i < 0 {
		return some(a.kids, base)
	}
	rest := except(a.kids, i)
	if len(rest) > 1 {
		return some(rest, basePast)
	}
	of, n, no = inside(rest[0])
	switch of.op {
	case opSink, opPrefix:
		return choose(no, "those of "+firstTokens(n), "those after "+firstTokens(n)) + " that do not come after it"
	case opChunk, opDocs:
		if !no {
			return "the tokens of " + named(of) + " that do not come after it"
		}
	}
	return namedPast(rest[0])
}

// seenByAll names what all of some rules see.
func seenByAll(kids []*node) string {
	i := find(kids, opCausal)
	if i < 0 {
		return some(kids, base)
	}
	rest := except(kids, i)
	if len(rest) > 1 {
		return some(rest, basePast)
	}
	if rest[0].op != opOr {
		return namedPast(rest[0])
	}
	text := sum(rest[0].kids, memberPast)
	if slices.ContainsFunc(rest[0].kids, reachesOn) {
		text += ", but nothing after itself"
	}
	return text
}

// reachesOn reports whether a rule is named, among causal ones, without a word
// on what comes after the token itself.
func reachesOn(a *node) bool { return (a.op == opSink || a.op == opPrefix) && a.numbers[0] > 1 }

// memberPast names what a rule sees up to the token as one of several things.
func memberPast(a *node) string {
	switch a.op {
	case opAnd:
		return some(a.kids, basePast)
	case opSink, opPrefix:
		return named(a)
	case opWindow:
		return basePast(a)
	default:
		return namedPast(a)
	}
}

// some names the part of one rule's tokens that other rules see too. nameBase
// names the tokens of that one rule, or all there are if it is nil.
func some(kids []*node, nameBase func(*node) string) string {
	if i := find(kids, opWindow); i >= 0 && len(kids) == 2 && kids[i].numbers[0] == 1 {
		if of, n, no := inside(kids[1-i]); of.op == opSink || of.op == opPrefix {
			return "itself, if it is " + choose(no, "", "not ") + choose(n > 1, "", "among ") + firstTokens(n)
		}
	}
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
	those := "those of "
	if kids[i].op == opChunk || kids[i].op == opDocs {
		those = "the tokens of "
	}
	if len(rest) == 1 && rest[0].op == opDilated && kids[i].op != opSink && kids[i].op != opPrefix {
		return "every " + ordinal(rest[0].numbers[0]) + choose(those == "those of ", " token of ", " of ") + of + ", counted from itself"
	}
	if strings.Contains(of, ",") {
		of += ","
	}
	return those + of + " that " + allHold(rest)
}

// sum lists what rules see, the token itself once, and last what a sentence
// cannot go on after.
func sum(kids []*node, name func(*node) string) string {
	kids = slices.Clone(kids)
	order.By(kids, func(a, b *node) int { return place(a) - place(b) })
	names := make([]string, len(kids))
	itself, plain := false, true
	for i, k := range kids {
		names[i] = name(k)
		if itself && (k.op == opDilated || k.op == opWindow) {
			names[i] = strings.TrimPrefix(names[i], "itself and ")
		}
		itself = itself || place(k) <= 1 || k.op == opDilated
		plain = plain && !slices.ContainsFunc([]string{",", " and ", " that ", " whose "}, func(s string) bool { return strings.Contains(names[i], s) })
	}
	last := len(names) - 1
	if last == 1 && plain {
		return names[0] + " and " + names[1]
	}
	return strings.Join(names[:last], ", ") + ", and " + names[last]
}

// place is where in a sum a rule is named: the past first, then what lies around
// the token, and last what has a clause of its own.
func place(a *node) int {
	of, _, no := inside(a)
	switch {
	case of.op == opGlobal:
		return 4
	case a.op == opAnd && len(a.kids) == 2 && find(a.kids, opCausal) >= 0:
		return place(a.kids[1-find(a.kids, opCausal)])
	case a.op == opAnd:
		return 3
	case no || of.op == opSink || of.op == opPrefix || of.op == opDilated:
		return 2
	case of.op == opCausal:
		return 0
	default:
		return 1
	}
}

// find returns where the first named rule of a kind is, or −1.
func find(kids []*node, o op) int {
	return slices.IndexFunc(kids, func(k *node) bool { return k.op == o })
}

func except(kids []*node, i int) []*node { return slices.Delete(slices.Clone(kids), i, i+1) }
