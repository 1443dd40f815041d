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

// trainings is the picture of loads over training: a row for each router, or,
// briefly, for the scenario's own alone.
type trainings struct {
	*batch

	name string
	list []learner
	// own is the row of the scenario's router, tall the height of each row's plot.
	own  int
	tall float64
}

func (b *batch) trainings(brief bool) trainings {
	t := trainings{b, trainingName, b.learners(), b.ownRow(), trainingTall}
	if brief {
		t.name, t.list, t.own, t.tall = briefTrainingName, t.list[t.own:t.own+1], 0, 3*trainingTall
	}
	return t
}

func (t trainings) rows() rows {
	return rows{width: routingWidth, top: trainingTop, line: trainingTitle + t.tall + 12, count: len(t.list)}
}

// plot is the plot of a row.
func (t trainings) plot(row int) timePlot {
	return timePlot{trainingLeft, t.rows().y(row) + trainingTitle, trainingWide, t.tall, roundEnd(int(t.s.Step))}
}

// panel shows how the loads of each router change while its layer learns.
func (t trainings) panel() Panel {
	frame := t.rows()
	height := frame.height() + 26
	var nodes []markup.Node
	for i, l := range t.list {
		p := t.plot(i)
		last, _ := l.last()
		nodes = append(nodes, markup.El("g", l.title(p, i == t.own), p.bands(l.history), p.frame(max(0, last))))
	}
	nodes = append(nodes, t.plot(0).ticks(frame.height()+14))
	return Panel{
		Name: trainingName, Question: "What happens to the loads while the layer learns?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(height)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "Each expert’s share of the load over training, a row for each router."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
			reader(t.name, "Steps of training; left and right show another one", scenario.MaxTrainingStep, t.s.Step, t.list[t.own].text(int(t.s.Step)), height),
		),
		Hint:     "Play it, or point at a step to read it; press to go there.",
		Legend:   []markup.Node{swatch("k0", "an expert’s share of the tokens, each expert a band")},
		Sentence: t.sentence(),
		Controls: []string{"rate"},
		Player:   "step",
		Table:    func() Table { return trainingTable(t.list) },
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

func (t trainings) point(at Place) Pointed {
	row := t.rows().at(at)
	l, p := t.list[row], t.plot(row)
	step := p.step(at.X)
	if len(l.steps) > 0 {
		step = l.steps[l.near(step)]
	}
	return Pointed{Panel: trainingName, Text: l.text(step), Mark: outline(p.x(step)-1, p.top-3, 2, p.tall+6)}
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

// sentence says what becomes of the first router's loads by the step, and
// compares it with others that balance.
func (t trainings) sentence() string {
	text, first := t.progress(t.list), t.list[0]
	step, loads := first.last()
	if step < 0 || first.failed != "" {
		if text == "" {
			return "Nothing has been computed yet."
		}
		return strings.TrimSpace(text)
	}
	text += "A small layer learns a task"
	if len(t.list) > 1 {
		text += ", once with each router"
	}
	after := "After " + plural(int64(step), "step", "steps") + " of " + strings.ToLower(first.name[:1]) + first.name[1:]
	if step == 0 {
		after = "Before the first step"
	}
	text += ": the first taste of its router is skewed. " + after + " the busiest expert has " + quantity.Times(loads.Of().Imbalance()) + " times the mean"
	if n := loads.Of().Unused(); n > 0 {
		text += ", and " + plural(int64(n), "expert is", "experts are") + " not used at all"
		if step > 0 {
			text += ": who is chosen learns, and who learns is chosen"
		}
	}
	text += ". "
	for _, l := range t.list {
		if last, r := l.last(); last >= 0 && len(t.list) > 1 && (l.router == scenario.RouterAux || l.router == scenario.RouterBias) {
			text += l.name + ": " + quantity.Times(r.Of().Imbalance()) + " times the mean, " + quantity.Count(int64(r.Of().Unused())) + " unused. "
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
