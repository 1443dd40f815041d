package figure

import (
	"math"
	"slices"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part/chart"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// onRoof is the point of the roof at an intensity.
func (k cost) onRoof(intensity float64) chart.XY {
	return chart.XY{X: intensity, Y: k.device.Roof(k.c.Dtype, intensity)}
}

// over is the intensity of a variant's attention over its cache; NaN where it
// cannot be counted.
func (k cost) over(v variant) float64 {
	// The intensity does not depend on the context: one token is enough, and
	// never too large.
	r, err := v.stack.Intensity(attention.Use{Context: 1, Batch: 1, Dtype: k.c.Dtype})
	if err != nil {
		return math.NaN()
	}
	return r.Value.Float()
}

// whole is the intensity of a whole decoding step of a batch: all operations
// over all bytes, weights and cache.
func (k cost) whole(v variant, batch int64) float64 {
	s, err := k.step(v.groups, v.stack, batch)
	if err != nil {
		return math.NaN()
	}
	return s.Intensity()
}

// roof draws the device's roofline with each variant's attention on it, and, for
// a model, the whole step at the scenario's batch.
func (k cost) roof() curves {
	variants := k.variants
	ridge, err := k.device.Ridge(k.c.Dtype)
	knee := ridge.Value.Float()
	if err != nil {
		knee = 1
	}
	hi := 4096.0
	for _, v := range variants {
		hi = math.Max(hi, 2*k.over(v))
	}
	hi = math.Max(hi, 4*knee)
	c := chart.Chart{
		Name: rooflineName, Label: "The roofline of the device, with decoding on it.",
		X: chart.Axis{Label: "FLOPs for each byte read", Min: 0.25, Max: hi, Log: true, Text: quantity.Times},
		Y: chart.Axis{Label: "attainable FLOP/s", Min: k.onRoof(0.25).Y, Max: k.onRoof(hi).Y * 2, Log: true, Text: speedTick},
	}
	line := chart.Series{Name: "the roof of the " + k.device.InText(), Class: "v-roof"}
	for i := range 25 {
		line.Points = append(line.Points, k.onRoof(0.25*math.Pow(knee/0.25, float64(i)/24)))
	}
	for i := range 12 {
		line.Points = append(line.Points, k.onRoof(knee*math.Pow(hi/knee, float64(i+1)/12)))
	}
	c.Series = append(c.Series, line)
	texts := []func(int) string{func(i int) string {
		p := line.Points[i]
		rules := "the memory rules"
		if p.X >= knee {
			rules = "the arithmetic rules"
		}
		return "With " + quantity.Times(p.X) + " FLOPs for each byte, " + rules + ": at most " + quantity.Text(quantity.Real(p.Y), quantity.Speed) + "."
	}}
	for i, v := range variants {
		if v.name == "Window" {
			continue // a window changes neither the work for a byte nor the byte
		}
		point := k.onRoof(k.over(v))
		points := []chart.XY{point}
		c.Marks = append(c.Marks, chart.Mark{XY: point, Text: v.name, Class: v.class, Below: i%2 == 1})
		if w := k.whole(v, k.c.Batch); k.arch != nil && !math.IsNaN(w) {
			step := k.onRoof(w)
			points = append(points, step)
			c.Marks = append(c.Marks, chart.Mark{XY: step, Class: "hollow " + v.class})
		}
		c.Series = append(c.Series, chart.Series{Name: v.title(), Class: v.class, Dash: v.dash, Points: points})
		texts = append(texts, func(point int) string { return k.roofText(v, point, points[point]) })
	}
	return curves{c, func(series, point int) string { return texts[series](point) }}
}

// roofText reads a variant's point on the roof.
func (k cost) roofText(v variant, point int, p chart.XY) string {
	what := "attention over the cache does "
	if point == 1 {
		what = "a whole step of " + plural(k.c.Batch, "conversation", "conversations") + " does "
	}
	return v.name + ": " + what + quantity.Times(p.X) + " FLOPs for each byte it reads, so the " + k.device.InText() + " does at most " + quantity.Text(quantity.Real(p.Y), quantity.Speed) + "."
}

// speedTick writes operations a second on an axis: "10 T".
func speedTick(v float64) string {
	return strings.TrimSuffix(quantity.Text(quantity.Real(v), quantity.Speed), "FLOP/s")
}

// roofline shows why decoding gets faster when nothing is computed less.
func (k cost) roofline() Panel {
	c := k.roof()
	p := c.panel("Why does sharing heads make decoding faster?", k.roofSentence())
	p.Asks = "intensity"
	p.Hint = "Point at a mark to read it. Filled marks are attention over the cache alone."
	if k.arch != nil {
		p.Hint += " Hollow ones are the whole step, weights included, at this batch."
	}
	// The curves' names are on the marks; the line itself needs one.
	p.Legend = append(p.Legend[:1], roofLegend(k.variants)...)
	return p
}

func roofLegend(variants []variant) []markup.Node {
	var items []markup.Node
	for _, v := range variants {
		if v.name != "Window" {
			items = append(items, swatch("c-fits "+v.class, v.title()))
		}
	}
	return items
}

func (k cost) roofSentence() string {
	ridge, err := k.device.Ridge(k.c.Dtype)
	if err != nil {
		return "What the device computes in " + string(k.c.Dtype) + " is not known."
	}
	text := "The " + k.device.InText() + " can do " + quantity.Times(ridge.Value.Float()) + " FLOPs in the time it reads a byte."
	var fewer, more []string
	for _, v := range k.variants {
		switch x := k.over(v); {
		case v.name == "Window":
		case x < ridge.Value.Float():
			fewer = append(fewer, v.name+" "+quantity.Times(x))
		default:
			more = append(more, v.name+" "+quantity.Times(x))
		}
	}
	if len(fewer) > 0 {
		text += " Attention over the cache has fewer to do: " + strings.Join(fewer, ", ") + "."
	}
	if len(more) > 0 {
		text += " Here the arithmetic rules: " + strings.Join(more, ", ") + "."
	}
	return text + " Shared heads do the same work on fewer bytes, and left of the knee time is bytes: that is why decoding gets faster when nothing is computed less."
}

// batchSizes are the x of the chart of batches: powers of two, and half-way.
var batchSizes = []int64{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024}

// batchCurves draws the bound of decoding against the batch for each variant, as
// far as its caches fit.
func (k cost) batchCurves() curves {
	variants := k.variants
	c := chart.Chart{
		Name: batchName, Label: "Tokens a second against the batch.",
		X: chart.Axis{Label: "conversations at once", Min: 1, Max: 1024, Log: true, Binary: true, Text: quantity.Times},
		Y: chart.Axis{Label: "tokens a second, at most", Log: true, Text: func(v float64) string { return quantity.Times(v) }},
	}
	lo, hi := math.Inf(1), 0.0
	for _, v := range variants {
		s := chart.Series{Name: v.title(), Class: v.class, Dash: v.dash}
		for _, batch := range batchSizes {
			y := k.bound(v, batch)
			if math.IsNaN(y) {
				break
			}
			s.Points = append(s.Points, chart.XY{X: float64(batch), Y: y})
			lo, hi = math.Min(lo, y), math.Max(hi, y)
		}
		c.Series = append(c.Series, s)
	}
	if hi == 0 {
		lo, hi = 1, 10
	}
	c.Y.Min, c.Y.Max = lo/1.3, hi*1.3
	return curves{c, func(series, point int) string {
		p := c.Series[series].Points[point]
		return variants[series].name + " with " + plural(int64(p.X), "conversation", "conversations") + ": at most " + quantity.Times(p.Y) + " tokens a second in all, " + quantity.Times(p.Y/p.X) + " for each."
	}}
}

// bound is how many tokens a second a variant can write at most: by the memory
// and by the arithmetic. It is NaN where the batch does not fit.
func (k cost) bound(v variant, batch int64) float64 {
	s, err := k.step(v.groups, v.stack, batch)
	if err != nil {
		return math.NaN()
	}
	weights, err := k.weights()
	if err != nil || float64(weights)+float64(s.Cache) > float64(k.device.Memory) {
		return math.NaN()
	}
	t, err := k.device.StepTime(s)
	if err != nil || t.Step.Value.Float() <= 0 {
		return math.NaN()
	}
	return float64(batch) / t.Step.Value.Float()
}

// batches shows what a larger batch buys.
func (k cost) batches() Panel {
	c := k.batchCurves()
	p := c.panel("What does a larger batch buy?", k.batchSentence(c))
	p.Asks = "decode-tokens-per-second"
	return p
}

func (k cost) batchSentence(c curves) string {
	longest := 0
	for i, s := range c.chart.Series {
		if len(s.Points) > len(c.chart.Series[longest].Points) {
			longest = i
		}
	}
	if len(c.chart.Series[longest].Points) == 0 {
		return "Not one conversation fits on the " + k.device.InText() + " with its weights, so there is nothing to batch."
	}
	text := "The weights are read once for the whole batch, each cache for its own conversation."
	where := "beside the weights"
	if k.arch == nil {
		text, where = "Without weights there is nothing that a batch could share: each conversation reads its own cache.", "on the "+k.device.InText()
	}
	if shortest := shortestOf(c.chart.Series); len(shortest.Points) == len(batchSizes) {
		return text + " All of them fit " + where + " up to " + quantity.Count(batchSizes[len(batchSizes)-1]) + " conversations."
	}
	return text + " A curve ends where the caches no longer fit " + where + "; the longest is that of " + k.variants[longest].name + "."
}

// shortestOf returns the curve with the fewest points.
func shortestOf(list []chart.Series) chart.Series {
	return slices.MinFunc(list, func(a, b chart.Series) int { return len(a.Points) - len(b.Points) })
}
