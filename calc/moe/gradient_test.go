package moe

import (
	"fmt"
	"math"
	"testing"
)

// loss runs the trainer's batch through the layer once more.
func (t *Trainer) loss() float64 {
	t.forward()
	return t.pass.taskLoss + t.config.Aux*t.pass.auxLoss + t.config.Z*t.pass.zLoss
}

// gradientConfigs are all ways that a gradient takes.
func gradientConfigs() map[string]Training {
	base := DefaultTraining()
	base.Tokens, base.Experts, base.K, base.Width, base.Hidden, base.Clusters = 30, 8, 2, 5, 6, 4
	base.Aux, base.Z, base.Scale, base.LearningRate = 0.3, 0.05, 1.7, 0.02
	configs := map[string]Training{}
	add := func(name string, change func(*Training)) {
		c := base
		change(&c)
		configs[name] = c
	}
	add("softmax", func(*Training) {})
	add("softmax, losses off", func(c *Training) { c.Aux, c.Z = 0, 0 })
	add("softmax renormalised", func(c *Training) { c.Renormalize = true })
	add("softmax renormalised, losses off", func(c *Training) { c.Renormalize, c.Aux, c.Z = true, 0, 0 })
	add("softmax after", func(c *Training) { c.Router, c.K = SoftmaxAfter, 3 })
	add("softmax with bias", func(c *Training) { c.BiasRate = 0.02 })
	add("sigmoid", func(c *Training) { c.Router = Sigmoid })
	add("sigmoid renormalised, bias, groups", func(c *Training) {
		c.Router, c.Renormalize, c.BiasRate, c.Groups, c.KeepGroups = Sigmoid, true, 0.02, 4, 2
	})
	add("drops in order", func(c *Training) { c.Renormalize, c.Overflow, c.CapacityFactor = true, DropLast, 0.6 })
	add("drops by priority", func(c *Training) { c.Router, c.Overflow, c.CapacityFactor = Sigmoid, DropLeast, 0.6 })
	add("expert choice", func(c *Training) { c.Router = ExpertChoice })
	return configs
}

func TestGradientsAgreeWithFiniteDifferences(t *testing.T) {
	for name, c := range gradientConfigs() {
		t.Run(name, func(t *testing.T) {
			trainer, err := NewTrainer(c)
			if err != nil {
				t.Fatal(err)
			}
			for range 5 {
				if err := trainer.Step(); err != nil {
					t.Fatal(err)
				}
			}
			if c.Overflow != KeepAll && trainer.Record().Dropped() == 0 {
				t.Error("nothing is dropped")
			}
			trainer.backward()
			g, p := trainer.gradient, trainer.parameters
			for group, pair := range map[string][2][]float64{
				"router": {g.router, p.router}, "in": {g.in, p.in}, "inBias": {g.inBias, p.inBias},
				"out": {g.out, p.out}, "outBias": {g.outBias, p.outBias},
			} {
				if err := agree(trainer, pair[0], pair[1]); err != nil {
					t.Errorf("%s: %v", group, err)
				}
			}
		})
	}
}

// agree compares a part of the gradient with central differences, to 10^-6 of
// each number; a number that is small in its part, to 10^-6 of a hundredth of
// the largest.
func agree(t *Trainer, gradient, parameters []float64) error {
	gradient = append([]float64(nil), gradient...)
	largest := 0.0
	for _, g := range gradient {
		largest = math.Max(largest, math.Abs(g))
	}
	if largest == 0 {
		return fmt.Errorf("the gradient is 0")
	}
	const h = 3e-5
	for i, g := range gradient {
		was := parameters[i]
		parameters[i] = was + h
		up := t.loss()
		parameters[i] = was - h
		down := t.loss()
		parameters[i] = was
		difference := (up - down) / (2 * h)
		if math.Abs(difference-g) > 1e-6*math.Max(math.Abs(g), largest/100) {
			return fmt.Errorf("parameter %d has gradient %v, differences give %v", i, g, difference)
		}
	}
	return nil
}

// The layer by its definition, token by token and number by number.
func TestTaskLossIsThatOfTheLayer(t *testing.T) {
	for name, c := range gradientConfigs() {
		trainer, err := NewTrainer(c)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if err := trainer.Step(); err != nil {
				t.Fatal(err)
			}
		}
		n, w, h := trainer.parameters, c.Width, c.Hidden
		square := 0.0
		for token := range c.Tokens {
			x := trainer.pass.tokens[token*w : (token+1)*w]
			for i := range w {
				off := -trainer.pass.want[token*w+i]
				for _, a := range trainer.Routing().Of(token) {
					if a.Fate != Kept {
						continue
					}
					e := int(a.Expert)
					y := n.outBias[e*w+i]
					for j := range h {
						unit := n.inBias[e*h+j]
						for k := range w {
							unit += x[k] * n.in[(e*w+k)*h+j]
						}
						y += math.Max(0, unit) * n.out[(e*h+j)*w+i]
					}
					off += a.Weight * y
				}
				square += off * off
			}
		}
		if want := square / float64(c.Tokens*w); !near(trainer.Record().TaskLoss, want) {
			t.Errorf("%s: task loss %v, want %v", name, trainer.Record().TaskLoss, want)
		}
	}
}

// Adam's paper, algorithm 1, line by line.
func TestOptimizerIsAdam(t *testing.T) {
	c := DefaultTraining()
	c.LearningRate = 0.1
	o := newOptimizer(c)
	got := make([]float64, len(o.mean))
	theta, m, v := 0.0, 0.0, 0.0
	for step := 1; step <= 20; step++ {
		g := math.Sin(float64(step)) * 1e-7
		gradient := make([]float64, len(got))
		gradient[3] = g
		o.update(got, gradient)
		m = 0.9*m + 0.1*g
		v = 0.999*v + 0.001*g*g
		theta -= 0.1 * (m / (1 - math.Pow(0.9, float64(step)))) / (math.Sqrt(v/(1-math.Pow(0.999, float64(step)))) + 1e-8)
		if math.Abs(got[3]-theta) > 1e-12 {
			t.Fatalf("step %d: %v, want %v", step, got[3], theta)
		}
	}
}
