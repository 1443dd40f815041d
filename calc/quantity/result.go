package quantity

import (
	"math"
	"strconv"
)

// Number is an exact count or a real number, such as a ratio.
type Number struct {
	count int64
	real  float64
	whole bool
}

// Whole returns an exact count.
func Whole(n int64) Number { return Number{count: n, real: float64(n), whole: true} }

// Real returns a number that is not a count.
func Real(f float64) Number { return Number{real: f} }

// Int returns an exact count, and whether the number is one.
func (n Number) Int() (count int64, whole bool) { return n.count, n.whole }

// Float returns the number, rounded where a count has more than 53 bits.
func (n Number) Float() float64 { return n.real }

// Exact returns the number with all of its digits, as data-value, tables and
// JSON hold it: without an exponent unless it is very large or very small.
func (n Number) Exact() string {
	if n.whole {
		return strconv.FormatInt(n.count, 10)
	}
	if a := math.Abs(n.real); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.FormatFloat(n.real, 'g', -1, 64)
	}
	return strconv.FormatFloat(n.real, 'f', -1, 64)
}

// MarshalJSON writes the number with all of its digits; one that is not finite
// is null.
func (n Number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(n.real) || math.IsInf(n.real, 0) {
		return []byte("null"), nil
	}
	return []byte(n.Exact()), nil
}

// Unit says what a number counts, and with that how it is printed.
type Unit string

// The units of results. Base units: bytes, FLOPs, parameters, tokens.
const (
	Plain      Unit = ""
	Bytes      Unit = "bytes"
	FLOPs      Unit = "FLOPs"
	Parameters Unit = "parameters"
	Tokens     Unit = "tokens"
	PerSecond  Unit = "tokens/s"
	Intensity  Unit = "FLOPs/byte"
	Bandwidth  Unit = "bytes/s"
	Speed      Unit = "FLOPs/s"
	Seconds    Unit = "s"
	Ratio      Unit = "×"
	Share      Unit = "%"
)

// Result is a computed number that can tell how it came about. Pages unfold
// it, JSON prints it, tests read it; the arithmetic is written once, where the
// Result is made.
type Result struct {
	// Name is the output's name in pages and JSON: "kv-bytes". Label is what
	// people call it.
	Name, Label string
	Value       Number
	Unit        Unit
	// Formula is in the field's symbols: "2 · n_kv · d_h · b".
	Formula string
	// Inputs are the numbers put in, in the formula's order.
	Inputs []Input
	// Parts are the results that this one is the sum of, where it is one.
	Parts []Result
	// Source says where the formula is from: a paper's section.
	Source string
}

// Input is one number of a formula.
type Input struct {
	// Symbol is how the formula writes it, Meaning what it is.
	Symbol, Meaning string
	Value           Number
	Unit            Unit
	// From says where the number is from: the field of a config, a data sheet, a
	// choice of the reader; "" where it is a constant of the formula.
	From string
	// URL is where that can be read; "" where there is no such place.
	URL string
}

// In returns an input that is a plain count.
func In(symbol, meaning string, n int64, from string) Input {
	return Input{Symbol: symbol, Meaning: meaning, Value: Whole(n), From: from}
}

// Text returns the number for people, with its unit.
func (r Result) Text() string { return Text(r.Value, r.Unit) }
