package quantity

import (
	"math"
	"testing"
)

func TestCount(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 1048576: "1,048,576", -1234: "−1,234",
		math.MaxInt64: "9,223,372,036,854,775,807", math.MinInt64: "−9,223,372,036,854,775,808",
	} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 999_499: "999,499", 1_000_000: "1 million", 549_755_813_888: "549.8 billion",
		8_590_000_000: "8.59 billion", 1_500_000_000_000: "1.5 trillion", math.MaxInt64: "9.223 quintillion",
	} {
		if got := Short(n); got != want {
			t.Errorf("Short(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPercentNeverRoundsToNothingOrAll(t *testing.T) {
	for share, want := range map[float64]string{
		0: "0 %", 0.125: "13 %", 0.0023: "0.23 %", 1e-6: "less than 0.01 %",
		0.9999: "99.99 %", 0.999999: "99.99 %", 1: "100 %", 1.97: "197 %",
	} {
		if got := Percent(share); got != want {
			t.Errorf("Percent(%v) = %q, want %q", share, got, want)
		}
	}
	if got := Percent(math.NaN()); got != "–" {
		t.Errorf("Percent(NaN) = %q", got)
	}
}

func TestTimes(t *testing.T) {
	for r, want := range map[float64]string{0: "0", 0.2327: "0.233", 4.3: "4.3", 128: "128", 1965.2: "1,965", 12.34: "12.3"} {
		if got := Times(r); got != want {
			t.Errorf("Times(%v) = %q, want %q", r, got, want)
		}
	}
	if got := Times(math.Inf(1)); got != "–" {
		t.Errorf("Times(Inf) = %q", got)
	}
}
