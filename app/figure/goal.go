package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// goalText says what the reader is to reach, and how it stands; "" where there is
// no goal.
func (f *Figure) goalText() (text string, met bool) {
	g, ok := f.scene.common().Aim()
	if !ok {
		return "", false
	}
	r, counted := f.output(g.Output)
	if !counted {
		return "The goal is about a number that there is not with these settings.", false
	}
	text = r.Label + ", " + compared(g.Op) + " " + inBoth(quantity.Real(g.Value), r.Unit)
	is := inBoth(r.Value, r.Unit)
	switch met = g.Met(r.Value.Float()); {
	case f.guess.waits:
		return "Goal: " + text + ".", false
	case met:
		return "Goal reached: " + text + ". It is " + is + ".", true
	}
	return "Goal: " + text + ". It is " + is + " now.", false
}

// inBoth writes a number as the figure's table does: bytes in both units.
func inBoth(n quantity.Number, u quantity.Unit) string {
	if u == quantity.Bytes {
		return quantity.BytesBoth(n.Float())
	}
	return quantity.Text(n, u)
}

// compared puts a goal's comparison in words.
func compared(op string) string {
	for _, c := range scenario.Comparisons {
		if c.Text == op {
			return c.Label
		}
	}
	return op
}

// goal shows the goal, where there is one.
func (f *Figure) goal() markup.Node {
	text, met := f.goalText()
	if text == "" {
		return markup.Node{}
	}
	class, sign := "goal", "○ "
	if met {
		class, sign = "goal met", "✓ "
	}
	return markup.El("p", markup.Class(class), markup.El("span", markup.Attr("aria-hidden", "true"), markup.Text(sign)), markup.Text(text))
}
