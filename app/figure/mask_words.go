package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// maskCount holds the outputs of the mask figure, all exact.
type maskCount struct {
	pairs, dense      int64
	flops, denseFLOPs int64
	seen, blind       int64
	blocks            tiling
	walk              walk
}

// steps is how many steps the page takes to count blocks or to follow a query
// through the layers: about a third of a second in the browser. Only long
// sequences under rules that scatter their keys need more.
const steps = 1 << 22

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

// What does not change is not counted again: neither pairs nor blocks where only
// the query moves, nor the walk where only something is pointed at.
var (
	pairsMemo  memo[scenario.Mask, [2]int64]
	blocksMemo memo[scenario.Mask, tiling]
	walkMemo   memo[scenario.Mask, walk]
	cellsMemo  memo[scenario.Mask, markup.Node]
)

// walkOf follows the chosen query through the layers.
func walkOf(rule attention.Rule, s scenario.Mask) walk {
	q := scenario.Mask{Rule: s.Rule, Tokens: s.Tokens, Query: s.Query, Layers: s.Layers, GlobalEvery: s.GlobalEvery}
	return walkMemo.of(q, func() walk {
		w, ok := rule.ReachWithin(steps, s.Tokens, s.Query, s.Layers, s.GlobalEvery, maxCells)
		if !ok {
			return walk{}
		}
		return walk{w, fanRows(s, w.Layers), true}
	})
}

func countMask(rule attention.Rule, s scenario.Mask) maskCount {
	whole := scenario.Mask{Rule: s.Rule, Tokens: s.Tokens}
	pairs := pairsMemo.of(whole, func() [2]int64 { return [2]int64{rule.Pairs(s.Tokens), rule.BlindQueries(s.Tokens)} })
	tiled := whole
	tiled.Block = s.Block
	c := maskCount{
		pairs: pairs[0],
		dense: attention.CausalPairs(s.Tokens),
		seen:  rule.RowCount(s.Tokens, s.Query),
		blind: pairs[1],
		blocks: blocksMemo.of(tiled, func() tiling {
			b, ok := rule.BlocksWithin(steps, s.Tokens, s.Block)
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

// maskSentence says what the figure shows now.
func maskSentence(rule attention.Rule, s scenario.Mask, c maskCount) string {
	text := rule.Describe()
	if c.blind > 0 {
		text += " " + plural(c.blind, "query sees", "queries see") + " nothing at all."
	}
	text += " That is " + plural(c.pairs, "pair", "pairs") + " a head, "
	if c.pairs == c.dense && rule.String() == causalRule.String() {
		text += "all that causal attention has."
	} else {
		text += quantity.Percent(c.share()) + " of the " + quantity.Count(c.dense) + " of causal attention."
	}
	text += " Query " + quantity.Count(s.Query) + " looks at " + plural(c.seen, "key", "keys")
	switch {
	case !c.walk.walked:
		return text + "; following it through " + layersText(s.Layers) + " would take too long here, since the rule scatters its keys."
	case c.walk.Reach == 0:
		return text + "; through " + layersText(s.Layers) + " it learns of nothing before itself."
	}
	return text + "; through " + layersText(s.Layers) + " it can know what was " + plural(c.walk.Reach, "token", "tokens") + " back."
}

// pairText reads one pair.
func pairText(rule attention.Rule, q, k int64) string {
	sees := " does not see "
	if rule.Sees(q, k) {
		sees = " sees "
	}
	text := "Query " + quantity.Count(q) + sees + "key " + quantity.Count(k)
	switch {
	case k < q:
		return text + ", " + quantity.Count(q-k) + " back."
	case k > q:
		return text + ", " + quantity.Count(k-q) + " ahead."
	default:
		return text + ", itself."
	}
}

// maskLegend names the colours that occur in the picture.
func maskLegend(rule attention.Rule, s scenario.Mask) []markup.Node {
	items := []markup.Node{swatch("c-local", "seen")}
	if rule.Anchored() {
		items = append(items, swatch("c-anchored", "seen for its place alone"))
	}
	items = append(items, swatch("c-causal", "causal attention would compute it"), swatch("c-self", "the chosen query"))
	if s.GlobalEvery > 0 && s.GlobalEvery <= s.Layers {
		items = append(items, swatch("c-causal-reach", "reached by a global layer"))
	}
	return append(items, swatch("c-reach", "reached through the layers"))
}

func swatch(class, name string) markup.Node {
	return markup.El("li",
		markup.El("svg", markup.Attr("viewBox", "0 0 10 10"), markup.Attr("aria-hidden", "true"),
			markup.El("rect", markup.Class(class), markup.Attr("width", "10"), markup.Attr("height", "10"))),
		markup.Text(name))
}

// maskNumbers is the table of outputs: the rule beside what causal attention
// would cost.
func maskNumbers(s scenario.Mask, c maskCount) markup.Node {
	cell := func(n markup.Node) markup.Node { return markup.El("td", n) }
	row := func(name string, cells ...markup.Node) markup.Node {
		return markup.El("tr", markup.El("th", markup.Attr("scope", "row"), markup.Text(name)), markup.List(cells))
	}
	blocks := func(name, key string, n int64) markup.Node {
		return row(name, cell(counted(key, n, quantity.Short(n), c.blocks.counted)), cell(markup.Text("")))
	}
	side := strconv.FormatInt(s.Block, 10)
	return markup.El(
		"table", markup.Class("numbers"),
		markup.El("thead", markup.El("tr",
			markup.El("td"), markup.El("th", markup.Attr("scope", "col"), markup.Text("This rule")),
			markup.El("th", markup.Attr("scope", "col"), markup.Text("Causal")))),
		markup.El(
			"tbody",
			row("Pairs a head", cell(part.IntOutput("pairs", c.pairs, quantity.Short(c.pairs))), cell(part.IntOutput("dense-pairs", c.dense, quantity.Short(c.dense)))),
			row("Share of causal", cell(part.FloatOutput("density", c.share(), quantity.Percent(c.share()))), cell(markup.Text("100 %"))),
			row("FLOPs of a layer, "+plural(s.Heads, "head", "heads")+" of "+strconv.Itoa(headDim),
				cell(part.IntOutput("flops", c.flops, quantity.Short(c.flops))), cell(markup.Text(quantity.Short(c.denseFLOPs)))),
			row("Reach of query "+quantity.Count(s.Query)+", tokens back",
				cell(counted("reach", c.walk.Reach, quantity.Count(c.walk.Reach), c.walk.walked)), cell(markup.Text(quantity.Count(s.Query)))),
			blocks("Blocks of "+side+"×"+side+", full", "blocks-full", c.blocks.Full),
			blocks("partial", "blocks-partial", c.blocks.Partial),
			blocks("empty, skipped", "blocks-empty", c.blocks.Empty),
		),
	)
}

// counted is an output, or that it would take too long to count.
func counted(name string, n int64, text string, ok bool) markup.Node {
	if !ok {
		return part.Output(name, "", "too long to count")
	}
	return part.IntOutput(name, n, text)
}
