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

// WeightsRead returns how many parameters one decoding step of a batch reads:
// all that are not a routed expert's, and of the routed experts as many as
// [ExpertsTouched] says. The input embedding is counted whole.
func (a *Architecture) WeightsRead(batch int64) (quantity.Result, error) {
	c, err := a.Count()
	if err != nil {
		return quantity.Result{}, err
	}
	total, _ := c.Total.Value.Int()
	r := quantity.Result{
		Name: "weights-read", Label: "Parameters read in a step", Unit: quantity.Parameters, Value: c.Total.Value,
		Formula: "P", Inputs: []quantity.Input{quantity.In("P", "total parameters", total, "the total")},
	}
	read := float64(total)
	for _, g := range a.expertGroups() {
		one, err := expertSize(g.Experts, a.Width)
		if err != nil {
			return r, err
		}
		touched := ExpertsTouched(g.Experts.Count, g.Experts.Active, batch)
		read -= float64(g.Count*one) * (float64(g.Experts.Count) - touched)
		r.Formula += " − L · (E − U) · P_e"
		r.Source = sourceTouched
		r.Inputs = append(
			r.Inputs,
			a.in("L", g.Count), a.in("E", g.Experts.Count), a.in("k", g.Experts.Active),
			quantity.Input{Symbol: "U", Meaning: "experts touched in a layer", Value: quantity.Real(touched), From: "E · (1 − (1 − k/E)^B)"},
			quantity.In("P_e", "parameters of one expert", one, "the count of one routed expert"),
		)
	}
	if len(r.Inputs) > 1 {
		r.Value = quantity.Whole(int64(math.Round(read)))
	}
	return r, nil
}
