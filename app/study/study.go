// Package study has what takes many steps to find out: a small layer learning
// its task, and a router finding its balance. Each is a Course, of which a
// figure shows the steps that are known so far.
//
// In the browser a worker takes the steps: the same client in another role. A
// Desk says what to study and keeps what comes back; a Clerk, in the worker,
// does it. Where there is no worker, the page's own clerk does it in small
// slices.
package study

import (
	"errors"
	"fmt"

	"attnexperts/calc/moe"
)

// Kind is what is studied.
type Kind string

// The kinds. Of a loop only the routing and its rate are used, of a training all.
const (
	// Train is a layer that learns: see [moe.Trainer].
	Train Kind = "train"
	// Bias is a router that a bias balances: see [moe.BiasLoop].
	Bias Kind = "bias"
	// Aux is a router that the auxiliary loss balances: see [moe.AuxLoop].
	Aux Kind = "aux"
)

// Task names a course: equal tasks have equal courses, on every machine.
type Task struct {
	Kind Kind         `json:"kind"`
	Of   moe.Training `json:"of"`
}

// Want is a task and the step that it is wanted to.
type Want struct {
	Task Task `json:"task"`
	To   int  `json:"to"`
}

// Record is what is known of a step.
type Record struct {
	// Loss is the task loss, of a training.
	Loss float64 `json:"l,omitempty"`
	// Loads are the assignments each expert was given; Dropped is how many of
	// them had no room.
	Loads   []uint16 `json:"n"`
	Dropped int      `json:"d,omitempty"`
	// Bias is what was added to the scores, or to the logits, of each expert: of a
	// loop.
	Bias []float64 `json:"b,omitempty"`
}

// Of returns the loads as package moe measures them.
func (r Record) Of() moe.Loads {
	loads := make(moe.Loads, len(r.Loads))
	for e, n := range r.Loads {
		loads[e] = int(n)
	}
	return loads
}

// Total is how many assignments there are.
func (r Record) Total() int {
	total := 0
	for _, n := range r.Loads {
		total += int(n)
	}
	return total
}

// steps begins a task: each call of what it returns gives the record of a step,
// from step 0 on. It is a [*moe.DivergedError] where training has diverged.
func (t Task) steps() (next func() (Record, error), err error) {
	switch t.Kind {
	case Train:
		return training(t.Of)
	case Bias:
		l, err := moe.NewBiasLoop(t.Of.Config, t.Of.BiasRate)
		if err != nil {
			return nil, err
		}
		return looping(l.Step), nil
	case Aux:
		l, err := moe.NewAuxLoop(t.Of.Config, t.Of.Aux)
		if err != nil {
			return nil, err
		}
		return looping(l.Step), nil
	}
	return nil, fmt.Errorf("kind is %q: nothing is studied so", t.Kind)
}

func training(c moe.Training) (func() (Record, error), error) {
	trainer, err := moe.NewTrainer(c)
	if err != nil {
		if diverged := new(moe.DivergedError); !errors.As(err, &diverged) {
			return nil, err
		}
		return func() (Record, error) { return Record{}, err }, nil
	}
	begun := false
	return func() (Record, error) {
		if begun {
			if err := trainer.Step(); err != nil {
				return Record{}, err
			}
		}
		begun = true
		r := trainer.Record()
		return Record{Loss: r.TaskLoss, Loads: short(r.Wanted), Dropped: r.Dropped()}, nil
	}, nil
}

func looping(step func() moe.BiasStep) func() (Record, error) {
	return func() (Record, error) {
		s := step()
		return Record{Loads: short(s.Loads), Bias: s.Bias}, nil
	}
}

// short keeps loads in as little room as they need: a batch of the page has at
// most [scenario.MaxRoutedTokens] tokens, and an expert no more.
func short(loads moe.Loads) []uint16 {
	s := make([]uint16, len(loads))
	for e, n := range loads {
		s[e] = uint16(n)
	}
	return s
}

// size is roughly what a step of a loop computes: a logit for each token and
// expert.
func (t Task) size() int { return t.Of.Tokens * t.Of.Experts }
