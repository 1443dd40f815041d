package review

import (
	"math"
	"strconv"

	"attnexperts/calc/recall"
)

// key does what a key means while cards are asked, and reports whether it means
// something.
func (b *Box) key(key string) bool {
	switch {
	case key == "u" || key == "U":
		if !b.reviewing && !b.at("now") {
			return false
		}
		b.undo()
	case !b.reviewing || b.session.card == "":
		return false
	case key == " " || key == "Enter":
		if b.session.shown {
			b.grade(strconv.Itoa(int(b.session.suggested())))
		} else {
			b.show()
		}
	case len(key) == 1 && key >= "1" && key <= "4" && b.session.shown:
		b.grade(key)
	default:
		return false
	}
	return true
}

// swipe grades by a finger that went so far: to the right Good, to the left Again.
func (b *Box) swipe(dx, dy float64) {
	if math.Abs(dx) < swiped || math.Abs(dx) < 2*math.Abs(dy) || !b.reviewing || !b.session.shown {
		return
	}
	g := recall.Good
	if dx < 0 {
		g = recall.Again
	}
	b.grade(strconv.Itoa(int(g)))
	b.refresh()
}

// take takes what stands in a control.
func (b *Box) take(name, text string) {
	switch {
	case name == "typed" && b.session != nil && !b.session.shown:
		b.session.typed, b.session.problem = text, ""
	case name == "keys":
		b.prefs.noKeys = text == off
		b.prefs.save()
	case name == "swipes":
		b.prefs.noSwipes = text == off
		b.prefs.save()
	case b.edit != nil && b.edit.take(name, text):
	case b.list.take(name, text):
	default:
		b.settings.take(name, text)
	}
}
