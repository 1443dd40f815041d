package recall

import (
	"fmt"
	"math"
	"slices"

	"attnexperts/calc/quantity"
)

// Answer is the number that a [Numeric] card wants; zero for other cards.
type Answer struct {
	// Value is in base units.
	Value float64
	Unit  quantity.Unit
	// Tolerance is how far off a typed number may be, as a share of Value: 0.01
	// allows one percent.
	Tolerance float64
}

// units are those in which a number can be typed.
var units = []quantity.Unit{
	quantity.Plain, quantity.Bytes, quantity.FLOPs, quantity.Parameters, quantity.Tokens, quantity.PerSecond,
	quantity.Intensity, quantity.Bandwidth, quantity.Speed, quantity.Seconds, quantity.Ratio,
}

// Check reads a number as it was typed ("5 GiB", "1,024") and says whether it is
// the answer. The error says what was given and what would be understood.
func (a Answer) Check(typed string) (right bool, err error) {
	got, err := quantity.Parse(typed, a.Unit)
	if err != nil {
		return false, err
	}
	// Decimal digits cannot write every double: the last few bits are free.
	return math.Abs(got-a.Value) <= max(a.Tolerance, 1e-12)*math.Abs(a.Value), nil
}

// Text returns the answer for people, with its unit.
func (a Answer) Text() string {
	if a.Value == math.Trunc(a.Value) && math.Abs(a.Value) < 1<<53 {
		return quantity.Text(quantity.Whole(int64(a.Value)), a.Unit)
	}
	return quantity.Text(quantity.Real(a.Value), a.Unit)
}

func (a Answer) validate(wanted bool) error {
	switch {
	case !wanted && a != Answer{}:
		return fmt.Errorf("only a card of the kind %s has a number for an answer: leave it out", Numeric)
	case !slices.Contains(units, a.Unit):
		return fmt.Errorf("the answer's unit is %s; allowed are %q", shown(string(a.Unit)), units)
	case math.IsNaN(a.Value) || math.IsInf(a.Value, 0) || a.Value < 0:
		return fmt.Errorf("the answer is %v; allowed is a number from 0", a.Value)
	case !(a.Tolerance >= 0 && a.Tolerance <= 1):
		return fmt.Errorf("the answer's tolerance is %v; allowed is a share from 0 to 1", a.Tolerance)
	}
	return nil
}
