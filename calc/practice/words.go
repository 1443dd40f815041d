package practice

import (
	"strings"

	"attnexperts/calc/quantity"
)

// count is a whole number for people: "131,072".
func count(n int64) string { return quantity.Count(n) }

// several is a whole number with the word for what it counts.
func several(n int64, one, many string) string { return quantity.Plural(n, one, many) }

// bytesOf is a number of bytes for people.
func bytesOf(n int64) string { return numberText(float64(n), quantity.Bytes) }

// product writes a multiplication out: "2 × 8 × 128 = 2,048".
func product(factors ...int64) string {
	p := int64(1)
	for _, f := range factors {
		p *= f
	}
	return times(factors...) + " = " + count(p)
}

// times writes factors: "2 × 8 × 128".
func times(factors ...int64) string {
	texts := make([]string, len(factors))
	for i, f := range factors {
		texts[i] = count(f)
	}
	return strings.Join(texts, " × ")
}

// object writes fields of a config, given as name, value, name, value.
func object(fields ...string) []string {
	lines := []string{"{"}
	for i := 0; i < len(fields); i += 2 {
		comma := ","
		if i == len(fields)-2 {
			comma = ""
		}
		lines = append(lines, "  \""+fields[i]+"\": "+fields[i+1]+comma)
	}
	return append(lines, "}")
}

