package figure

import (
	"slices"

	"attnexperts/app/study"
	"attnexperts/calc/moe"
	"attnexperts/calc/scenario"
)

// A batch is a scenario of the routing figure with what the routers make of it.
type batch struct {
	s scenario.Routing
	// order is the token at each place of the batch, place each token's place.
	order, place []int
	// routes are what the routers make of it, in the order of
	// scenario.RouterOptions, and own is the scenario's.
	routes []*route
	own    *route
}

// A route is what one router makes of a batch. Its tokens are places.
type route struct {
	*moe.Routing

	router string
	config moe.Config
	// bias is what the router adds to its scores, or its logits: nil for nothing.
	// It has learned from so many rounds.
	bias         []float64
	rounds       int
	wanted, kept moe.Loads
	// queues has each expert's assignments in the order of their ranks.
	queues [][]int32
	// dropped are assignments, bare are tokens that no expert computes for.
	dropped, bare int
	// balance and z are the auxiliary loss and the z-loss with weight 1.
	balance, z float64
}

// routeKey names a route.
type routeKey struct {
	router string
	config moe.Config
	order  int64
	loop   study.Task
	rounds int
}

// roomKey names a route with another capacity.
type roomKey struct {
	*route

	capacity int
}

var (
	routeMemory = memory[routeKey, *route]{most: 12}
	roomMemory  = memory[roomKey, *route]{most: 2}
	logitMemory = memory[routeKey, moe.Batch]{most: 3}
)

// newBatch is the scenario's batch before it is routed.
func newBatch(s scenario.Routing) *batch {
	b := &batch{s: s, order: orderOf(s)}
	b.place = make([]int, len(b.order))
	for i, t := range b.order {
		b.place[t] = i
	}
	return b
}

// stepsOfRouting are the steps in which a batch is routed: with one router after
// another, once those that learn from earlier batches have.
func stepsOfRouting(s scenario.Routing) []func() {
	b := newBatch(s)
	steps := []func(){func() { b.logits() }}
	for _, o := range scenario.RouterOptions {
		if w, learns := loopOf(s, o.Text); learns {
			steps = append(steps, study.Known.Pieces(w)...)
		}
		steps = append(steps, func() { b.route(o.Text) })
	}
	return steps
}

// batchOf routes the scenario's batch with all routers.
func batchOf(s scenario.Routing) *batch {
	b := newBatch(s)
	for _, o := range scenario.RouterOptions {
		r := b.route(o.Text)
		b.routes = append(b.routes, r)
		if o.Text == s.Router {
			b.own = r
		}
	}
	return b
}

// with returns what one of scenario.RouterOptions makes of the batch.
func (b *batch) with(router string) *route {
	return b.routes[slices.IndexFunc(b.routes, func(r *route) bool { return r.router == router })]
}

// orderOf returns which token comes to each place.
func orderOf(s scenario.Routing) []int {
	if s.Order > 0 {
		return moe.Order(uint64(s.Order), int(s.Tokens))
	}
	order := make([]int, s.Tokens)
	for i := range order {
		order[i] = i
	}
	return order
}

// logits returns the batch, in its order.
func (b *batch) logits() moe.Batch {
	c := b.s.Config(scenario.RouterTopK)
	made := moe.Default()
	made.Tokens, made.Experts, made.Skew, made.Seed = c.Tokens, c.Experts, c.Skew, c.Seed
	return logitMemory.get(routeKey{config: made, order: b.s.Order}, func() moe.Batch {
		moved, err := made.Batch(0).Reorder(b.order)
		if err != nil {
			panic("figure: " + err.Error()) // the order is one
		}
		return moved
	})
}

// loopOf returns what a router learns from earlier batches, and whether it
// learns from them at all.
func loopOf(s scenario.Routing, router string) (study.Want, bool) {
	of := moe.Training{Config: s.Config(router)}
	switch router {
	case scenario.RouterAux:
		of.Aux = s.Aux
		return study.Want{Task: study.Task{Kind: study.Aux, Of: of}, To: int(s.Round)}, true
	case scenario.RouterBias:
		of.BiasRate = s.BiasRate
		return study.Want{Task: study.Task{Kind: study.Bias, Of: of}, To: int(s.Round)}, true
	}
	return study.Want{}, false
}

// route returns what a router makes of the batch.
func (b *batch) route(router string) *route {
	key := routeKey{router: router, config: b.s.Config(router), order: b.s.Order}
	var bias []float64
	if w, learns := loopOf(b.s, router); learns {
		course := w.Course()
		key.loop, key.rounds = w.Task, min(w.To, course.Known()-1)
		if r, ok := course.At(key.rounds); ok {
			bias = r.Bias
		}
	}
	room := key.config.Capacity()
	if router == scenario.RouterCapacity {
		key.config.CapacityFactor = moe.MaxExperts // ranks and choices are the same for every capacity
	}
	r := routeMemory.get(key, func() *route { return newRoute(key, b.logits(), bias) })
	if router == scenario.RouterCapacity {
		return roomMemory.get(roomKey{r, room}, func() *route { return r.withRoom(room) })
	}
	return r
}

// withRoom is the same route with another capacity.
func (r *route) withRoom(capacity int) *route {
	moved := *r
	moved.Routing = r.WithRoom(capacity)
	moved.count()
	return &moved
}

// count counts what is kept.
func (r *route) count() { r.kept, r.dropped, r.bare = r.Kept(), r.Dropped(), r.DroppedTokens() }

func newRoute(key routeKey, logits moe.Batch, bias []float64) *route {
	r := &route{router: key.router, config: key.config, bias: bias, rounds: max(0, key.rounds)}
	add := bias
	if bias != nil && key.router == scenario.RouterAux {
		logits, add = logits.Shift(bias), nil
	}
	var err error
	if r.Routing, err = key.config.Route(logits, add); err != nil {
		panic("figure: " + err.Error()) // the scenario's bounds allow it
	}
	r.wanted, r.balance, r.z = r.Wanted(), r.AuxLoss(1), logits.ZLoss(1)
	r.count()
	r.queues = make([][]int32, r.Experts)
	for e, n := range r.wanted {
		r.queues[e] = make([]int32, n)
	}
	for i, a := range r.Assignments {
		r.queues[a.Expert][a.Rank] = int32(i)
	}
	return r
}

// news counts the assignments that are kept here and were not made by another
// route.
func (r *route) news(than *route) int {
	n := 0
	for t := range r.Tokens {
		other := than.Of(t)
		for _, a := range r.Of(t) {
			if a.Fate == moe.Kept && !hasExpert(other, a.Expert) {
				n++
			}
		}
	}
	return n
}

func hasExpert(list []moe.Assignment, expert int32) bool {
	for _, a := range list {
		if a.Expert == expert {
			return true
		}
	}
	return false
}

// limited reports whether the router has a capacity that counts.
func (r *route) limited() bool {
	return r.router == scenario.RouterCapacity || r.router == scenario.RouterExpertChoice
}

// most is the largest load that any router asks for: the scale of loads.
func (b *batch) most() int {
	n := 1
	for _, r := range b.routes {
		n = max(n, r.wanted.Max())
	}
	return n
}

// mean is how many assignments an expert has on average, where all are kept.
func (b *batch) mean() float64 { return float64(b.s.Tokens*b.s.K) / float64(b.s.Experts) }

// routerName is what a router is called in pictures.
func routerName(s scenario.Routing, router string) string {
	switch router {
	case scenario.RouterTopK:
		return "Plain top-k"
	case scenario.RouterCapacity:
		return "Capacity " + exact(s.Capacity)
	case scenario.RouterAux:
		return "Auxiliary loss"
	case scenario.RouterExpertChoice:
		return "Expert choice"
	}
	return "Sigmoid and bias"
}
