package hardware

import (
	"fmt"
	"math"

	"attnexperts/calc/quantity"
)

const sourceRoofline = "Williams, Waterman and Patterson 2009, Roofline, doi 10.1145/1498765.1498785"

// Ridge returns the arithmetic intensity at which the device's two roofs meet,
// in operations a byte: below it the memory rules, above it the arithmetic. It
// is an error if the dtype or the device's numbers are not known.
func (d Device) Ridge(stored quantity.Dtype) (quantity.Result, error) {
	r := quantity.Result{
		Name: "ridge-intensity", Label: "Intensity where the roofs meet", Unit: quantity.Intensity,
		Formula: "π / β", Source: sourceRoofline,
	}
	peak, bandwidth, err := d.roofs(stored)
	if err != nil {
		return r, err
	}
	r.Value = quantity.Real(peak.Value.Float() / bandwidth.Value.Float())
	r.Inputs = []quantity.Input{peak, bandwidth}
	return r, nil
}

// Attainable returns the operations a second that the device can do at most for
// work of an arithmetic intensity, in operations a byte: the lower of its two
// roofs. It is an error if the intensity is negative or not a finite number, or
// if the dtype or the device's numbers are not known.
func (d Device) Attainable(stored quantity.Dtype, intensity float64) (quantity.Result, error) {
	r := quantity.Result{
		Name: "attainable-flops", Label: "Attainable", Unit: quantity.Speed,
		Formula: "min(π, I · β)", Source: sourceRoofline,
	}
	if math.IsNaN(intensity) || math.IsInf(intensity, 0) || intensity < 0 {
		return r, fmt.Errorf("an arithmetic intensity cannot be %v", intensity)
	}
	peak, bandwidth, err := d.roofs(stored)
	if err != nil {
		return r, err
	}
	r.Value = quantity.Real(d.Roof(stored, intensity))
	r.Inputs = []quantity.Input{peak, {
		Symbol: "I", Meaning: "operations for each byte read", Value: quantity.Real(intensity), Unit: quantity.Intensity, From: "the work",
	}, bandwidth}
	return r, nil
}

// Roof is what [Device.Attainable] returns as a plain number, for curves: 0 where
// the dtype or the device's numbers are not known.
func (d Device) Roof(stored quantity.Dtype, intensity float64) float64 {
	peak, _ := d.Compute(stored)
	return min(float64(peak), intensity*float64(d.Bandwidth))
}

// roofs returns both of the device's roofs, as inputs of a formula.
func (d Device) roofs(stored quantity.Dtype) (peak, bandwidth quantity.Input, err error) {
	if peak, err = d.peak(stored); err != nil {
		return peak, bandwidth, err
	}
	bandwidth, err = d.bandwidth()
	return peak, bandwidth, err
}

// peak is the roof that the arithmetic sets.
func (d Device) peak(stored quantity.Dtype) (quantity.Input, error) {
	in := quantity.Input{Symbol: "π", Unit: quantity.Speed, From: d.PeakFrom().String(), URL: d.PeakFrom().URL}
	if err := stored.Check(); err != nil {
		return in, err
	}
	p, used := d.Compute(stored)
	if p <= 0 {
		return in, fmt.Errorf("the peak of %q is not known", d.Name)
	}
	in.Value, in.Meaning = quantity.Whole(p), "peak of "+d.Name+" in "+string(used)
	if used != stored {
		in.Meaning += ", which " + string(stored) + " is computed in"
	}
	return in, nil
}

// bandwidth is the slope of the roof that the memory sets.
func (d Device) bandwidth() (quantity.Input, error) {
	in := quantity.Input{
		Symbol: "β", Meaning: "memory bandwidth of " + d.Name,
		Value: quantity.Whole(d.Bandwidth), Unit: quantity.Bandwidth, From: d.Source.String(), URL: d.Source.URL,
	}
	if d.Bandwidth <= 0 {
		return in, fmt.Errorf("the memory bandwidth of %q is not known", d.Name)
	}
	return in, nil
}
