package moe

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// trained returns the mean record of the last 50 of so many steps, with the
// loads of all of them added up.
func trained(t *testing.T, steps int, change func(*Training)) (task float64, loads Loads, dropped float64) {
	t.Helper()
	c := DefaultTraining()
	change(&c)
	trainer, err := NewTrainer(c)
	if err != nil {
		t.Fatal(err)
	}
	loads = make(Loads, c.Experts)
	for step := range steps {
		if err := trainer.Step(); err != nil {
			t.Fatal(err)
		}
		if r := trainer.Record(); step >= steps-50 {
			task += r.TaskLoss / 50
			dropped += float64(r.Dropped()) / 50
			for e, n := range r.Wanted {
				loads[e] += n
			}
		}
	}
	return task, loads, dropped
}

// What the lesson shows: collapse is seen, each remedy helps, and each has its
// price.
func TestCollapseIsSeenAndRemediesHelp(t *testing.T) {
	report := func(name string, task float64, l Loads, dropped float64) {
		t.Logf("%-22s task loss %.3f, MaxVio %.2f, unused %d, dropped %.0f", name, task, l.MaxViolation(), l.Unused(), dropped)
	}
	const steps = 1000
	collapsed, l, dropped := trained(t, steps, func(*Training) {})
	report("nothing", collapsed, l, dropped)
	if l.MaxViolation() < 5 || l.Unused() < 5 {
		t.Errorf("without balancing: MaxVio %v, %d unused; want a collapse", l.MaxViolation(), l.Unused())
	}
	remedy := func(name string, violation, least, most float64, change func(*Training)) float64 {
		task, l, dropped := trained(t, steps, change)
		report(name, task, l, dropped)
		if l.MaxViolation() > violation || l.Unused() > 0 {
			t.Errorf("%s: MaxVio %v, %d unused", name, l.MaxViolation(), l.Unused())
		}
		if share := task / collapsed; share < least || share > most {
			t.Errorf("%s: the task loss is %.2f of the collapsed one's, want %v to %v", name, share, least, most)
		}
		return task
	}
	gentle := remedy("aux 0.1", 0.5, 0, 0.6, func(c *Training) { c.Aux = 0.1 })
	strong := remedy("aux 10", 0.5, 0, 1, func(c *Training) { c.Aux = 10 })
	if strong < 1.3*gentle {
		t.Errorf("an auxiliary loss 100 times as strong has task loss %v, want more than %v: it should cost", strong, gentle)
	}
	remedy("bias 0.01", 0.5, 0, 0.6, func(c *Training) { c.BiasRate = 0.01 })
	remedy("sigmoid, bias 0.01", 0.5, 0, 0.6, func(c *Training) { c.Router, c.BiasRate = Sigmoid, 0.01 })
	remedy("expert choice", 0, 0, 1, func(c *Training) { c.Router = ExpertChoice })
	// A capacity alone balances what is computed, not what is wanted, and pays.
	limited, l, dropped := trained(t, steps, func(c *Training) { c.Overflow = DropLast })
	report("capacity 1.25", limited, l, dropped)
	if limited < 2*collapsed || dropped < 50 {
		t.Errorf("a capacity alone: task loss %v, %v dropped; want a high price", limited, dropped)
	}
	limited, l, dropped = trained(t, steps, func(c *Training) { c.Overflow, c.Aux = DropLast, 0.1 })
	report("capacity 1.25, aux 0.1", limited, l, dropped)
	if dropped > 30 {
		t.Errorf("a capacity with the auxiliary loss: %v dropped; want few", dropped)
	}
	plain, with := 0.0, 0.0
	for _, z := range []float64{0, 0.01} {
		trainer, _ := NewTrainer(func() Training { c := DefaultTraining(); c.Z = z; return c }())
		for range 300 {
			_ = trainer.Step()
		}
		plain, with = with, trainer.Record().ZLoss
	}
	if with > plain/2 {
		t.Errorf("the z-loss is %v trained on and %v not", with, plain)
	}
}

func TestDivergenceIsSaidAndNeverReported(t *testing.T) {
	for _, test := range []struct {
		change func(*Training)
		advice string
	}{
		{func(c *Training) { c.LearningRate = 10 }, "learning-rate"},
		{func(c *Training) { c.LearningRate = 1e300 }, "learning-rate"},
		{func(c *Training) { c.LearningRate, c.Router = 1e300, ExpertChoice }, "learning-rate"},
		{func(c *Training) { c.LearningRate, c.Router, c.Groups, c.KeepGroups = 1e200, Sigmoid, 4, 2 }, "learning-rate"},
		{func(c *Training) { c.Aux = 1e300 }, "aux"},
		{func(c *Training) { c.Z = 1e300 }, "z 1e+300"},
	} {
		c := DefaultTraining()
		test.change(&c)
		trainer, err := NewTrainer(c)
		if err != nil {
			t.Fatal(err)
		}
		var diverged *DivergedError
		for range 50 {
			if err = trainer.Step(); err != nil {
				break
			}
		}
		if !errors.As(err, &diverged) || !strings.Contains(err.Error(), test.advice) {
			t.Fatalf("%+v: error %v", c, err)
		}
		r := trainer.Record()
		checkFinite(t, r)
		if r.Step != diverged.Step-1 {
			t.Errorf("the last record is of step %d, divergence was at %d", r.Step, diverged.Step)
		}
		if again := trainer.Step(); again != err {
			t.Errorf("one step more: %v", again)
		}
	}
}

// A parameter that is not a number must be noticed wherever it is; one that is
// infinite may end in a ReLU, but not in what is reported.
func TestDivergenceIsNoticedInEveryPart(t *testing.T) {
	for name, c := range gradientConfigs() {
		for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			for part := range 5 {
				trainer, err := NewTrainer(c)
				if err != nil {
					t.Fatal(err)
				}
				n := trainer.parameters
				list := [][]float64{n.router, n.in, n.inBias, n.out, n.outBias}[part]
				for i := range list {
					list[i] = bad
				}
				trainer.measure()
				if trainer.failed == nil && math.IsNaN(bad) {
					t.Errorf("%s, part %d is NaN: not noticed", name, part)
				}
				checkFinite(t, trainer.Record())
			}
		}
	}
}

func checkFinite(t *testing.T, r Record) {
	t.Helper()
	for _, f := range []float64{r.TaskLoss, r.AuxLoss, r.ZLoss, r.Loss, r.Wanted.MaxViolation(), r.Wanted.Entropy(), r.Wanted.Variation()} {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			t.Errorf("reports %+v", r)
		}
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for name, c := range gradientConfigs() {
		trainer, err := NewTrainer(c)
		if err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(20, func() { _ = trainer.Step() }); n != 0 {
			t.Errorf("%s: %v allocations a step", name, n)
		}
	}
}

func TestRecordDescribesTheRouting(t *testing.T) {
	c := DefaultTraining()
	c.Overflow, c.K, c.BiasRate = DropLast, 2, 0.03
	trainer, err := NewTrainer(c)
	if err != nil {
		t.Fatal(err)
	}
	bias := make([]float64, c.Experts)
	for range 20 {
		r, routing := trainer.Record(), trainer.Routing()
		if !slices.Equal(r.Wanted, routing.Wanted()) || !slices.Equal(r.Kept, routing.Kept()) ||
			r.Dropped() != routing.Dropped() || r.DroppedTokens != routing.DroppedTokens() {
			t.Fatalf("record %+v, routing %v kept %v", r, routing.Wanted(), routing.Kept())
		}
		if !slices.Equal(r.Bias, bias) {
			t.Fatalf("bias %v, want %v", r.Bias, bias)
		}
		for e, n := range r.Wanted {
			switch mean := float64(c.Tokens*c.K) / float64(c.Experts); {
			case float64(n) < mean:
				bias[e] += c.BiasRate
			case float64(n) > mean:
				bias[e] -= c.BiasRate
			}
		}
		if want := routing.AuxLoss(1); !near(r.AuxLoss, want) {
			t.Fatalf("auxiliary loss %v, want %v", r.AuxLoss, want)
		}
		if err := trainer.Step(); err != nil {
			t.Fatal(err)
		}
	}
}
