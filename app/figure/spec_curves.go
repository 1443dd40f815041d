package figure

import (
	"math"
	"strings"

	"attnexperts/app/part/chart"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// A keeper is a curve of the chart of bytes: a model, or the only one with keys
// and values of their own for all heads.
type keeper struct {
	name, class, dash string
	groups            attention.Groups
	own               bool
}

func (x examined) keepers() []keeper {
	var list []keeper
	for _, m := range x {
		list = append(list, keeper{m.Name, m.class, m.dash, m.cost.groups, true})
	}
	if mha := x[0].cost.stack.As(0).Groups(); len(x) == 1 && x[0].cost.stack.Kind() != "mha" && x[0].cost.stack.Kind() != "" {
		list = append(list, keeper{"with MHA in every layer", "v-mha", "10 4", mha, false})
	}
	return list
}

// contexts are the x of the chart: powers of two, half by half, to a million or
// past the scenario's context.
func (x examined) contexts() []float64 {
	most := 20
	for float64(x[0].s.Context) > math.Pow(2, float64(most)) {
		most++
	}
	var xs []float64
	for half := 20; half <= 2*most; half++ {
		xs = append(xs, math.Round(math.Pow(2, float64(half)/2)))
	}
	return xs
}

// keeps is what a curve keeps at a context; NaN where that cannot be counted, or
// is nothing.
func (x examined) keeps(k keeper, context float64) float64 {
	u := x[0].cost.use
	u.Context = int64(context)
	n, err := held(k.groups, u)
	if err != nil || n == 0 {
		return math.NaN()
	}
	return float64(n)
}

// curves draws what each model keeps against the context.
func (x examined) curves() curves {
	xs, keepers := x.contexts(), x.keepers()
	s := x[0].s
	c := chart.Chart{
		Name: bytesName, Label: "Bytes of cache and state against tokens of context.",
		X: chart.Axis{Label: "tokens of context", Min: xs[0], Max: xs[len(xs)-1], Log: true, Binary: true, Text: tokensTick},
		Y: chart.Axis{Label: "bytes kept, " + plural(s.Batch, "conversation", "conversations"), Log: true, Binary: true, Text: quantity.BytesText},
	}
	lo, hi := math.Inf(1), 0.0
	for _, k := range keepers {
		line := chart.Series{Name: k.name, Class: k.class, Dash: k.dash}
		for _, at := range xs {
			y := x.keeps(k, at)
			line.Points = append(line.Points, chart.XY{X: at, Y: y})
			if !math.IsNaN(y) {
				lo, hi = math.Min(lo, y), math.Max(hi, y)
			}
		}
		c.Series = append(c.Series, line)
		if y := x.keeps(k, float64(s.Context)); k.own && !math.IsNaN(y) && float64(s.Context) >= xs[0] {
			c.Marks = append(c.Marks, chart.Mark{XY: chart.XY{X: float64(s.Context), Y: y}, Class: k.class})
		}
	}
	if hi == 0 {
		lo, hi = 1, 1024
	}
	memory := float64(x[0].cost.device.Memory)
	c.Levels = []chart.Level{{Name: x[0].cost.device.InText(), Y: memory}}
	c.Y.Min, c.Y.Max = lo/2, math.Max(hi*2, math.Min(memory*1.5, hi*64))
	return curves{c, func(series, point int) string {
		p := c.Series[series].Points[point]
		if math.IsNaN(p.Y) {
			return keepers[series].name + " keeps nothing that could be drawn."
		}
		return "At " + plural(int64(p.X), "token", "tokens") + ": " + quantity.BytesBoth(p.Y) + ", " + keepers[series].name + "."
	}}
}

// bytesChart compares what the models keep as the context grows.
func (x examined) bytesChart() Panel {
	c := x.curves()
	p := c.panel("How does the cache grow with the context?", x.bytesSentence())
	p.Asks = "kv-bytes"
	p.Hint = "Point at a curve to read it, or move along it with the arrow keys. 1\u00a0Ki is 1,024 tokens."
	p.Legend = append(p.Legend, levelLegend("all memory of the "+x[0].cost.device.InText()))
	return p
}

// bytesSentence says how the cache grows, and where it would fill the device.
func (x examined) bytesSentence() string {
	var texts []string
	for _, m := range x {
		text := m.Name + " keeps "
		switch y := x.keeps(keeper{groups: m.cost.groups}, float64(m.s.Context)); {
		case m.err != nil:
			continue
		case math.IsNaN(y):
			text += "nothing"
		default:
			text += quantity.BytesText(y) + " at " + plural(m.s.Context, "token", "tokens")
		}
		weights, err := m.cost.weights()
		room := float64(m.cost.device.Memory) - float64(weights)
		switch at, ok := m.cost.runsOut(m.cost.groups, room); {
		case err != nil || room <= 0:
			text += "; its weights alone do not fit the " + m.cost.device.InText()
		case ok && at == 0:
			text += "; beside its weights the " + m.cost.device.InText() + " has no room for a token of " + strings.TrimSuffix(each(m.s), ", each")
		case ok:
			text += "; beside its weights the " + m.cost.device.InText() + " holds " + each(m.s) + " of " + plural(at, "token", "tokens")
		default:
			text += "; beside its weights the " + m.cost.device.InText() + " never fills up"
		}
		texts = append(texts, text+".")
	}
	if len(texts) == 0 {
		return "These caches are larger than 2^63 bytes."
	}
	return strings.Join(texts, " ")
}

// each names the conversations of the scenario.
func each(s scenario.Spec) string {
	if s.Batch == 1 {
		return "one conversation"
	}
	return quantity.Count(s.Batch) + " conversations, each"
}
