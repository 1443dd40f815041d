package moe

import "math"

// Loads are how many assignments each expert has, or each device.
type Loads []int

// Wanted returns how many assignments each expert was given, the dropped ones
// included. Shared experts are not among them: each has all tokens.
func (r *Routing) Wanted() Loads {
	loads := make(Loads, r.Experts)
	for _, a := range r.Assignments {
		loads[a.Expert]++
	}
	return loads
}

// Kept returns how many assignments each expert computes.
func (r *Routing) Kept() Loads {
	loads := make(Loads, r.Experts)
	for _, a := range r.Assignments {
		if a.Fate == Kept {
			loads[a.Expert]++
		}
	}
	return loads
}

// Dropped returns how many assignments found no room.
func (r *Routing) Dropped() int {
	dropped := 0
	for _, a := range r.Assignments {
		if a.Fate == Full {
			dropped++
		}
	}
	return dropped
}

// DroppedTokens returns how many tokens no routed expert computes for: all of
// their assignments were dropped, or no expert chose them.
func (r *Routing) DroppedTokens() int {
	dropped := 0
	for t := range r.Tokens {
		served := 0
		for _, a := range r.Of(t) {
			if a.Fate == Kept {
				served++
			}
		}
		if served == 0 {
			dropped++
		}
	}
	return dropped
}

// Total returns the sum.
func (l Loads) Total() int {
	total := 0
	for _, n := range l {
		total += n
	}
	return total
}

// Max returns the largest load, 0 of none.
func (l Loads) Max() int {
	most := 0
	for _, n := range l {
		most = max(most, n)
	}
	return most
}

// Imbalance returns the largest load over the mean: how many times longer the
// slowest takes than all would with equal loads. It is 1 at balance, and 1
// where there is no load at all.
func (l Loads) Imbalance() float64 {
	total := l.Total()
	if total == 0 {
		return 1
	}
	return float64(l.Max()*len(l)) / float64(total)
}

// MaxViolation returns MaxVio, max load ÷ mean load − 1 (arXiv 2408.15664,
// section 4.1): 0 at balance, E − 1 if one has all.
func (l Loads) MaxViolation() float64 { return l.Imbalance() - 1 }

// Variation returns the coefficient of variation: the standard deviation over
// the mean, of all loads, not of a sample. It is 0 where there is no load.
func (l Loads) Variation() float64 {
	total := l.Total()
	if total == 0 {
		return 0
	}
	// n·Σx² − (Σx)² is whole, so that balance is exactly 0.
	square := 0
	for _, n := range l {
		square += n * n
	}
	return math.Sqrt(float64(len(l)*square-total*total)) / float64(total)
}

// Entropy returns −Σ p·ln p of the shares p of the load, in nats: ln E at
// balance, 0 if one has all, and 0 where there is no load.
func (l Loads) Entropy() float64 {
	total, sum := l.Total(), 0.0
	for _, n := range l {
		if n > 0 && n < total {
			p := float64(n) / float64(total)
			sum -= float64(p * logarithm(p))
		}
	}
	return sum
}

// Unused returns how many have no load.
func (l Loads) Unused() int {
	unused := 0
	for _, n := range l {
		if n == 0 {
			unused++
		}
	}
	return unused
}
