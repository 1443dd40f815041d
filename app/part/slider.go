package part

import (
	"math/bits"
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// Range is a whole number that a slider can move.
type Range struct {
	Min, Max, Now int64
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
	case scenario.FixedValue:
		return RangeOf(v.Value)
	}
	return Range{}, false
}

// doubling is the span of values from which on a slider goes by powers of two:
// past it, a step of a hand would be many steps of the number.
const doubling = 1000

// from is the least number of the slider: 0 where that leaves the number out.
func (r Range) from() int64 {
	if r.Optional {
		return 0
	}
	return r.Min
}

// slider returns a range that moves the number of a key. It has no name of its
// own: the number field beside it is the control.
func (r Range) slider(key, label string) markup.Node {
	from, at, to := r.from(), r.Now, r.Max
	text := strconv.FormatInt(at, 10)
	if r.Optional && at == 0 {
		text = r.None
	}
	if to-from > doubling {
		from, at, to = notch(from), notch(at), notch(to)
	}
	return markup.El(
		"input", markup.Attr("type", "range"), markup.Attr("data-slider", key),
		markup.Attr("aria-label", label+", slider"), markup.Attr("aria-valuetext", text),
		markup.Int("min", from), markup.Int("max", to), markup.Int("value", at), markup.Int("data-at", at),
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
		case at <= notch(r.from()):
			n = r.from()
		case at < notch(r.Max):
			n = 1 << (at - 1)
		default:
			n = r.Max
		}
	}
	if r.Optional && n == 0 {
		return r.None
	}
	return strconv.FormatInt(n, 10)
}

// notch is a number's place on a slider of powers of two: 0 for 0, then 1 for
// 1, 2 for 2, 3 for 4.
func notch(n int64) int64 { return int64(bits.Len64(uint64(n))) }
