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
		"-5 GB": "below 0", "−5": "below 0", "10^400": "larger than any", "1e400": "larger than any", "NaN": "not a number", "Inf": "not a number",
		"0x10": "not a unit", "1.2.3": "not a number", ".": "not a number", "5 GB/s": "not a unit", "--5": "not a number",
		strings.Repeat("9", 65): "longer than a number", "<b>": "not a number", "1e308 EB": "larger than any",
	} {
		got, err := Parse(text, Bytes)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "5 GiB") {
			t.Errorf("Parse(%q) = %v, %v, want an error about %q with an example", text, got, err, want)
		}
	}
}

// A decimal comma is never taken for another number than was meant: commas and
// spaces part groups of three digits before the point, and nothing else.
func TestACommaIsNoPoint(t *testing.T) {
	for _, text := range []string{"1,5e3", "0,125", "0,500 GiB", "1.048,576", "12 34", "00,125", "1234,567", "1,234e1,000", "1,234 567", "1.234 567", "1 2345", "12\u202f34", "1__000", "1,,000", "1 000,5", "5,", "1.5.2"} {
		if got, err := Parse(text, Bytes); err == nil {
			t.Errorf("Parse(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]string{"1,5e3": "write 1.5e3 with a point", "0,125": "write 0.125 with a point", "0,500 GiB": "write 0.500 with a point", "12 34": "groups of three"} {
		if _, err := Parse(text, Bytes); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %v, want %q", text, err, want)
		}
	}
	for text, want := range map[string]float64{"1,500": 1500, "12\u2009345": 12345, "1\u00a0048\u202f576": 1048576, "1_000": 1000, "1,048,576.5": 1048576.5, "1,500e3": 1.5e6, "0.125": 0.125, "1234 e2": 123400} {
		if got, err := Parse(text, Plain); err != nil || got != want {
			t.Errorf("Parse(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestPlainSpellingsAreUnderstood(t *testing.T) {
	for _, c := range []struct {
		text string
		unit Unit
		want float64
	}{
		{"23 per cent", Share, 0.23},
		{"23 Percent", Share, 0.23},
		{"23 ％", Share, 0.23},
		{"16 GFLOPS", FLOPs, 16e9},
		{"16 gflops", FLOPs, 16e9},
		{"16 MFLOPs", FLOPs, 16e6},
		{"16 tflop/s", Speed, 16e12},
		{"2 tb/s", Bandwidth, 2e12},
		{"40 gigabytes", Bytes, 40e9},
		{"40 Gibibytes", Bytes, 40 << 30},
		{"3 million Bytes", Bytes, 3e6},
		{"128 Tokens", Tokens, 128},
		{"128 k Tokens", Tokens, 128e3},
		{"8 X", Ratio, 8},
		{"8 Times", Ratio, 8},
		{"12 conversations", Plain, 12},
		{"12 KV heads", Plain, 12},
		{"4×10^9", Parameters, 4e9},
		{"4 x 10^9 parameters", Parameters, 4e9},
		{"4·10⁹", Bytes, 4e9},
		{"5×2^30", Bytes, 5 << 30},
		{"10^9", FLOPs, 1e9},
		{"4×10^-1", Ratio, 0.4},
		{"40 GiB.", Bytes, 40 << 30},
		{"~40 GiB", Bytes, 40 << 30},
		{"≈ 40 GiB", Bytes, 40 << 30},
		{"４０ ＧｉＢ", Bytes, 40 << 30},
		{"256 KiB (262 kB)", Bytes, 256 << 10},
		{"42.9 GB (40 GiB)", Bytes, 42.9e9},
	} {
		got, err := Parse(c.text, c.unit)
		if err != nil || math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("Parse(%q, %q) = %v, %v, want %v", c.text, c.unit, got, err, c.want)
		}
	}
}

// What could mean two things is not guessed at.
func TestAmbiguousSpellingsAreRefused(t *testing.T) {
	for text, u := range map[string]Unit{"40 Gb": Bytes, "40 Mb": Bytes, "40 Gib": Bytes, "2 Gb/s": Bandwidth, "12 MS": Seconds, "256 KiB (256 kB)": Bytes, "256 KiB (262 kB": Bytes, "40 (41)": Bytes, "4×10": Bytes, "4×3^9": Bytes, "23 k%": Share, "12 parsecs": Plain, "5..": Plain} {
		if got, err := Parse(text, u); err == nil {
			t.Errorf("Parse(%q, %q) = %v", text, u, got)
		}
	}
}

func TestBareNumbersHaveNoUnit(t *testing.T) {
	for text, want := range map[string]bool{"28": true, "1,024": true, "4×10^9": true, "~5.": true, "２８": true, "28 %": false, "5k": false, "": false, "x": false, "1,5": false} {
		if Bare(text) != want {
			t.Errorf("Bare(%q) is %v", text, !want)
		}
	}
}

// The page's own way to print bytes in two units can be typed back.
func TestParseReadsWhatBytesBothPrints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := math.Exp(rapid.Float64Range(0, 40).Draw(t, "log"))
		text := BytesBoth(f)
		if got, err := Parse(text, Bytes); err != nil || math.Abs(got-f) > 0.0051*f+0.51 {
			t.Fatalf("%q was printed for %g and is read as %g, %v", text, f, got, err)
		}
	})
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
	for _, s := range []string{"5 GiB", "1e5", "-", "1,2,3", "٣", "5 e5", "1e-", "\u202f5", "4×10^9", "5 (5)", "10⁹", "⁻", "^", "2^-99999", "(", ")", "K tokens"} {
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
