package attention

import (
	"slices"
	"strings"
	"unicode/utf8"

	"attnexperts/calc/quantity"
)

// maxDescription is the most characters of a description, and maxDepth how deep
// & and | may be nested in a sentence that can be followed.
const (
	maxDescription = 400
	maxDepth       = 3
)

// Describe says in a sentence or two what a query sees, for any rule: “Each
// token sees the last 8 tokens, itself included.” A rule that would need too
// long a sentence is quoted instead.
func (r Rule) Describe() string {
	// Twice: what the first time changes outside can leave more to do inside.
	a := simplified(simplified(r.tree(), false), false)
	documents := documentsOf(a)
	switch {
	case isFull(a):
		return "Each token sees every token, before and after it."
	case isNever(a):
		return "No token sees anything."
	case depth(a) > maxDepth || len(documents) > 1:
		return quoted(r.String())
	}
	text := "Each token sees " + visible(a) + "."
	if len(documents) == 1 {
		text += documentLengths(documents[0].numbers)
	}
	if utf8.RuneCountInString(text) > maxDescription {
		return quoted(r.String())
	}
	return text
}

func depth(a *node) int {
	if a.op != opAnd && a.op != opOr {
		return 0
	}
	deepest := 0
	for _, k := range a.kids {
		deepest = max(deepest, depth(k))
	}
	return deepest + 1
}

// quoted describes a rule by its text, or the start of it.
func quoted(rule string) string {
	const most = 320
	if len(rule) > most {
		return "Each token sees what a long rule allows, which begins with “" + rule[:most] + "…”."
	}
	return "Each token sees exactly the tokens that the rule “" + rule + "” allows."
}

// documentsOf returns the different docs rules in a tree.
func documentsOf(a *node) []*node {
	var all []*node
	a.any(func(k *node) bool {
		if k.op == opDocs && !k.inList(all) {
			all = append(all, k)
		}
		return false
	})
	return all
}

// documentLengths is a sentence on how long the documents are.
func documentLengths(numbers []int64) string {
	if slices.Max(numbers) == slices.Min(numbers) {
		return " Each document is " + counted(numbers[0], "token") + " long."
	}
	const most = 8
	names := make([]string, 0, most)
	for _, n := range numbers[:min(len(numbers), most)] {
		names = append(names, quantity.Count(n))
	}
	if len(numbers) > most {
		return " The documents are " + strings.Join(names, ", ") + ", … tokens long."
	}
	return " The documents are " + quantity.Listed(names, "and") + " tokens long; any more are as long as the last."
}
