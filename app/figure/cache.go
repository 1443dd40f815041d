package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// Cache is the figure of the KV cache: what sharing heads and windows save, and
// what they do not.
var Cache = Kind[scenario.Cache]{
	Name:     "cache",
	Question: "What does a conversation keep, and how fast can it be read?",
	Table:    scenario.CacheTable,
	Main:     []string{"model", "context", "batch", "dtype", "device"},
	First:    "model",
	Rest:     "How large is the whole cache, and how fast is it read?",
	Common:   func(c *scenario.Cache) *scenario.Common { return &c.Common },
	Draw:     drawCache,
	Point:    pointCache,
	Hold:     holdCache,
	Key:      keyCache,
}

// The pictures of the cache figure.
const (
	sharingName  = "heads"
	fillName     = "fill"
	bytesName    = "bytes"
	fitName      = "fit"
	briefFitName = "fit-brief"
	rooflineName = "roofline"
	batchName    = "batch"
)

// groupGrip is the boundary between the first group of heads and the next.
const groupGrip = "group"

// drawCache makes everything of the cache figure that its scenario decides.
func drawCache(c scenario.Cache, e Embed) Drawing {
	k := costOf(c)
	outcomes := k.outcomes()
	d := Drawing{
		Sentence: k.sentence(outcomes),
		Numbers:  markup.El("div", part.Numbers(outcomes), part.Provenance(outcomes)),
		Panels: e.panels(
			maker{sharingName, k.kept(&sharingMemo, scenario.Cache{Shape: c.Shape, Dtype: c.Dtype}, k.sharing)},
			maker{fillName, k.kept(&fillMemo, scenario.Cache{Shape: c.Shape, Step: c.Step, Context: c.FillWindow()}, k.fill)},
			maker{bytesName, k.bytesChart}, maker{fitName, func() Panel { return k.fit(e.Brief) }},
			maker{rooflineName, k.kept(&roofMemo, k.onTheRoof(), k.roofline)},
			maker{batchName, k.batches},
		),
	}
	for _, o := range outcomes {
		if o.Err == nil {
			d.Outputs = append(d.Outputs, o.Result)
		}
	}
	return d
}

// Pictures that a change does not touch are not drawn again, nor compared with
// what is on the screen.
var sharingMemo, fillMemo, roofMemo memo[scenario.Cache, Panel]

// kept makes a picture where what it depends on has changed.
func (k cost) kept(m *memo[scenario.Cache, Panel], on scenario.Cache, draw func() Panel) func() Panel {
	return func() Panel { return m.of(on, draw) }
}

// onTheRoof is what the roofline depends on: of context and batch only where
// there are weights to read besides.
func (k cost) onTheRoof() scenario.Cache {
	on := scenario.Cache{Model: k.c.Model, Shape: k.c.Shape, Dtype: k.c.Dtype, Device: k.c.Device}
	if k.arch != nil {
		on.Context, on.Batch = k.c.Context, k.c.Batch
	}
	return on
}

func pointCache(c scenario.Cache, what string, at Place) Pointed {
	k := costOf(c)
	switch what {
	case sharingName, groupGrip:
		return k.pointSharing(what, at)
	case fillName:
		return k.pointFill(at)
	case fitName, briefFitName:
		return k.pointFit(what, at)
	case bytesName, rooflineName, batchName:
		return k.pointCurves(what, at)
	}
	return Pointed{}
}

func holdCache(c *scenario.Cache, held string, at Place) bool {
	was := *c
	if held == groupGrip {
		setGroup(c, sharingScale{*c}.group(at))
	}
	return *c != was
}

func keyCache(c *scenario.Cache, at *Place, held, key string) bool {
	k := costOf(*c)
	switch held {
	case groupGrip:
		return keyGroup(c, key)
	case sharingName:
		return sharingScale{*c}.key(at, key)
	case fillName:
		return k.keyFill(at, key)
	case fitName, briefFitName:
		return k.keyFit(held, at, key)
	case bytesName, rooflineName, batchName:
		x, y, ok := k.curves(held).chart.Move(at.X, at.Y, key)
		at.X, at.Y = x, y
		return ok
	}
	return false
}

// sentence says what the scenario comes to.
func (k cost) sentence(outcomes []part.Outcome) string {
	by := map[string]part.Outcome{}
	for _, o := range outcomes {
		by[o.Name] = o
	}
	bytes := by["kv-bytes"]
	if bytes.Err != nil {
		return "These numbers cannot be counted: " + bytes.Err.Error() + "."
	}
	c := k.c
	text := plural(c.Batch, "conversation", "conversations") + " of " + plural(c.Context, "token", "tokens") + " keep "
	if c.Batch == 1 {
		text = "One conversation of " + plural(c.Context, "token", "tokens") + " keeps "
	}
	text += quantity.BytesBoth(bytes.Value.Float())
	if per := by["kv-bytes-per-token"]; per.Err == nil {
		text += ", " + quantity.BytesText(per.Value.Float()) + " for each token while all layers grow"
	}
	text += "."
	if s := by["shrink"]; s.Err == nil && s.Value.Float() > 1.005 {
		text += " With keys and values of its own for each head it would be " + quantity.Times(s.Value.Float()) + " times as much."
	}
	if k.c.Window > 0 && c.Context > c.Window {
		text += " " + quantity.Capital(k.windowed()) + " stopped growing at " + plural(c.Window, "token", "tokens") + "."
	}
	if m := by["max-batch"]; m.Err == nil {
		fit, _ := m.Value.Int()
		weights := " beside the weights"
		if k.arch == nil {
			weights = " with no weights counted, since own numbers have none"
		}
		if fit == 0 {
			text += " Not one fits on the " + k.device.InText() + weights + "."
		} else {
			text += " On the " + k.device.InText() + "," + weights + ", " + plural(fit, "such conversation fits", "such conversations fit") + "."
		}
	}
	return text
}

// windowed names the layers that slide.
func (k cost) windowed() string {
	sliding, full := k.kinds()
	if full == 0 {
		return "all " + plural(sliding, "layer", "layers")
	}
	return quantity.Count(sliding) + " of the " + plural(sliding+full, "layer", "layers")
}

// kinds counts the sliding and the full layers.
func (k cost) kinds() (sliding, full int64) {
	for _, g := range k.groups {
		if g.Window > 0 {
			sliding += g.Count
		} else {
			full += g.Count
		}
	}
	return sliding, full
}

// kind names how the heads share.
func (k cost) kind() string {
	return map[string]string{"mha": "multi-head attention (MHA)", "gqa": "grouped-query attention (GQA)", "mqa": "multi-query attention (MQA)", "mla": "latent attention (MLA)"}[strings.ToLower(k.stack.Kind())]
}
