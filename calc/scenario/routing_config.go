package scenario

import (
	"strconv"

	"attnexperts/calc/moe"
)

// Config returns how one of the RouterOptions routes the scenario's batch. What
// a router does not use has one value, so that equal routings have equal
// configs.
func (r Routing) Config(router string) moe.Config {
	c := moe.Default()
	c.Tokens, c.Experts, c.K = int(r.Tokens), int(r.Experts), int(r.K)
	c.Renormalize, c.Skew, c.Seed = r.Renormalize, r.Skew, uint64(r.Seed)
	c.Groups, c.KeepGroups = int(r.Groups), int(r.KeepGroups)
	c.Devices, c.CapacityFactor = 1, 1
	switch router {
	case RouterCapacity:
		c.Overflow, c.CapacityFactor = moe.Overflow(r.Overflow), r.Capacity
	case RouterExpertChoice:
		c.Router, c.Groups, c.KeepGroups, c.Renormalize = moe.ExpertChoice, 1, 1, false
	case RouterBias:
		c.Router = moe.Sigmoid
	}
	if c.KeepGroups == c.Groups {
		c.Groups, c.KeepGroups = 1, 1
	}
	return c
}

// Training returns how a layer with one of the RouterOptions is trained.
func (r Routing) Training(router string) moe.Training {
	t := moe.DefaultTraining()
	t.Config = r.Config(router)
	t.LearningRate = r.Rate
	if t.K == 1 {
		// All weights would be 1, and the router would learn nothing from the task.
		t.Renormalize = false
	}
	switch router {
	case RouterAux:
		t.Aux = r.Aux
	case RouterBias:
		t.BiasRate = r.BiasRate
	}
	return t
}

// Room is how many assignments the scenario's capacity leaves room for in an
// expert.
func (r Routing) Room() int { return r.Config(RouterCapacity).Capacity() }

// PlacementOf returns where the experts are, given what each has to do.
func (r Routing) PlacementOf(loads moe.Loads) moe.Placement {
	switch r.Place {
	case PlaceEven:
		return moe.Contiguous(int(r.Experts), int(r.Devices))
	case PlaceGreedy:
		p, err := loads.Greedy(int(r.Devices), 0)
		if err != nil {
			panic("scenario: " + err.Error()) // the bounds of devices allow it
		}
		return p
	}
	p := make(moe.Placement, r.Experts)
	for e := range p {
		d, _ := strconv.ParseInt(r.Place[e:e+1], int(MaxDevices), 64)
		p[e] = int(d)
	}
	return p
}

// SetPlacement puts the experts where a placement has them.
func (r *Routing) SetPlacement(p moe.Placement) {
	text := make([]byte, len(p))
	for e, d := range p {
		text[e] = strconv.FormatInt(int64(d), int(MaxDevices))[0]
	}
	r.Place = string(text)
}
