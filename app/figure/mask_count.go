package figure

import (
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// maskCount holds the outputs of the mask figure, all exact.
type maskCount struct {
	pairs, dense      int64
	colours           colours
	flops, denseFLOPs int64
	seen, blind       int64
	blocks            tiling
	walk              walk
}

// budget is how many steps the page takes to count blocks or to follow a query
// through the layers: about a third of a second in the browser. Only long
// sequences under rules that scatter their keys need more.
const budget = 1 << 22

// A tiling is a count of blocks, or known to be too long a count.
type tiling struct {
	attention.BlockCount

	counted bool
}

// A walk is what a query can know through the layers, with the rows of the fan,
// or known to be too long a walk.
type walk struct {
	attention.Walk

	rows   []fanRow
	walked bool
}

// Colours tells which colours occur among the cells.
type colours struct {
	// near is what the rule sees near by, anchored what it sees for its place alone,
	// and left what only causal attention would compute.
	near, anchored, left bool
}

// A tally is what is counted of a mask as a whole.
type tally struct {
	pairs, blind int64
	colours      colours
}

// tallyOf counts the pairs of a rule, and the queries that see nothing.
func tallyOf(rule attention.Rule, tokens int64) tally {
	t := tally{pairs: rule.Pairs(tokens), blind: rule.BlindQueries(tokens)}
	t.colours.near = t.pairs > 0
	if rule.Anchored() && tokens <= maxCells { // densities have one colour
		near, far := rule.Split()
		t.colours.near, t.colours.anchored = near.Pairs(tokens) > 0, far.Pairs(tokens) > 0
	}
	both, err := attention.Parse("(" + rule.Compact() + ")&" + causalRule.Compact())
	t.colours.left = err != nil || both.Pairs(tokens) < attention.CausalPairs(tokens)
	return t
}

// What does not change is not counted again: neither pairs nor blocks where only
// the query moves, nor the walk where only something is pointed at.
var (
	pairsMemo  memo[scenario.Mask, tally]
	blocksMemo memo[scenario.Mask, tiling]
	walkMemo   memo[scenario.Mask, walk]
)

// walkOf follows the chosen query through the layers.
func walkOf(rule attention.Rule, s scenario.Mask) walk {
	q := scenario.Mask{Rule: s.Rule, Tokens: s.Tokens, Query: s.Query, Layers: s.Layers, GlobalEvery: s.GlobalEvery}
	return walkMemo.of(q, func() walk {
		w, ok := rule.ReachWithin(budget, s.Tokens, s.Query, s.Layers, s.GlobalEvery, maxCells)
		if !ok {
			return walk{}
		}
		return walk{w, fanRows(s, w.Layers), true}
	})
}

func countMask(rule attention.Rule, s scenario.Mask) maskCount {
	whole := scenario.Mask{Rule: s.Rule, Tokens: s.Tokens}
	all := pairsMemo.of(whole, func() tally { return tallyOf(rule, s.Tokens) })
	tiled := whole
	tiled.Block = s.Block
	c := maskCount{
		pairs:   all.pairs,
		dense:   attention.CausalPairs(s.Tokens),
		colours: all.colours,
		seen:    rule.RowCount(s.Tokens, s.Query),
		blind:   all.blind,
		blocks: blocksMemo.of(tiled, func() tiling {
			b, ok := rule.BlocksWithin(budget, s.Tokens, s.Block)
			return tiling{b, ok}
		}),
		walk: walkOf(rule, s),
	}
	// At most 4 × 256 heads × 128 × 2^40 pairs: far inside an int64.
	c.flops, _ = attention.ScoreFLOPs(s.Heads, headDim, c.pairs)
	c.denseFLOPs, _ = attention.ScoreFLOPs(s.Heads, headDim, c.dense)
	return c
}

// share is the rule's part of what plain causal attention computes.
func (c maskCount) share() float64 { return float64(c.pairs) / float64(c.dense) }

// results are the outputs as numbers that can tell how they came about.
func (c maskCount) results(s scenario.Mask) []quantity.Result {
	n := quantity.In("S", "tokens", s.Tokens, "tokens")
	count := func(name, label string, v int64, u quantity.Unit, formula string, in ...quantity.Input) quantity.Result {
		return quantity.Result{Name: name, Label: label, Value: quantity.Whole(v), Unit: u, Formula: formula, Inputs: append([]quantity.Input{n}, in...)}
	}
	block := quantity.In("side", "side of a block", s.Block, "block")
	rows := []quantity.Result{
		count("pairs", "Pairs a head", c.pairs, quantity.Plain, "the sum over all queries of the keys that the rule shows them"),
		count("dense-pairs", "Pairs of causal attention", c.dense, quantity.Plain, "S · (S + 1) / 2"),
		{Name: "density", Label: "Share of causal", Value: quantity.Real(c.share()), Unit: quantity.Share, Formula: "pairs / pairs of causal attention"},
		count("flops", "FLOPs of a layer", c.flops, quantity.FLOPs, "4 · n_h · d_h · pairs",
			quantity.In("n_h", "query heads", s.Heads, "heads"), quantity.In("d_h", "size of a head", headDim, "assumed")),
	}
	if c.walk.walked {
		rows = append(rows, count("reach", "Reach, tokens back", c.walk.Reach, quantity.Tokens,
			"the query less the first token it can know of after all layers", quantity.In("L", "layers", s.Layers, "layers")))
	}
	if c.blocks.counted {
		for _, b := range []struct {
			name, label, what string
			n                 int64
		}{
			{"blocks-full", "Full blocks", "every pair is seen", c.blocks.Full},
			{"blocks-partial", "Partial blocks", "some pairs are seen", c.blocks.Partial},
			{"blocks-empty", "Empty blocks", "no pair is seen", c.blocks.Empty},
		} {
			r := count(b.name, b.label, b.n, quantity.Plain, "tiles in which "+b.what, block)
			r.Source = "FlexAttention's block mask, PyTorch 2.5"
			rows = append(rows, r)
		}
	}
	return rows
}
