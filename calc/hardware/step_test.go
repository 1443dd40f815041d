package hardware

import (
	"math"
	"testing"

	"attnexperts/calc/quantity"
)

// A step that reads 3 bytes of weights and 1 of cache, and does 8 operations.
func TestIntensityOfAStep(t *testing.T) {
	if got := (Step{Weights: 3, Cache: 1, FLOPs: 8}).Intensity(); got != 2 {
		t.Errorf("8 operations on 4 bytes are %g a byte", got)
	}
	if got := (Step{FLOPs: 8}).Intensity(); !math.IsNaN(got) {
		t.Errorf("without anything read the intensity is %g", got)
	}
}

// Below the ridge the roof is the memory's, above it the arithmetic's.
func TestTheRoofIsTheLowerOfTwo(t *testing.T) {
	d := Device{Name: "plain", Bandwidth: 10, Peak: Peak{BF16: 100}}
	for intensity, want := range map[float64]float64{0: 0, 5: 50, 10: 100, 20: 100} {
		if got := d.Roof(quantity.BF16, intensity); got != want {
			t.Errorf("at %g the roof is %g, want %g", intensity, got, want)
		}
	}
	if got := (Device{Bandwidth: 10}).Roof(quantity.BF16, 5); got != 0 {
		t.Errorf("a device without a peak reaches %g", got)
	}
}
