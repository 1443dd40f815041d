// Package figure has the figures of the lesson: files that begin with a kind's name
// are that kind's, the others the frame's. A figure is a function of its scenario: the
// same link gives the same picture, prerendered and live, once what takes long to
// compute is there.
package figure

import (
	"io"

	"attnexperts/app/markup"
	"attnexperts/app/study"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// Kind is what one sort of figure adds to the frame that all figures share.
// All of its functions are pure, but for Take, which waits for files; what Draw shows of
// a [study.Want] comes when it is known.
type Kind[S any] struct {
	// Name is the figure's name in file names and classes.
	Name string
	// Question is the figure's title.
	Question string
	// Table says what can be set; Main are the keys of the controls that concern
	// all of the figure's pictures.
	Table scenario.Table[S]
	Main  []string
	// Summary names those controls where the figure is embedded, and they are
	// folded away; "" is a model and a device.
	Summary string
	// First, where it is set, is the key of Main that stands before the first picture,
	// and this before the rest of Main, on the figure's page; Rest is the question
	// that the rest answers.
	First, Rest string
	// Common returns what the scenario has in common with those of other figures.
	Common func(s *S) *scenario.Common
	// Steps, where there are any, compute beforehand what Draw needs, which then has
	// it: so that what takes long is done in pieces.
	Steps func(s S) []func()
	// Draw makes everything that depends on the scenario alone.
	Draw func(s S, e Embed) Drawing
	// Point says what lies under a place of a picture: of the one in which what
	// stands, the data-hold or data-point of an element.
	Point func(s S, what string, at Place) Pointed
	// Hold moves what is held to a place and reports whether the scenario has
	// changed.
	Hold func(s *S, held string, at Place) bool
	// Key moves what is held, or the place that is pointed at, by a key, and
	// reports whether the key meant something.
	Key func(s *S, at *Place, held, key string) bool
	// Do carries out a button of the figure's own, such as a preset.
	Do func(s *S, action string) bool
	// Copy makes a text to take away besides the pictures and their tables.
	Copy func(s S, what string) File
	// Take, where there is one, reads files that were opened or dropped. It may
	// wait for them.
	Take func(files []Opened) Taken[S]
	// Keep, where there is one, carries over to the scenario of a link what the one
	// before has and no link says.
	Keep func(s *S, before S)
	// Instead makes the file that stands in for a link that would be too long, and
	// says why there is none.
	Instead func(s S) (f File, why string)
	// Study returns what the pictures show that takes long to compute, and is not
	// known yet: nil where all is drawn at once.
	Study func(s S, e Embed) []study.Want
}

// Embed says where a figure stands.
type Embed struct {
	// Own is set where the figure is its page's subject, with all its controls
	// and pictures. Elsewhere it has the one picture that View names, or the
	// first.
	Own  bool
	View string
	// Brief is set where the figure stands in running text, which has not said
	// everything yet: it shows no more than it has to.
	Brief bool
	// Alone is set where the picture stands by itself, with nothing to take hold of.
	Alone bool
	// Prefix starts every id inside the figure.
	Prefix string
	// Unfolded are the names of what the reader has unfolded.
	Unfolded map[string]bool
	// Later, where it is set, is asked before a picture is drawn, by its place among
	// the others, whether that has time, and what stands for it until then.
	Later func(at int, draw func() Panel) (Panel, bool)
}

// Place is a point of the picture in the units of its view box.
type Place struct{ X, Y float64 }

// Drawing is a scenario made visible.
type Drawing struct {
	// Sentence says what the whole figure shows now, where there are several
	// pictures.
	Sentence string
	// Above stands before the pictures (presets), Numbers beside the controls of
	// the whole figure, Below after everything.
	Above, Numbers, Below markup.Node
	// Panels are the pictures that are shown, with what belongs to each.
	Panels []Panel
	// Outputs are the computed numbers, of which a reader may predict one.
	Outputs []quantity.Result
}

// Panel is one picture.
type Panel struct {
	// Name is the picture's name in links and file names, Question its title.
	Name, Question string
	// Picture is an svg element.
	Picture markup.Node
	// Hint says how the picture is taken hold of.
	Hint string
	// Sentence says what is seen now, with its numbers.
	Sentence string
	// Legend names the colours that occur.
	Legend []markup.Node
	// Controls are the keys that are set beside the picture, More those that are
	// folded away there.
	Controls, More []string
	// Numbers stands under the controls.
	Numbers markup.Node
	// Asks names the output that the picture is about, for a reader who wants to predict;
	// "" is the figure's first.
	Asks string
	// Player is the key that is played, with how far it goes; "" where nothing is.
	Player string
	// Table makes the numbers behind the picture.
	Table func() Table
}

// A maker makes the picture of a name.
type maker struct {
	name string
	make func() Panel
}

// panels makes the pictures that are shown where the figure stands.
func (e Embed) panels(makers ...maker) []Panel {
	var list []Panel
	for _, m := range makers {
		if e.Own || m.name == e.View {
			list = append(list, e.panel(len(list), m.make))
		}
	}
	if len(list) == 0 {
		list = append(list, e.panel(0, makers[0].make))
	}
	return list
}

// panel draws a picture, unless that has time.
func (e Embed) panel(at int, draw func() Panel) Panel {
	if e.Later != nil {
		if p, ok := e.Later(at, draw); ok {
			return p
		}
	}
	return draw()
}

// Table is what a picture shows, in numbers.
type Table struct {
	Header []string
	Rows   [][]string
	// Note says what the table leaves out; often nothing.
	Note string
}

// Pointed is what the hand or the keyboard points at.
type Pointed struct {
	// Panel is the picture's name.
	Panel string
	// Text says what it is; Now is its number where it is Counted, as a slider has
	// one.
	Text    string
	Now     int64
	Counted bool
	// Mark is drawn over the picture; it is one g element.
	Mark markup.Node
}

// File is something to take away.
type File struct {
	Name, Type, Content string
}

// Opened is a file that the visitor opened.
type Opened struct {
	io.ReaderAt

	Name string
	Size int64
}

// Taken is what came of opening files.
type Taken[S any] struct {
	// Key is the control that they were meant for. It takes Text as if that had
	// been typed, or shows the Problem.
	Key, Text, Problem string
	// Change is what happens to the scenario instead.
	Change func(s *S)
	// Show is what is brought into view then, as a selector.
	Show string
}
