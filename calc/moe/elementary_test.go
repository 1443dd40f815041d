package moe

import (
	"math"
	"math/big"
	"testing"
)

const precision = 200

// bigExp returns e^x by the series of x ÷ 2^20, squared twenty times.
func bigExp(x *big.Float) *big.Float {
	float := func() *big.Float { return new(big.Float).SetPrec(precision + 60) }
	small := float().SetMantExp(float().Set(x), -20)
	sum, term := float().SetInt64(1), float().SetInt64(1)
	for n := int64(1); n < 30; n++ {
		term.Mul(term, small).Quo(term, float().SetInt64(n))
		sum.Add(sum, term)
	}
	for range 20 {
		sum.Mul(sum, sum)
	}
	return sum
}

// bigLog refines a first guess by one step of Halley's rule, which triples the
// digits that are right. The guess is not math.Log(x), which on amd64 is wrong
// for subnormal numbers.
func bigLog(x float64) *big.Float {
	float := func() *big.Float { return new(big.Float).SetPrec(precision) }
	fraction, exponent := math.Frexp(x)
	y := float().SetFloat64(math.Log(fraction) + float64(exponent)*math.Ln2)
	e, v := bigExp(y), float().SetFloat64(x)
	step := float().Quo(float().Sub(v, e), float().Add(v, e))
	return y.Add(y, step.Mul(step, float().SetInt64(2)))
}

// ulps returns how many units in the last place of the true value got is off.
func ulps(got float64, truth *big.Float) float64 {
	near, _ := truth.Float64()
	unit := math.Nextafter(math.Abs(near), math.Inf(1)) - math.Abs(near)
	off, _ := new(big.Float).SetPrec(precision).Sub(new(big.Float).SetFloat64(got), truth).Float64()
	return math.Abs(off) / unit
}

func TestExponentialIsWithinOneUlp(t *testing.T) {
	s := newSource(1, 0, 0)
	worst := 0.0
	try := func(x float64) {
		off := ulps(exponential(x), bigExp(new(big.Float).SetPrec(precision).SetFloat64(x)))
		if worst = max(worst, off); off > 1 {
			t.Errorf("exponential(%v) is off by %.3f ulp", x, off)
		}
	}
	for _, x := range []float64{0, 1, -1, 1e-20, -1e-9, math.Ln2 / 2, -math.Ln2 / 2, 709.78, -708, -708.5, -740, -745.1} {
		try(x)
	}
	for range 1500 {
		try((s.uniform() - 0.5) * 4)
		try((s.uniform() - 0.5) * 1400)
	}
	t.Logf("at most %.3f ulp off", worst)
	for x, want := range map[float64]float64{0: 1, math.Inf(-1): 0, math.Inf(1): math.Inf(1), 710: math.Inf(1), -746: 0} {
		if got := exponential(x); got != want {
			t.Errorf("exponential(%v) = %v, want %v", x, got, want)
		}
	}
	if !math.IsNaN(exponential(math.NaN())) {
		t.Error("exponential(NaN) is a number")
	}
}

func TestLogarithmIsWithinOneUlp(t *testing.T) {
	s := newSource(2, 0, 0)
	worst := 0.0
	try := func(x float64) {
		off := ulps(logarithm(x), bigLog(x))
		if worst = max(worst, off); off > 1 {
			t.Errorf("logarithm(%v) is off by %.3f ulp", x, off)
		}
	}
	for _, x := range []float64{2, 0.5, math.Sqrt2, math.Sqrt2 / 2, 1.0000001, 0.9999999, 1e-300, 5e-324, math.MaxFloat64} {
		try(x)
	}
	for range 1500 {
		try(s.uniform())
		try(0.5 + s.uniform())
		try(exponential((s.uniform() - 0.5) * 1400))
	}
	t.Logf("at most %.3f ulp off", worst)
	for x, want := range map[float64]float64{1: 0, 0: math.Inf(-1), math.Inf(1): math.Inf(1)} {
		if got := logarithm(x); got != want {
			t.Errorf("logarithm(%v) = %v, want %v", x, got, want)
		}
	}
	if !math.IsNaN(logarithm(-1)) || !math.IsNaN(logarithm(math.NaN())) {
		t.Error("the logarithm of a negative number, or of NaN, is a number")
	}
}

func TestSoftmaxNeverOverflows(t *testing.T) {
	p := make([]float64, 3)
	if z := softmax(p, []float64{5000, 5000 - math.Ln2, -5000}); math.Abs(z-5000-math.Log(1.5)) > 1e-12 {
		t.Errorf("log Σ e^x = %v", z)
	}
	if math.Abs(p[0]-2.0/3) > 1e-12 || math.Abs(p[1]-1.0/3) > 1e-12 || p[2] != 0 {
		t.Errorf("softmax = %v", p)
	}
	for x, want := range map[float64]float64{0: 0.5, 800: 1, -800: 0, 2: 1 / (1 + math.Exp(-2)), -2: 1 / (1 + math.Exp(2))} {
		if got := sigmoid(x); math.Abs(got-want) > 1e-15 {
			t.Errorf("sigmoid(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestRandomNumbersHaveTheirDistribution(t *testing.T) {
	s := newSource(7, 0, 0)
	const n = 200_000
	sum, square, beyond := 0.0, 0.0, 0
	for range n {
		x := s.normal()
		sum, square = sum+x, square+x*x
		if math.Abs(x) > 1.959964 {
			beyond++
		}
	}
	if mean, variance := sum/n, square/n; math.Abs(mean) > 0.01 || math.Abs(variance-1) > 0.015 {
		t.Errorf("normal: mean %v, variance %v", mean, variance)
	}
	if share := float64(beyond) / n; math.Abs(share-0.05) > 0.002 {
		t.Errorf("normal: a share of %v is beyond 1.96, want 0.05", share)
	}
	count := make([]int, 7)
	for range n {
		count[s.below(len(count))]++
	}
	for i, c := range count {
		if math.Abs(float64(c)-n/7.0) > 800 {
			t.Errorf("below: %d came %d times", i, c)
		}
	}
}

// The first numbers that the authors' own program prints for seed 0.
func TestSourceIsSplitMix64(t *testing.T) {
	s := source{}
	for i, want := range []uint64{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f} {
		if got := s.next(); got != want {
			t.Errorf("number %d is %#x, want %#x", i, got, want)
		}
	}
}
