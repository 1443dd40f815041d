package figure

import (
	"math"
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/order"
	"attnexperts/calc/scenario"
)

// The measures of the picture of the bias: shares of the load over batches, and
// the biases under it.
const (
	biasLeft     = 86.0
	biasWide     = routingWidth - biasLeft - 12
	biasTop      = 34.0
	biasTall     = 150.0
	biasLinesTop = biasTop + biasTall + 62
	biasHeight   = biasLinesTop + biasTall + 34
	// maxLines is of how many experts the bias is drawn as a line.
	maxLines = 8
)

// biasPlots are the two plots of the picture.
func (b *batch) biasPlots() (loads, lines timePlot) {
	end := roundEnd(int(b.s.Round))
	return timePlot{biasLeft, biasTop, biasWide, biasTall, end}, timePlot{biasLeft, biasLinesTop, biasWide, biasTall, end}
}

// biasHistory is what is known of the bias.
func (b *batch) biasHistory() history {
	w, _ := loopOf(b.s, scenario.RouterBias)
	return historyOf(w)
}

// biases shows how a bias finds its balance.
func (b *batch) biases() Panel {
	h := b.biasHistory()
	loads, lines := b.biasPlots()
	last, _ := h.last()
	return Panel{
		Name: biasName, Asks: "max-violation", Question: "How does a bias balance without touching a weight?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(biasHeight)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "Each expert’s share of the load over batches, and the bias of some."),
			markup.El("g", markup.Attr("aria-hidden", "true"),
				label(biasLeft, biasTop-14, "Shares of the load, batch by batch"), loads.bands(h), loads.frame(max(0, last)),
				b.biasLines(lines, h), lines.frame(max(0, last)), lines.ticks(biasLinesTop+biasTall+22)),
			reader(biasName, "Batches; left and right show another one, up and down mark an expert", scenario.MaxRound, b.s.Round, b.roundText(h, int(b.s.Round)), biasHeight),
		),
		Hint:     "Play it, or point at a batch to read it; press to go there.",
		Legend:   []markup.Node{swatch("k0", "an expert’s share, each expert a colour"), lineLegend("c-curve k-line", "", "an expert’s bias, in its colour")},
		Sentence: b.biasSentence(h),
		Player:   "round",
		Table:    func() Table { return biasTable(h) },
	}
}

// lined are the experts whose bias is drawn: all, or the marked one and those
// that are pushed most.
func (b *batch) lined(h history) []int {
	_, last := h.last()
	all := make([]int, len(last.Bias))
	for e := range all {
		all[e] = e
	}
	if len(all) > maxLines {
		size := func(e int) float64 {
			if e == int(b.s.Expert) {
				return math.Inf(1)
			}
			return math.Abs(last.Bias[e])
		}
		order.By(all, func(x, y int) int {
			switch a, c := size(x), size(y); {
			case a > c:
				return -1
			case a < c:
				return 1
			}
			return 0
		})
		all = all[:maxLines]
		order.Up(all)
	}
	return all
}

// biasScale is the largest bias that is drawn, either way.
func (b *batch) biasScale(h history) float64 {
	most := 0.0
	for _, r := range h.records {
		for _, x := range r.Bias {
			most = max(most, math.Abs(x))
		}
	}
	if most == 0 {
		return 1
	}
	return most * 1.05
}

// hundredths writes a number with two decimals.
func hundredths(f float64) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', 2, 64), "-", "−", 1)
}

// biasLines draws the biases over batches, with room for as many lines whether
// there are few experts or many.
func (b *batch) biasLines(p timePlot, h history) markup.Node {
	scale := b.biasScale(h)
	y := func(x float64) float64 { return p.top + p.tall/2*(1-x/scale) }
	lined := b.lined(h)
	title := "Bias of each expert"
	if b.s.Experts > maxLines {
		title = "Bias of the experts it pushes most"
	}
	nodes := []markup.Node{
		label(p.left, p.top-14, title),
		anchored("end", p.left-8, y(scale)+12, hundredths(scale)), anchored("end", p.left-8, y(0)+5, "0"), anchored("end", p.left-8, y(-scale), hundredths(-scale)),
		markup.El("path", markup.Class("c-rule strong"), markup.Attr("d", "M"+num(p.left)+" "+num(y(0))+"h"+num(p.wide))),
	}
	for i := range maxLines {
		class, d := "", []byte{}
		if i < len(lined) {
			e := lined[i]
			class = " " + expertClass(e)
			if e == int(b.s.Expert) {
				class += " marked"
			}
			pen := "M"
			for k, step := range h.steps {
				d = append(d, pen+tenth(p.x(step))+" "+tenth(y(h.records[k].Bias[e]))...)
				pen = "L"
			}
		}
		nodes = append(nodes, markup.El("path", markup.Class("c-curve k-line"+class), markup.Attr("d", string(d))))
	}
	return markup.El("g", markup.List(nodes))
}
