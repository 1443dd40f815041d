package chart

import "math"

// Axis is one direction of a chart.
type Axis struct {
	// Label says what is along it, with the unit.
	Label string
	// Min and Max are its ends; on a logarithmic axis both are above 0.
	Min, Max float64
	Log      bool
	// Binary is set where people count in powers of two: bytes, tokens.
	Binary bool
	// Text writes a tick.
	Text func(v float64) string
}

// share returns how far along the axis a value lies, from 0 to 1.
func (a Axis) share(v float64) float64 {
	if a.Log {
		return math.Log(v/a.Min) / math.Log(a.Max/a.Min)
	}
	return (v - a.Min) / (a.Max - a.Min)
}

// at is the inverse of share.
func (a Axis) at(share float64) float64 {
	if a.Log {
		return a.Min * math.Pow(a.Max/a.Min, share)
	}
	return a.Min + share*(a.Max-a.Min)
}

// most is how many ticks fit without crowding.
const most = 6

// Ticks returns the values that people would choose to label the axis: on a
// logarithmic one powers of ten (or of two, where those are counted in), every
// so-manieth where there are many; on a linear one multiples of 1, 2 or 5 times
// a power of ten (or of a power of two).
func (a Axis) Ticks() []float64 {
	if a.Log {
		return a.logTicks()
	}
	span := a.Max - a.Min
	if !(span > 0) {
		return nil
	}
	step := math.Pow(10, math.Floor(math.Log10(span/most)))
	for _, by := range []float64{1, 2, 5, 10, 20} {
		if span/(step*by) <= most {
			step *= by
			break
		}
	}
	if a.Binary {
		step = math.Pow(2, math.Ceil(math.Log2(span/most)))
	}
	var ticks []float64
	k := math.Ceil(a.Min / step)
	if (k-1)*step >= a.Min*(1-1e-9) && k > 0 {
		k-- // a rounding error kept the first tick out
	}
	for ; k*step <= a.Max*(1+1e-9); k++ {
		ticks = append(ticks, k*step)
	}
	return ticks
}

func (a Axis) logTicks() []float64 {
	base := 10.0
	if a.Binary {
		base = 2
	}
	lo := math.Ceil(math.Log(a.Min)/math.Log(base) - 1e-9)
	hi := math.Floor(math.Log(a.Max)/math.Log(base) + 1e-9)
	by := math.Max(1, math.Ceil((hi-lo+1)/most))
	if a.Binary {
		// Every, every second, fourth, fifth or tenth power: 1 Ki, 32 Ki, 1 Mi.
		for _, good := range []float64{1, 2, 3, 5, 10, 20} {
			if good >= by {
				by = good
				break
			}
		}
	}
	var ticks []float64
	for k := math.Ceil(lo/by) * by; k <= hi; k += by {
		ticks = append(ticks, math.Pow(base, k))
	}
	return ticks
}
