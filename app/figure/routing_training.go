package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/study"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of loads over training: a row for each router.
const (
	trainingLeft  = 8.0
	trainingWide  = routingWidth - 2*trainingLeft
	trainingTitle = 28.0
	trainingTall  = 66.0
	trainingTop   = 4.0
	trainingLine  = trainingTitle + trainingTall + 12
)

// trainingOf returns the training of a layer with a router.
func trainingOf(s scenario.Routing, router string) study.Want {
	return study.Want{Task: study.Task{Kind: study.Train, Of: s.Training(router)}, To: int(s.Step)}
}

// A learner is a router whose layer is trained.
type learner struct {
	router, name string
	history
}

// learners are the layers of all routers.
func (b *batch) learners() []learner {
	list := make([]learner, len(scenario.RouterOptions))
	for i, o := range scenario.RouterOptions {
		list[i] = learner{o.Text, routerName(b.s, o.Text), historyOf(trainingOf(b.s, o.Text))}
	}
	return list
}

func (b *batch) trainingRows() rows {
	return rows{width: routingWidth, top: trainingTop, line: trainingLine, count: len(scenario.RouterOptions)}
}

// trainingPlot is the plot of a row.
func (b *batch) trainingPlot(row int) timePlot {
	return timePlot{trainingLeft, b.trainingRows().y(row) + trainingTitle, trainingWide, trainingTall, roundEnd(int(b.s.Step))}
}

// training shows how the loads of each router change while its layer learns.
func (b *batch) training() Panel {
	list := b.learners()
	frame := b.trainingRows()
	height := frame.height() + 26
	var nodes []markup.Node
	for i, l := range list {
		p := b.trainingPlot(i)
		last, _ := l.last()
		nodes = append(nodes, markup.El("g", l.title(p, l.router == b.s.Router), p.bands(l.history), p.frame(max(0, last))))
	}
	nodes = append(nodes, b.trainingPlot(0).ticks(frame.height()+14))
	return Panel{
		Name: trainingName, Question: "What happens to the loads while the layer learns?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(height)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "Each expert’s share of the load over training, a row for each router."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
			reader(trainingName, "Steps of training; left and right show another one", scenario.MaxTrainingStep, b.s.Step, list[b.ownRow()].text(int(b.s.Step)), height),
		),
		Hint:     "Play it, or point at a step to read it; press to go there.",
		Legend:   []markup.Node{swatch("k0", "an expert’s share of the tokens, each expert a band")},
		Sentence: b.trainingSentence(list),
		Controls: []string{"rate"},
		Player:   "step",
		Table:    func() Table { return trainingTable(list) },
	}
}

// title names a row, with the loss and the balance at the last known step.
func (l learner) title(p timePlot, own bool) markup.Node {
	class, text := "t-row", l.name
	if own {
		class, text = "t-row own", "▸ "+text
	}
	switch last, r := l.last(); {
	case l.failed != "":
		text += ": diverged at step " + quantity.Count(int64(last+1))
	case last < 0:
		text += ": not computed yet"
	default:
		text += ": loss " + quantity.Times(r.Loss) + ", " + quantity.Count(int64(r.Of().Unused())) + " unused"
	}
	return markup.El("text", markup.Class(class), markup.Attr("x", num(p.left)), markup.Attr("y", num(p.top-8)), markup.Text(text))
}

// text reads a step of a row.
func (l learner) text(step int) string {
	if len(l.steps) == 0 {
		if l.failed != "" {
			return l.name + ": " + l.failed + "."
		}
		return l.name + ": not computed yet."
	}
	i := l.near(step)
	r := l.records[i]
	text := l.name + ", step " + quantity.Count(int64(l.steps[i])) + ": task loss " + quantity.Times(r.Loss) + ", the largest load " + quantity.Times(r.Of().Imbalance()) + " times the mean"
	if n := r.Of().Unused(); n > 0 {
		text += ", " + plural(int64(n), "expert", "experts") + " unused"
	}
	if r.Dropped > 0 {
		text += ", " + plural(int64(r.Dropped), "assignment", "assignments") + " dropped"
	}
	return text + "."
}

func (b *batch) pointTraining(at Place) Pointed {
	row := b.trainingRows().at(at)
	l, p := b.learners()[row], b.trainingPlot(row)
	step := p.step(at.X)
	if len(l.steps) > 0 {
		step = l.steps[l.near(step)]
	}
	return Pointed{Panel: trainingName, Text: l.text(step), Mark: outline(p.x(step)-1, p.top-3, 2, p.tall+6)}
}

// holdTraining goes to the step under the hand.
func (b *batch) holdTraining(s *scenario.Routing, at Place) {
	setRouting(s, "step", min(int64(b.trainingPlot(0).step(at.X)), scenario.MaxTrainingStep))
}

// progress says how far training has come, where it is still under way, and what
// has diverged.
func (b *batch) progress(list []learner) string {
	least, whole, failed, more := int(b.s.Step), true, "", int64(0)
	for _, l := range list {
		if !l.whole {
			last, _ := l.last()
			least, whole = min(least, max(0, last)), false
		}
		switch {
		case l.failed == "":
		case failed == "":
			failed = l.name + ": " + l.failed + ". "
		default:
			more++
		}
	}
	if more > 0 {
		failed += plural(more, "other has", "others have") + " diverged, too. "
	}
	if whole {
		return failed
	}
	return "Training: step " + quantity.Count(int64(least)) + " of " + quantity.Count(b.s.Step) + ". " + failed
}

// trainingSentence compares plain top-k with the others at the step.
func (b *batch) trainingSentence(list []learner) string {
	text := b.progress(list)
	step, plain := list[0].last()
	if step < 0 || list[0].failed != "" {
		if text == "" {
			return "Nothing has been computed yet."
		}
		return strings.TrimSpace(text)
	}
	after := "After " + plural(int64(step), "step", "steps") + " of plain top-k"
	if step == 0 {
		after = "Before the first step"
	}
	text += "A small layer learns a task, once with each router: the first taste of its router is skewed. " +
		after + " the busiest expert has " + quantity.Times(plain.Of().Imbalance()) + " times the mean"
	if n := plain.Of().Unused(); n > 0 {
		text += ", and " + plural(int64(n), "expert is", "experts are") + " not used at all"
		if step > 0 {
			text += ": who is chosen learns, and who learns is chosen"
		}
	}
	text += ". "
	for _, i := range []int{2, 4} {
		if last, r := list[i].last(); last >= 0 {
			text += list[i].name + ": " + quantity.Times(r.Of().Imbalance()) + " times the mean, " + quantity.Count(int64(r.Of().Unused())) + " unused. "
		}
	}
	return strings.TrimSpace(text)
}

func trainingTable(list []learner) Table {
	t := Table{Header: []string{"router", "step", "task loss", "dropped", "expert", "load"}}
	for _, l := range list {
		for i, step := range l.steps {
			for e, n := range l.records[i].Loads {
				t.Rows = append(t.Rows, []string{l.router, digits(int64(step)), exact(l.records[i].Loss), digits(int64(l.records[i].Dropped)), digits(int64(e)), digits(int64(n))})
			}
		}
	}
	return t
}
