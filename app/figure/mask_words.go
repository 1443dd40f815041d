package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

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
	case c.walk.walked && s.Layers == 1 && s.GlobalEvery != 1 && c.walk.Reach == 0:
		return text + ", none of them before itself."
	case c.walk.walked && s.Layers == 1 && s.GlobalEvery != 1:
		return text + ", up to " + plural(c.walk.Reach, "token", "tokens") + " back."
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
func maskLegend(c maskCount, fanned bool) []markup.Node {
	var global, local bool
	for _, row := range c.walk.rows {
		global, local = global || row.Causal, local || !row.Causal
	}
	var items []markup.Node
	for _, colour := range []struct {
		occurs      bool
		class, name string
	}{
		{c.colours.near, "c-local", "seen"},
		{c.colours.anchored, "c-anchored", "seen for its place alone"},
		{c.colours.left, "c-causal", "causal attention would compute it"},
		{true, "c-self", "the chosen query"},
		{fanned && global, "c-causal-reach", "reached by a global layer"},
		{fanned && local, "c-reach", "reached through the layers"},
	} {
		if colour.occurs {
			items = append(items, swatch(colour.class, colour.name))
		}
	}
	return items
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
