package model

import (
	"fmt"

	"attnexperts/calc/quantity"
)

// A Count is the parameters of a model. Each is a result that can tell how it
// came about.
type Count struct {
	// Total counts the weights that the model's own forward pass uses; its
	// parts are Parts.
	Total quantity.Result
	// Active is the total less the routed experts that a token does not use.
	Active quantity.Result
	// ActiveNoEmbedding also leaves out the input embedding, which is looked
	// up, not multiplied; a tied one stays, since it is the output head too.
	ActiveNoEmbedding quantity.Result
	// Parts are the components, by [Part].
	Parts [numParts]quantity.Result
}

// Count counts the parameters, exactly. It is an error if a count does not fit
// an int64.
func (a *Architecture) Count() (Count, error) {
	var c Count
	terms := a.terms()
	for p := range numParts {
		c.Parts[p] = quantity.Result{
			Name: p.String(), Label: p.Label(), Unit: quantity.Parameters, Formula: "the sum of its weights", Value: quantity.Whole(0),
		}
	}
	sums := [numParts]int64{}
	for _, t := range terms {
		r, err := a.result(t)
		if err != nil {
			return c, fmt.Errorf("%s: %w", t.name, err)
		}
		n, _ := r.Value.Int()
		if sums[t.part], err = quantity.Sum(sums[t.part], n); err != nil {
			return c, err
		}
		p := &c.Parts[t.part]
		p.Parts, p.Value = append(p.Parts, r), quantity.Whole(sums[t.part])
	}
	if a.Tied {
		c.Parts[OutputHead].Formula = "the output head is the input embedding (tied), counted there"
	}
	total, err := quantity.Sum(sums[:]...)
	if err != nil {
		return c, err
	}
	c.Total = quantity.Result{
		Name: "total-params", Label: "Total parameters", Unit: quantity.Parameters, Value: quantity.Whole(total),
		Formula: "the sum of the components", Parts: c.Parts[:],
	}
	return c, a.active(&c, total, sums[Embedding])
}

// active fills in what a token computes with.
func (a *Architecture) active(c *Count, total, embedding int64) error {
	r := quantity.Result{
		Name: "active-params", Label: "Active parameters", Unit: quantity.Parameters, Formula: "P",
		Inputs: []quantity.Input{quantity.In("P", "total parameters", total, "the total")},
	}
	active := total
	for _, g := range a.expertGroups() {
		one, err := expertSize(g.Experts, a.Width)
		if err != nil {
			return err
		}
		// No more than the total, which has been counted.
		active -= g.Count * (g.Experts.Count - g.Experts.Active) * one
		r.Formula += " − L · (E − k) · P_e"
		r.Inputs = append(
			r.Inputs,
			a.in("L", g.Count), a.in("E", g.Experts.Count), a.in("k", g.Experts.Active),
			quantity.In("P_e", "parameters of one expert", one, "the count of one routed expert"),
		)
	}
	r.Value = quantity.Whole(active)
	c.Active = r
	r = quantity.Result{
		Name: "active-params-no-embedding", Label: "Active parameters without the input embedding", Unit: quantity.Parameters,
		Formula: "P_a", Inputs: []quantity.Input{quantity.In("P_a", "active parameters", active, "the active parameters")},
	}
	if !a.Tied {
		active -= embedding
		r.Formula = "P_a − V · d"
		r.Inputs = append(r.Inputs, a.in("V", a.Vocab), a.in("d", a.Width))
		if a.EmbedWidth > 0 {
			r.Formula, r.Inputs[2] = "P_a − V · d_e", a.in("d_e", a.EmbedWidth)
		}
	}
	r.Value = quantity.Whole(active)
	c.ActiveNoEmbedding = r
	return nil
}

// expertGroups are the groups of layers with routed experts, alike in those.
func (a *Architecture) expertGroups() []Group {
	var out []Group
	for _, g := range a.Groups() {
		if g.Experts.Count == 0 {
			continue
		}
		known := false
		for i := range out {
			if out[i].Experts == g.Experts {
				out[i].Count += g.Count
				known = true
			}
		}
		if !known {
			out = append(out, g)
		}
	}
	return out
}

// expertSize is how many parameters one routed expert has.
func expertSize(e Experts, d int64) (int64, error) {
	e.Count, e.Shared = 1, 0
	total := int64(0)
	for _, w := range e.weights(d) {
		if w.part != RoutedExperts {
			continue
		}
		n, err := w.size()
		if err != nil {
			return 0, err
		}
		if total, err = quantity.Sum(total, n); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// A term is a weight with the number of layers that have it; 0 for a weight
// that belongs to no layer.
type term struct {
	weight
	layers int64
}

// terms lists all weights, equal ones of different layers together.
func (a *Architecture) terms() []term {
	var ts []term
	for _, w := range a.weights() {
		ts = append(ts, term{weight: w})
	}
	for _, g := range a.Groups() {
	next:
		for _, w := range g.weights(a.Width, a.Norm) {
			for i := range ts {
				if ts[i].layers > 0 && ts[i].same(w) {
					ts[i].layers += g.Count
					continue next
				}
			}
			ts = append(ts, term{w, g.Count})
		}
	}
	return ts
}

// result counts a term and says how.
func (a *Architecture) result(t term) (quantity.Result, error) {
	r := quantity.Result{Label: t.name, Unit: quantity.Parameters, Formula: t.formula()}
	one, err := t.size()
	if err != nil {
		return r, err
	}
	n := one
	if t.layers > 0 {
		if n, err = quantity.Product(t.layers, one); err != nil {
			return r, err
		}
		r.Formula = "L · " + r.Formula
		r.Inputs = append(r.Inputs, a.in("L", t.layers))
	}
	for _, f := range t.factors {
		// A constant explains itself.
		if f.symbol[0] < '0' || f.symbol[0] > '9' {
			r.Inputs = append(r.Inputs, a.in(f.symbol, f.n))
		}
	}
	r.Value = quantity.Whole(n)
	return r, nil
}

// in is an input with its meaning and where it is from.
func (a *Architecture) in(symbol string, n int64) quantity.Input {
	from := a.From(symbol)
	if symbol == "L" {
		from = a.layersFrom(n)
	}
	return quantity.In(symbol, symbols[symbol].meaning, n, from)
}
