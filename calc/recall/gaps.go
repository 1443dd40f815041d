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
	// Past the last end no gap is closed: a search to the end for each start of many
	// would take time that grows with the square.
	last := strings.LastIndex(front, gapEnd)
	from, at := 0, 0 // the list has what is before from; before at no gap begins
	for {
		open := at + strings.Index(front[at:], gapStart)
		if open < at || open > last {
			text(front[from:])
			return list
		}
		gap, size := readGap(front[open:])
		if at = open + len(gapStart); size == 0 {
			continue
		}
		text(front[from:open])
		list = append(list, gap)
		from = open + size
		at = from
	}
}

const gapStart, gapEnd = "{{c", "}}"

// readGap reads one gap at the start of a text, and how many bytes it takes; 0
// if there is none.
func readGap(text string) (Segment, int) {
	after := strings.TrimLeft(text[len(gapStart):], "0123456789")
	n, err := strconv.Atoi(text[len(gapStart) : len(text)-len(after)])
	body, ok := strings.CutPrefix(after, "::")
	if !ok || err != nil || n < 1 || n > MaxCloze {
		return Segment{}, 0
	}
	body, rest, closed := strings.Cut(body, gapEnd)
	if !closed {
		return Segment{}, 0
	}
	hidden, hint, _ := strings.Cut(body, "::")
	return Segment{Text: hidden, Gap: n, Hint: hint}, len(text) - len(rest)
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
