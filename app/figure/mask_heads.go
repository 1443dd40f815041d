package figure

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// headsName is what the small masks are called where they are pointed at.
const headsName = "heads"

// maxHeads is how many heads are drawn, and headTokens how long their masks
// are at most: small pictures, in which a cell can still be seen.
const (
	maxHeads   = 64
	headTokens = 24
)

// The measures of the heads' picture: a row of eight masks, with a line of text
// over each.
const (
	headsAcross = 8
	headWidth   = 76.0
	headSide    = 64.0
	headHeight  = 100.0
)

// drawnHeads is how many heads have a picture.
func drawnHeads(s scenario.Mask) int64 { return min(s.Heads, maxHeads) }

// kvOf returns the KV head that a query head reads: neighbours share.
func kvOf(head, heads, kv int64) int64 { return head / (heads / kv) }

// kvClass is the colour of a KV head. Colours repeat after eight.
func kvClass(kv int64) string { return "k" + strconv.FormatInt(kv%8, 10) }

func headPlace(h int64) (x, y float64) {
	return float64(h%headsAcross)*headWidth + 4, float64(h/headsAcross)*headHeight + 30
}

// headsPanel shows the same mask once for each query head, in the colour of the
// KV head that it reads.
func headsPanel(rule attention.Rule, s scenario.Mask, c maskCount) Panel {
	tokens := min(s.Tokens, headTokens)
	cells := runs(rule, tokens)
	unit := strconv.FormatFloat(headSide/float64(tokens), 'g', 6, 64)
	rows := (drawnHeads(s) + headsAcross - 1) / headsAcross
	var heads []markup.Node
	for h := range drawnHeads(s) {
		x, y := headPlace(h)
		kv := kvOf(h, s.Heads, s.KV)
		heads = append(heads, markup.El(
			"g",
			markup.El("text", markup.Attr("x", num(x)), markup.Attr("y", num(y-6)), markup.Text("KV "+strconv.FormatInt(kv, 10))),
			markup.El("rect", markup.Class("c-frame"), markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("width", num(headSide)), markup.Attr("height", num(headSide))),
			markup.El("path", markup.Class("cells "+kvClass(kv)), markup.Attr("transform", "translate("+num(x)+" "+num(y)+") scale("+unit+")"), markup.Attr("d", cells)),
		))
	}
	height := float64(rows) * headHeight
	return Panel{
		Name: headsName, Question: "What do shared heads change in the mask?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(headsAcross*headWidth)+" "+num(height)),
			markup.Attr("role", "group"), markup.Attr("aria-label", "The mask of each query head, coloured by the KV head that it reads."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(heads)),
			markup.El(
				"g", markup.Attr("data-hold", headsName), markup.Attr("data-point", headsName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
				markup.Attr("aria-label", "Query heads; arrows read one"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", drawnHeads(s)-1), markup.Int("aria-valuenow", 0),
				markup.Attr("aria-valuetext", headText(s, c, 0)),
				wholeRect("c-catch", headsAcross*headWidth, height), wholeRect("ring", headsAcross*headWidth, height),
			),
		),
		Hint:     "Point at a head to read what it computes and whose keys it reads.",
		Sentence: headsSentence(s, c, tokens),
		Controls: []string{"heads", "kv"},
		Table:    func() Table { return headsTable(s, c) },
	}
}

func wholeRect(class string, w, h float64) markup.Node {
	return markup.El("rect", markup.Class(class), markup.Attr("x", "1"), markup.Attr("y", "1"), markup.Attr("width", num(w-2)), markup.Attr("height", num(h-2)))
}

func headsSentence(s scenario.Mask, c maskCount, tokens int64) string {
	text := plural(s.Heads, "query head computes", "query heads compute") + " the same mask, " + plural(c.pairs, "pair", "pairs") + " each, and " +
		plural(s.KV, "KV head is", "KV heads are") + " read for it: "
	switch s.KV {
	case s.Heads:
		text += "each head has keys and values of its own (MHA)."
	case 1:
		text += "all heads read the same keys and values (MQA)."
	default:
		text += "groups of " + quantity.Count(s.Heads/s.KV) + " heads share theirs (GQA)."
	}
	text += " Sharing changes no cell of the mask. It stores " + times(s.Heads, s.KV) + "."
	if s.Tokens > tokens {
		text += " The small masks show the first " + quantity.Count(tokens) + " tokens."
	}
	if s.Heads > maxHeads {
		text += " The first " + quantity.Count(maxHeads) + " of " + quantity.Count(s.Heads) + " heads are drawn."
	}
	return text
}

// times compares what kv heads keep with what all would.
func times(heads, kv int64) string {
	if heads == kv {
		return "the keys and values of every head"
	}
	return quantity.Count(heads/kv) + " times fewer keys and values"
}

// headText reads one head.
func headText(s scenario.Mask, c maskCount, h int64) string {
	return "Query head " + strconv.FormatInt(h, 10) + " computes " + plural(c.pairs, "pair", "pairs") + " and reads KV head " + strconv.FormatInt(kvOf(h, s.Heads, s.KV), 10) + "."
}

func headAt(s scenario.Mask, at Place) int64 {
	across := max(0, min(headsAcross-1, int64(at.X/headWidth)))
	return max(0, min(drawnHeads(s)-1, int64(max(0, at.Y)/headHeight)*headsAcross+across))
}

// pointHeads reads the head under a place.
func pointHeads(s scenario.Mask, at Place) Pointed {
	h := headAt(s, at)
	x, y := headPlace(h)
	return Pointed{
		Panel: headsName, Text: headText(s, countMask(ruleOf(s), s), h), Now: h, Counted: true,
		Mark: outline(x-2, y-2, headSide+4, headSide+4),
	}
}

// keyHeads moves the place to another head.
func keyHeads(s scenario.Mask, at *Place, key string) bool {
	h := int64(-1)
	if at.X >= 0 {
		h = headAt(s, *at)
	}
	h, ok := stepped(h, drawnHeads(s), headsAcross, key)
	if !ok {
		return false
	}
	x, y := headPlace(h)
	*at = Place{X: x + headSide/2, Y: y + headSide/2}
	return true
}

// headsTable lists which KV head each query head reads.
func headsTable(s scenario.Mask, c maskCount) Table {
	t := Table{Header: []string{"query head", "KV head", "pairs"}}
	for h := range s.Heads {
		t.Rows = append(t.Rows, []string{strconv.FormatInt(h, 10), strconv.FormatInt(kvOf(h, s.Heads, s.KV), 10), strconv.FormatInt(c.pairs, 10)})
	}
	return t
}
