package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/app/study"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// Routing is the figure of expert routing: who gets which token, what happens
// where all want the same expert, and what is done against it.
var Routing = Kind[scenario.Routing]{
	Name:     "routing",
	Question: "Which expert gets which token, and what happens when they all want the same one?",
	Summary:  "The batch, the router, and all numbers",
	Table:    scenario.RoutingTable,
	Main:     []string{"router", "tokens", "experts", "k", "skew", "seed"},
	First:    "router",
	Rest:     "How even are the loads, and what is dropped?",
	Common:   func(r *scenario.Routing) *scenario.Common { return &r.Common },
	Steps:    stepsOfRouting,
	Draw:     drawRouting,
	Point:    pointRouting,
	Hold:     holdRouting,
	Key:      keyRouting,
	Do:       doRouting,
	Study:    studyRouting,
}

// The pictures of the routing figure.
const (
	routersName  = "routers"
	lanesName    = "lanes"
	tokenName    = "token"
	biasName     = "bias"
	trainingName = "training"
	// briefTrainingName is the same with the scenario's own router alone.
	briefTrainingName = "training-brief"
	costName          = "cost"
	devicesName       = "devices"
)

// What can be taken hold of besides the pictures: the line of the capacity, the
// expert that is moved between devices by key, and each expert by hand.
const (
	roomGrip   = "capacity"
	moveGrip   = "mover"
	movePrefix = "move-"
)

// drawRouting makes everything of the routing figure that its scenario decides.
func drawRouting(s scenario.Routing, e Embed) Drawing {
	b := batchOf(s)
	outcomes := b.outcomes()
	d := Drawing{
		Sentence: b.sentence(),
		Numbers:  markup.El("div", part.Numbers(outcomes), part.Provenance(outcomes)),
		Panels: e.panels(
			maker{routersName, b.routers}, maker{lanesName, b.lanes}, maker{tokenName, b.tracer}, maker{biasName, b.biases},
			maker{trainingName, func() Panel { return b.trainings(e.Brief).panel() }}, maker{costName, b.cost}, maker{devicesName, b.devicesPanel},
		),
	}
	for _, o := range outcomes {
		d.Outputs = append(d.Outputs, o.Result)
	}
	return d
}

// studyRouting returns what is not yet known of what the pictures show.
func studyRouting(s scenario.Routing, e Embed) []study.Want {
	var wants []study.Want
	trains := e.View == trainingName || e.View == costName
	for _, o := range scenario.RouterOptions {
		if e.Brief && e.View == trainingName && o.Text != s.Router {
			continue
		}
		if w, learns := loopOf(s, o.Text); learns && (e.Own || !trains) {
			wants = append(wants, w)
		}
		if w := trainingOf(s, o.Text); (e.Own || trains) && !historyOf(w).whole {
			wants = append(wants, w)
		}
	}
	return wants
}

// sentence says what the scenario's router makes of the batch.
func (b *batch) sentence() string {
	s, r := b.s, b.own
	text := quantity.Capital(b.describe()) + ": " + plural(s.Tokens, "token", "tokens") + " and " + plural(s.Experts, "expert", "experts") + ", " + plural(int64(r.wanted.Total()), "assignment", "assignments") + ". " +
		"The busiest expert is given " + quantity.Count(int64(r.wanted.Max())) + ", " + quantity.Times(r.wanted.Imbalance()) + " times the mean"
	if n := r.wanted.Unused(); n > 0 {
		text += ", and " + plural(int64(n), "expert gets", "experts get") + " nothing"
	}
	text += ". "
	if r.dropped > 0 {
		text += plural(int64(r.dropped), "assignment finds", "assignments find") + " no room. "
	}
	switch {
	case r.bare == 1:
		text += "One token is left with its residual path alone. "
	case r.bare > 1:
		text += plural(int64(r.bare), "token is", "tokens are") + " left with the residual path alone. "
	}
	if s.Shared > 0 {
		text += plural(s.Shared, "shared expert computes", "shared experts compute") + " for every token besides. "
	}
	return strings.TrimSpace(text)
}

// describe says how the scenario's router chooses.
func (b *batch) describe() string {
	k := plural(b.s.K, "expert", "experts") + " for each token"
	switch b.s.Router {
	case scenario.RouterTopK:
		return k + ", as the router likes"
	case scenario.RouterCapacity:
		return k + ", and room for " + quantity.Count(int64(b.own.Capacity)) + " in each"
	case scenario.RouterAux:
		return k + ", after " + plural(int64(b.own.rounds), "batch", "batches") + " of an auxiliary loss"
	case scenario.RouterExpertChoice:
		return "each expert takes the " + quantity.Count(int64(b.own.Capacity)) + " tokens that like it best"
	}
	return k + ", after " + plural(int64(b.own.rounds), "batch", "batches") + " of bias"
}
