// Package lesson holds the lesson's prose: Markdown, made into HTML when the
// project is built, so that the client carries no Markdown reader.
package lesson

import "strings"

//go:generate go run ./gen

// Part is one titled section of the lesson.
type Part struct {
	// ID is the part's place in the address: "two-costs".
	ID, Title string
	// Words counts the words of the prose, Aside those of its side notes.
	Words, Aside int
	Blocks       []Block
}

// Block is a piece of a part: prose, or a figure.
type Block struct {
	// HTML is prose with one root element. Links into the site start with "/". In
	// the client it is empty: there the prose stands on the page.
	HTML string
	// Figure is the scenario link of a figure, and Title its question.
	Figure, Title string
	// Lead are the keys of the controls that stand beside the figure: those that
	// the text speaks of.
	Lead []string
}

// Asks reports whether the block is a checkpoint: a figure that waits for the
// reader's prediction.
func (b Block) Asks() bool { return strings.Contains(b.Figure, "&ask=") }

// Parts returns the lesson from its first part to its last.
func Parts() []Part { return parts }
