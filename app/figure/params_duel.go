package figure

import (
	"errors"
	"math"

	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// A contender is one of the two models that are compared. They differ in their
// feed-forward networks alone.
type contender struct {
	sizing
	// title is "Dense" or "Experts", what says its networks.
	title, what string
}

// What the experts of a dense model's opponent are: as many as Mixtral's.
const (
	usualExperts = 8
	usualActive  = 2
)

var errNoRoom = errors.New("there is no room for it: the parts that both have fill what is held equal")

// contenders returns the dense model and the one with experts, with what the
// scenario holds equal.
func (s sizing) contenders() [2]contender {
	dense, moe := contender{title: "Dense"}, contender{title: "Experts"}
	rest, layers := s.arch.Refit(model.Dense{}, model.Experts{})
	bare := s.with(rest)
	if s.routed > 0 {
		moe.sizing = s
		if s.p.Duel == "memory" {
			moe.sizing = s.filling()
		}
	} else {
		moe.sizing = s.split(bare, layers)
	}
	if s.routed > 0 || s.p.Duel == "memory" {
		dense.sizing = s.joined(bare, layers)
	} else {
		dense.sizing = s
	}
	dense.what = "one network " + quantity.Count(dense.denseWidth()) + " wide"
	moe.what = quantity.Count(moe.experts.Active) + " of " + quantity.Count(moe.experts.Count) + " experts, each " + quantity.Count(moe.experts.Width) + " wide"
	if shared := moe.experts.Shared; shared > 0 {
		moe.what += ", and " + quantity.Count(shared) + " shared"
	}
	return [2]contender{dense, moe}
}

// none is a contender that cannot be.
func (s sizing) none(err error) sizing {
	s.err, s.experts = err, model.Experts{}
	return s
}

// room is how many parameters the scenario allows the opponents.
func (s sizing) room() float64 {
	switch s.p.Duel {
	case "active":
		return s.n(s.count.Active)
	case "memory":
		return math.Floor(float64(s.device.Memory) / s.p.Dtype.Width())
	}
	return s.n(s.count.Total)
}

// fitted turns room for matrices of an inner width into that width: the nearest
// one, or, where a device must hold them, the largest.
func (s sizing) fitted(room, each float64) (int64, error) {
	w := math.Round(room / each)
	if s.p.Duel == "memory" {
		w = math.Floor(room / each)
	}
	if !(w >= 1) {
		return 0, errNoRoom
	}
	return int64(w), nil
}

// joined is the model with one dense network in place of the experts.
func (s sizing) joined(bare sizing, layers int64) sizing {
	w, err := s.fitted(s.room()-bare.n(bare.count.Total), float64(layers*3*s.arch.Width))
	if err != nil || bare.err != nil {
		return s.none(errors.Join(bare.err, err))
	}
	a, _ := s.arch.Refit(model.Dense{Width: w, Gated: true}, model.Experts{})
	return s.with(a)
}

// split is a dense model with experts in place of its networks.
func (s sizing) split(bare sizing, layers int64) sizing {
	used := int64(usualExperts)
	if s.p.Duel == "active" {
		used = usualActive
	}
	routers := float64(layers * usualExperts * s.arch.Width)
	w, err := s.fitted(s.room()-bare.n(bare.count.Total)-routers, float64(used*layers*3*s.arch.Width))
	if err != nil || bare.err != nil {
		return s.none(errors.Join(bare.err, err))
	}
	a, _ := s.arch.Refit(model.Dense{}, model.Experts{Count: usualExperts, Active: usualActive, Width: w, Gated: true})
	return s.with(a)
}

// filling is the model with as many of its experts as the device holds.
func (s sizing) filling() sizing {
	least := s.sized(s.experts.Active)
	more := s.sized(s.experts.Active + 1)
	if least.err != nil || more.err != nil {
		return s.none(errors.Join(least.err, more.err))
	}
	spare := s.room() - least.n(least.count.Total)
	if spare < 0 {
		return s.none(errNoRoom)
	}
	each := more.n(more.count.Total) - least.n(least.count.Total)
	return s.sized(s.experts.Active + int64(spare/each))
}

// sized is the model with another number of experts.
func (s sizing) sized(count int64) sizing {
	e := s.experts
	e.Count = count
	a, _ := s.arch.Refit(model.Dense{}, e)
	return s.with(a)
}

// denseWidth is how wide the dense networks that take part are.
func (s sizing) denseWidth() int64 {
	if n := len(s.arch.Layers); n > 0 {
		return s.arch.Layers[n-1].Dense.Width
	}
	return 0
}
