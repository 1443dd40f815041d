package moe

import "testing"

// BenchmarkTopK8Of256 chooses for 65,536 tokens: the speed that is compared
// with plain JavaScript.
func BenchmarkTopK8Of256(b *testing.B) {
	const tokens, experts, k = 65_536, 256, 8
	s := newSource(1, logitStream, 0)
	logits := make([]float64, tokens*experts)
	for i := range logits {
		logits[i] = s.normal()
	}
	dst := make([]int32, tokens*k)
	b.ReportAllocs()
	for b.Loop() {
		TopKRows(dst, logits, experts, k)
	}
}

// benchRoute routes what a drag of the capacity line routes.
func benchRoute(b *testing.B, change func(*Config)) {
	c := Default()
	c.Tokens, c.Experts = 1024, 64
	change(&c)
	batch := c.Batch(0)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Route(batch, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRouteByOrder(b *testing.B) { benchRoute(b, func(c *Config) { c.Overflow = DropLast }) }

func BenchmarkRouteByPriority(b *testing.B) {
	benchRoute(b, func(c *Config) { c.Overflow = DropLeast })
}

func BenchmarkRouteExpertChoice(b *testing.B) {
	benchRoute(b, func(c *Config) { c.Router = ExpertChoice })
}

// BenchmarkStep trains 64 experts on 512 tokens a step, all losses on: at least
// 200 steps a second are wanted in a browser.
func BenchmarkStep(b *testing.B) {
	c := DefaultTraining()
	c.Tokens, c.Experts, c.K, c.Renormalize, c.Aux, c.Z = 512, 64, 2, true, 0.01, 1e-3
	trainer, err := NewTrainer(c)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := trainer.Step(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "steps/s")
}
