package moe

import "math"

// The standard library's Exp and Log are assembly on some machines and Go on
// others, and need not agree in the last bit. These are the same everywhere:
// they use only operations that IEEE 754 rounds in one way, and each product
// that is added to something is converted to float64 first, which forbids the
// compiler to fuse the two into one rounding (Go specification, "Floating-point
// operators"). Their error is below 1 unit in the last place; the tests hold
// them to it against math/big.

const (
	// ln2High has its last 32 bits zero, so that its products with an exponent
	// are exact; ln2Low is the rest of the logarithm of 2.
	ln2High = 0x1.62e42feep-1
	ln2Low  = math.Ln2 - ln2High
)

// exponential returns e^x: +Inf above about 709.78, 0 below about −745.13.
func exponential(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 709.79:
		return math.Inf(1)
	case x < -745.2:
		return 0
	}
	// e^x = 2^k · e^r with |r| ≤ ln 2 ÷ 2.
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	r := (x - float64(k*ln2High)) - float64(k*ln2Low)
	// e^r = 1 + r + r²·(1/2! + r/3! + … + r^11/13!), even and odd powers apart;
	// what is left out is below 2^-57.
	s := r * r
	even := 1.0/2 + float64(s*(1.0/24+float64(s*(1.0/720+float64(s*(1.0/40320+float64(s*(1.0/3628800+float64(s*(1.0/479001600))))))))))
	odd := 1.0/6 + float64(s*(1.0/120+float64(s*(1.0/5040+float64(s*(1.0/362880+float64(s*(1.0/39916800+float64(s*(1.0/6227020800))))))))))
	return scale(1+(r+float64(s*(even+float64(r*odd)))), int(k))
}

// scale returns y·2^k for a y near 1, rounded once where the result is
// subnormal.
func scale(y float64, k int) float64 {
	switch {
	case k > 1023:
		return y * 0x1p1023 * power2(k-1023)
	case k < -1022:
		return y * power2(k+1000) * 0x1p-1000
	}
	return y * power2(k)
}

// power2 returns 2^k for −1022 ≤ k ≤ 1023.
func power2(k int) float64 { return math.Float64frombits(uint64(k+1023) << 52) }

// logarithm returns the natural logarithm of x: −Inf at 0, NaN below.
func logarithm(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	}
	k := 0
	if x < 0x1p-1022 {
		x, k = x*0x1p54, -54
	}
	// x = 2^k · (1 + f) with √½ < 1 + f ≤ √2.
	b := math.Float64bits(x)
	k += int(b>>52) - 1023
	f := math.Float64frombits(b&(1<<52-1)|1023<<52) - 1
	if f > math.Sqrt2-1 {
		f, k = float64(f/2)-0.5, k+1
	}
	// With s = f ÷ (2 + f): ln(1 + f) = 2·artanh s = f − s·(f − R), where
	// R = 2·(s²/3 + s⁴/5 + … + s^22/23); what is left out is below 2^-58.
	s := f / (2 + f)
	q := s * s
	p := 2.0/19 + float64(q*(2.0/21+float64(q*(2.0/23))))
	p = 2.0/11 + float64(q*(2.0/13+float64(q*(2.0/15+float64(q*(2.0/17+float64(q*p)))))))
	p = 2.0/3 + float64(q*(2.0/5+float64(q*(2.0/7+float64(q*(2.0/9+float64(q*p)))))))
	bend := float64(s * (f - float64(q*p)))
	e := float64(k)
	return float64(e*ln2High) + (f - (bend - float64(e*ln2Low)))
}

// sigmoid returns 1 ÷ (1 + e^-x).
func sigmoid(x float64) float64 {
	if x < 0 {
		// So that a tiny result keeps its digits, and e^-x does not overflow.
		e := exponential(x)
		return e / (1 + e)
	}
	return 1 / (1 + exponential(-x))
}

// softmax writes the softmax of x into p, which may be x itself, and returns
// log Σ e^x. It subtracts the largest x first, so nothing overflows.
func softmax(p, x []float64) (logSum float64) {
	p = p[:len(x)]
	most := x[0]
	for _, v := range x {
		if v > most {
			most = v
		}
	}
	sum := 0.0
	for i, v := range x {
		e := exponential(v - most)
		p[i] = e
		sum += e
	}
	each := 1 / sum
	for i := range p {
		p[i] *= each
	}
	return most + logarithm(sum)
}
