// Package figure has the figures of the lesson, one kind a file or two. A
// figure is a function of its scenario: the same link gives the same picture,
// prerendered and live.
package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// Kind is what one sort of figure adds to the frame that all figures share.
// All of its functions are pure.
type Kind[S any] struct {
	// Name is the figure's name in file names and classes.
	Name string
	// Question is the figure's title.
	Question string
	// Table says what can be set; Main and More are the keys of the controls
	// that are always shown and of those that are folded away.
	Table      scenario.Table[S]
	Main, More []string
	// Hint says how the picture is taken hold of.
	Hint string
	// Draw makes everything that depends on the scenario alone.
	Draw func(s S, e Embed) Drawing
	// Point says what lies under a place of the picture.
	Point func(s S, at Place) Pointed
	// Hold moves what is held to a place and reports whether the scenario has
	// changed.
	Hold func(s *S, held string, at Place) bool
	// Key moves what is held, or the place that is pointed at, by a key, and
	// reports whether the key meant something.
	Key func(s *S, at *Place, held, key string) bool
	// Do carries out a button of the figure's own, such as a preset.
	Do func(s *S, action string) bool
	// Save makes a file to take away: "svg", "csv", or one of the figure's own.
	Save func(s S, what string) File
}

// Embed says where a figure stands.
type Embed struct {
	// Own is set where the figure is its page's subject, with all its controls.
	Own bool
	// Prefix starts every id inside the figure.
	Prefix string
}

// Place is a point of the picture in the units of its view box.
type Place struct{ X, Y float64 }

// Drawing is a scenario made visible.
type Drawing struct {
	// Picture is the figure's svg element.
	Picture markup.Node
	// Sentence says what is seen now, with its numbers.
	Sentence string
	// Legend names the colours that occur.
	Legend []markup.Node
	// Numbers holds the outputs.
	Numbers markup.Node
	// Above stands before the picture (presets), Below after the controls.
	Above, Below markup.Node
}

// Pointed is what the hand or the keyboard points at.
type Pointed struct {
	// Text says what it is.
	Text string
	// Mark is drawn over the picture; it is one g element.
	Mark markup.Node
}

// File is something to take away.
type File struct {
	Name, Type, Content string
}
