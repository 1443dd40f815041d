package quantity

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// sizes draws counts of every magnitude, with the ends of the range.
func sizes() *rapid.Generator[int64] {
	return rapid.Custom(func(t *rapid.T) int64 {
		if rapid.IntRange(0, 9).Draw(t, "edge") == 0 {
			return rapid.SampledFrom([]int64{0, 1, math.MaxInt32, 1 << 32, math.MaxInt64}).Draw(t, "n")
		}
		return rapid.Int64Range(0, 1<<rapid.IntRange(1, 62).Draw(t, "bits")).Draw(t, "n")
	})
}

func TestProductAndSumAreExactOrAnError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(sizes(), 0, 5).Draw(t, "numbers")
		product, sum := big.NewInt(1), new(big.Int)
		for _, n := range numbers {
			product.Mul(product, big.NewInt(n))
			sum.Add(sum, big.NewInt(n))
		}
		for _, c := range []struct {
			of   func(...int64) (int64, error)
			want *big.Int
		}{{Product, product}, {Sum, sum}} {
			got, err := c.of(numbers...)
			if c.want.IsInt64() {
				if err != nil || got != c.want.Int64() {
					t.Fatalf("got %d, %v, want %d", got, err, c.want)
				}
			} else if !errors.Is(err, ErrTooLarge) {
				t.Fatalf("got %d, %v for %d", got, err, c.want)
			}
		}
	})
	for _, f := range []func(...int64) (int64, error){Product, Sum} {
		if _, err := f(3, -1); !errors.Is(err, ErrNegative) {
			t.Errorf("a negative count: %v", err)
		}
	}
}

func TestSizeCountsStartedBytesWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := sizes().Draw(t, "n")
		d := rapid.SampledFrom(Dtypes()).Draw(t, "dtype")
		bits := new(big.Int).Mul(big.NewInt(n), big.NewInt(d.Bits()))
		want := bits.Add(bits, big.NewInt(7)).Rsh(bits, 3)
		got, err := d.Size(n)
		if want.IsInt64() {
			if err != nil || got != want.Int64() {
				t.Fatalf("%s: %d numbers take %d bytes, %v, want %d", d, n, got, err, want)
			}
		} else if !errors.Is(err, ErrTooLarge) {
			t.Fatalf("%s: %d numbers take %d bytes, %v", d, n, got, err)
		}
	})
	if Dtype("fp5").Known() || Dtype("fp5").Bits() != 0 || !FP8.Known() || INT4.Width() != 0.5 {
		t.Error("dtypes are not told apart")
	}
}

func TestTextHasTheUnit(t *testing.T) {
	for _, c := range []struct {
		n    Number
		u    Unit
		want string
	}{
		{Whole(0), Bytes, "0 B"},
		{Whole(1023), Bytes, "1,023 B"},
		{Whole(1024), Bytes, "1.0 KiB"},
		{Whole(524_288), Bytes, "512 KiB"},
		{Whole(2 << 30), Bytes, "2.0 GiB"},
		{Whole(1<<30 + 1<<29), Bytes, "1.5 GiB"},
		{Whole(11_181_000_000), Bytes, "10.4 GiB"},
		{Whole(math.MaxInt64), Bytes, "8.0 EiB"},
		{Whole(1<<40 - 1), Bytes, "1.0 TiB"},
		{Whole(8_030_261_248), Parameters, "8.03 billion"},
		{Whole(4096), Tokens, "4,096"},
		{Real(1.25), Intensity, "1.25 FLOPs/byte"},
		{Real(2.039e12), Bandwidth, "2.04 TB/s"},
		{Real(312e12), Speed, "312 TFLOP/s"},
		{Real(4), Ratio, "4×"},
		{Real(0.012), Seconds, "12 ms"},
		{Real(1_234_567.5), PerSecond, "1.235 million tokens/s"},
		{Real(math.NaN()), Bytes, "–"},
		{Real(math.Inf(1)), PerSecond, "–"},
	} {
		if got := Text(c.n, c.u); got != c.want {
			t.Errorf("Text(%s, %q) = %q, want %q", c.n.Exact(), c.u, got, c.want)
		}
	}
	if got := BytesBoth(2 << 30); got != "2.0 GiB (2.15 GB)" {
		t.Errorf("BytesBoth: %q", got)
	}
}

func TestNumbersKeepAllTheirDigits(t *testing.T) {
	for want, n := range map[string]Number{"9223372036854775807": Whole(math.MaxInt64), "0.1": Real(0.1), "536870912": Real(1 << 29), "1e+21": Real(1e21), "1e-07": Real(1e-7), "0": Real(0), "null": Real(math.NaN())} {
		b, err := n.MarshalJSON()
		if err != nil || string(b) != want {
			t.Errorf("JSON is %s, %v, want %s", b, err, want)
		}
	}
}
