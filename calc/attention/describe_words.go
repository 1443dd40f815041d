package attention

import (
	"strings"

	"attnexperts/calc/quantity"
)

// inside returns the named rule that a part is or forbids, its name, and
// whether it forbids it.
func inside(a *node) (of *node, number int64, forbidden bool) {
	if a.op == opNot {
		a, forbidden = a.kids[0], true
	}
	if len(a.numbers) > 0 {
		number = a.numbers[0]
	}
	return a, number, forbidden
}

// choose returns the first text, or the second where a rule is forbidden.
func choose(forbidden bool, plain, negated string) string {
	if forbidden {
		return negated
	}
	return plain
}

// named names what a named rule sees, or, after !, does not see.
func named(a *node) string {
	of, n, no := inside(a)
	switch of.op {
	case opCausal:
		return choose(no, "itself and every token before it", "every token after it")
	case opWindow:
		if n == 1 {
			return choose(no, "itself", "every token but itself")
		}
		return choose(no, "itself and "+neighbours(n-1)+" on either side", "every token "+counted(n, "place")+" or more away, on either side")
	case opSink, opPrefix:
		return choose(no, firstTokens(n), "every token but "+first(n))
	case opGlobal:
		return choose(no, firstTokens(n)+", which in turn "+verb(n, "see")+" every token", "every token but "+first(n)+", which "+verb(n, "see")+" nothing")
	case opChunk:
		return choose(no, "its own chunk of "+counted(n, "token"), "every token outside its own chunk of "+counted(n, "token"))
	case opDocs:
		return choose(no, "its own document", "every token of the other documents")
	default:
		return choose(no, "itself and every "+ordinal(n)+" token before and after it", "every token whose distance is not a multiple of "+quantity.Count(n))
	}
}

// namedPast names what a named rule sees up to the token.
func namedPast(a *node) string {
	of, n, no := inside(a)
	switch of.op {
	case opWindow:
		if n == 1 {
			return choose(no, "itself", "every token before it")
		}
		return choose(no, basePast(of), "every token "+counted(n, "place")+" or more before it")
	case opSink, opPrefix:
		return choose(no, firstTokens(n)+", but nothing after itself", "every token after "+first(n)+", up to itself")
	case opChunk:
		return choose(no, basePast(of), "every token before its own chunk of "+counted(n, "token"))
	case opDocs:
		return choose(no, basePast(of), "every token before its own document")
	case opDilated:
		return choose(no, "itself and every "+ordinal(n)+" token before it", "every token before it whose distance is not a multiple of "+quantity.Count(n))
	default:
		return named(a)
	}
}

// base names the tokens of which other rules see a part; nil is all there are.
func base(a *node) string {
	switch {
	case a == nil:
		return "the tokens"
	case a.op == opWindow && a.numbers[0] > 1:
		return "the tokens less than " + counted(a.numbers[0], "place") + " away"
	default:
		return named(a)
	}
}

// basePast is base up to the token.
func basePast(a *node) string {
	switch {
	case a == nil:
		return "the tokens up to itself"
	case a.op == opWindow && a.numbers[0] > 1:
		return "the last " + counted(a.numbers[0], "token") + ", itself included"
	case a.op == opWindow:
		return "itself"
	default:
		return named(a) + ", up to itself"
	}
}

// later names what a rule adds to the past.
func later(a *node) string {
	of, n, no := inside(a)
	switch of.op {
	case opWindow:
		return choose(no, neighbours(n-1)+" after it", "every token "+counted(n, "place")+" or more after it")
	case opSink, opPrefix:
		return choose(no, firstTokens(n)+", even where they come after it", member(a))
	case opChunk, opDocs:
		return choose(no, "the rest of ", "every token after ") + named(of)
	case opDilated:
		return choose(no, "every "+ordinal(n)+" token after it", "every token after it whose distance is not a multiple of "+quantity.Count(n))
	default:
		return member(a)
	}
}

// allHold says that rules see tokens, after “the tokens that”.
func allHold(kids []*node) string { return strings.Join(each(kids), " and that ") }

func each(kids []*node) []string {
	texts := make([]string, len(kids))
	for i, k := range kids {
		texts[i] = holds(k)
	}
	return texts
}

// holds says that a rule sees tokens.
func holds(a *node) string {
	of, n, no := inside(a)
	switch of.op {
	case opAnd:
		return "at once " + quantity.Listed(each(a.kids), "and")
	case opOr:
		word := "or"
		if a.kids[len(a.kids)-2].op == opAnd {
			word = ", or"
		}
		return "either " + strings.ReplaceAll(quantity.Listed(each(a.kids), word), " ,", ",")
	case opCausal:
		return choose(no, "do not come after it", "come after it")
	case opWindow:
		if n == 1 {
			return choose(no, "are the token itself", "are not the token itself")
		}
		return choose(no, "are less than "+counted(n, "place")+" away", "are "+counted(n, "place")+" or more away")
	case opSink, opPrefix:
		if n == 1 {
			return choose(no, "are the first token", "are not the first token")
		}
		return choose(no, "are among "+first(n), "are not among "+first(n))
	case opGlobal:
		if n == 1 {
			return choose(no, "are the first token (or any, if it is that itself)", "come, like itself, after the first token")
		}
		return choose(no, "are among "+first(n)+" (or any, if it is itself among them)", "come, like itself, after "+firstTokens(n))
	case opChunk:
		return "lie " + choose(no, "in", "outside") + " its own chunk of " + counted(n, "token")
	case opDocs:
		return "lie " + choose(no, "in its own document", "in other documents")
	default:
		return "are " + choose(no, "", "not ") + "a multiple of " + counted(n, "place") + " away"
	}
}

// firstTokens is “the first 2 tokens”, first is “the first 2”.
func firstTokens(n int64) string {
	if n == 1 {
		return "the first token"
	}
	return first(n) + " tokens"
}

func first(n int64) string {
	if n == 1 {
		return "the first"
	}
	return "the first " + quantity.Count(n)
}

// neighbours is “the token” or “up to 7 tokens”.
func neighbours(n int64) string {
	if n == 1 {
		return "the token"
	}
	return "up to " + counted(n, "token")
}

// verb is a verb for so many.
func verb(n int64, many string) string {
	if n == 1 {
		return many + "s"
	}
	return many
}

// counted is a number with a word: “1 token”, “8 tokens”.
func counted(n int64, one string) string { return quantity.Plural(n, one, one+"s") }

// ordinal is “second”, “third”, “4th”.
func ordinal(n int64) string {
	switch n {
	case 2:
		return "second"
	case 3:
		return "third"
	}
	return quantity.Ordinal(n)
}
