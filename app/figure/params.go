package figure

import (
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// Params is the figure of total and active parameters: what is stored, what is
// read, what is computed with.
var Params = Kind[scenario.Params]{
	Name:     "params",
	Question: "What do I store, what do I read, what do I compute?",
	Table:    scenario.ParamsTable,
	Main:     []string{"model", "batch", "dtype", "device"},
	First:    "model",
	Rest:     "How much must be resident, and what does a step read?",
	Common:   func(p *scenario.Params) *scenario.Common { return &p.Common },
	Draw:     drawParams,
	Point:    pointParams,
	Hold:     func(*scenario.Params, string, Place) bool { return false },
	Key:      keyParams,
}

// The pictures of the figure of parameters, besides the one against the batch.
const (
	whatName    = "what"
	touchedName = "touched"
	duelName    = "duel"
	vendorsName = "vendors"
)

// drawParams makes everything of the figure that its scenario decides.
func drawParams(p scenario.Params, e Embed) Drawing {
	s := sizingOf(p)
	outcomes := s.outcomes()
	d := Drawing{
		Sentence: s.sentence(),
		Numbers:  markup.El("div", part.Numbers(outcomes), part.Provenance(outcomes)),
		Panels: e.panels(
			maker{whatName, s.what}, maker{batchName, s.batches}, maker{touchedName, s.touching},
			maker{duelName, s.duel}, maker{vendorsName, vendors},
		),
	}
	for _, o := range outcomes {
		if o.Err == nil {
			d.Outputs = append(d.Outputs, o.Result)
		}
	}
	return d
}

func pointParams(p scenario.Params, what string, at Place) Pointed {
	if what == vendorsName {
		return pointVendors(at)
	}
	s := sizingOf(p)
	if s.err != nil {
		return Pointed{Panel: what, Text: s.refusal()}
	}
	switch what {
	case whatName:
		return s.pointWhat(at)
	case batchName, touchedName:
		return s.curves(what).point(at)
	case duelName:
		return s.pointDuel(at)
	}
	return Pointed{}
}

func keyParams(p *scenario.Params, at *Place, held, key string) bool {
	if held == vendorsName {
		return vendorsScale().key(at, key)
	}
	s := sizingOf(*p)
	if s.err != nil {
		return false
	}
	switch held {
	case whatName:
		return s.keyWhat(at, key)
	case batchName, touchedName:
		x, y, ok := s.curves(held).chart.Move(at.X, at.Y, key)
		at.X, at.Y = x, y
		return ok
	case duelName:
		return duelScale.key(at, key)
	}
	return false
}

// sentence says what the scenario comes to.
func (s sizing) sentence() string {
	if s.err != nil {
		return s.refusal()
	}
	total, active := s.n(s.count.Total), s.n(s.count.Active)
	text := s.name() + " stores " + params(total) + " and uses " + s.usedShare(active, total) + " for a token"
	if s.routed > 0 {
		text += ": " + quantity.Count(s.experts.Active) + " of " + plural(s.experts.Count, "expert", "experts") + " in each of " + plural(s.routed, "layer", "layers")
	}
	text += ". As " + string(s.p.Dtype) + ", " + quantity.BytesBoth(s.bytes(total)) + " must be resident; a step of " + plural(s.p.Batch, "conversation", "conversations") +
		" reads " + quantity.BytesText(s.bytes(s.readAt(s.p.Batch)))
	if s.routed > 0 {
		text += ", for it touches " + quantity.Times(s.touchedAt(s.p.Batch)) + " of the " + quantity.Count(s.experts.Count) + " experts of a layer if all are equally likely"
	}
	text += "; each token is computed with " + flopsText(s.flops()) + ". "
	if memory := float64(s.device.Memory); s.bytes(total) > memory {
		return text + "The " + s.device.InText() + " has " + quantity.BytesText(memory) + ": what is resident does not fit."
	}
	return text + "It fits the " + s.device.InText() + ", which has " + quantity.BytesText(float64(s.device.Memory)) + "."
}

// usedShare says how much of the total is used.
func (s sizing) usedShare(active, total float64) string {
	if active == total {
		return "all of them"
	}
	return params(active) + ", " + quantity.Percent(active/total) + ","
}

// uncounted is a picture where there is nothing to draw, which says why.
func (s sizing) uncounted(name, question string) Panel {
	const w, h = 480.0, 120.0
	return Panel{
		Name: name, Question: question,
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(w)+" "+num(h)), markup.Attr("role", "group"), markup.Attr("aria-label", "Nothing to draw."),
			markup.El("text", markup.Attr("x", num(w/2)), markup.Attr("y", num(h/2)), markup.Attr("text-anchor", "middle"), markup.Text("Nothing to draw")),
			markup.El("g", markup.Attr("data-point", name), wholeRect("c-catch", w, h)),
		),
		Sentence: s.refusal(),
		Table:    func() Table { return Table{Header: []string{"part", "parameters"}} },
	}
}

// refusal says that there is no number.
func (s sizing) refusal() string { return "These sizes cannot be counted: " + s.err.Error() + "." }
