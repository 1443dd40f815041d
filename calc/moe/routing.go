package moe

import (
	"fmt"
	"slices"
)

// Fate says what became of an assignment.
type Fate uint8

// The fates.
const (
	// Kept: the expert computes for the token.
	Kept Fate = iota
	// Full: the expert had no room, and the assignment was dropped; its Rank is
	// the expert's capacity or more.
	Full
)

// String returns "kept" or "full".
func (f Fate) String() string {
	if f == Kept {
		return "kept"
	}
	return "full"
}

// An Assignment is one token that was given to one expert.
type Assignment struct {
	Token, Expert int32
	// Rank is the assignment's place in its expert's queue, from 0: tokens before
	// this one where room is given in their order, tokens that the router likes
	// better there where it is given by priority or the expert chooses.
	Rank int32
	Fate Fate
	// Score is what the choice was made by: the probability or affinity, and the
	// expert's bias where there is one.
	Score float64
	// Weight is what the expert's output is multiplied by if it is kept. No bias
	// is in it.
	Weight float64
}

// Routing is what a router made of a batch.
type Routing struct {
	Tokens, Experts int
	// Capacity is how many assignments an expert takes at most.
	Capacity int
	// Assignments are in the order of tokens, those of one token in falling order
	// of their scores; the lower expert is first where scores are equal.
	Assignments []Assignment
	// Affinities holds a row for each token: its softmax probability, or sigmoid
	// affinity, for each expert.
	Affinities []float64
	// first is where each token's assignments begin, and where the last's end.
	first []int32
}

// Of returns the assignments of a token, the best first; none for a token that
// no expert chose.
func (r *Routing) Of(token int) []Assignment {
	return r.Assignments[r.first[token]:r.first[token+1]]
}

// AffinitiesOf returns the probabilities or affinities of a token.
func (r *Routing) AffinitiesOf(token int) []float64 {
	return r.Affinities[token*r.Experts : (token+1)*r.Experts]
}

// WithRoom returns the same routing with room for so many assignments in each
// expert: choices, ranks and weights are those of r, and what is dropped follows
// from the ranks. r does not change; experts that choose have no other room.
func (r *Routing) WithRoom(capacity int) *Routing {
	moved := *r
	moved.Capacity = capacity
	moved.Assignments = slices.Clone(r.Assignments)
	for i := range moved.Assignments {
		a := &moved.Assignments[i]
		if a.Fate = Kept; int(a.Rank) >= capacity {
			a.Fate = Full
		}
	}
	return &moved
}

// Route routes a batch. bias has a number for each expert, or is nil for no
// bias; only where tokens choose may there be one.
//
// [Softmax] without bias and groups chooses by the logits, which are in the
// same order as the probabilities but do not become equal by rounding.
//
// It is an error if the config fails [Config.Check] or does not fit the batch
// or the bias.
func (c Config) Route(b Batch, bias []float64) (*Routing, error) {
	d, err := newDispatcher(c)
	if err != nil {
		return nil, err
	}
	if b.Tokens != c.Tokens || b.Experts != c.Experts || len(b.Logits) != c.Tokens*c.Experts {
		return nil, fmt.Errorf("the batch has %d tokens, %d experts and %d logits: the config has %d tokens and %d experts",
			b.Tokens, b.Experts, len(b.Logits), c.Tokens, c.Experts)
	}
	if err := c.checkBias(bias); err != nil {
		return nil, err
	}
	d.route(b.Logits, bias)
	return &d.out, nil
}

// checkBias returns an error unless bias is nil or fits the config.
func (c Config) checkBias(bias []float64) error {
	switch {
	case bias == nil:
		return nil
	case c.Router == ExpertChoice:
		return fmt.Errorf("there is a bias, but router is %q: a bias balances what tokens choose; take another router", c.Router)
	case len(bias) != c.Experts:
		return fmt.Errorf("the bias has %d numbers: it must have one for each of the %d experts", len(bias), c.Experts)
	}
	return nil
}
