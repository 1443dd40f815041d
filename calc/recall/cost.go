package recall

import "math"

// Cost is what a desired retention costs.
type Cost struct {
	// Retention is in percent.
	Retention int
	// PerDay is how many answers a day the cards that are in review would ask
	// for.
	PerDay float64
}

// Costs estimates what each desired retention from 70 % to 97 % would cost, for
// the cards in review as they stand.
//
// A card of stability S that is asked whenever its chance of being remembered
// has sunk to R comes up once in S/factor · (R^(1/decay) − 1) days (FSRS-6's
// forgetting curve turned round), at least one, and a share 1 − R of these
// reviews is followed by one more, in relearning. The estimate is their sum at
// today's stabilities. So it is for the coming days, not for ever: remembered
// cards grow stabler and ask less, forgotten ones, of which a low R makes more,
// ask more; new cards come on top. Its use is to compare one retention with
// another.
func (s *State) Costs() []Cost {
	var costs []Cost
	table := settingsTable[0]
	for r := table.Min; r <= table.Max; r++ {
		share := float64(r) / 100
		perStability := (math.Pow(share, 1/curve.Decay) - 1) / curve.Factor
		sum := 0.0
		for _, c := range s.ordered() {
			if c.asked() && c.memory.Phase == Review {
				sum += (2 - share) / max(1, math.Round(float64(c.memory.Stability)*perStability))
			}
		}
		costs = append(costs, Cost{r, sum})
	}
	return costs
}
