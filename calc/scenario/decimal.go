package scenario

import (
	"math"
	"strconv"
	"strings"
)

// DecimalValue is a number with a few decimals, between bounds.
type DecimalValue struct {
	p        *float64
	Min, Max float64
	// Places is how many decimals the number has at most.
	Places int
}

// Decimal binds a number with at most so many decimals and the given bounds,
// both included.
func Decimal(p *float64, lo, hi float64, places int) DecimalValue {
	return DecimalValue{p, lo, hi, places}
}

// Get returns the number.
func (v DecimalValue) Get() float64 { return *v.p }

// String returns the number in decimal digits, without zeros at its end.
func (v DecimalValue) String() string { return decimal(*v.p) }

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// Set takes a number in decimal digits, with a point. One that is out of bounds,
// has more decimals, or is written in another way, such as with an exponent, is
// refused with the nearest that can be used.
func (v DecimalValue) Set(text string) error {
	text = strings.TrimSpace(text)
	f, err := strconv.ParseFloat(text, 64)
	if err == nil && isDecimal(text) && f == v.near(f) {
		*v.p = f + 0 // −0 is 0
		return nil
	}
	r := &Refusal{Given: text, Allowed: v.Allowed()}
	if (err == nil || isRange(err)) && !math.IsNaN(f) {
		r.Nearest = decimal(v.near(f))
	}
	return r
}

// isDecimal reports whether a text is a sign, digits and one point at most.
func isDecimal(text string) bool {
	text = strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	return strings.Trim(text, "0123456789.") == ""
}

// near returns the number nearest to f that can be used.
func (v DecimalValue) near(f float64) float64 {
	f = max(v.Min, min(v.Max, f))
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'f', v.Places, 64), 64)
	return f
}

// Allowed says which numbers can be used.
func (v DecimalValue) Allowed() string {
	return "a number from " + decimal(v.Min) + " to " + decimal(v.Max) + ", with at most " + strconv.Itoa(v.Places) + " decimals"
}
