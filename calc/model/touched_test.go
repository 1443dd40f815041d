package model

import (
	"math"
	"testing"
)

// E = 256, k = 8, B = 16 touches about 102 experts; one token touches k; many
// touch all.
func TestExpertsTouchedByABatch(t *testing.T) {
	for _, c := range []struct {
		experts, active, batch int64
		want, within           float64
	}{{256, 8, 16, 102, 0.5}, {256, 8, 1, 8, 1e-9}, {8, 2, 1, 2, 1e-9}, {8, 2, 1000, 8, 1e-9}, {8, 8, 1, 8, 0}, {0, 0, 5, 0, 0}} {
		if got := ExpertsTouched(c.experts, c.active, c.batch); math.Abs(got-c.want) > c.within {
			t.Errorf("%d tokens touch %g of %d experts, want %g", c.batch, got, c.experts, c.want)
		}
	}
}

// A single token reads the active parameters, a large batch all of them, and a
// dense model always all.
func TestAStepReadsFromTheActiveParametersToAllOfThem(t *testing.T) {
	for _, e := range Catalogue() {
		a, err := e.Architecture()
		if err != nil {
			t.Fatal(err)
		}
		c, err := a.Count()
		if err != nil {
			t.Fatal(err)
		}
		for batch, want := range map[int64]float64{1: c.Active.Value.Float(), 1 << 20: c.Total.Value.Float()} {
			r, err := a.WeightsRead(batch)
			if err != nil {
				t.Fatal(err)
			}
			if got := r.Value.Float(); math.Abs(got-want) > 1e-9*want+1 {
				t.Errorf("%s: a batch of %d reads %g parameters, want %g", e.Key, batch, got, want)
			}
		}
	}
}
