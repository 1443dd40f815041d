// Package quantity holds numbers as the other packages compute, print and read
// them: counts that are exact or an error, and results that can tell how they
// came about.
//
//	n, err := quantity.Product(32, 2, 8, 128, 2) // 131,072 bytes, exactly
//	quantity.Text(quantity.Whole(n), quantity.Bytes) // "128 KiB"
//	quantity.Parse("128 KiB", quantity.Bytes) // 131072
//
// # Exact inside
//
// [Product] and [Sum] never wrap around: what is below 0 or past 2^63 − 1 is
// [ErrNegative] or [ErrTooLarge]. A [Number] is such a count, or a ratio; a
// [Dtype] says how many bits one takes. A [Result] is a number with its unit,
// formula, inputs and source: pages unfold it, JSON prints it, and tests put
// the inputs into the formula again.
//
// # Rounded in words
//
// Only a text is rounded, and its unit says how: bytes are in binary units
// (a KiB is 1,024), all else in decimal ones. [Text] prints a number of any
// [Unit], [Count], [Short], [BytesText], [Percent], [Times] and [Duration] a
// number that needs none, [Plural], [Ordinal] and [Listed] with words. [Parse] reads what
// people type, and whatever this package prints.
package quantity

import (
	"math"
	"strconv"
	"strings"
)

// Count returns a whole number with its digits in groups of three: "1,048,576".
func Count(n int64) string {
	digits := strconv.FormatUint(magnitude(n), 10)
	var b strings.Builder
	if n < 0 {
		b.WriteString("−")
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

var scales = []struct {
	size float64
	name string
}{{1e18, " quintillion"}, {1e15, " quadrillion"}, {1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}

// Short returns a count in at most four digits and a word: "549.8 billion".
// Counts below a million are written out.
func Short(n int64) string {
	for _, s := range scales {
		if f := float64(n) / s.size; math.Abs(f) >= 0.9995 {
			return significant(f, 4) + s.name
		}
	}
	return Count(n)
}

// Times returns a ratio for people, with as many digits as carry meaning:
// "0.23", "4.3", "128". A ratio that is not finite is a dash.
func Times(r float64) string {
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return "–"
	}
	return significant(r, 3)
}

// Percent returns a share as a percentage: "12 %", "0.4 %", "less than 0.01 %".
func Percent(share float64) string {
	switch p := 100 * share; {
	case math.IsNaN(p) || math.IsInf(p, 0):
		return "–"
	case p > 0 && p < 0.01:
		return "less than 0.01 %"
	case p >= 99.5 && p < 100:
		// Rounding to "100 %" would claim that nothing is missing.
		return strconv.FormatFloat(min(99.99, p), 'f', 2, 64) + " %"
	case math.Abs(p) >= 10:
		return Count(int64(math.Round(p))) + " %"
	default:
		return significant(p, 2) + " %"
	}
}

// significant writes f with so many significant digits, without an exponent
// and without zeros at the end of a fraction.
func significant(f float64, digits int) string {
	if f == 0 {
		return "0"
	}
	whole := int(math.Floor(math.Log10(math.Abs(f)))) + 1
	s := strconv.FormatFloat(f, 'f', max(0, digits-whole), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if len(s) > 3 && !strings.Contains(s, ".") {
		n, err := strconv.ParseInt(s, 10, 64)
		if err == nil {
			return Count(n)
		}
	}
	return s
}
