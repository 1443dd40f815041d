package part

import (
	"math"
	"math/bits"
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// Range is a number that a slider can move.
type Range struct {
	Min, Max, Now int64
	// Places is how many decimals the number has: it is counted in units of the
	// last of them.
	Places int
	// Optional says that the number may be left out, which None stands for; the
	// slider's first place then means that.
	Optional bool
	None     string
}

// RangeOf returns the range of a value, and whether it has one.
func RangeOf(v scenario.Value) (Range, bool) {
	switch v := v.(type) {
	case scenario.IntValue:
		return Range{Min: v.Min, Max: v.Max, Now: v.Get()}, true
	case scenario.OptionalValue:
		return Range{Min: v.Min, Max: v.Max, Now: v.Get(), Optional: true, None: "none"}, true
	case scenario.DecimalValue:
		unit := math.Pow10(v.Places)
		whole := func(f float64) int64 { return int64(math.Round(f * unit)) }
		return Range{Min: whole(v.Min), Max: whole(v.Max), Now: whole(v.Get()), Places: v.Places}, true
	case scenario.FixedValue:
		return RangeOf(v.Value)
	}
	return Range{}, false
}

// doubling is the span of values from which on a slider goes by powers of two,
// or by 1, 2, 5, 10 where there are decimals: past it, a step of a hand would be
// many steps of the number.
const doubling = 1000

// text writes a number of the range.
func (r Range) text(n int64) string {
	return strconv.FormatFloat(float64(n)/math.Pow10(r.Places), 'f', -1, 64)
}

// from is the least number of the slider: 0 where that leaves the number out.
func (r Range) from() int64 {
	if r.Optional {
		return 0
	}
	return r.Min
}

// slider returns a range that moves the number of a key. It has no name of its
// own: the number field beside it is the control.
func (r Range) slider(key, label string, locked bool) markup.Node {
	from, at, to := r.from(), r.Now, r.Max
	text := r.text(at)
	if r.Optional && at == 0 {
		text = r.None
	}
	if to-from > doubling {
		from, at, to = r.notch(from), r.notch(at), r.notch(to)
	}
	return markup.El(
		"input", markup.Attr("type", "range"), markup.Attr("data-slider", key),
		markup.Attr("aria-label", label+", slider"), markup.Attr("aria-valuetext", text),
		markup.Int("min", from), markup.Int("max", to), markup.Int("value", at), markup.Int("data-at", at),
		markup.Flag("disabled", locked),
	)
}

// Slid returns the text that a slider's position stands for.
func (r Range) Slid(position string) string {
	at, err := strconv.ParseInt(position, 10, 64)
	if err != nil {
		return position
	}
	n := at
	if r.Max-r.from() > doubling {
		switch {
		case at <= r.notch(r.from()):
			n = r.from()
		case at < r.notch(r.Max):
			n = r.atNotch(at)
		default:
			n = r.Max
		}
	}
	if r.Optional && n == 0 {
		return r.None
	}
	return r.text(n)
}

// notch is a number's place on a slider of powers of two: 0 for 0, then 1 for
// 1, 2 for 2, 3 for 4; or of 1, 2, 5, 10, 20 and so on.
func (r Range) notch(n int64) int64 {
	if r.Places == 0 {
		return int64(bits.Len64(uint64(n)))
	}
	at := int64(0)
	for r.atNotch(at+1) <= n {
		at++
	}
	return at
}

// atNotch is the number at a place above 0.
func (r Range) atNotch(at int64) int64 {
	if r.Places == 0 {
		return 1 << (at - 1)
	}
	n := []int64{1, 2, 5}[(at-1)%3]
	for range (at - 1) / 3 {
		n *= 10
	}
	return n
}
