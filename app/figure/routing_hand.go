package figure

import (
	"strings"

	"attnexperts/calc/scenario"
)

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
	case trainingName, briefTrainingName:
		return b.trainings(what == briefTrainingName).point(at)
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
	case held == trainingName || held == briefTrainingName:
		setRouting(s, "step", min(int64(b.trainings(false).plot(0).step(at.X)), scenario.MaxTrainingStep))
	case held == biasName:
		b.holdBias(s, at)
	case strings.HasPrefix(held, movePrefix):
		b.holdDevice(s, strings.TrimPrefix(held, movePrefix), at)
	}
	return *s != was
}

func keyRouting(s *scenario.Routing, at *Place, held, key string) bool {
	b := batchOf(*s)
	meant := false
	switch {
	case held == routersName:
		meant = b.keyRouters(s, key)
	case held == lanesName:
		meant = keyTwo(s, key, "token", "expert")
	case held == roomGrip:
		meant = b.keyRoom(s, key)
	case held == tokenName:
		meant = keyTwo(s, key, "token", "")
	case held == biasName:
		meant = keyTwo(s, key, "round", "expert")
	case held == trainingName || held == briefTrainingName:
		meant = keyTwo(s, key, "step", "")
	case held == costName:
		at.X, at.Y, meant = b.costCurves().chart.Move(at.X, at.Y, key)
	case held == moveGrip || strings.HasPrefix(held, movePrefix):
		meant = b.keyDevice(s, key)
	}
	if meant {
		batchOf(*s).follow(at, held)
	}
	return meant
}

// follow moves the place that is pointed at to what a key has led to.
func (b *batch) follow(at *Place, held string) {
	switch held {
	case routersName:
		w := routersWide / float64(b.s.Experts)
		*at = Place{routersLeft + (float64(b.s.Expert)+0.5)*w, b.routersRows().y(b.ownRow()) + routersTitle}
	case lanesName:
		*at = Place{stripLeft, b.laneScale().stripY(b.place[b.s.Token])}
	case biasName:
		plot, _ := b.biasPlots()
		*at = Place{plot.x(int(b.s.Round)), biasTop}
	case trainingName, briefTrainingName:
		t := b.trainings(held == briefTrainingName)
		plot := t.plot(t.own)
		*at = Place{plot.x(int(b.s.Step)), plot.top}
	}
}

// ownRow is the row of the scenario's router.
func (b *batch) ownRow() int {
	for i, r := range b.routes {
		if r == b.own {
			return i
		}
	}
	return 0
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
