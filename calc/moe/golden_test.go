package moe

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// A digest is a checksum over numbers, bit by bit.
type digest struct{ sum uint64 }

func (d *digest) bits(x uint64) {
	h := fnv.New64a()
	h.Write(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, d.sum), x))
	d.sum = h.Sum64()
}

func (d *digest) floats(list ...float64) {
	for _, f := range list {
		d.bits(math.Float64bits(f))
	}
}

func (d *digest) counts(list ...int) {
	for _, n := range list {
		d.bits(uint64(n))
	}
}

func (d *digest) check(t *testing.T, name string, want uint64) {
	t.Helper()
	if d.sum != want {
		t.Errorf("%s: the numbers have checksum %#x, want %#x: the same config no longer gives the same bits", name, d.sum, want)
	}
}

// These constants are what every machine must compute: run this test natively
// and in a browser (see e2e/inbrowser).
func TestTrainingIsTheSameBitForBit(t *testing.T) {
	for name, want := range map[string]uint64{
		"collapse":              0x14ab41d146699037,
		"aux and z":             0xafd24784df1cd2c0,
		"sigmoid, bias, groups": 0x18f8e357938adcc8,
		"drops":                 0x773b6f2f6d500bb1,
		"expert choice":         0x216aeeb9d29476d0,
	} {
		c := DefaultTraining()
		switch name {
		case "aux and z":
			c.K, c.Renormalize, c.Aux, c.Z = 2, true, 0.01, 1e-3
		case "sigmoid, bias, groups":
			c.Router, c.K, c.Renormalize, c.BiasRate, c.Groups, c.KeepGroups, c.Scale = Sigmoid, 2, true, 0.01, 4, 2, 2.5
		case "drops":
			c.Router, c.K, c.Overflow, c.Aux = SoftmaxAfter, 2, DropLeast, 0.02
		case "expert choice":
			c.Router = ExpertChoice
		}
		trainer, err := NewTrainer(c)
		if err != nil {
			t.Fatal(err)
		}
		var d digest
		for range 1000 {
			if err := trainer.Step(); err != nil {
				t.Fatal(err)
			}
			r := trainer.Record()
			d.floats(r.TaskLoss, r.AuxLoss, r.ZLoss, r.Loss)
			d.floats(r.Bias...)
			d.counts(r.Wanted...)
			d.counts(r.Kept...)
		}
		d.floats(trainer.parameters.all...)
		d.check(t, name, want)
	}
}

func TestRoutingIsTheSameBitForBit(t *testing.T) {
	for name, want := range map[string]uint64{
		"softmax":       0x646c55f6cfc80804,
		"softmax-after": 0x3ddebe313a33bdef,
		"sigmoid":       0xd8e4f26582c408d8,
		"expert-choice": 0x19bf3b30de01cc70,
	} {
		c := Default()
		c.Router, c.Tokens, c.Experts, c.K = Router(name), 1024, 64, 4
		if c.Router != ExpertChoice {
			c.Overflow, c.Groups, c.KeepGroups = DropLeast, 8, 4
		}
		b := c.Batch(3)
		r := route(t, c, b, nil)
		var d digest
		d.floats(b.Logits...)
		d.floats(r.Affinities...)
		for _, a := range r.Assignments {
			d.counts(int(a.Token), int(a.Expert), int(a.Rank), int(a.Fate))
			d.floats(a.Score, a.Weight)
		}
		l := r.Kept()
		d.floats(l.MaxViolation(), l.Variation(), l.Entropy(), r.AuxLoss(0.01), b.ZLoss(1e-3))
		d.check(t, name, want)
	}
}
