package quantity

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxText is how long a typed number may be: longer than any that is meant.
const maxText = 64

// Parse reads a number as people type it, of a unit: "5 GB", "5e9", "5 GiB",
// "1,024", "131k", "8.03 billion". Prefixes of one letter are decimal (k, M, G,
// T, P, E), with an i binary (Ki, Mi, …); k, M, B and T may stand without a unit
// and then mean thousand to trillion. The error says what was given and what
// would be understood.
func Parse(text string, u Unit) (float64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, errors.New("nothing was typed; write a number such as " + example(u))
	}
	if len(text) > maxText {
		return 0, errors.New("that is longer than a number can be; write one such as " + example(u))
	}
	digits, rest := splitNumber(text)
	if !grouped(digits) {
		return 0, errors.New("“" + digits + "” is not a number: a comma parts thousands, and a point the fraction; write one such as " + example(u))
	}
	f, err := strconv.ParseFloat(strings.NewReplacer(",", "", "_", "", "−", "-", " ", "", "\u00a0", "", "\u202f", "").Replace(digits), 64)
	switch {
	case digits == "" || err != nil && !errors.Is(err, strconv.ErrRange):
		return 0, errors.New("“" + text + "” is not a number; write one such as " + example(u))
	case math.IsInf(f, 0):
		return 0, errors.New("“" + text + "” is larger than any number here; write one such as " + example(u))
	case f < 0:
		return 0, errors.New("“" + text + "” is below 0; write a number such as " + example(u))
	}
	factor, ok := factorOf(rest, u)
	if !ok {
		return 0, errors.New("“" + rest + "” is not a unit of this; write a number such as " + example(u))
	}
	if f *= factor; math.IsInf(f, 0) {
		return 0, errors.New("“" + text + "” is larger than any number here; write one such as " + example(u))
	}
	return f, nil
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
	return "4096, 4,096 or 4k"
}

// splitNumber parts a text where its number ends.
func splitNumber(text string) (digits, rest string) {
	end := 0
	for i, c := range text {
		inside := '0' <= c && c <= '9' || strings.ContainsRune(".,_ \u00a0\u202f", c)
		// An e is the number's only where digits stand on both sides of it.
		if (c == 'e' || c == 'E') && i > 0 && exponent(text[i+1:]) {
			inside = true
		}
		if c == '-' || c == '+' || c == '−' {
			inside = i == 0 || text[i-1] == 'e' || text[i-1] == 'E'
		}
		if !inside {
			break
		}
		end = i + len(string(c))
	}
	return strings.TrimSpace(text[:end]), strings.TrimSpace(text[end:])
}

// grouped reports whether the commas of a number, if it has any, part groups of
// three digits.
func grouped(digits string) bool {
	whole, _, _ := strings.Cut(digits, ".")
	groups := strings.Split(whole, ",")
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return len(groups) == 1 || groups[0] != ""
}

// exponent reports whether a text goes on as what follows an e does.
func exponent(text string) bool {
	text = strings.TrimLeft(text, "+-")
	return text != "" && '0' <= text[0] && text[0] <= '9'
}

// words are the names of powers of ten that may follow a number, and the
// letters that stand for them where no unit follows.
var words = map[string]float64{
	"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "quintillion": 1e18,
	"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "G": 1e9, "t": 1e12, "T": 1e12, "P": 1e15, "E": 1e18,
	"Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30, "Ti": 1 << 40,
}

// names are how a unit may be written after a number and its prefix.
var names = map[Unit][]string{
	Bytes: {"bytes", "byte", "B"}, FLOPs: {"FLOPs", "FLOP", "flops", "flop"}, Parameters: {"parameters", "params"},
	Tokens: {"tokens", "token", "tok"}, PerSecond: {"tokens/s", "tok/s", "/s"}, Intensity: {"FLOPs/byte", "FLOP/byte", "FLOP/B"},
	Share: {"percent", "%"}, Bandwidth: {"B/s"}, Speed: {"FLOP/s", "FLOPS", "FLOPs/s"}, Seconds: {"seconds", "s"}, Ratio: {"×", "x", "times"},
}

// small are prefixes that only a time is written with.
var small = map[string]float64{"m": 1e-3, "µ": 1e-6, "u": 1e-6, "n": 1e-9}

// factorOf reads what follows a number: a prefix, a word, a unit, or nothing.
func factorOf(rest string, u Unit) (float64, bool) {
	if u == Share && rest != "" {
		// Only as a percentage: there is no kilo of a share.
		return 0.01, slices.Contains(names[u], rest)
	}
	for _, name := range names[u] {
		prefix, ok := strings.CutSuffix(rest, name)
		if !ok {
			continue
		}
		if f, ok := small[strings.TrimSpace(prefix)]; ok && u == Seconds {
			return f, true
		}
		if f, ok := words[strings.TrimSpace(prefix)]; ok {
			return f, true
		}
	}
	if u == Bytes {
		// A bare letter after a number of bytes is a prefix, but B is the byte; and
		// gb is how many write GB.
		if f, ok := lowerBytes[strings.ToLower(rest)]; ok {
			return f, true
		}
	}
	f, ok := words[rest]
	if !ok {
		f, ok = words[strings.ToLower(rest)]
	}
	return f, ok
}

// lowerBytes are sizes written without care for capitals.
var lowerBytes = map[string]float64{
	"b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15, "eb": 1e18,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40, "pib": 1 << 50, "eib": 1 << 60,
}
