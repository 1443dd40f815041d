package quantity

import (
	"slices"
	"strings"
)

// words are the names of powers of ten that may follow a number, and the
// letters that stand for them where no unit follows.
var words = map[string]float64{
	"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "quintillion": 1e18,
	"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "G": 1e9, "t": 1e12, "T": 1e12, "P": 1e15, "E": 1e18,
	"ki": 1 << 10, "mi": 1 << 20, "gi": 1 << 30, "ti": 1 << 40,
}

// names are how a unit may be written after a number and its prefix. Those
// in small letters are read in any case, unless they are one or two letters.
var names = map[Unit][]string{
	Plain: {
		"conversations", "conversation", "sequences", "sequence", "experts", "expert", "assignments", "assignment", "query heads", "kv heads", "kv head", "heads", "head",
		"layers", "layer", "tokens", "token", "pairs", "pair", "numbers", "times",
	},
	Bytes: {"bytes", "byte", "B"}, FLOPs: {"flops", "flop"}, Parameters: {"parameters", "parameter", "params"},
	Tokens: {"tokens", "token", "tok"}, PerSecond: {"tokens/s", "tokens per second", "tok/s", "/s"}, Intensity: {"flops/byte", "flop/byte", "FLOP/B"},
	Share: {"percent", "per cent", "%"}, Bandwidth: {"B/s", "bytes/s", "bytes per second"}, Speed: {"flop/s", "flops", "flops/s"}, Seconds: {"seconds", "second", "s"}, Ratio: {"×", "x", "X", "times"},
}

// small are prefixes that only a time is written with.
var small = map[string]float64{"m": 1e-3, "µ": 1e-6, "u": 1e-6, "n": 1e-9}

// long are prefixes as they stand before a unit that is written out, and letters
// that mean one thing only, also where they are not capitals.
var long = map[string]float64{
	"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15, "exa": 1e18, "kibi": 1 << 10, "mebi": 1 << 20, "gibi": 1 << 30, "tebi": 1 << 40,
	"g": 1e9, "p": 1e15,
}

// factorOf reads what follows a number: a prefix, a word, a unit, or nothing.
func factorOf(rest string, u Unit) (float64, bool) {
	if u == Share && rest != "" {
		// Only as a percentage: there is no kilo of a share.
		return 0.01, slices.Contains(names[u], strings.ToLower(rest))
	}
	for _, name := range names[u] {
		if f, ok := prefixed(rest, name, u); ok {
			return f, true
		}
	}
	if u == Bytes || u == Bandwidth {
		// A bare letter after a number of bytes is a prefix, but B is the byte; and
		// gb is how many write GB. Gb is a gigabit.
		size, each := rest, ""
		if u == Bandwidth {
			size, each = strings.TrimSuffix(rest, "/s"), "/s"
		}
		lower := strings.ToLower(size)
		if f, ok := lowerBytes[lower]; ok && size+each == rest && (size == lower || !strings.HasSuffix(size, "b")) {
			return f, true
		}
	}
	return wordOf(rest)
}

// prefixed reads a unit of a name with what stands between it and the number.
func prefixed(rest, name string, u Unit) (float64, bool) {
	cut := len(rest) - len(name)
	if cut < 0 || rest[cut:] != name && (len(name) < 3 || strings.ToLower(rest[cut:]) != name) {
		return 0, false
	}
	prefix := strings.TrimSpace(rest[:cut])
	if f, ok := small[prefix]; ok && u == Seconds {
		return f, true
	}
	if f, ok := long[strings.ToLower(prefix)]; ok && len(name) > 2 {
		return f, true
	}
	return wordOf(prefix)
}

// wordOf reads a word or letter for a power of ten.
func wordOf(word string) (float64, bool) {
	f, ok := words[word]
	if !ok && len(word) > 1 {
		f, ok = words[strings.ToLower(word)]
	}
	return f, ok
}

// lowerBytes are sizes written without care for capitals.
var lowerBytes = map[string]float64{
	"b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15, "eb": 1e18,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40, "pib": 1 << 50, "eib": 1 << 60,
}
