package quantity

import (
	"errors"
	"math"
	"strings"
)

// maxText is how long a typed number may be, in bytes: longer than any that is
// meant.
const maxText = 64

// Parse reads a number as people type it, of a unit: "5 GB", "5e9", "5 GiB",
// "1,024", "131k", "8.03 billion", "4×10^9", "~23 per cent". Prefixes of one
// letter are decimal (k, M, G, T, P, E), with an i binary (Ki, Mi, …); k, M, B
// and T may stand without a unit and then mean thousand to trillion. Commas and
// spaces part groups of three digits and nothing else. What this program prints
// is read too, in two units as well: "256 KiB (262 kB)". The error says what was
// given and what would be understood.
func Parse(text string, u Unit) (float64, error) {
	text = plainly(text)
	first, second, two := strings.Cut(text, "(")
	if !two {
		return parseOne(text, u)
	}
	a, err := parseOne(strings.TrimSpace(first), u)
	if err != nil {
		return 0, err
	}
	b, err := parseOne(strings.TrimSpace(strings.TrimSuffix(second, ")")), u)
	// Each is printed to three digits: KiB and kB are further apart.
	if err != nil || !strings.HasSuffix(second, ")") || math.Abs(a-b) > 0.011*a {
		return 0, errors.New("“" + text + "” is not one number; write one such as " + example(u))
	}
	return a, nil
}

// Bare reports whether a text is a number with nothing after it: no unit, no
// word such as million.
func Bare(text string) bool {
	_, rest, err := number(plainly(text), Plain)
	return err == nil && rest == ""
}

// parseOne reads one number with its unit.
func parseOne(text string, u Unit) (float64, error) {
	f, rest, err := number(text, u)
	if err != nil {
		return 0, err
	}
	factor, ok := factorOf(rest, u)
	if !ok {
		return 0, errors.New("“" + rest + "” is not a unit of this; write a number such as " + example(u))
	}
	if f *= factor; math.IsInf(f, 0) {
		return 0, tooLarge(text, u)
	}
	return f, nil
}

func tooLarge(text string, u Unit) error {
	return errors.New("“" + text + "” is larger than any number here; write one such as " + example(u))
}

// example is what a typed number of a unit may look like.
func example(u Unit) string {
	switch u {
	case Bytes:
		return "5 GiB, 5.4 GB or 5.4e9"
	case Bandwidth:
		return "2 TB/s or 2e12"
	case FLOPs, Speed, Parameters:
		return "8 billion, 8e9 or 8G"
	case Ratio:
		return "4 or 4×"
	case Share:
		return "23 % or 0.23"
	}
	return "4096, 4,096 or 4Ki"
}
