package scenario

import "attnexperts/calc/attention"

// Mask is the scenario of the mask page.
type Mask struct {
	// Rule is the mask rule in canonical form, without spaces.
	Rule string
	// Tokens is the sequence length, Layers the depth of the stack.
	Tokens, Layers int64
	// GlobalEvery makes one layer in so many plain causal; 0 means none.
	GlobalEvery int64
	// Query is the token whose view is marked, counted from 0.
	Query int64
	// Block is the side of the tiles that a blocked kernel works in.
	Block int64
	// Tiles draws those tiles.
	Tiles bool
	// Heads is the number of query heads, KV of the key/value heads they share.
	Heads, KV int64

	Common
}

// MaxTokens is the longest sequence that the mask page counts.
const MaxTokens = 1 << 20

// MaskTable has the keys of the mask page's links.
var MaskTable = Table[Mask]{
	Path: "/mask/",
	Default: func() Mask {
		return Mask{Rule: "causal&window(8)", Tokens: 64, Layers: 4, Query: 47, Block: 16, Heads: 8, KV: 2}
	},
	Fields: maskFields,
}

// maskFields are the keys of [MaskTable], in the order of a link.
var maskFields = append([]Field[Mask]{
	{
		Key: "rule", Label: "Rule",
		Help: "Which keys a query may see. Join with & (and), | (or), ! (not) and parentheses.",
		Of:   func(s *Mask) Value { return Text(&s.Rule, canonicalRule) },
	},
	{
		Key: "tokens", Label: "Tokens", Help: "How long the sequence is.",
		Of: func(s *Mask) Value { return Int(&s.Tokens, 1, MaxTokens) },
	},
	{
		Key: "layers", Label: "Layers", Help: "How many layers are stacked. Information moves one step of the rule in each.",
		Of: func(s *Mask) Value { return Int(&s.Layers, 1, 200) },
	},
	{
		Key: "global-every", Label: "A global layer every", Help: "One layer in this many is plain causal; 0: none is.",
		Of: func(s *Mask) Value { return Int(&s.GlobalEvery, 0, 200) },
	},
	{
		Key: "query", Label: "Query", Help: "The token whose view is marked, counted from 0.",
		Of: func(s *Mask) Value { return Int(&s.Query, 0, s.Tokens-1) },
	},
	{
		Key: "block", Label: "Block", Help: "The side of the tiles in which a kernel skips what is masked.",
		Of: func(s *Mask) Value { return Int(&s.Block, 1, MaxTokens) },
	},
	{
		Key: "tiles", Label: "Draw the blocks", Help: "Solid: a block in which every pair is seen. Dashed: one in which some are. A kernel skips the rest.",
		Of: func(s *Mask) Value { return Flag(&s.Tiles) },
	},
	{
		Key: "heads", Label: "Query heads", Help: "How many heads compute this mask. Each does all of its pairs.",
		Of: func(s *Mask) Value { return Int(&s.Heads, 1, 256) },
	},
	{
		Key: "kv", Label: "KV heads", Help: "How many key/value heads the query heads share. It changes no cell of the mask.",
		Of: func(s *Mask) Value { return equalGroups(&s.KV, s.Heads, "query heads") },
	},
}, commonFields(func(s *Mask) *Common { return &s.Common },
	[]Option{{"mask", "the mask"}, {"heads", "the heads"}},
	[]Option{
		{"pairs", "Pairs a head"},
		{"dense-pairs", "Pairs of causal attention"},
		{"density", "Share of causal"},
		{"reach", "Reach"},
		{"blocks-full", "Full blocks"},
		{"blocks-partial", "Partial blocks"},
		{"blocks-empty", "Empty blocks"},
		{"flops", "FLOPs"},
	})...)

// canonicalRule reads a mask rule and returns it in the form that links use.
func canonicalRule(text string) (string, error) {
	rule, err := attention.Parse(text)
	if err != nil {
		return "", err
	}
	return rule.Compact(), nil
}
