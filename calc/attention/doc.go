// Package attention holds the arithmetic of attention, in two halves: who may
// look at whom, and what that costs.
//
//	rule, err := attention.Parse("causal & window(8)")
//	pairs := rule.Pairs(64) // 484
//
//	stack := attention.Uniform(32, attention.Layer{Heads: 32, KV: 8, HeadDim: 128})
//	cache, err := stack.Bytes(attention.Use{Context: 8192, Batch: 1, Dtype: quantity.BF16}) // 1 GiB
//
// # Masks
//
// Queries and keys are tokens of one sequence, counted from 0. A [Rule] is
// parsed with [Parse] and asked: [Rule.Sees] for one pair, [Rule.Rows] for the
// keys of each query, [Rule.Pairs], [Rule.Blocks] and [Rule.Density] for
// counts, [Rule.Reach] for what a stack of layers can know, [Rule.Describe]
// for a sentence, [Rule.MaskMod] for PyTorch source. [Presets] are the rules
// that have a name.
//
// # Costs
//
// A [Layer] says how one layer shares its heads and how far it looks; a [Stack]
// is all layers of a model, made by [Uniform], [Alternating] or by package
// model. For a [Use] it tells the cache ([Stack.Bytes], [Stack.BytesPerToken]),
// the work of a prompt and of a decoding step ([Stack.PrefillFLOPs],
// [Stack.DecodeFLOPs]), what a step reads ([Stack.ReadBytes]) and the ratio of
// the two ([Stack.Intensity]). [Stack.As] changes the sharing, to compare.
//
// Sizes are in numbers, caches in bytes, work in floating-point operations, of
// which a multiplication with its addition is two. Answers are
// [quantity.Result] values, which hold their formula, what was put in and the
// paper that it is from; what does not fit an int64 is an error.
//
// # The language of rules
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
// the rule's dilations divide i − j, a bit for each.
package attention

// MaxTokens is the longest sequence that can be asked about: all of its pairs
// still fit an int64. Methods that take a number of tokens n panic above it;
// for n ≤ 0 there are no tokens, and every count is 0.
const MaxTokens = 1 << 31
