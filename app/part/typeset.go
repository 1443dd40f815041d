package part

import (
	"slices"
	"strings"
)

// Typeset returns a sentence as it is printed: no line parts a number from its
// unit, and an apostrophe has its own sign.
func Typeset(text string) string {
	var b strings.Builder
	done := 0
	for i := 1; i+1 < len(text); i++ {
		sign := ""
		switch before, after := text[i-1], text[i+1:]; {
		case text[i] == ' ' && '0' <= before && before <= '9' && isUnit(after):
			sign = "\u00a0"
		case text[i] == '\'' && isLetter(before) && isLetter(after[0]):
			sign = "’"
		default:
			continue
		}
		b.WriteString(text[done:i] + sign)
		done = i + 1
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// units are the words that stay with the number before them.
var units = []string{
	"B", "kB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "Ki", "Mi", "bytes",
	"FLOP", "FLOPs", "GFLOP", "TFLOP", "TFLOPs", "PFLOP", "million", "billion", "trillion", "µs", "ms", "s", "min", "h",
}

// isUnit reports whether a text begins with a unit.
func isUnit(text string) bool {
	if text[0] == '%' {
		return true
	}
	end := strings.IndexAny(text, " ,.;:)/")
	if end < 0 {
		end = len(text)
	}
	return slices.Contains(units, text[:end])
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
