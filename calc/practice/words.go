package practice

import (
	"strings"

	"attnexperts/calc/quantity"
)

// count is a whole number for people: "131,072".
//
//go:noinline
func count(n int64) string { return quantity.Count(n) }

// several is a whole number with the word for what it counts.
//
//go:noinline
func several(n int64, one, many string) string { return quantity.Plural(n, one, many) }

// bytesOf is a number of bytes for people.
//
//go:noinline
func bytesOf(n int64) string { return numberText(float64(n), quantity.Bytes) }

// product writes a multiplication out: "2 × 8 × 128 = 2,048".
//
//go:noinline
func product(factors ...int64) string {
	p := int64(1)
	for _, f := range factors {
		p *= f
	}
	return times(factors...) + " = " + count(p)
}

// times writes factors: "2 × 8 × 128".
//
//go:noinline
func times(factors ...int64) string {
	texts := make([]string, len(factors))
	for i, f := range factors {
		texts[i] = count(f)
	}
	return strings.Join(texts, " × ")
}

// object writes fields of a config, given as name, value, name, value.
//
//go:noinline
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

// phrase fills numbers into a pattern, in their order: # is a whole number with
// its digits in groups, ~ one without, $ a number of bytes, ^ a short one
// ("549.8 billion"). Most of what exercises say is made so: in the client a call
// takes more room than a pattern.
//
//go:noinline
func phrase(pattern string, numbers ...int64) string { return phraseOf(pattern, nil, numbers...) }

// phraseOf is phrase with words besides, which go where @ stands.
func phraseOf(pattern string, words []string, numbers ...int64) string {
	b := make([]byte, 0, 2*len(pattern))
	for i := range len(pattern) {
		switch c := pattern[i]; c {
		case '@':
			b = append(b, words[0]...)
			words = words[1:]
		case '#', '~', '$', '^':
			b = append(b, written(c, numbers[0])...)
			numbers = numbers[1:]
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// written writes a number as a mark in a pattern says.
func written(mark byte, n int64) string {
	switch mark {
	case '#':
		return count(n)
	case '$':
		return bytesOf(n)
	case '^':
		return quantity.Short(n)
	}
	return num(n)
}

// solution is a worked solution: a step a line, its text and its sum parted by |.
func solution(text string) []Step {
	lines := strings.Split(text, "\n")
	list := make([]Step, len(lines))
	for i, line := range lines {
		list[i].Text, list[i].Sum, _ = strings.Cut(line, "|")
	}
	return list
}

// known are known mistakes: the hints, a line each, and the values that they
// lead to, as many.
func known(hints string, values ...float64) []mistake {
	lines := strings.Split(hints, "\n")
	if len(lines) != len(values) {
		panic("practice: hints and values differ in number: " + hints)
	}
	list := make([]mistake, len(values))
	for i, hint := range lines {
		list[i] = mistake{values[i], hint}
	}
	return list
}
