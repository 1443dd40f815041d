package quantity

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseReadsNumbersAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct {
		text string
		unit Unit
		want float64
	}{
		{"5 GB", Bytes, 5e9},
		{"5e9", Bytes, 5e9},
		{"5 GiB", Bytes, 5 * 1073741824},
		{"5GiB", Bytes, 5368709120},
		{"40 gib", Bytes, 42949672960},
		{"42.9 gb", Bytes, 42.9e9},
		{"4.29e10", Bytes, 4.29e10},
		{"512 kb", Bytes, 512e3},
		{"512 KiB", Bytes, 524288},
		{"524,288", Bytes, 524288},
		{"524 288 bytes", Bytes, 524288},
		{"7 B", Bytes, 7},
		{"2 billion bytes", Bytes, 2e9},
		{"1,048,576", Tokens, 1048576},
		{"131k tokens", Tokens, 131000},
		{"4 Ki", Tokens, 4096},
		{" 12 ", Plain, 12},
		{"7b", Parameters, 7e9},
		{"8.03 billion", Parameters, 8.03e9},
		{"8.03B params", Parameters, 8.03e9},
		{"1.5e12 FLOPs", FLOPs, 1.5e12},
		{"312 TFLOP/s", Speed, 312e12},
		{"2.039 TB/s", Bandwidth, 2.039e12},
		{"4×", Ratio, 4},
		{"4x", Ratio, 4},
		{"0.25", Ratio, 0.25},
		{"12 ms", Seconds, 0.012},
		{"3 s", Seconds, 3},
		{"1e3", Intensity, 1000},
		{"1E3", Intensity, 1000},
		{"5 E", Plain, 5e18},
		{"1e+2", Plain, 100},
		{"0", Plain, 0},
		{"23 %", Share, 0.23},
		{"23%", Share, 0.23},
		{"0.4 percent", Share, 0.004},
		{"0.23", Share, 0.23},
		{"1,234.5", Plain, 1234.5},
	} {
		got, err := Parse(c.text, c.unit)
		if err != nil || math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("Parse(%q, %q) = %v, %v, want %v", c.text, c.unit, got, err, c.want)
		}
	}
}

func TestParseSaysWhatItDoesNotUnderstand(t *testing.T) {
	for text, want := range map[string]string{
		"5,4": "a comma parts thousands", "1,23,456 GB": "a comma parts", ",123": "a comma parts", "": "nothing was typed", "   ": "nothing was typed", "words": "not a number", "12 parsecs": "“parsecs” is not a unit", "1e": "“e” is not a unit",
		"-5 GB": "below 0", "−5": "below 0", "10^400": "not a unit", "1e400": "larger than any", "NaN": "not a number", "Inf": "not a number",
		"0x10": "not a unit", "1.2.3": "not a number", ".": "not a number", "5 GB/s": "not a unit", "--5": "not a number",
		strings.Repeat("9", 65): "longer than a number", "<b>": "not a number", "1e308 EB": "larger than any",
	} {
		got, err := Parse(text, Bytes)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "5 GiB") {
			t.Errorf("Parse(%q) = %v, %v, want an error about %q with an example", text, got, err, want)
		}
	}
}

// What the pages print can be typed back, and means the same to the digits that
// were printed.
func TestParseReadsWhatTextPrints(t *testing.T) {
	units := []Unit{Bytes, FLOPs, Parameters, Tokens, PerSecond, Intensity, Bandwidth, Speed, Ratio, Seconds}
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SampledFrom(units).Draw(t, "unit")
		f := math.Exp(rapid.Float64Range(0, 40).Draw(t, "log"))
		n := Real(f)
		if rapid.Bool().Draw(t, "whole") && u != Ratio {
			n = Whole(int64(f))
		}
		text := Text(n, u)
		if strings.HasSuffix(text, " min") || strings.HasSuffix(text, " h") {
			return
		}
		got, err := Parse(text, u)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if math.Abs(got-n.Float()) > 0.006*n.Float() {
			t.Fatalf("%q was printed for %g and is read as %g", text, n.Float(), got)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"5 GiB", "1e5", "-", "1,2,3", "٣", "5 e5", "1e-", "\u202f5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for u := range names {
			n, err := Parse(text, u)
			if err == nil && (math.IsNaN(n) || math.IsInf(n, 0) || n < 0) {
				t.Errorf("Parse(%q, %q) = %s", text, u, strconv.FormatFloat(n, 'g', -1, 64))
			}
		}
	})
}
