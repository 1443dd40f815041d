package scenario

import (
	"math"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// IntValue is a whole number between bounds.
type IntValue struct {
	p        *int64
	Min, Max int64
}

// Int binds a whole number with the given bounds, both included.
func Int(p *int64, lo, hi int64) IntValue { return IntValue{p, lo, hi} }

// Get returns the number.
func (v IntValue) Get() int64 { return *v.p }

// String returns the number in decimal digits.
func (v IntValue) String() string { return strconv.FormatInt(*v.p, 10) }

// Set takes a whole number in decimal digits; spaces around it do not matter.
// A number out of bounds is refused with the nearer bound.
func (v IntValue) Set(text string) error {
	text = strings.TrimSpace(text)
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil && v.Min <= n && n <= v.Max {
		*v.p = n
		return nil
	}
	r := &Refusal{Given: text, Allowed: v.Allowed()}
	if err == nil || isRange(err) {
		// ParseInt returns the end of its range for a number past it.
		r.Nearest = strconv.FormatInt(max(v.Min, min(n, v.Max)), 10)
		return r
	}
	if f, err := strconv.ParseFloat(text, 64); (err == nil || isRange(err)) && !math.IsNaN(f) {
		r.Nearest = strconv.FormatInt(v.round(f), 10)
	}
	return r
}

// round returns the allowed whole number nearest to f.
func (v IntValue) round(f float64) int64 {
	switch f = math.Round(f); {
	case f <= float64(v.Min):
		return v.Min
	case f >= float64(v.Max):
		return v.Max
	default:
		return int64(f)
	}
}

// Allowed says which numbers can be used.
func (v IntValue) Allowed() string {
	if v.Min == v.Max {
		return "only " + quantity.Count(v.Min)
	}
	return "a whole number from " + quantity.Count(v.Min) + " to " + quantity.Count(v.Max)
}

// ChoiceValue is one of a few whole numbers, such as the divisors of another.
type ChoiceValue struct {
	p       *int64
	Options []int64
	why     string
}

// Choice binds a number that must be one of the options, which are in rising
// order; why says what they have in common ("a divisor of 32").
func Choice(p *int64, options []int64, why string) ChoiceValue { return ChoiceValue{p, options, why} }

// String returns the number in decimal digits.
func (v ChoiceValue) String() string { return strconv.FormatInt(*v.p, 10) }

// Set takes one of the options. Any other number is refused with the nearest
// option, the smaller of two that are equally near.
func (v ChoiceValue) Set(text string) error {
	n := *v.p
	whole := Int(&n, v.Options[0], v.Options[len(v.Options)-1])
	err := whole.Set(text)
	nearest := n
	if r, ok := err.(*Refusal); ok {
		if r.Nearest == "" {
			return &Refusal{Given: r.Given, Allowed: v.Allowed()}
		}
		nearest, _ = strconv.ParseInt(r.Nearest, 10, 64)
	}
	best := v.Options[0]
	for _, o := range v.Options {
		if abs(o-nearest) < abs(best-nearest) {
			best = o
		}
	}
	if err == nil && best == n {
		*v.p = n
		return nil
	}
	return &Refusal{Given: strings.TrimSpace(text), Allowed: v.Allowed(), Nearest: strconv.FormatInt(best, 10)}
}

// Allowed lists the options and says what they have in common.
func (v ChoiceValue) Allowed() string {
	texts := make([]string, len(v.Options))
	for i, o := range v.Options {
		texts[i] = quantity.Count(o)
	}
	return v.why + ": " + strings.Join(texts, ", ")
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// Divisors returns the divisors of n in rising order.
func Divisors(n int64) []int64 {
	var low, high []int64
	for d := int64(1); d*d <= n; d++ {
		if n%d == 0 {
			low = append(low, d)
			if d*d < n {
				high = append(high, n/d)
			}
		}
	}
	for i := len(high) - 1; i >= 0; i-- {
		low = append(low, high[i])
	}
	return low
}

// equalGroups binds how many groups something is split into, all equal.
func equalGroups(p *int64, of int64, what string) Value {
	return Choice(p, Divisors(of), "a divisor of the "+quantity.Count(of)+" "+what+", so that all groups are equal")
}

// TextValue is a text that a reader function understands and puts in its one
// canonical form.
type TextValue struct {
	p    *string
	read func(string) (canonical string, err error)
}

// Text binds a text. read returns the canonical form of a text, or an error
// whose message says what was expected.
func Text(p *string, read func(string) (string, error)) TextValue { return TextValue{p, read} }

// String returns the canonical form.
func (v TextValue) String() string { return *v.p }

// Set takes a text that the reader function understands. No text is near
// another, so a refusal names none.
func (v TextValue) Set(text string) error {
	canonical, err := v.read(text)
	if err != nil {
		return &Refusal{Given: text, Wrong: err.Error()}
	}
	*v.p = canonical
	return nil
}

// FlagValue is something that is either on or off.
type FlagValue struct{ p *bool }

// Flag binds a switch, written as 1 for on and 0 for off.
func Flag(p *bool) FlagValue { return FlagValue{p} }

// On reports whether the switch is on.
func (v FlagValue) On() bool { return *v.p }

// String returns "1" for on and "0" for off.
func (v FlagValue) String() string {
	if *v.p {
		return "1"
	}
	return "0"
}

// Set takes "1" or "0".
func (v FlagValue) Set(text string) error {
	switch strings.TrimSpace(text) {
	case "1":
		*v.p = true
	case "0":
		*v.p = false
	default:
		return &Refusal{Given: text, Allowed: "1 for on, 0 for off"}
	}
	return nil
}
