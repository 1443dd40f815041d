package practice

import (
	"math"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// exactly is how far off a number that has to be exact may be: less than a
// reader can type, more than floating-point arithmetic errs.
const exactly = 1e-9

// near reports whether a number is within a share of another.
//
//go:noinline
func near(a, b, share float64) bool {
	return math.Abs(a-b) <= max(share, exactly)*math.Abs(b)
}

// numberText returns a number for people.
func numberText(v float64, u quantity.Unit) string {
	n := quantity.Real(v)
	if v == math.Trunc(v) && v < 1<<53 {
		n = quantity.Whole(int64(v))
	}
	text := quantity.Text(n, u)
	switch {
	case u == quantity.Bytes && v >= 1024:
		return quantity.BytesBoth(v)
	case u == quantity.Share:
		return quantity.Times(v*100) + " %"
	case u == quantity.Plain && v == math.Trunc(v):
		return quantity.Count(int64(v))
	case u == quantity.Tokens && v == math.Trunc(v):
		return quantity.Plural(int64(v), "token", "tokens")
	}
	return text
}

// unitMistakes are what typing GB for GiB, or GiB for GB, makes of a number of
// bytes.
func unitMistakes(v float64) []mistake {
	at := int(math.Log2(v) / 10)
	if v < 1024 || at > 5 {
		return nil
	}
	decimal := strings.Split("kB MB GB TB PB", " ")[at-1]
	binary := strings.ToUpper(decimal[:1]) + "iB"
	ratio := math.Pow(1.024, float64(at))
	return known(phraseOf(`@
@`, []string{"That is the number of " + binary + ", with " + decimal + " typed after it. A " + binary + " is " + quantity.Times(ratio) + " times a " + decimal + ".", "That is the number of " + decimal + ", with " + binary + " typed after it. A " + binary + " is " + quantity.Times(ratio) + " times a " + decimal + "."}), v/ratio, v*ratio)
}

// gradeNumber judges a typed number.
func (q Question) gradeNumber(typed string) Verdict {
	v, err := quantity.Parse(typed, q.Unit)
	switch {
	case err != nil:
		return Verdict{Text: quantity.Sentence(err.Error())}
	case quantity.Bare(typed) && q.Unit == quantity.Share && v > 1:
		return Verdict{Text: asShare(v)}
	case quantity.Bare(typed) && q.Unit == quantity.Bytes && v < 1024 && q.value >= 1<<20:
		return Verdict{Text: "Without a unit that is a number of bytes. Write its unit too: " + typed + " KiB, MiB, GB …"}
	case quantity.Bare(typed) && q.Unit == quantity.Parameters && v < 1e4 && q.value >= 1e6:
		return Verdict{Text: "As it stands that is " + numberText(v, q.Unit) + ". Write million or billion after it."}
	case near(v, q.value, q.Tolerance):
		return Verdict{Outcome: Right, Text: "Right: " + q.Right() + "."}
	}
	verdict := Verdict{Outcome: Wrong, Text: "Not " + numberText(v, q.Unit) + "."}
	for _, x := range q.mistakes {
		// GB for GiB lies so near that half the way to it is not it.
		if near(v, x.value, max(min(q.Tolerance, math.Abs(x.value/q.value-1)/2), 1e-6)) {
			verdict.Hint = x.hint
			return verdict
		}
	}
	verdict.Hint = off(v / q.value)
	return verdict
}

// asShare says how a number that cannot be a share may be meant.
func asShare(v float64) string {
	if v > 100 {
		return "A share is at most 100 %. Write it as a percentage, such as 28 %, or as a fraction, such as 0.28."
	}
	return "A share is at most 1. Write " + quantity.Times(v) + " % or " + strconv.FormatFloat(v/100, 'g', 3, 64) + "."
}

// off says something of an answer that no known mistake explains: that it is
// off by two, by the eight bits of a byte, or by one of the steps between units.
func off(ratio float64) string {
	for _, power := range []struct {
		ratio float64
		text  string
	}{
		{8, "8 times"}, {2, "twice"}, {1e3, "a thousand times"}, {1024, "1,024 times"}, {1e6, "a million times"}, {1e9, "a billion times"},
	} {
		switch {
		case near(ratio, power.ratio, 0.005):
			return "That is " + power.text + " too much."
		case near(1/ratio, power.ratio, 0.005):
			return "The right number is " + power.text + " that."
		}
	}
	return ""
}
