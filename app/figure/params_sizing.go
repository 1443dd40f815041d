package figure

import (
	"strings"

	"attnexperts/app/part"
	"attnexperts/calc/hardware"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// A sizing is a scenario of the figure of parameters with what it comes to.
type sizing struct {
	p      scenario.Params
	arch   *model.Architecture
	device hardware.Device
	// experts are those of each of the routed layers.
	experts model.Experts
	routed  int64
	count   model.Count
	reading model.Reading
	// err says why there is no count.
	err error
}

func sizingOf(p scenario.Params) sizing {
	device, _ := hardware.Find(p.Device)
	s := sizing{p: p, device: device}
	if p.Named() {
		s.arch = p.Architecture()
		c := countOf(s.arch)
		s.count, s.reading = c.Count, c.Reading
		s.experts, s.routed, _ = s.arch.Routing()
		return s
	}
	return s.with(p.Architecture())
}

// with is the same scenario with another model in it.
func (s sizing) with(a *model.Architecture) sizing {
	s.arch = a
	s.experts, s.routed, _ = a.Routing()
	if s.count, s.err = a.Count(); s.err == nil {
		s.reading, s.err = a.Reading()
	}
	return s
}

// name is what the model is called.
func (s sizing) name() string {
	if s.p.Named() {
		return s.arch.Name
	}
	return "This model"
}

// n is a count as a number to draw with.
func (s sizing) n(r quantity.Result) float64 { return r.Value.Float() }

// bytes are what so many parameters take. Pictures draw what no longer fits a
// count of bytes.
func (s sizing) bytes(parameters float64) float64 { return parameters * s.p.Dtype.Width() }

// touchedAt is how many experts of a layer a step of a batch is expected to use.
func (s sizing) touchedAt(batch int64) float64 {
	return model.ExpertsTouched(s.experts.Count, s.experts.Active, batch)
}

// readAt is how many parameters a step of a batch reads.
func (s sizing) readAt(batch int64) float64 { return float64(s.reading.Read(batch)) }

// flops is what a token is computed with: two operations for each parameter that
// it is multiplied by.
func (s sizing) flops() float64 { return 2 * s.n(s.count.ActiveNoEmbedding) }

// outcomes are the figure's outputs.
func (s sizing) outcomes() []part.Outcome {
	list := []part.Outcome{outcome(s.count.Total, s.err), outcome(s.count.Active, s.err), outcome(s.count.ActiveNoEmbedding, s.err), s.resident(), s.read(), s.perToken(), s.touched()}
	for i, named := range []struct{ name, label string }{
		{"total-params", "Total parameters"},
		{"active-params", "Active parameters"},
		{"active-params-no-embedding", "Active, without the input embedding"},
		{"resident-bytes", "Resident: all of them"},
		{"read-bytes-per-step", "Read in a step of " + quantity.Count(s.p.Batch)},
		{"flops-per-token", "FLOPs a token, by active weights that multiply"},
		{"experts-touched", "Experts of a layer touched by a step"},
	} {
		list[i].Name, list[i].Label = named.name, named.label
		s.trace(&list[i].Result)
	}
	return list
}

// resident are the bytes of all parameters.
func (s sizing) resident() part.Outcome {
	if s.err != nil {
		return part.Outcome{Err: s.err}
	}
	total, _ := s.count.Total.Value.Int()
	n, err := s.p.Dtype.Size(total)
	return part.Outcome{Err: err, Result: quantity.Result{
		Unit: quantity.Bytes, Value: quantity.Whole(n), Formula: "P · b",
		Inputs: []quantity.Input{{Symbol: "P", Meaning: "total parameters", Value: s.count.Total.Value, Unit: quantity.Parameters}, s.width()},
	}}
}

// width is what a parameter takes.
func (s sizing) width() quantity.Input {
	return quantity.Input{Symbol: "b", Meaning: "bytes a parameter", Value: quantity.Real(s.p.Dtype.Width()), Unit: quantity.Bytes, From: "the control dtype"}
}

// read are the bytes that a step reads.
func (s sizing) read() part.Outcome {
	if s.err != nil {
		return part.Outcome{Err: s.err}
	}
	r, err := s.arch.WeightsRead(s.p.Batch)
	if err != nil {
		return part.Outcome{Err: err}
	}
	read, _ := r.Value.Int()
	n, err := s.p.Dtype.Size(read)
	r.Value, r.Unit, r.Formula, r.Inputs = quantity.Whole(n), quantity.Bytes, "("+r.Formula+") · b", append(r.Inputs, s.width())
	return part.Outcome{Result: r, Err: err}
}

// perToken are the operations of a token.
func (s sizing) perToken() part.Outcome {
	if s.err != nil {
		return part.Outcome{Err: s.err}
	}
	active := s.count.ActiveNoEmbedding.Value
	n, _ := active.Int()
	flops, err := quantity.Product(2, n)
	return part.Outcome{Err: err, Result: quantity.Result{
		Unit: quantity.FLOPs, Value: quantity.Whole(flops), Formula: "2 · P_m",
		Inputs: []quantity.Input{{Symbol: "P_m", Meaning: "active parameters without the input embedding, which is looked up", Value: active, Unit: quantity.Parameters}},
		Source: "a multiply and an add for each parameter; attention over the context comes on top",
	}}
}

// touched is the expected number of experts that a step uses in a layer.
func (s sizing) touched() part.Outcome {
	if s.err != nil {
		return part.Outcome{Err: s.err}
	}
	r := quantity.Result{Value: quantity.Real(s.touchedAt(s.p.Batch)), Formula: "E · (1 − (1 − k/E)^B)", Source: "each token choosing k of E at random and uniformly; real routers are less even, and touch fewer"}
	if s.routed == 0 {
		r.Formula, r.Source = "0, as no layer has experts", ""
		return part.Outcome{Result: r}
	}
	r.Inputs = []quantity.Input{
		quantity.In("E", "experts of a layer", s.experts.Count, s.arch.From("E")), quantity.In("k", "experts that a token uses", s.experts.Active, s.arch.From("k")),
		quantity.In("B", "conversations in a step", s.p.Batch, "the control batch"),
	}
	return part.Outcome{Result: r}
}

// trace says whose field, or which control, a number is from.
func (s sizing) trace(r *quantity.Result) {
	whose := "the control "
	if s.p.Named() {
		whose = "config of " + s.arch.Name + ": "
	}
	in := make([]quantity.Input, len(r.Inputs))
	for i, x := range r.Inputs {
		// A layer's number may also be from the fields that say which layers.
		if from := s.arch.From(x.Symbol); from != "" && strings.HasPrefix(x.From, from) {
			x.From = whose + x.From
		}
		in[i] = x
	}
	r.Inputs = in
	parts := make([]quantity.Result, len(r.Parts))
	for i, p := range r.Parts {
		s.trace(&p)
		parts[i] = p
	}
	r.Parts = parts
}

// amount is a number of parameters for people, without the word; params with it.
func amount(n float64) string { return quantity.Text(quantity.Real(n), quantity.Parameters) }

func params(n float64) string { return amount(n) + " parameters" }

// flopsText is a number of operations for people.
func flopsText(n float64) string { return quantity.Text(quantity.Real(n), quantity.FLOPs) }
