package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/hardware"
	"attnexperts/calc/quantity"
)

// The measures of the picture of the duel: a heading and two bars for each of
// the measures.
const (
	duelTall = 20.0
	duelLeft = 10.0
)

// duelScale are its rows: one for each measure of each contender.
var duelScale = rows{width: 480, top: 0, line: 54, count: 6, per: 2, head: 34}

// A measure is something by which the contenders differ, unless it is held
// equal.
type measure struct {
	name, class string
	// held is the choice that holds it equal.
	held string
	of   func(sizing) float64
	text func(sizing) string
}

// measures are stored, read and computed, in their colours.
func (s sizing) measures() []measure {
	step := "Read in a step of " + quantity.Count(s.p.Batch)
	return []measure{
		{
			"Stored", "v-resident", "total",
			func(c sizing) float64 { return c.bytes(c.n(c.count.Total)) },
			func(c sizing) string {
				return amount(c.n(c.count.Total)) + ", " + quantity.BytesText(c.bytes(c.n(c.count.Total)))
			},
		},
		{
			step, "v-read", "",
			func(c sizing) float64 { return c.bytes(c.readAt(s.p.Batch)) },
			func(c sizing) string {
				return amount(c.readAt(s.p.Batch)) + ", " + quantity.BytesText(c.bytes(c.readAt(s.p.Batch)))
			},
		},
		{
			"Computed for a token", "v-computed", "active",
			func(c sizing) float64 { return c.flops() },
			func(c sizing) string { return amount(c.n(c.count.ActiveNoEmbedding)) + ", " + flopsText(c.flops()) },
		},
	}
}

// duel compares a dense model with one that has experts.
func (s sizing) duel() Panel {
	const question = "Dense or experts: what is equal, and what is not?"
	if s.err != nil {
		p := s.uncounted(duelName, question)
		p.Controls = []string{"duel"}
		return p
	}
	both := s.contenders()
	var nodes []markup.Node
	for i, m := range s.measures() {
		most := 0.0
		for _, c := range both {
			if c.err == nil {
				most = max(most, m.of(c.sizing))
			}
		}
		for k, c := range both {
			nodes = append(nodes, s.duelBar(m, c, 2*i+k, most)...)
		}
	}
	return Panel{
		Name: duelName, Question: question,
		Picture:  duelScale.svg(duelName, "What a dense model and one with experts store, read and compute.", "Bars", s.duelText(both, 0), nodes...),
		Hint:     "Point at a bar to read it. Attention, embedding and all else are the same in both models.",
		Legend:   []markup.Node{swatch("c-fits v-resident", "stored"), swatch("c-fits v-read", "read in a step"), swatch("c-fits v-computed", "computed for a token")},
		Sentence: s.duelSentence(both),
		Controls: []string{"duel"},
		Table:    func() Table { return s.duelTable(both) },
	}
}

// heading names a measure, and says if it is the one that is held equal.
func (s sizing) heading(m measure) string {
	switch {
	case m.held == s.p.Duel:
		return m.name + ": held equal"
	case m.held == "total" && s.p.Duel == "memory":
		return m.name + ": as much as the device holds"
	}
	return m.name
}

// duelBar draws one contender's bar of a measure, the dense one under the
// measure's name.
func (s sizing) duelBar(m measure, c contender, row int, most float64) []markup.Node {
	y := duelScale.y(row)
	var nodes []markup.Node
	if row%2 == 0 {
		nodes = append(nodes, markup.El("text", markup.Class("t-mark"), markup.Attr("x", num(duelLeft)), markup.Attr("y", num(y-8)), markup.Text(s.heading(m))))
	}
	text := c.title + ": cannot be"
	width := 0.0
	if c.err == nil {
		text = c.title + ": " + m.text(c.sizing)
		width = max(1, m.of(c.sizing)/most*(duelScale.width-2*duelLeft))
	}
	return append(nodes, label(duelLeft, y+18, text), bar("c-fits "+m.class, duelLeft, y+26, width, duelTall))
}

// duelText reads one bar.
func (s sizing) duelText(both [2]contender, row int) string {
	c, m := both[row%2], s.measures()[row/2]
	if c.err != nil {
		return c.title + ": " + c.err.Error() + "."
	}
	return c.title + ", " + c.what + ". " + m.name + ": " + m.text(c.sizing) + "."
}

func (s sizing) pointDuel(at Place) Pointed {
	row := duelScale.at(at)
	return Pointed{Panel: duelName, Text: s.duelText(s.contenders(), row), Now: int64(row), Counted: true, Mark: duelScale.mark(row)}
}

// duelSentence says what is equal and what is not.
func (s sizing) duelSentence(both [2]contender) string {
	dense, moe := both[0], both[1]
	for _, c := range both {
		if c.err != nil {
			return c.title + " cannot take part: " + c.err.Error() + ". Hold something else equal, or choose a larger device or a narrower dtype."
		}
	}
	held := map[string]string{
		"total":  "Both store " + params(moe.n(moe.count.Total)),
		"active": "Both use " + params(moe.n(moe.count.Active)) + " for a token",
		"memory": "Both fill the " + s.device.InText(),
	}[s.p.Duel]
	text := held + ": the dense model with " + dense.what + ", the other with " + moe.what + ". "
	if s.p.Duel != "active" {
		text += "A token costs the dense one " + factor(dense.flops()/moe.flops()) + " FLOPs, and a step of " + quantity.Count(s.p.Batch) + " reads " + factor(dense.readAt(s.p.Batch)/moe.readAt(s.p.Batch)) + " bytes. "
		return text + "What experts give up for that is that no token can use all of what is stored." + s.duelTimes(dense, moe)
	}
	text += "A token costs both the same, but the experts store " + factor(moe.n(moe.count.Total)/dense.n(dense.count.Total)) + " parameters, and a step of " +
		quantity.Count(s.p.Batch) + " reads " + factor(moe.readAt(s.p.Batch)/dense.readAt(s.p.Batch)) + " bytes. "
	return text + "What they buy with it is room for more to be learnt at the same arithmetic." + s.duelTimes(dense, moe)
}

// duelTimes says how long a step takes the device.
func (s sizing) duelTimes(dense, moe contender) string {
	slow, known := dense.stepTime()
	fast, both := moe.stepTime()
	if !known || !both {
		return ""
	}
	text := " For the weights alone the "
	if s.bytes(max(dense.n(dense.count.Total), moe.n(moe.count.Total))) > float64(s.device.Memory) {
		text = " If its memory held the weights, for them alone the "
	}
	return text + s.device.InText() + " takes at least " + quantity.Duration(slow) + " a step with the dense one, " + quantity.Duration(fast) + " with experts."
}

// stepTime is how long the device takes at least to read and compute a step, the
// caches left out, and whether that can be said.
func (s sizing) stepTime() (seconds float64, ok bool) {
	weights, flops := s.stepBytes(float64(s.p.Batch)), s.stepFLOPs(float64(s.p.Batch))
	if max(weights, flops) >= 1<<62 {
		return 0, false
	}
	t, err := s.device.StepTime(hardware.Step{Batch: s.p.Batch, Weights: int64(weights), FLOPs: int64(flops), Dtype: s.p.Dtype})
	return t.Step.Value.Float(), err == nil
}

// factor compares in words: "3.6 times as many".
func factor(by float64) string {
	if by > 0.995 && by < 1.005 {
		return "just as many"
	}
	return quantity.Times(by) + " times as many"
}

func (s sizing) duelTable(both [2]contender) Table {
	t := Table{Header: []string{"model", "networks", "total parameters", "active parameters", "bytes resident", "bytes read in a step", "FLOPs a token"}}
	for _, c := range both {
		row := []string{c.title, c.what, "", "", "", "", ""}
		if c.err == nil {
			row = []string{
				c.title, c.what, exact(c.n(c.count.Total)), exact(c.n(c.count.Active)), exact(c.bytes(c.n(c.count.Total))),
				exact(c.bytes(c.readAt(s.p.Batch))), exact(c.flops()),
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
