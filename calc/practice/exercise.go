package practice

import (
	"slices"
	"strings"

	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// MaxLevel is the highest level; the lowest is 1.
const MaxLevel = scenario.MaxLevel

// MaxSeed is the largest seed of a link.
const MaxSeed = scenario.MaxSeed

// Kind is what an exercise trains.
type Kind struct {
	// Key is its name in links, which never changes; Name is for people.
	Key, Name string
	// Trains says in one sentence what it trains.
	Trains string
	// Part is the heading of the part of the lesson that teaches it.
	Part string
	// Ability is which of the lesson's five abilities it asks for, from 1: see
	// Abilities.
	Ability int

	fill func(m *maker)
}

// Exercise is one exercise: what is given, and what is asked.
type Exercise struct {
	// Kind, Seed and Level are what it was made from.
	Kind  string
	Seed  uint64
	Level int
	// Title is a few words: "Llama-3.1-8B at 32,768 tokens".
	Title string
	// Text is what is given.
	Text []Block
	// Questions are asked in order; a later one may give away an earlier one's
	// answer.
	Questions []Question
}

// BlockKind says what a Block is.
type BlockKind uint8

// The kinds of blocks.
const (
	// Paragraph is a Text.
	Paragraph BlockKind = iota
	// Code is Lines, to be shown as they are: an excerpt of a config, a
	// calculation.
	Code
	// Table is Rows under a Header.
	Table
	// Picture is what the figure at Link shows, with its numbers and its rule
	// hidden; Text says for a screen reader what can be seen without giving the
	// answer away.
	Picture
)

// Block is a piece of an exercise's text.
type Block struct {
	Kind   BlockKind
	Text   string
	Lines  []string
	Header []string
	Rows   [][]string
	// Link is a scenario's link: "/mask/#v=1&rule=causal".
	Link string
}

// QuestionKind says how a Question is answered.
type QuestionKind uint8

// The kinds of questions. How each is answered says the package's text.
const (
	// Number wants a number of the question's Unit.
	Number QuestionKind = iota
	// Choice wants one of the Options.
	Choice
	// Line wants the one line that is wrong; Options are the lines, of which the
	// numbers that follow from a wrong one are as the wrong one makes them.
	Line
	// Matrix wants one of the Options for each of the Rows.
	Matrix
	// Rule wants a mask rule that sees the same pairs of Tokens tokens.
	Rule
)

// Question is one question of an exercise.
type Question struct {
	Kind QuestionKind
	// Key names it within its exercise: "per-token".
	Key string
	// Ask is the question, in one or two sentences. It says the tolerance.
	Ask string
	// Unit is what a Number counts; Tolerance how far off it may be, as a share
	// of the right one. With 0 it has to be exact.
	Unit      quantity.Unit
	Tolerance float64
	// Options are what can be chosen.
	Options []string
	// Rows are what a Matrix asks about.
	Rows []string
	// Tokens is at which size a Rule is compared.
	Tokens int64
	// Tip is a hint that can be asked for: the way, not the number.
	Tip string
	// Steps are the worked solution.
	Steps []Step
	// Link opens the figure at this scenario. Output is the name of the output
	// there that is the answer; "" where none is.
	Link, Output string

	value    float64
	right    []int
	rule     string
	mistakes []mistake
}

// Step is a line of a worked solution.
type Step struct {
	// Text says what is done, in words.
	Text string
	// Sum is the arithmetic: "2 × 8 × 128 × 2 bytes = 4,096 bytes"; "" where there
	// is none.
	Sum string
}

// mistake is a wrong answer that a known mistake leads to: a number, or the
// option that was chosen.
type mistake struct {
	value float64
	hint  string
}

// Right returns the right answer for people: "40 GiB (42.9 GB)", the text of an
// option, the rule.
func (q Question) Right() string {
	switch q.Kind {
	case Number:
		return numberText(q.value, q.Unit)
	case Rule:
		return q.rule
	case Matrix:
		var b strings.Builder
		for i, row := range q.Rows {
			if i > 0 {
				b.WriteString("; ")
			}
			b.WriteString(row + ": " + q.Options[q.right[i]])
		}
		return b.String()
	}
	return q.Options[q.right[0]]
}

// Chosen returns the numbers of the right options: one, or of a Matrix one for
// each row; none of other kinds. With it a page can mark them in the solution.
func (q Question) Chosen() []int { return slices.Clone(q.right) }

// Value returns the right number of a Number, in base units.
func (q Question) Value() float64 { return q.value }

// Piece is a part of a text in one style.
type Piece struct {
	Text string
	Code bool
}

// Pieces parts a text into what is code and what is not.
func Pieces(text string) []Piece {
	var pieces []Piece
	for i, part := range strings.Split(text, "`") {
		if part != "" {
			pieces = append(pieces, Piece{part, i%2 == 1})
		}
	}
	return pieces
}
