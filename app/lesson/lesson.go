// Package lesson holds the lesson's prose: Markdown, made into HTML when the
// project is built, so that the client carries no Markdown reader.
package lesson

//go:generate go run ./gen

// Part is one titled section of the lesson.
type Part struct {
	// ID is the part's place in the address: "two-costs".
	ID, Title string
	// Words counts the words of the prose, side notes included.
	Words  int
	Blocks []Block
}

// Block is a piece of a part: prose, or a figure.
type Block struct {
	// HTML is prose with one root element. Links into the site start with "/".
	HTML string
	// Figure is the scenario link of a figure, and Title its question.
	Figure, Title string
}

// Parts returns the lesson from its first part to its last.
func Parts() []Part { return parts }
