package moe

import (
	"math"
	"testing"
)

// The slope is that of the loss itself, measured by moving one offset a little
// while the choice stays as it is.
func TestAuxSlopeAgreesWithFiniteDifferences(t *testing.T) {
	c := Default()
	c.Tokens, c.Skew = 40, 1.5
	b := c.Batch(0)
	r := route(t, c, b, nil)
	loads := r.Wanted()
	slope := make([]float64, c.Experts)
	r.auxSlope(slope, loads)
	lossAt := func(e int, by float64) float64 {
		offset := make([]float64, c.Experts)
		offset[e] = by
		return balance(loads, route(t, c, b.Shift(offset), nil).MeanAffinities())
	}
	const h = 1e-5
	for e, got := range slope {
		if want := (lossAt(e, h) - lossAt(e, -h)) / (2 * h); math.Abs(got-want) > 1e-8 {
			t.Errorf("expert %d: the slope is %v, want %v", e, got, want)
		}
	}
}

// Followed long enough, the loss comes near its least value, 1, and the loads
// near balance; at balance nothing moves.
func TestAuxLoopBalances(t *testing.T) {
	c := Default()
	c.Skew = 1.5
	l, err := NewAuxLoop(c, 0.5)
	if err != nil {
		t.Fatal(err)
	}
	first := l.Step().Loads.MaxViolation()
	var last BiasStep
	for range 200 {
		last = l.Step()
	}
	if now := last.Loads.MaxViolation(); now > first/4 {
		t.Errorf("MaxVio went from %v to %v", first, now)
	}
	if loss := l.dispatcher.out.AuxLoss(1); loss > 1.1 {
		t.Errorf("the loss is %v", loss)
	}
	still, err := NewAuxLoop(c, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		for _, b := range still.Step().Bias {
			if b != 0 {
				t.Fatal("with weight 0 an offset moves")
			}
		}
	}
}

func TestAuxLoopIsForTokensThatChooseBySoftmax(t *testing.T) {
	for _, r := range []Router{Sigmoid, ExpertChoice} {
		c := Default()
		c.Router = r
		if _, err := NewAuxLoop(c, 0.1); err == nil {
			t.Errorf("%s follows an auxiliary loss", r)
		}
	}
	if _, err := NewAuxLoop(Default(), math.NaN()); err == nil {
		t.Error("a weight that is no number is taken")
	}
}
