package moe

import (
	"math"
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"
)

// An expected is an assignment as the tests know it.
type expected struct {
	token, expert, rank int
	score, weight       float64
	full                bool
}

// expectedAffinities is from the formulas, with the standard library's exp.
func expectedAffinities(c Config, row []float64) []float64 {
	p, sum := make([]float64, len(row)), 0.0
	for e, x := range row {
		if c.Router == Sigmoid {
			p[e] = 1 / (1 + math.Exp(-x))
			continue
		}
		p[e] = math.Exp(x)
		sum += p[e]
	}
	if c.Router != Sigmoid {
		for e := range p {
			p[e] /= sum
		}
	}
	return p
}

// expectedRouting follows the papers' definitions, token by token, and sorts
// wherever something is chosen. It shares no code with the package.
func expectedRouting(c Config, b Batch, bias []float64) []expected {
	affinity := make([][]float64, c.Tokens)
	for t := range affinity {
		affinity[t] = expectedAffinities(c, b.Logits[t*c.Experts:(t+1)*c.Experts])
	}
	var list []expected
	if c.Router == ExpertChoice {
		room := c.K * c.Tokens / c.Experts
		for e := range c.Experts {
			tokens := make([]int, c.Tokens)
			for t := range tokens {
				tokens[t] = t
			}
			sort.SliceStable(tokens, func(i, j int) bool { return affinity[tokens[i]][e] > affinity[tokens[j]][e] })
			for rank, t := range tokens[:room] {
				list = append(list, expected{t, e, rank, affinity[t][e], c.Scale * affinity[t][e], false})
			}
		}
		sort.SliceStable(list, func(i, j int) bool {
			a, b := list[i], list[j]
			return a.token < b.token || a.token == b.token && a.score > b.score
		})
		return list
	}
	for t := range affinity {
		score := slices.Clone(affinity[t])
		for e := range bias {
			score[e] += bias[e]
		}
		chosen := expectedChoice(c, score)
		sum := 0.0
		for _, e := range chosen {
			sum += affinity[t][e]
		}
		if !c.Renormalize && c.Router != SoftmaxAfter {
			sum = 1
		}
		for _, e := range chosen {
			list = append(list, expected{token: t, expert: e, score: score[e], weight: c.Scale * affinity[t][e] / sum})
		}
	}
	expectedQueues(c, list, affinity)
	return list
}

func expectedChoice(c Config, score []float64) []int {
	size := c.Experts / c.Groups
	worth := make([]float64, c.Groups)
	groups := make([]int, c.Groups)
	for g := range groups {
		groups[g] = g
		best := slices.Clone(score[g*size : (g+1)*size])
		slices.Sort(best)
		slices.Reverse(best)
		for _, s := range best[:min(2, size)] {
			worth[g] += s
		}
	}
	sort.SliceStable(groups, func(i, j int) bool { return worth[groups[i]] > worth[groups[j]] })
	var open []int
	for _, g := range groups[:c.KeepGroups] {
		for e := g * size; e < (g+1)*size; e++ {
			open = append(open, e)
		}
	}
	slices.Sort(open)
	sort.SliceStable(open, func(i, j int) bool { return score[open[i]] > score[open[j]] })
	return open[:c.K]
}

// expectedQueues fills in ranks and who finds no room.
func expectedQueues(c Config, list []expected, affinity [][]float64) {
	for i, a := range list {
		for _, b := range list {
			if b.expert != a.expert || b.token == a.token {
				continue
			}
			mine, other := affinity[a.token][a.expert], affinity[b.token][b.expert]
			before := b.token < a.token
			if c.Overflow == DropLeast {
				before = other > mine || other == mine && b.token < a.token
			}
			if before {
				list[i].rank++
			}
		}
		if c.Overflow != KeepAll {
			list[i].full = float64(list[i].rank+1) > c.CapacityFactor*float64(c.K)*float64(c.Tokens)/float64(c.Experts)+1e-9
		}
	}
}

// configs draws configs of small batches that [Config.Check] allows.
func configs() *rapid.Generator[Config] {
	return rapid.Custom(func(t *rapid.T) Config {
		c := Default()
		c.Router = rapid.SampledFrom(Routers()).Draw(t, "router")
		c.Tokens = rapid.IntRange(1, 40).Draw(t, "tokens")
		c.Groups = rapid.IntRange(1, 4).Draw(t, "groups")
		c.Experts = c.Groups * rapid.IntRange(1, 5).Draw(t, "size")
		c.KeepGroups = rapid.IntRange(1, c.Groups).Draw(t, "keep-groups")
		c.K = rapid.IntRange(1, c.Experts/c.Groups*c.KeepGroups).Draw(t, "k")
		c.Renormalize = rapid.Bool().Draw(t, "renormalize")
		c.Scale = rapid.SampledFrom([]float64{1, 2.5}).Draw(t, "scale")
		c.Overflow = rapid.SampledFrom(Overflows()).Draw(t, "overflow")
		c.CapacityFactor = rapid.SampledFrom([]float64{0.1, 0.29, 0.5, 1, 1.25, 2, 100}).Draw(t, "capacity")
		c.Skew = rapid.Float64Range(0, 3).Draw(t, "skew")
		c.Devices = rapid.IntRange(1, c.Experts).Draw(t, "devices")
		c.Seed = rapid.Uint64().Draw(t, "seed")
		if c.Router == ExpertChoice {
			c.Overflow, c.KeepGroups = KeepAll, c.Groups
			c.Tokens = max(c.Tokens, (c.Experts+c.K-1)/c.K)
		}
		return c
	})
}

// drawBatch draws a batch, now and then one with many equal logits. Between
// tokens these make probabilities that are equal but for rounding, which is not
// the same in the oracle: so not where tokens compete.
func drawBatch(t *rapid.T, c Config) Batch {
	b := c.Batch(rapid.IntRange(0, 3).Draw(t, "step"))
	compete := c.Router == ExpertChoice || c.Overflow == DropLeast
	if !compete && rapid.Bool().Draw(t, "ties") {
		for i := range b.Logits {
			b.Logits[i] = math.Round(b.Logits[i])
		}
	}
	return b
}

// drawBias draws a bias, or none. Its numbers are not so small that they only
// decide how a sum is rounded, which the oracle does not know. Nor does it where groups
// of equal probabilities, biased alike but on different experts, are worth the same:
// so there is none where logits are equal and groups compete.
func drawBias(t *rapid.T, c Config, b Batch) []float64 {
	whole := func(x float64) bool { return x == math.Round(x) }
	equal := whole(b.Logits[0]) && whole(b.Logits[len(b.Logits)-1])
	if c.Router == ExpertChoice || equal && c.KeepGroups < c.Groups || rapid.Bool().Draw(t, "unbiased") {
		return nil
	}
	bias := rapid.SliceOfN(rapid.Float64Range(-0.5, 0.5), c.Experts, c.Experts).Draw(t, "bias")
	for e, b := range bias {
		bias[e] = math.Round(b*1024) / 1024
	}
	return bias
}

func route(t interface {
	Helper()
	Fatal(...any)
}, c Config, b Batch, bias []float64,
) *Routing {
	t.Helper()
	r, err := c.Route(b, bias)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRoutersAgreeWithTheirDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := configs().Draw(t, "config")
		b := drawBatch(t, c)
		bias := drawBias(t, c, b)
		r, want := route(t, c, b, bias), expectedRouting(c, b, bias)
		if len(r.Assignments) != len(want) {
			t.Fatalf("%d assignments, want %d", len(r.Assignments), len(want))
		}
		for i, a := range r.Assignments {
			w := want[i]
			got := expected{int(a.Token), int(a.Expert), int(a.Rank), a.Score, a.Weight, a.Fate == Full}
			if math.Abs(got.score-w.score) > 1e-12 || math.Abs(got.weight-w.weight) > 1e-12 {
				t.Fatalf("assignment %d is %+v, want %+v", i, got, w)
			}
			if got.score, got.weight = w.score, w.weight; got != w {
				t.Fatalf("assignment %d is %+v, want %+v", i, got, w)
			}
		}
		count := 0
		for token := range c.Tokens {
			for _, a := range r.Of(token) {
				if int(a.Token) != token {
					t.Fatalf("Of(%d) has token %d", token, a.Token)
				}
				count++
			}
		}
		if count != len(want) {
			t.Fatalf("Of gives %d assignments of %d", count, len(want))
		}
	})
}
