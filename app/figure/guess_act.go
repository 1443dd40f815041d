package figure

// predict carries out a button of the prediction.
func (f *Figure) predict(action string) {
	common := f.scene.common()
	switch action {
	case "guess":
		if common.Ask = f.checkpoint(); common.Ask == "" {
			common.Ask = f.drawing.Outputs[0].Name
		}
		f.ask()
	case "guess-again":
		f.ask()
	case "guess-show":
		f.giveUp()
	case "guess-end":
		common.Ask = ""
		f.ask()
	}
	f.refresh()
	f.focusGuess()
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
