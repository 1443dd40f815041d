package hardware

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"attnexperts/calc/quantity"
)

func device(t *testing.T, key string) Device {
	t.Helper()
	d, ok := Find(key)
	if !ok {
		t.Fatalf("no device %s", key)
	}
	return d
}

var (
	anyDevice = rapid.SampledFrom(All())
	anyDtype  = rapid.SampledFrom(quantity.Dtypes())
	// Sizes of every magnitude, not only enormous ones.
	anySize = rapid.Custom(func(t *rapid.T) int64 {
		return rapid.Int64Range(0, math.MaxInt64).Draw(t, "n") >> rapid.IntRange(0, 62).Draw(t, "shift")
	})
)

func TestRidgesOfThePapers(t *testing.T) {
	for _, c := range []struct {
		key   string
		dtype quantity.Dtype
		want  float64
	}{
		// 312 / 2.039, 989.4 / 3.35, twice that, 165.2 / 1.008, 197 / 0.819.
		{"a100-80", quantity.BF16, 153.0},
		{"h100", quantity.BF16, 295.3},
		{"h100", quantity.FP8, 590.7},
		{"rtx-4090", quantity.BF16, 163.9},
		{"tpu-v5e", quantity.BF16, 240.5},
		// fp8 on an A100 is computed in bf16.
		{"a100-80", quantity.FP8, 153.0},
	} {
		r, err := device(t, c.key).Ridge(c.dtype)
		if err != nil || math.Abs(r.Value.Float()-c.want) > 0.06 {
			t.Errorf("%s, %s: ridge %v (%v), want %v", c.key, c.dtype, r.Value.Float(), err, c.want)
		}
	}
}

func TestTheRooflineIsTheLowerOfTwoRoofs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, dt := anyDevice.Draw(t, "device"), anyDtype.Draw(t, "dtype")
		peak, _ := d.Compute(dt)
		at := func(i float64) float64 {
			r, err := d.Attainable(dt, i)
			if err != nil {
				t.Fatal(err)
			}
			return r.Value.Float()
		}
		ridge, err := d.Ridge(dt)
		if err != nil {
			t.Fatal(err)
		}
		knee := ridge.Value.Float()
		low, high := rapid.Float64Range(0, 4*knee).Draw(t, "low"), rapid.Float64Range(0, 4*knee).Draw(t, "high")
		if low > high {
			low, high = high, low
		}
		if at(low) > at(high) {
			t.Fatalf("less is attainable at %v than at %v", high, low)
		}
		for _, i := range []float64{low, high, math.MaxFloat64} {
			roof := float64(peak)
			if i < knee {
				roof = i * float64(d.Bandwidth)
			}
			if got := at(i); got > float64(peak) || !near(got, roof, 1e-12) {
				t.Fatalf("%v is attainable at %v, want %v", got, i, roof)
			}
		}
		// Both sides of the ridge meet at the peak.
		for _, i := range []float64{knee * (1 - 1e-9), knee, knee * (1 + 1e-9)} {
			if !near(at(i), float64(peak), 1e-8) {
				t.Fatalf("a jump at the ridge: %v, peak %d", at(i), peak)
			}
		}
	})
}

func TestTheLargestBatchFitsAndOneMoreDoesNot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDevice.Draw(t, "device")
		weights, cache := anySize.Draw(t, "weights"), max(1, anySize.Draw(t, "cache"))
		r, err := d.MaxBatch(weights, cache)
		if err != nil {
			t.Fatal(err)
		}
		batch, whole := r.Value.Int()
		if !whole || batch < 0 {
			t.Fatalf("%v sequences", r.Value.Exact())
		}
		need := func(n int64) *big.Int {
			b := new(big.Int).Mul(big.NewInt(n), big.NewInt(cache))
			return b.Add(b, big.NewInt(weights))
		}
		memory := big.NewInt(d.Memory)
		if batch > 0 && need(batch).Cmp(memory) > 0 {
			t.Fatalf("%d sequences need %v of %v bytes", batch, need(batch), memory)
		}
		if need(batch+1).Cmp(memory) <= 0 {
			t.Fatalf("%d sequences fit too", batch+1)
		}
	})
}

// Llama-3.1-8B in bf16 on an A100: 85,899,345,920 − 16,060,522,496 bytes, in
// caches of 8,192 tokens of 131,072 bytes.
func TestLlamaOnAnA100(t *testing.T) {
	const weights, cache = 16_060_522_496, 8192 * 131_072
	d := device(t, "a100-80")
	r, err := d.MaxBatch(weights, cache)
	if n, _ := r.Value.Int(); err != nil || n != 65 {
		t.Errorf("%d sequences (%v), want 65", n, err)
	}
	if r.Name != "max-batch" {
		t.Errorf("the output is named %q", r.Name)
	}
	r, err = d.TokensPerSecond(Step{Batch: 16, Weights: weights, Cache: 16 * cache})
	// 16 / ((16,060,522,496 + 17,179,869,184) / 2,039·10^9) = 981.46…
	if err != nil || math.Abs(r.Value.Float()-981.46) > 0.01 {
		t.Errorf("%v tokens a second (%v), want 981.46", r.Value.Float(), err)
	}
	if r.Name != "decode-tokens-per-second" || r.Unit != quantity.PerSecond {
		t.Errorf("the output is named %q, in %q", r.Name, r.Unit)
	}
	// One sequence: 2 operations a weight, far below the ridge of 153.
	times, err := d.StepTime(Step{Batch: 1, Weights: weights, Cache: cache, FLOPs: weights, Dtype: quantity.BF16})
	if err != nil || times.Bound != MemoryBound || times.Step.Value != times.Memory.Value {
		t.Errorf("one sequence is bound by %q (%v)", times.Bound, err)
	}
	// 1,024 of them, without much cache: the arithmetic rules.
	times, err = d.StepTime(Step{Batch: 1024, Weights: weights, FLOPs: 1024 * weights, Dtype: quantity.BF16})
	if err != nil || times.Bound != ComputeBound || !near(times.Step.Value.Float(), 1024*weights/312e12, 1e-12) {
		t.Errorf("1,024 sequences take %v s, bound by %q (%v)", times.Step.Value.Float(), times.Bound, err)
	}
}

func TestOneWeightTooManyLeavesNoRoom(t *testing.T) {
	d := device(t, "l4")
	for weights, want := range map[int64]int64{0: d.Memory, d.Memory - 1: 1, d.Memory: 0, d.Memory + 1: 0, math.MaxInt64: 0} {
		r, err := d.MaxBatch(weights, 1)
		if n, _ := r.Value.Int(); err != nil || n != want {
			t.Errorf("%d sequences of 1 byte beside %d bytes (%v), want %d", n, weights, err, want)
		}
	}
}

func TestDecodingReadsEverythingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDevice.Draw(t, "device")
		s := Step{Batch: max(1, anySize.Draw(t, "batch")), Weights: anySize.Draw(t, "weights") / 2, Cache: anySize.Draw(t, "cache") / 2}
		r, err := d.TokensPerSecond(s)
		if s.Weights+s.Cache == 0 {
			if err == nil {
				t.Fatal("a step that reads nothing has a speed")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		steps := r.Value.Float() / float64(s.Batch)
		if read := steps * float64(s.Weights+s.Cache); !near(read, float64(d.Bandwidth), 1e-9) {
			t.Fatalf("%v bytes are read a second, of %d", read, d.Bandwidth)
		}
	})
}

func TestTheBoundIsWhereTheRooflineSaysSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDevice.Draw(t, "device")
		s := Step{
			Weights: max(1, anySize.Draw(t, "weights")/2), Cache: anySize.Draw(t, "cache") / 2,
			FLOPs: anySize.Draw(t, "flops"), Dtype: anyDtype.Draw(t, "dtype"),
		}
		times, err := d.StepTime(s)
		if err != nil {
			t.Fatal(err)
		}
		read, compute, step := times.Memory.Value.Float(), times.Compute.Value.Float(), times.Step.Value.Float()
		if step != max(read, compute) {
			t.Fatalf("a step of %v and %v takes %v", read, compute, step)
		}
		ridge, _ := d.Ridge(s.Dtype)
		intensity := float64(s.FLOPs) / float64(s.Weights+s.Cache)
		if near(intensity, ridge.Value.Float(), 1e-9) {
			return
		}
		want := MemoryBound
		if intensity > ridge.Value.Float() {
			want = ComputeBound
		}
		if times.Bound != want {
			t.Fatalf("at %v operations a byte the bound is %s", intensity, times.Bound)
		}
		// As fast as the roofline lets it be.
		roof, _ := d.Attainable(s.Dtype, intensity)
		if !near(float64(s.FLOPs), roof.Value.Float()*step, 1e-9) {
			t.Fatalf("%d operations in %v s, with %v attainable", s.FLOPs, step, roof.Value.Float())
		}
	})
}

func TestWhatCannotBeIsAnErrorAndNoNumber(t *testing.T) {
	d := device(t, "h100")
	bare := Device{Name: "unknown"}
	nan := math.NaN()
	type answer struct {
		r   quantity.Result
		err error
	}
	of := func(r quantity.Result, err error) answer { return answer{r, err} }
	step := func(t Times, err error) answer { return answer{t.Step, err} }
	for name, a := range map[string]answer{
		"negative weights":        of(d.MaxBatch(-1, 1)),
		"negative cache":          of(d.MaxBatch(1, -1)),
		"no cache":                of(d.MaxBatch(1, 0)),
		"no memory":               of(bare.MaxBatch(1, 1)),
		"no sequence":             of(d.TokensPerSecond(Step{Batch: 0, Weights: 1})),
		"negative batch":          of(d.TokensPerSecond(Step{Batch: -1, Weights: 1})),
		"nothing to read":         of(d.TokensPerSecond(Step{Batch: 1})),
		"negative read":           of(d.TokensPerSecond(Step{Batch: 1, Weights: -1, Cache: 2})),
		"too much to read":        of(d.TokensPerSecond(Step{Batch: 1, Weights: math.MaxInt64, Cache: 1})),
		"no bandwidth":            of(bare.TokensPerSecond(Step{Batch: 1, Weights: 1})),
		"step reads too much":     step(d.StepTime(Step{Weights: math.MaxInt64, Cache: 1, Dtype: quantity.BF16})),
		"negative operations":     step(d.StepTime(Step{Weights: 1, FLOPs: -1, Dtype: quantity.BF16})),
		"step of unknown dtype":   step(d.StepTime(Step{Weights: 1, FLOPs: 1, Dtype: "fp4"})),
		"step without bandwidth":  step(bare.StepTime(Step{Weights: 1, Dtype: quantity.BF16})),
		"step without peak":       step(Device{Bandwidth: 1}.StepTime(Step{Weights: 1, Dtype: quantity.BF16})),
		"ridge of unknown dtype":  of(d.Ridge("fp4")),
		"ridge without peak":      of(Device{Bandwidth: 1}.Ridge(quantity.BF16)),
		"ridge without bandwidth": of(Device{Peak: Peak{BF16: 1}}.Ridge(quantity.BF16)),
		"roof of unknown dtype":   of(d.Attainable("", 1)),
		"intensity NaN":           of(d.Attainable(quantity.BF16, nan)),
		"intensity +Inf":          of(d.Attainable(quantity.BF16, math.Inf(1))),
		"intensity negative":      of(d.Attainable(quantity.BF16, -1)),
	} {
		if a.err == nil {
			t.Errorf("%s: %s instead of an error", name, a.r.Text())
		}
		if v := a.r.Value.Float(); v != 0 {
			t.Errorf("%s: the error comes with the number %v", name, v)
		}
	}
	if _, err := d.MaxBatch(-1, 1); !errors.Is(err, quantity.ErrNegative) {
		t.Errorf("negative weights: %v", err)
	}
	if _, err := d.TokensPerSecond(Step{Batch: 1, Weights: math.MaxInt64, Cache: 1}); !errors.Is(err, quantity.ErrTooLarge) {
		t.Errorf("too much to read: %v", err)
	}
}

func TestEveryResultTellsHowItCameAbout(t *testing.T) {
	s := Step{Batch: 4, Weights: 16e9, Cache: 1e9, FLOPs: 64e9, Dtype: quantity.FP8}
	for _, d := range All() {
		var results []quantity.Result
		keep := func(r quantity.Result, err error) {
			if err != nil {
				t.Fatalf("%s: %v", d.Key, err)
			}
			results = append(results, r)
		}
		keep(d.MaxBatch(1e9, 1e9))
		keep(d.TokensPerSecond(s))
		keep(d.Ridge(s.Dtype))
		keep(d.Attainable(s.Dtype, 10))
		times, err := d.StepTime(s)
		if err != nil {
			t.Fatalf("%s: %v", d.Key, err)
		}
		results = append(results, times.Memory, times.Compute, times.Step)
		for _, r := range results {
			if r.Name == "" || r.Label == "" || r.Formula == "" || r.Source == "" || len(r.Inputs) < 2 || r.Value.Float() <= 0 {
				t.Errorf("%s: unexplained: %+v", d.Key, r)
			}
			for _, in := range r.Inputs {
				if in.Symbol == "" || in.Meaning == "" || in.From == "" || in.Value.Float() <= 0 {
					t.Errorf("%s, %s: unexplained: %+v", d.Key, r.Name, in)
				}
			}
		}
	}
	r, _ := device(t, "a100-80").Ridge(quantity.FP8)
	if got, want := r.Inputs[0].Meaning, "peak of A100 SXM, 80 GB in bf16, which fp8 is computed in"; got != want {
		t.Errorf("an A100's fp8 is explained as %q, want %q", got, want)
	}
}

// How many conversations of 8,192 tokens with Llama-3.1-8B fit on an H100, and
// how fast they can go.
func Example() {
	d, _ := Find("h100")
	const weights, cache = 16_060_522_496, 8192 * 131_072
	batch, _ := d.MaxBatch(weights, cache)
	n, _ := batch.Value.Int()
	speed, _ := d.TokensPerSecond(Step{Batch: n, Weights: weights, Cache: n * cache})
	ridge, _ := d.Ridge(quantity.BF16)
	fmt.Println(batch.Text(), "sequences,", speed.Text(), "at most")
	fmt.Println("memory rules below", ridge.Text())
	// Output:
	// 65 sequences, 2,536 tokens/s at most
	// memory rules below 295 FLOPs/byte
}
