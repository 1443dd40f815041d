package hardware

import (
	"errors"
	"fmt"

	"attnexperts/calc/quantity"
)

// MaxBatch returns how many sequences' caches fit into the device's memory
// beside the weights: none where the weights alone do not fit. Nothing is set
// aside for activations, so that it is an upper bound. It is an error if a
// number is negative, or if a sequence keeps no cache, so that there is no
// bound.
func (d Device) MaxBatch(weights, cachePerSequence int64) (quantity.Result, error) {
	r := quantity.Result{
		Name: "max-batch", Label: "Sequences that fit", Unit: quantity.Plain,
		Formula: "⌊(M − P) / C⌋, at least 0", Source: sourceDecode,
	}
	switch {
	case d.Memory <= 0:
		return r, fmt.Errorf("the memory of %q is not known", d.Name)
	case weights < 0:
		return r, fmt.Errorf("the weights: %w", quantity.ErrNegative)
	case cachePerSequence < 0:
		return r, fmt.Errorf("the cache of a sequence: %w", quantity.ErrNegative)
	case cachePerSequence == 0:
		return r, errors.New("a sequence without a cache takes no room, so any number of them fits")
	}
	r.Value = quantity.Whole(max(0, d.Memory-weights) / cachePerSequence)
	r.Inputs = []quantity.Input{
		{Symbol: "M", Meaning: "memory of " + d.Name, Value: quantity.Whole(d.Memory), Unit: quantity.Bytes, From: d.Source.String(), URL: d.Source.URL},
		{Symbol: "P", Meaning: "weights", Value: quantity.Whole(weights), Unit: quantity.Bytes, From: "the model"},
		{Symbol: "C", Meaning: "cache of one sequence", Value: quantity.Whole(cachePerSequence), Unit: quantity.Bytes, From: "the cache"},
	}
	return r, nil
}
