// Package attention holds the arithmetic of attention masks: a small language
// for the rule that says which keys a query may see, and exact answers about
// any such rule.
//
// Queries and keys are tokens of one sequence, counted from 0. A rule is
// parsed with [Parse] and asked: [Rule.Sees] for one pair, [Rule.Rows] for the
// keys of each query, [Rule.Pairs], [Rule.Blocks] and [Rule.Density] for
// counts, [Rule.Reach] for what a stack of layers can know, [Rule.Describe]
// for a sentence, [Rule.MaskMod] for PyTorch source.
//
// # The language
//
//	rule   = term { "|" term } .        term = factor { "&" factor } .
//	factor = "!" factor | "(" rule ")" | name [ "(" number { "," number } ")" ] .
//
//	full                always
//	causal              j ≤ i
//	window(w)           |i − j| < w
//	sink(n), prefix(n)  j < n
//	global(n)           i < n or j < n
//	chunk(c)            ⌊i/c⌋ = ⌊j/c⌋
//	docs(a,b,…)         same document, of lengths a, b, … (the last repeats)
//	dilated(d)          (i − j) mod d = 0
//
// Spaces do not matter, nor does the case of names. & binds tighter than |.
//
// # How counting works
//
// No count visits the n² pairs. In one query's row the seen keys lie in a few
// spans. From one row to the next a span's end either stays (a sink, a
// document) or moves on by one (a window). So the spans of one row, with the
// number of rows for which none of their ends meets another, stand for a whole
// band of rows, and what is counted in a band is an arithmetic series. A mask of
// a million tokens under causal & (window(4096) | sink(4)) is three bands.
//
// dilated(d) has no spans; inside a span the seen keys are given by which of
// the rule's dilations divide i − j (see pattern).
package attention

// MaxTokens is the longest sequence that can be asked about: all of its pairs
// still fit an int64. Methods that take a number of tokens n panic above it;
// for n ≤ 0 there are no tokens, and every count is 0.
const MaxTokens = 1 << 31
