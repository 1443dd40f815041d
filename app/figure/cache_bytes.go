package figure

import (
	"math"
	"slices"
	"strings"

	"attnexperts/app/part/chart"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// contexts are the x of the chart of bytes: half powers of two up to twice the
// scenario's context, at least a million; or even steps.
func (k cost) contexts() []float64 {
	most := 1048576.0
	for most < float64(k.c.Context)*2 {
		most *= 2
	}
	const points = 41
	xs := make([]float64, points) // equal neighbours of a short axis are one
	for i := range xs {
		share := float64(i) / (points - 1)
		if k.c.Scale == "linear" {
			xs[i] = math.Max(1, math.Round(linearMost(k.c.Context)*share))
		} else {
			xs[i] = math.Round(1024 * math.Pow(most/1024, share))
		}
	}
	return slices.Compact(xs)
}

// linearMost is how far a linear axis runs: four times the context.
func linearMost(context int64) float64 { return 4 * float64(context) }

// room is the memory that a device leaves for caches.
func (k cost) room() (float64, error) {
	w, err := k.weights()
	return float64(k.device.Memory - w), err
}

// bytesCurves draws the cache of each variant against the context.
func (k cost) bytesCurves() curves {
	xs := k.contexts()
	variants := k.variants
	c := chart.Chart{
		Name: bytesName, Label: "Bytes of cache against tokens of context.",
		X: chart.Axis{Label: "tokens of context", Min: xs[0], Max: xs[len(xs)-1], Log: k.c.Scale != "linear", Binary: true, Text: tokensTick},
		Y: chart.Axis{Label: "bytes of cache, " + plural(k.c.Batch, "conversation", "conversations"), Log: k.c.Scale != "linear", Binary: true, Text: quantity.BytesText},
	}
	lo, hi := math.Inf(1), 0.0
	for _, v := range variants {
		s := chart.Series{Name: v.title(), Class: v.class, Dash: v.dash}
		for _, x := range xs {
			y := k.size(v.groups, int64(x))
			if math.IsNaN(y) {
				break // too large to be counted from here on
			}
			s.Points = append(s.Points, chart.XY{X: x, Y: y})
			lo, hi = math.Min(lo, y), math.Max(hi, y)
		}
		c.Series = append(c.Series, s)
	}
	room, err := k.room()
	if err == nil && room > 0 {
		c.Levels = append(c.Levels, chart.Level{Name: k.device.InText(), Y: room})
		hi = math.Max(hi, math.Min(room*1.5, hi*64))
	}
	c.Y.Min, c.Y.Max = lo, hi
	if k.c.Scale == "linear" {
		c.Y.Min = 0
		c.X.Min = 0
	}
	if c.Y.Max <= c.Y.Min {
		c.Y.Max = c.Y.Min + 1
	}
	c.Marks = k.fullMarks(variants, room)
	return curves{c, func(series, point int) string {
		p := c.Series[series].Points[point]
		return "At " + plural(int64(p.X), "token", "tokens") + ", " + variants[series].name + " keeps " + quantity.BytesBoth(p.Y) + "."
	}}
}

// size is a variant's cache in bytes at a context, with the state of layers that have one;
// NaN where it is too large to be counted.
func (k cost) size(groups attention.Groups, context int64) float64 {
	u := k.use
	u.Context = context
	n, err := held(groups, u)
	if err != nil {
		return math.NaN()
	}
	return float64(n)
}

// fullMarks marks where the scenario's own way, and MHA, fill the device.
func (k cost) fullMarks(variants []variant, room float64) []chart.Mark {
	var marks []chart.Mark
	for i, v := range variants {
		if !v.own && i > 0 {
			continue
		}
		if at, ok := k.runsOut(v.groups, room); ok && at > 0 {
			marks = append(marks, chart.Mark{XY: chart.XY{X: float64(at), Y: k.size(v.groups, at)}, Text: v.name + ": full at " + quantity.Count(at), Class: v.class, Below: i > 0})
		}
	}
	return marks
}

// runsOut returns the longest context whose caches fit into the room, 0 where
// not one token does, and whether there is one that no longer does.
func (k cost) runsOut(groups attention.Groups, room float64) (int64, bool) {
	fits := func(context int64) bool {
		y := k.size(groups, context)
		return !math.IsNaN(y) && y <= room
	}
	const far = 1 << 50
	switch {
	case !fits(1):
		return 0, true
	case fits(far):
		return 0, false
	}
	lo, hi := int64(1), int64(far)
	for lo+1 < hi {
		if mid := lo + (hi-lo)/2; fits(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo, true
}

// bytesChart compares the caches of all variants as the context grows.
func (k cost) bytesChart() Panel {
	c := k.bytesCurves()
	p := c.panel("How does the cache grow with the context?", k.bytesSentence(), "scale")
	p.Asks = "kv-bytes"
	p.Hint = "Point at a curve to read it, or move along it with the arrow keys. 1\u00a0Ki is 1,024 tokens."
	p.Legend = append(p.Legend, levelLegend(k.roomName()))
	return p
}

// roomName says what the level of a device's memory is.
func (k cost) roomName() string {
	if k.arch == nil {
		return "memory of the " + k.device.InText()
	}
	return "memory of the " + k.device.InText() + " beside the weights"
}

// bytesSentence says where each variant fills the device.
func (k cost) bytesSentence() string {
	room, err := k.room()
	if err != nil || room <= 0 {
		return "The weights alone take " + quantity.BytesBoth(float64(k.device.Memory)-room) + ", more than the " + k.device.InText() + " has: no cache fits beside them."
	}
	var long, none []string
	bound := ""
	for _, v := range k.variants {
		switch at, ok := k.runsOut(v.groups, room); {
		case ok && at == 0:
			none = append(none, v.name)
		case ok:
			long = append(long, v.name+" "+quantity.Count(at))
		case v.name == "Window":
			bound = " With a window of " + quantity.Count(k.c.FillWindow()) + " in every layer it stops growing."
		}
	}
	if len(none) > 0 {
		bound += " Not even one token fits with " + strings.Join(none, ", ") + "."
	}
	if len(long) == 0 {
		filled := "None of these fills the " + k.device.InText() + "."
		if len(none) > 0 {
			filled = ""
		}
		return strings.TrimSpace(filled + bound)
	}
	each := "one conversation"
	if k.c.Batch > 1 {
		each = "each of " + quantity.Count(k.c.Batch) + " conversations"
	}
	return "With the " + quantity.BytesText(room) + " that the " + k.device.InText() + " has left for caches, " + each + " can have this many tokens: " + strings.Join(long, ", ") + "." + bound
}
