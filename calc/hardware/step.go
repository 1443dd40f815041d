package hardware

import (
	"errors"
	"fmt"
	"math"

	"attnexperts/calc/quantity"
)

const sourceDecode = "Pope et al. 2022, Efficiently Scaling Transformer Inference, arXiv 2211.05102, section 2"

// A Step is one step of decoding, in which each sequence gains one token.
type Step struct {
	// Batch is the number of sequences.
	Batch int64
	// Weights and Cache are the bytes that the step reads: the weights that it
	// touches, once for all sequences, and the caches of all sequences.
	Weights, Cache int64
	// FLOPs is what it computes, for all sequences.
	FLOPs int64
	// Dtype is what the numbers are stored as.
	Dtype quantity.Dtype
}

// Intensity returns the operations of the step for each byte that it reads; NaN
// where it reads none.
func (s Step) Intensity() float64 {
	if s.Weights+s.Cache <= 0 {
		return math.NaN()
	}
	return float64(s.FLOPs) / (float64(s.Weights) + float64(s.Cache))
}

// A Bound says what keeps a step from being faster.
type Bound string

// The two bounds. A step that needs as long for both counts as MemoryBound.
const (
	MemoryBound  Bound = "memory"
	ComputeBound Bound = "compute"
)

// Times tells how long a step takes at least.
type Times struct {
	// Memory is the time to read, Compute the time to compute, Step the longer
	// of the two: both happen at once, at best.
	Memory, Compute, Step quantity.Result
	// Bound is the one that is longer.
	Bound Bound
}

// TokensPerSecond returns the upper bound that the memory's bandwidth sets to
// decoding, in tokens a second of all sequences together: the batch over the
// time to read weights and cache once. It is an error if there is no sequence,
// nothing to read, a negative number, or a sum past 2^63 − 1.
func (d Device) TokensPerSecond(s Step) (quantity.Result, error) {
	r := quantity.Result{
		Name: "decode-tokens-per-second", Label: "Decoding, at most", Unit: quantity.PerSecond,
		Formula: "B / ((R + C) / β)", Source: sourceDecode,
	}
	if s.Batch < 1 {
		return r, fmt.Errorf("a batch of %d decodes nothing: it needs at least 1 sequence", s.Batch)
	}
	t, err := d.readTime(s)
	if err != nil {
		return r, err
	}
	if t.Value.Float() <= 0 {
		return r, errors.New("a step that reads nothing is not bound by the memory")
	}
	r.Value = quantity.Real(float64(s.Batch) / t.Value.Float())
	r.Inputs = append([]quantity.Input{quantity.In("B", "sequences", s.Batch, "the batch")}, t.Inputs...)
	return r, nil
}

// StepTime returns how long a step takes at least, and which bound makes it so.
// It is an error if a number is negative, a sum is past 2^63 − 1, or the dtype
// or the device's numbers are not known.
func (d Device) StepTime(s Step) (Times, error) {
	read, err := d.readTime(s)
	if err != nil {
		return Times{}, err
	}
	compute, err := d.computeTime(s)
	if err != nil {
		return Times{}, err
	}
	t := Times{Memory: read, Compute: compute, Bound: MemoryBound}
	longer := read.Value
	if compute.Value.Float() > longer.Float() {
		longer, t.Bound = compute.Value, ComputeBound
	}
	t.Step = quantity.Result{
		Name: "step-time", Label: "One step, at least", Value: longer, Unit: quantity.Seconds,
		Formula: "max(t_read, t_compute)", Source: sourceRoofline,
		Inputs: []quantity.Input{
			{Symbol: "t_read", Meaning: "time to read", Value: read.Value, Unit: quantity.Seconds, From: read.Formula},
			{Symbol: "t_compute", Meaning: "time to compute", Value: compute.Value, Unit: quantity.Seconds, From: compute.Formula},
		},
	}
	return t, nil
}

// readTime is the time to read what a step reads.
func (d Device) readTime(s Step) (quantity.Result, error) {
	r := quantity.Result{
		Name: "read-time", Label: "Reading weights and cache", Unit: quantity.Seconds,
		Formula: "(R + C) / β", Source: sourceDecode,
	}
	bytes, err := quantity.Sum(s.Weights, s.Cache)
	if err != nil {
		return r, fmt.Errorf("the bytes that a step reads: %w", err)
	}
	bandwidth, err := d.bandwidth()
	if err != nil {
		return r, err
	}
	r.Value = quantity.Real(float64(bytes) / float64(d.Bandwidth))
	r.Inputs = []quantity.Input{
		{Symbol: "R", Meaning: "weights that a step reads", Value: quantity.Whole(s.Weights), Unit: quantity.Bytes, From: "the model"},
		{Symbol: "C", Meaning: "cache of all sequences", Value: quantity.Whole(s.Cache), Unit: quantity.Bytes, From: "the cache"},
		bandwidth,
	}
	return r, nil
}

// computeTime is the time to compute what a step computes.
func (d Device) computeTime(s Step) (quantity.Result, error) {
	r := quantity.Result{
		Name: "compute-time", Label: "Computing", Unit: quantity.Seconds,
		Formula: "F / π", Source: sourceRoofline,
	}
	if s.FLOPs < 0 {
		return r, fmt.Errorf("the operations of a step: %w", quantity.ErrNegative)
	}
	peak, err := d.peak(s.Dtype)
	if err != nil {
		return r, err
	}
	r.Value = quantity.Real(float64(s.FLOPs) / peak.Value.Float())
	r.Inputs = []quantity.Input{
		{Symbol: "F", Meaning: "operations of a step", Value: quantity.Whole(s.FLOPs), Unit: quantity.FLOPs, From: "the model"},
		peak,
	}
	return r, nil
}
