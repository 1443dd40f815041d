package model

import (
	"math"

	"attnexperts/calc/quantity"
)

const sourceTouched = "the expected number of distinct experts, if each token chose k of E at random"

// ExpertsTouched returns how many of a layer's experts a batch of tokens is
// expected to use, each token choosing k of E at random and uniformly:
// U = E·(1 − (1 − k/E)^B). Real routers are less even, and touch fewer.
func ExpertsTouched(experts, active, batch int64) float64 {
	if experts <= 0 {
		return 0
	}
	idle := math.Pow(1-float64(active)/float64(experts), float64(batch))
	return float64(experts) * (1 - idle)
}

// A Reading tells how many parameters the decoding steps of a model read, for
// one batch after another.
type Reading struct {
	total  int64
	routed []routed
}

// routed are the experts of layers that have the same ones: how many layers,
// and how many parameters one expert has.
type routed struct {
	Experts

	layers, size int64
}

// Reading counts a model once, for any number of batches. Errors are those of
// [Architecture.Count].
func (a *Architecture) Reading() (Reading, error) {
	c, err := a.Count()
	if err != nil {
		return Reading{}, err
	}
	var r Reading
	r.total, _ = c.Total.Value.Int()
	for _, g := range a.expertGroups() {
		one, err := expertSize(g.Experts, a.Width)
		if err != nil {
			return r, err
		}
		r.routed = append(r.routed, routed{g.Experts, g.Count, one})
	}
	return r, nil
}

// Read returns how many parameters one decoding step of a batch reads: all that
// are not a routed expert's, and of the routed experts as many as
// [ExpertsTouched] says. The input embedding is counted whole.
func (r Reading) Read(batch int64) int64 {
	if len(r.routed) == 0 {
		return r.total
	}
	read := float64(r.total)
	for _, e := range r.routed {
		read -= float64(e.layers*e.size) * (float64(e.Count) - ExpertsTouched(e.Count, e.Active, batch))
	}
	return int64(math.Round(read))
}

// WeightsRead returns what [Reading.Read] does, and how it comes about.
func (a *Architecture) WeightsRead(batch int64) (quantity.Result, error) {
	n, err := a.Reading()
	if err != nil {
		return quantity.Result{}, err
	}
	r := quantity.Result{
		Name: "weights-read", Label: "Parameters read in a step", Unit: quantity.Parameters, Value: quantity.Whole(n.Read(batch)),
		Formula: "P", Inputs: []quantity.Input{quantity.In("P", "total parameters", n.total, "the total")},
	}
	for _, e := range n.routed {
		touched := ExpertsTouched(e.Count, e.Active, batch)
		r.Formula += " − L · (E − U) · P_e"
		r.Source = sourceTouched
		r.Inputs = append(
			r.Inputs,
			a.in("L", e.layers), a.in("E", e.Count), a.in("k", e.Active),
			quantity.Input{Symbol: "U", Meaning: "experts touched in a layer", Value: quantity.Real(touched), From: "E · (1 − (1 − k/E)^B)"},
			quantity.In("P_e", "parameters of one expert", e.size, "the count of one routed expert"),
		)
	}
	return r, nil
}
