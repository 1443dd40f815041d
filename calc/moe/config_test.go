package moe

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestCheckNamesWhatCannotBeUsed(t *testing.T) {
	nan := math.NaN()
	for _, test := range []struct {
		field  string
		change func(*Training)
	}{
		{"router", func(c *Training) { c.Router = "best" }},
		{"overflow", func(c *Training) { c.Overflow = "" }},
		{"tokens", func(c *Training) { c.Tokens = 0 }},
		{"tokens", func(c *Training) { c.Tokens = MaxTokens + 1 }},
		{"experts", func(c *Training) { c.Experts = MaxExperts + 1 }},
		{"k is", func(c *Training) { c.K = c.Experts + 1 }},
		{"k is", func(c *Training) { c.K = 0 }},
		{"tokens × k", func(c *Training) { c.Tokens, c.Experts, c.K = MaxTokens, 64, 64 }},
		{"scale", func(c *Training) { c.Scale = 0 }},
		{"scale", func(c *Training) { c.Scale = nan }},
		{"capacity", func(c *Training) { c.CapacityFactor = 0 }},
		{"capacity", func(c *Training) { c.CapacityFactor = math.Inf(1) }},
		{"capacity", func(c *Training) { c.CapacityFactor = nan }},
		{"groups", func(c *Training) { c.Groups = 3 }},
		{"groups", func(c *Training) { c.Groups = 0 }},
		{"keep-groups", func(c *Training) { c.Groups, c.KeepGroups = 4, 5 }},
		{"keep-groups", func(c *Training) { c.Groups, c.KeepGroups, c.K = 8, 1, 3 }},
		{"shared", func(c *Training) { c.Shared = -1 }},
		{"devices", func(c *Training) { c.Devices = c.Experts + 1 }},
		{"devices", func(c *Training) { c.Devices = 0 }},
		{"skew", func(c *Training) { c.Skew = -1 }},
		{"skew", func(c *Training) { c.Skew = nan }},
		{"overflow", func(c *Training) { c.Router, c.Overflow = ExpertChoice, DropLast }},
		{"keep-groups", func(c *Training) { c.Router, c.Groups, c.KeepGroups = ExpertChoice, 4, 2 }},
		{"k × tokens", func(c *Training) { c.Router, c.Tokens = ExpertChoice, 15 }},
		{"tokens", func(c *Training) { c.Tokens = MaxTrainingTokens + 1 }},
		{"width", func(c *Training) { c.Width = 0 }},
		{"hidden", func(c *Training) { c.Hidden = MaxWidth + 1 }},
		{"clusters", func(c *Training) { c.Clusters = 0 }},
		{"learning-rate", func(c *Training) { c.LearningRate = nan }},
		{"aux", func(c *Training) { c.Aux = math.Inf(1) }},
		{"z", func(c *Training) { c.Z = -1 }},
		{"bias-rate", func(c *Training) { c.BiasRate = 2 }},
		{"bias-rate", func(c *Training) { c.BiasRate, c.Router = 0.1, ExpertChoice }},
	} {
		c := DefaultTraining()
		test.change(&c)
		err := c.Check()
		if err == nil || !strings.HasPrefix(err.Error(), test.field) {
			t.Errorf("%+v: error %v, want one that begins with %q", c, err, test.field)
		}
		if _, err := NewTrainer(c); err == nil {
			t.Errorf("%+v is trained", c)
		}
	}
	if err := DefaultTraining().Check(); err != nil {
		t.Error(err)
	}
	if err := Default().Check(); err != nil {
		t.Error(err)
	}
}

func TestSkewIsZipfs(t *testing.T) {
	c := Default()
	c.Skew = 1.5
	popularity := c.Popularity()
	slices.Sort(popularity)
	slices.Reverse(popularity)
	for i, p := range popularity {
		if want := -1.5 * math.Log(float64(i+1)); math.Abs(p-want) > 1e-12 {
			t.Errorf("place %d has popularity %v, want %v", i+1, p, want)
		}
	}
	// And the logits have that mean.
	c.Tokens, c.Experts = 20_000, 4
	b, popularity := c.Batch(0), c.Popularity()
	for e := range c.Experts {
		mean := 0.0
		for token := range c.Tokens {
			mean += b.Row(token)[e] / float64(c.Tokens)
		}
		if math.Abs(mean-popularity[e]) > 0.03 {
			t.Errorf("expert %d: mean logit %v, want %v", e, mean, popularity[e])
		}
	}
}

func TestMoreSkewIsLessBalance(t *testing.T) {
	last := -1.0
	for _, skew := range []float64{0, 0.5, 1, 2} {
		c := Default()
		c.Tokens, c.Skew = 2048, skew
		now := route(t, c, c.Batch(0), nil).Wanted().MaxViolation()
		if now <= last {
			t.Errorf("skew %v: MaxVio %v, not above %v", skew, now, last)
		}
		last = now
	}
}

func TestBatchesFollowSeedAndStep(t *testing.T) {
	c := Default()
	other := c
	other.Seed++
	if !slices.Equal(c.Batch(0).Logits, c.Batch(0).Logits) {
		t.Error("one seed, two batches")
	}
	if slices.Equal(c.Batch(0).Logits, c.Batch(1).Logits) || slices.Equal(c.Batch(0).Logits, other.Batch(0).Logits) {
		t.Error("two steps, or two seeds, one batch")
	}
}

func TestReorderMovesTokens(t *testing.T) {
	c := small(50, 4, 1)
	b, order := c.Batch(0), Order(3, 50)
	moved, err := b.Reorder(order)
	if err != nil {
		t.Fatal(err)
	}
	for i, from := range order {
		if !slices.Equal(moved.Row(i), b.Row(from)) {
			t.Errorf("place %d does not hold token %d", i, from)
		}
	}
	if slices.IsSorted(order) {
		t.Error("the order is not shuffled")
	}
	slices.Sort(order)
	for i, token := range order {
		if i != token {
			t.Fatalf("the order lacks token %d", i)
		}
	}
	for _, bad := range [][]int{nil, make([]int, 50), append(order[:49:49], 50), append(order[:49:49], -1)} {
		if _, err := b.Reorder(bad); err == nil {
			t.Errorf("order %v is taken", bad)
		}
	}
}

func TestBiasLoopBalances(t *testing.T) {
	c := Default()
	c.Router, c.Skew, c.Tokens = Sigmoid, 1, 1024
	l, err := NewBiasLoop(c, 0.01)
	if err != nil {
		t.Fatal(err)
	}
	bias := make([]float64, c.Experts)
	var first, last Loads
	for step := range 120 {
		s := l.Step()
		if s.Step != step || !slices.Equal(s.Bias, bias) {
			t.Fatalf("step %d: bias %v, want %v", s.Step, s.Bias, bias)
		}
		// The step is Route with that bias on that batch.
		if want := route(t, c, c.Batch(step), bias).Wanted(); !slices.Equal(s.Loads, want) {
			t.Fatalf("step %d: loads %v, want %v", step, s.Loads, want)
		}
		mean := float64(c.Tokens*c.K) / float64(c.Experts)
		for e, n := range s.Loads {
			switch {
			case float64(n) < mean:
				bias[e] += 0.01
			case float64(n) > mean:
				bias[e] -= 0.01
			}
		}
		if step == 0 {
			first = s.Loads
		}
		last = s.Loads
	}
	if first.MaxViolation() < 1.5 || last.MaxViolation() > 0.35 {
		t.Errorf("MaxVio went from %v to %v", first.MaxViolation(), last.MaxViolation())
	}
	c.Router = ExpertChoice
	if _, err := NewBiasLoop(c, 0.01); err == nil {
		t.Error("a bias balances experts that choose")
	}
	c.Router = Sigmoid
	if _, err := NewBiasLoop(c, math.NaN()); err == nil {
		t.Error("the rate may be NaN")
	}
}
