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
	Common:   func(r *scenario.Routing) *scenario.Common { return &r.Common },
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
	costName     = "cost"
	devicesName  = "devices"
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
			maker{trainingName, b.training}, maker{costName, b.cost}, maker{devicesName, b.devicesPanel},
		),
	}
	for _, o := range outcomes {
		d.Outputs = append(d.Outputs, o.Result)
	}
	return d
}

func pointRouting(s scenario.Routing, what string, at Place) Pointed {
	b := batchOf(s)
	switch what {
	case routersName:
		return b.pointRouters(at)
	case lanesName, roomGrip:
		return b.pointLanes(what, at)
	case tokenName:
		return b.pointTracer(at)
	case biasName:
		return b.pointBias(at)
	case trainingName:
		return b.pointTraining(at)
	case costName:
		return b.costCurves().point(at)
	}
	if what == devicesName || what == moveGrip || strings.HasPrefix(what, movePrefix) {
		return b.pointDevices(what, at)
	}
	return Pointed{}
}

func holdRouting(s *scenario.Routing, held string, at Place) bool {
	was := *s
	b := batchOf(*s)
	switch {
	case held == routersName:
		b.holdRouters(s, at)
	case held == lanesName:
		b.holdLanes(s, at)
	case held == roomGrip:
		b.setRoom(s, b.laneScale().rank(at.X))
	case held == tokenName:
		b.holdTracer(s, at)
	case held == trainingName:
		b.holdTraining(s, at)
	case held == biasName:
		b.holdBias(s, at)
	case strings.HasPrefix(held, movePrefix):
		b.holdDevice(s, strings.TrimPrefix(held, movePrefix), at)
	}
	return *s != was
}

func keyRouting(s *scenario.Routing, at *Place, held, key string) bool {
	b := batchOf(*s)
	switch {
	case held == routersName:
		return b.keyRouters(s, key)
	case held == lanesName:
		return keyTwo(s, key, "token", "expert")
	case held == roomGrip:
		return b.keyRoom(s, key)
	case held == tokenName:
		return keyTwo(s, key, "token", "")
	case held == biasName:
		return keyTwo(s, key, "round", "expert")
	case held == trainingName:
		return keyTwo(s, key, "step", "")
	case held == costName:
		x, y, ok := b.costCurves().chart.Move(at.X, at.Y, key)
		at.X, at.Y = x, y
		return ok
	case held == moveGrip || strings.HasPrefix(held, movePrefix):
		return b.keyDevice(s, key)
	}
	return false
}

// keyTwo moves a number by left and right, by ten with the page keys, and to its
// ends; and another by up and down.
func keyTwo(s *scenario.Routing, key, across, down string) bool {
	switch key {
	case "ArrowRight":
		return moveKey(s, across, 1)
	case "ArrowLeft":
		return moveKey(s, across, -1)
	case "PageDown":
		return moveKey(s, across, 10)
	case "PageUp":
		return moveKey(s, across, -10)
	case "Home":
		return moveKey(s, across, -1<<40)
	case "End":
		return moveKey(s, across, 1<<40)
	case "ArrowDown":
		return moveKey(s, down, 1)
	case "ArrowUp":
		return moveKey(s, down, -1)
	}
	return false
}

// moveKey moves a whole number of the scenario, inside its bounds.
func moveKey(s *scenario.Routing, key string, by int64) bool {
	f, ok := scenario.RoutingTable.Field(key)
	if !ok {
		return false
	}
	v := f.Of(s).(scenario.IntValue)
	setRouting(s, key, max(v.Min, min(v.Max, v.Get()+by)))
	return true
}

// setRouting sets a whole number that is inside its bounds.
func setRouting(s *scenario.Routing, key string, n int64) {
	_ = scenario.RoutingTable.Set(s, key, digits(n))
}

// doRouting carries out the buttons that shuffle the batch and place experts.
func doRouting(s *scenario.Routing, action string) bool {
	switch action {
	case "shuffle":
		setRouting(s, "order", s.Order%999+1)
	case "unshuffle":
		s.Order = 0
	case "place-even":
		s.Place = scenario.PlaceEven
	case "place-greedy":
		s.Place = scenario.PlaceGreedy
	default:
		return false
	}
	return true
}

// studyRouting returns what is not yet known of what the pictures show.
func studyRouting(s scenario.Routing, e Embed) []study.Want {
	var wants []study.Want
	trains := e.View == trainingName || e.View == costName
	for _, o := range scenario.RouterOptions {
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
	text := capital(b.describe()) + ": " + plural(s.Tokens, "token", "tokens") + " and " + plural(s.Experts, "expert", "experts") + ", " + plural(int64(r.wanted.Total()), "assignment", "assignments") + ". " +
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
