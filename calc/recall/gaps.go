package recall

import (
	"slices"
	"strconv"
	"strings"

	"attnexperts/calc/order"
)

// Segment is a piece of a cloze's text.
type Segment struct {
	// Text is rich text, see [Spans].
	Text string
	// Gap is the number of the gap that the piece fills; 0 where it is no gap.
	Gap int
	// Hint may be shown while the gap is open; often "".
	Hint string
}

// Gaps splits the front of a cloze at its gaps, which are written as Anki writes
// them: "{{c1::hidden}}" or "{{c1::hidden::hint}}". All gaps of one number are
// hidden together; a gap inside a gap is not understood and stays text.
func Gaps(front string) []Segment {
	var list []Segment
	text := func(s string) {
		if s != "" {
			list = append(list, Segment{Text: s})
		}
	}
	rest, from := front, 0
	for {
		open := strings.Index(rest[from:], "{{c")
		if open < 0 {
			text(rest)
			return list
		}
		open += from
		gap, size := readGap(rest[open:])
		if size == 0 {
			from = open + len("{{c")
			continue
		}
		text(rest[:open])
		list = append(list, gap)
		rest, from = rest[open+size:], 0
	}
}

// readGap reads one gap at the start of a text, and how many bytes it takes; 0
// if there is none.
func readGap(text string) (Segment, int) {
	inside, _, closed := strings.Cut(text, "}}")
	number, body, ok := strings.Cut(strings.TrimPrefix(inside, "{{c"), "::")
	n, err := strconv.Atoi(number)
	if !closed || !ok || err != nil || n < 1 || n > MaxCloze || number[0] == '+' {
		return Segment{}, 0
	}
	hidden, hint, _ := strings.Cut(body, "::")
	return Segment{Text: hidden, Gap: n, Hint: hint}, len(inside) + len("}}")
}

// GapNumbers returns the numbers of a cloze's gaps in rising order, each once.
func GapNumbers(front string) []int {
	var numbers []int
	for _, s := range Gaps(front) {
		if s.Gap > 0 && !slices.Contains(numbers, s.Gap) {
			numbers = append(numbers, s.Gap)
		}
	}
	order.Up(numbers)
	return numbers
}
