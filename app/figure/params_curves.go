package figure

import (
	"math"

	"attnexperts/app/part/chart"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// curves returns a chart of the figure by its name.
func (s sizing) curves(name string) curves {
	if name == touchedName {
		return s.touchedCurves()
	}
	return s.batchCurves()
}

// batchSizes are the x of the charts: half powers of two to at least 4,096, and
// past the scenario's batch.
func (s sizing) batchSizes() []float64 {
	var xs []float64
	for i := 0; ; i++ {
		x := math.Round(math.Pow(2, float64(i)/2))
		if i == 0 || x > xs[len(xs)-1] {
			xs = append(xs, x)
		}
		if x >= 4096 && x >= float64(s.p.Batch) && i%2 == 0 {
			return xs
		}
	}
}

// A meaning is one of the things that "active" is taken for, against the batch.
type meaning struct {
	name, class, dash string
	of                func(batch float64) float64
	text              func(batch float64) string
}

// stepFLOPs is what a step of a batch is computed with.
func (s sizing) stepFLOPs(batch float64) float64 { return s.flops() * batch }

// stepBytes is what a step of a batch reads.
func (s sizing) stepBytes(batch float64) float64 { return s.bytes(s.readAt(int64(batch))) }

// meanings are read, resident and computed. Read comes first, for where all is
// read it lies on resident.
func (s sizing) meanings() []meaning {
	total := s.bytes(s.n(s.count.Total))
	return []meaning{
		{"bytes read a step", "v-read", "10 4", s.stepBytes, func(b float64) string {
			return "A step of " + quantity.Count(int64(b)) + " reads " + quantity.BytesBoth(s.stepBytes(b)) + s.because(int64(b)) + "."
		}},
		{"bytes resident", "v-resident", "", func(float64) float64 { return total }, func(float64) string {
			return "Resident, at any batch: " + quantity.BytesBoth(total) + ", all " + params(s.n(s.count.Total)) + "."
		}},
		{"FLOPs a step", "v-computed", "", s.stepFLOPs, func(b float64) string {
			return "A step of " + quantity.Count(int64(b)) + " takes " + flopsText(s.stepFLOPs(b)) + ", " + quantity.Times(s.stepFLOPs(b)/s.stepBytes(b)) + " for each byte it reads."
		}},
		{"FLOPs a token", "v-computed", "3 4", func(float64) float64 { return s.flops() }, func(float64) string {
			return "A token takes " + flopsText(s.flops()) + " at any batch: 2 for each of the " + params(s.n(s.count.ActiveNoEmbedding)) + " it is multiplied by."
		}},
	}
}

// because says why a step reads so much.
func (s sizing) because(batch int64) string {
	if s.routed == 0 {
		return ", all weights, whatever the batch"
	}
	return ": of " + quantity.Count(s.experts.Count) + " experts in a layer it touches " + quantity.Times(s.touchedAt(batch))
}

// batchCurves draws the meanings of active against the batch.
func (s sizing) batchCurves() curves {
	xs, meanings := s.batchSizes(), s.meanings()
	c := chart.Chart{
		Name: batchName, Label: "Bytes resident, bytes read and FLOPs against the batch.",
		X: chart.Axis{Label: "conversations in a step", Min: 1, Max: xs[len(xs)-1], Log: true, Binary: true, Text: quantity.Times},
		Y: chart.Axis{Label: "bytes, or FLOPs", Log: true, Text: speedTick},
	}
	lo := math.Inf(1)
	for _, m := range meanings {
		line := chart.Series{Name: m.name, Class: m.class, Dash: m.dash}
		for _, x := range xs {
			line.Points = append(line.Points, chart.XY{X: x, Y: m.of(x)})
			lo = math.Min(lo, line.Points[len(line.Points)-1].Y)
		}
		c.Series = append(c.Series, line)
	}
	// What a step computes soon leaves the chart: bytes would be squeezed flat.
	total, memory := s.bytes(s.n(s.count.Total)), float64(s.device.Memory)
	c.Y.Min, c.Y.Max = lo/2, 8*math.Max(total, math.Min(memory, 4*total))
	c.Levels = []chart.Level{{Y: memory}} // the legend names it
	now := float64(s.p.Batch)
	c.Marks = []chart.Mark{{XY: chart.XY{X: now, Y: s.stepBytes(now)}, Text: "as set", Class: "v-read", Below: true}}
	if knee, ok := s.knee(); ok {
		c.Marks = append(c.Marks, chart.Mark{XY: chart.XY{X: knee, Y: s.stepBytes(knee)}, Text: "arithmetic rules", Class: "hollow v-read", Below: knee < 64})
	}
	return curves{c, func(series, point int) string { return meanings[series].text(c.Series[series].Points[point].X) }}
}

// knee is the least batch at which a step takes the device as long to compute as
// its weights take to be read, and whether a batch that can be set is so large.
func (s sizing) knee() (float64, bool) {
	ridge, err := s.device.Ridge(s.p.Dtype)
	if err != nil {
		return 0, false
	}
	reached := func(b int64) bool {
		return s.stepFLOPs(float64(b))/s.stepBytes(float64(b)) >= ridge.Value.Float()
	}
	lo, hi := int64(0), int64(1)
	for !reached(hi) {
		if lo, hi = hi, 2*hi; hi > 1<<20 {
			return 0, false
		}
	}
	for lo+1 < hi {
		if mid := lo + (hi-lo)/2; reached(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return float64(hi), true
}

// batches compares the meanings of active as the batch grows.
func (s sizing) batches() Panel {
	const question = "What does “active” mean at a larger batch?"
	if s.err != nil {
		return s.uncounted(batchName, question)
	}
	p := s.batchCurves().panel(question, s.batchSentence())
	p.Asks = "read-bytes-per-step"
	p.Hint = "Point at a curve to read it. Bytes and FLOPs share an axis: the further the FLOPs are above the bytes, the more is done with each byte."
	p.Legend = append(p.Legend, levelLegend("memory of the "+s.device.InText()))
	return p
}

func (s sizing) batchSentence() string {
	b := s.p.Batch
	text := "Three numbers stand for a model’s size. Resident is everything, " + quantity.BytesText(s.bytes(s.n(s.count.Total))) + ", whatever the batch. "
	if s.routed == 0 {
		text += "Read is everything too, once a step: without experts the two are one line. "
	} else {
		text += "Read is " + quantity.BytesText(s.stepBytes(1)) + " for one conversation"
		if b > 1 {
			text += " and " + quantity.BytesText(s.stepBytes(float64(b))) + " for " + quantity.Count(b)
		}
		text += ", as each brings experts of its own; from " + quantity.Count(s.nearlyAll()) + " on it is nearly everything. "
	}
	text += "Computed is " + flopsText(s.flops()) + " a token, and stays that."
	if knee, ok := s.knee(); ok {
		return text + " From a batch of " + quantity.Count(int64(knee)) + " the " + s.device.InText() + " takes longer to compute a step than to read its weights."
	}
	return text + " The " + s.device.InText() + " reads longer than it computes at any batch that fits here."
}

// nearlyAll is the least batch that is expected to touch 99 % of the experts.
func (s sizing) nearlyAll() int64 {
	if s.experts.Active == s.experts.Count {
		return 1
	}
	return int64(math.Ceil(math.Log(0.01) / math.Log1p(-float64(s.experts.Active)/float64(s.experts.Count))))
}

// A known share of experts is drawn beside the scenario's.
type knownShare struct {
	name, dash string
	e, k       int64
}

// knownShares are those of published models, from the largest share to the
// smallest.
var knownShares = []knownShare{
	{"Mixtral-8x7B, 2 of 8", "12 3", 8, 2}, {"gpt-oss-20b, 4 of 32", "8 4", 32, 4}, {"Qwen3-30B-A3B, 8 of 128", "5 4", 128, 8}, {"DeepSeek-V3, 8 of 256", "2 3", 256, 8},
}

// touchedCurves draws the share of a layer's experts that a step touches.
func (s sizing) touchedCurves() curves {
	xs := s.batchSizes()
	c := chart.Chart{
		Name: touchedName, Label: "The share of a layer's experts that a step touches, against the batch.",
		X: chart.Axis{Label: "conversations in a step", Min: 1, Max: xs[len(xs)-1], Log: true, Binary: true, Text: quantity.Times},
		Y: chart.Axis{Label: "experts touched, of all", Min: 0, Max: 1.04, Text: quantity.Percent},
	}
	lines := []knownShare{}
	if s.routed > 0 {
		lines = append(lines, knownShare{s.name() + ", " + quantity.Count(s.experts.Active) + " of " + quantity.Count(s.experts.Count) + " (as set)", "", s.experts.Count, s.experts.Active})
		now := float64(s.p.Batch)
		c.Marks = []chart.Mark{{XY: chart.XY{X: now, Y: s.touchedAt(s.p.Batch) / float64(s.experts.Count)}, Text: quantity.Times(s.touchedAt(s.p.Batch)), Class: "v-read"}}
	}
	for _, k := range knownShares {
		if k.e != s.experts.Count || k.k != s.experts.Active {
			lines = append(lines, k)
		}
	}
	for i, l := range lines {
		class := "v-roof"
		if i == 0 && s.routed > 0 {
			class = "v-read"
		}
		series := chart.Series{Name: l.name, Class: class, Dash: l.dash}
		for _, x := range xs {
			series.Points = append(series.Points, chart.XY{X: x, Y: model.ExpertsTouched(l.e, l.k, int64(x)) / float64(l.e)})
		}
		c.Series = append(c.Series, series)
	}
	return curves{c, func(series, point int) string {
		p := c.Series[series].Points[point]
		return c.Series[series].Name + ": a step of " + quantity.Count(int64(p.X)) + " touches " + quantity.Times(p.Y*float64(lines[series].e)) + " experts of a layer, " + quantity.Percent(p.Y) + "."
	}}
}

// touching shows how fast a batch touches all experts.
func (s sizing) touching() Panel {
	const question = "How many experts does a batch touch?"
	if s.err != nil {
		return s.uncounted(touchedName, question)
	}
	p := s.touchedCurves().panel(question, s.touchedSentence())
	p.Asks = "experts-touched"
	p.Hint = "Point at a curve to read it. It is the share of a token, k of E, that decides how fast it rises."
	return p
}

func (s sizing) touchedSentence() string {
	if s.routed == 0 {
		return "No layer of this model has experts, so a step reads every weight; the curves of published models stand for themselves. They hold if each token chooses at random and all experts are equally likely."
	}
	e, k, b := s.experts.Count, s.experts.Active, s.p.Batch
	u := s.touchedAt(b)
	text := "If each token chooses " + quantity.Count(k) + " of " + quantity.Count(e) + " experts at random, all equally likely, a step of " + quantity.Count(b) + " touches " + quantity.Times(u) +
		" of them in a layer: " + quantity.Count(e) + " · (1 − (1 − " + quantity.Count(k) + "/" + quantity.Count(e) + ")^" + quantity.Count(b) + "). "
	width := s.p.Dtype.Width()
	text += "For each byte of expert weights that is read it then does " + quantity.Times(2*float64(b*k)/(width*u)) + " FLOPs, where a dense network does " + quantity.Times(2*float64(b)/width) + "."
	return text + " Real routers are less even and touch fewer."
}
