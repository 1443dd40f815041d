package moe

import (
	"math"
	"slices"
)

// A dispatcher routes batches of one shape again and again, without
// allocating: all of its room is taken once.
type dispatcher struct {
	Config
	out Routing
	// logSums is log Σ e^x of each token's logits, where the router has made a
	// softmax over all of them.
	logSums []float64
	// choice holds the scores that one choice is made from, chosen and kept the
	// result: of one token, or for expert choice of one expert.
	choice []float64
	chosen []int32
	kept   []float64
	// groupScores and groupOrder are for the choice of groups.
	groupScores []float64
	groupOrder  []int32
	// queue holds the assignments by expert: those of expert e are
	// queue[queueAt[e]:queueAt[e+1]], in the order of ranks.
	queue   []int32
	queueAt []int32
	// priority is each assignment's affinity, where ranks go by it.
	priority []float64
}

// newDispatcher takes the room. It is an error if the config fails
// [Config.Check].
func newDispatcher(c Config) (*dispatcher, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	size, one, picks := c.Tokens*c.K, c.Experts, c.K
	if c.Router == ExpertChoice {
		size, one, picks = c.Experts*c.Capacity(), c.Tokens, c.Tokens
	}
	return &dispatcher{
		Config: c,
		out: Routing{
			Tokens: c.Tokens, Experts: c.Experts, Capacity: c.Capacity(),
			Assignments: make([]Assignment, size),
			Affinities:  make([]float64, c.Tokens*c.Experts),
			first:       make([]int32, c.Tokens+1),
		},
		logSums:     make([]float64, c.Tokens),
		choice:      make([]float64, one),
		chosen:      make([]int32, picks),
		kept:        make([]float64, picks),
		groupScores: make([]float64, c.Groups),
		groupOrder:  make([]int32, c.Groups),
		queue:       make([]int32, size),
		queueAt:     make([]int32, c.Experts+1),
		priority:    make([]float64, size),
	}, nil
}

// route fills d.out. Its parts are valid until the next call.
func (d *dispatcher) route(logits, bias []float64) {
	d.affinities(logits)
	if d.Router == ExpertChoice {
		d.expertsChoose()
	} else {
		d.tokensChoose(logits, bias)
	}
	d.fillQueues()
	d.rank()
}

// affinities computes each token's softmax or sigmoids.
func (d *dispatcher) affinities(logits []float64) {
	if d.Router == Sigmoid {
		for i, x := range logits {
			d.out.Affinities[i] = sigmoid(x)
		}
		return
	}
	for t := range d.Tokens {
		d.logSums[t] = softmax(d.out.AffinitiesOf(t), logits[t*d.Experts:(t+1)*d.Experts])
	}
}

// tokensChoose gives each token its K experts.
func (d *dispatcher) tokensChoose(logits, bias []float64) {
	plain := bias == nil && d.KeepGroups == d.Groups && d.Router != Sigmoid
	for t := range d.Tokens {
		row, affinities := logits[t*d.Experts:(t+1)*d.Experts], d.out.AffinitiesOf(t)
		scores := row
		if !plain {
			scores = d.choice
			copy(scores, affinities)
			for e, b := range bias {
				scores[e] += b
			}
			d.limitGroups(scores)
		}
		topK(d.chosen, d.kept, scores)
		d.out.first[t+1] = int32((t + 1) * d.K)
		for i, e := range d.chosen {
			a := Assignment{Token: int32(t), Expert: e, Score: affinities[e]}
			if bias != nil {
				a.Score += bias[e]
			}
			d.out.Assignments[t*d.K+i] = a
		}
		d.weigh(d.out.Of(t), row, affinities)
	}
}

// weigh sets the weights of a token's assignments, from what the router says of
// the experts in d.chosen alone. Their order changes with a bias; they are
// summed up in another, so that no weight changes by rounding.
func (d *dispatcher) weigh(list []Assignment, logits, affinities []float64) {
	slices.Sort(d.chosen)
	most, sum := math.Inf(-1), 0.0
	if d.Router == SoftmaxAfter {
		for _, e := range d.chosen {
			most = max(most, logits[e])
		}
		for _, e := range d.chosen {
			sum += exponential(logits[e] - most)
		}
	} else {
		for _, e := range d.chosen {
			sum += affinities[e]
		}
	}
	if !d.renormalizes() {
		sum = 1
	}
	for i := range list {
		a := &list[i]
		switch {
		case d.Router == SoftmaxAfter:
			a.Weight = exponential(logits[a.Expert]-most) / sum
		case sum > 0:
			a.Weight = affinities[a.Expert] / sum
		default:
			// All affinities are too small for a float64; so none is better.
			a.Weight = 1 / float64(len(list))
		}
		a.Weight *= d.Scale
	}
}

// renormalizes reports whether a token's weights sum to Scale.
func (d *dispatcher) renormalizes() bool {
	return d.Router == SoftmaxAfter || d.Renormalize && d.Router != ExpertChoice
}

// limitGroups sets the scores of all experts outside the best groups to −Inf.
// A group of one expert is as good as that.
func (d *dispatcher) limitGroups(scores []float64) {
	if d.KeepGroups == d.Groups {
		return
	}
	size := d.Experts / d.Groups
	for g := range d.Groups {
		first, second := math.Inf(-1), math.Inf(-1)
		for _, s := range scores[g*size : (g+1)*size] {
			if s > first {
				first, second = s, first
			} else if s > second {
				second = s
			}
		}
		d.groupScores[g] = first
		if size > 1 {
			d.groupScores[g] += second
		}
	}
	TopK(d.groupOrder, d.groupScores)
	for _, g := range d.groupOrder[d.KeepGroups:] {
		out := scores[int(g)*size : (int(g)+1)*size]
		for i := range out {
			out[i] = math.Inf(-1)
		}
	}
}
