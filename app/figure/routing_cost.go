package figure

import (
	"math"
	"strings"

	"attnexperts/app/part/chart"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// routerLines are the colour and the dash of each router's curve.
var routerLines = map[string][2]string{
	scenario.RouterTopK:         {"r-topk", ""},
	scenario.RouterCapacity:     {"r-capacity", "3 4"},
	scenario.RouterAux:          {"r-aux", "10 4"},
	scenario.RouterExpertChoice: {"r-choice", "12 4 2 4"},
	scenario.RouterBias:         {"r-bias", "16 5"},
}

// costCurves are the task losses over training.
func (b *batch) costCurves() curves {
	list := b.learners()
	c := chart.Chart{
		Name: costName, Label: "The task loss of each router’s layer over training.",
		X: chart.Axis{Label: "steps of training", Max: float64(roundEnd(int(b.s.Step))), Text: quantity.Times},
		Y: chart.Axis{Label: "task loss", Log: true, Text: quantity.Times},
	}
	lo, hi := math.Inf(1), 0.0
	for _, l := range list {
		line := routerLines[l.router]
		s := chart.Series{Name: l.name, Class: line[0], Dash: line[1]}
		for i, step := range l.steps {
			loss := l.records[i].Loss
			s.Points = append(s.Points, chart.XY{X: float64(step), Y: loss})
			if loss > 0 {
				lo, hi = math.Min(lo, loss), math.Max(hi, loss)
			}
		}
		c.Series = append(c.Series, s)
	}
	if hi == 0 {
		lo, hi = 0.1, 1
	}
	c.Y.Min, c.Y.Max = lo/1.15, hi*1.15
	return curves{c, func(series, point int) string { return list[series].text(list[series].steps[point]) }}
}

// cost shows what each way to balance costs in the task.
func (b *batch) cost() Panel {
	c := b.costCurves()
	p := c.panel("What does balance cost, and what does it bring?", b.costSentence())
	p.Hint = "Point at a curve to read it, or move along it with the arrow keys."
	return p
}

// costSentence compares the losses at the last known step.
func (b *batch) costSentence() string {
	list := b.learners()
	text := b.progress(list)
	at, plain := list[0].last()
	if at < 0 || list[0].failed != "" {
		if text == "" {
			return "Nothing has been computed yet."
		}
		return strings.TrimSpace(text)
	}
	text += "What counts in the end is the task. With plain top-k the loss is " + quantity.Times(plain.Loss) + " at step " + quantity.Count(int64(at))
	for _, l := range list[1:] {
		if last, r := l.last(); last >= 0 && l.failed == "" {
			text += "; " + strings.ToLower(l.name[:1]) + l.name[1:] + ": " + quantity.Times(r.Loss)
			if r.Dropped > 0 {
				text += " (" + quantity.Count(int64(r.Dropped)) + " dropped)"
			}
		}
	}
	return text + ". From a dropped token nothing is learned, and experts that are not used are not there; too large a weight of the auxiliary loss makes balance the task."
}
