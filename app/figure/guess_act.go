package figure

import "slices"

// predict carries out a button of the prediction.
func (f *Figure) predict(action string) {
	switch action {
	case "guess":
		f.asks(f.predicted())
		f.ask()
	case "guess-again":
		f.ask()
	case "guess-show":
		f.giveUp()
	case "guess-end":
		f.asks("")
		f.ask()
	}
	f.refresh()
	f.focusGuess()
}

// predicted is the output that is to be predicted where nothing else is said: what a
// checkpoint asks for, or what the one picture is about.
func (f *Figure) predicted() string {
	if name := f.checkpoint(); name != "" {
		return name
	}
	if name := f.drawing.Panels[0].Asks; !f.whole() {
		if _, counted := f.output(name); counted {
			return name
		}
	}
	return f.drawing.Outputs[0].Name
}

// asked reports whether the picture with a number stays in view, with a sign in its place,
// while a prediction is waited for: the only one, and those with settings that it is made
// from.
func (f *Figure) asked(i int, p Panel) bool {
	if !f.whole() {
		return true
	}
	return len(p.Controls) > 0 && (i == 0 || f.concerns(p)) || f.differs(p.Controls) || f.differs(p.More)
}

// concerns reports whether a picture is about the output that is to be predicted: its
// settings are what the reader predicts from.
func (f *Figure) concerns(p Panel) bool {
	about := p.Asks
	if about == "" {
		about = f.drawing.Outputs[0].Name
	}
	return about == f.guess.about
}

// differs reports whether one of these settings is not as the figure has it at first:
// then it counts for what is to be predicted.
func (f *Figure) differs(keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		is, _, _ := f.scene.field(key)
		was, _, _ := f.start.field(key)
		return is.String() != was.String()
	})
}

// focusGuess puts the focus where the prediction goes on.
func (f *Figure) focusGuess() {
	switch {
	case f.guess.waits:
		f.focus("[data-guess]")
	case f.guess.about != "":
		f.focus(".guess-said")
	default:
		f.focus(".fig-title")
	}
}
