package moe

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// small returns a config of the given size with nothing special.
func small(tokens, experts, k int) Config {
	c := Default()
	c.Tokens, c.Experts, c.K, c.Devices = tokens, experts, k, 1
	return c
}

// cyclic is a batch in which token t likes experts t, t + 1, … best, in this
// order: with tokens a multiple of experts, every top-k is balanced.
func cyclic(c Config) Batch {
	b := Batch{c.Tokens, c.Experts, make([]float64, c.Tokens*c.Experts)}
	for t := range c.Tokens {
		for i := range c.Experts {
			b.Row(t)[(t+i)%c.Experts] = -0.3 * float64(i)
		}
	}
	return b
}

// everyone is a batch in which all tokens like all experts alike, the first
// ones a little more.
func everyone(c Config) Batch {
	b := Batch{c.Tokens, c.Experts, make([]float64, c.Tokens*c.Experts)}
	for i := range b.Logits {
		b.Logits[i] = -float64(i % c.Experts)
	}
	return b
}

// Switch Transformer, figure 3: 6 tokens, 3 experts, capacity factor 1.0 gives
// 2 slots, and 1.5 gives 3.
func TestCapacityIsThatOfTheSwitchTransformer(t *testing.T) {
	c := small(6, 3, 1)
	c.Overflow = DropLast
	for factor, want := range map[float64]int{1: 2, 1.5: 3, 0.1: 0, 100: 6, 1.25: 2} {
		c.CapacityFactor = factor
		if got := c.Capacity(); got != want {
			t.Errorf("capacity factor %v gives %d, want %d", factor, got, want)
		}
	}
	// In binary 0.29 · 100 is below 29.
	c = small(100, 10, 10)
	c.Overflow, c.CapacityFactor = DropLast, 0.29
	if got := c.Capacity(); got != 29 {
		t.Errorf("capacity factor 0.29 of 100 gives %d, want 29", got)
	}
}

func TestRoomCanBeChangedAfterwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := configs().Draw(t, "config")
		c.Router = rapid.SampledFrom([]Router{Softmax, SoftmaxAfter, Sigmoid}).Draw(t, "router of tokens")
		c.Overflow = rapid.SampledFrom([]Overflow{DropLast, DropLeast}).Draw(t, "overflow")
		b := c.Batch(0)
		want := route(t, c, b, nil)
		wide := c
		wide.CapacityFactor = MaxExperts
		before := route(t, wide, b, nil)
		got := before.WithRoom(c.Capacity())
		if got.Capacity != want.Capacity || !slices.Equal(got.Assignments, want.Assignments) {
			t.Fatalf("%+v: the assignments are %v, want %v", c, got.Assignments, want.Assignments)
		}
		if before.Dropped() > 0 {
			t.Fatal("the routing itself has changed")
		}
	})
}

func TestDropsAreWhatIsPastTheCapacity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := configs().Draw(t, "config")
		r := route(t, c, c.Batch(0), nil)
		want := 0
		for e, n := range r.Wanted() {
			want += max(0, n-c.Capacity())
			if kept := r.Kept()[e]; kept != min(n, c.Capacity()) {
				t.Fatalf("expert %d keeps %d of %d, capacity %d", e, kept, n, c.Capacity())
			}
		}
		if got := r.Dropped(); got != want {
			t.Fatalf("%d dropped, want %d", got, want)
		}
		lost := 0
		for token := range c.Tokens {
			if !slices.ContainsFunc(r.Of(token), func(a Assignment) bool { return a.Fate == Kept }) {
				lost++
			}
		}
		if got := r.DroppedTokens(); got != lost {
			t.Fatalf("%d tokens dropped, want %d", got, lost)
		}
	})
}

func TestOrderDecidesWhoIsDroppedAndPriorityDoesNot(t *testing.T) {
	c := small(8, 4, 1)
	c.Overflow = DropLast
	b := everyone(c)
	// Token 5 wants the first expert most.
	b.Row(5)[0] = 3
	kept := func(c Config, b Batch) []int32 {
		var list []int32
		for _, a := range route(t, c, b, nil).Assignments {
			if a.Fate == Kept {
				list = append(list, a.Token)
			}
		}
		return list
	}
	if got := kept(c, b); !slices.Equal(got, []int32{0, 1}) {
		t.Errorf("in order tokens %v are kept, want 0 and 1", got)
	}
	c.Overflow = DropLeast
	if got := kept(c, b); !slices.Equal(got, []int32{0, 5}) {
		t.Errorf("by priority tokens %v are kept, want 0 and 5", got)
	}
	moved, err := b.Reorder([]int{5, 7, 6, 0, 1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	if got := kept(c, moved); !slices.Equal(got, []int32{0, 1}) {
		t.Errorf("reordered, by priority tokens %v are kept, want old 5 and 7, now 0 and 1", got)
	}
}

func TestSoftmaxBeforeAndAfterAgreeOnlyIfRenormalised(t *testing.T) {
	c := small(64, 16, 4)
	b := c.Batch(0)
	before, plain := c, c
	plain.Renormalize = false
	after := c
	after.Router, after.Renormalize = SoftmaxAfter, false
	one, two, three := route(t, before, b, nil), route(t, after, b, nil), route(t, plain, b, nil)
	for i, a := range one.Assignments {
		if a.Expert != two.Assignments[i].Expert || a.Expert != three.Assignments[i].Expert {
			t.Fatalf("assignment %d: different experts", i)
		}
		if math.Abs(a.Weight-two.Assignments[i].Weight) > 1e-15 {
			t.Errorf("assignment %d: renormalised weight %v, softmax after %v", i, a.Weight, two.Assignments[i].Weight)
		}
		if three.Assignments[i].Weight >= a.Weight {
			t.Errorf("assignment %d: weight %v without renormalising, %v with", i, three.Assignments[i].Weight, a.Weight)
		}
	}
}

func TestExpertChoiceHasNoVarianceOfLoad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := configs().Filter(func(c Config) bool { return c.Router == ExpertChoice }).Draw(t, "config")
		r := route(t, c, c.Batch(0), nil)
		if v, m := r.Wanted().Variation(), r.Wanted().MaxViolation(); v != 0 || m != 0 {
			t.Fatalf("coefficient of variation %v, MaxVio %v", v, m)
		}
	})
}

func TestBiasNeverChangesTheWeightOfAnUnchangedChoice(t *testing.T) {
	unchanged := 0
	rapid.Check(t, func(t *rapid.T) {
		c := configs().Filter(func(c Config) bool { return c.Router != ExpertChoice }).Draw(t, "config")
		b := c.Batch(0)
		bias := rapid.SliceOfN(rapid.Float64Range(-0.3, 0.3), c.Experts, c.Experts).Draw(t, "bias")
		without, with := route(t, c, b, nil), route(t, c, b, bias)
		for token := range c.Tokens {
			weights := func(r *Routing) map[int32]float64 {
				m := map[int32]float64{}
				for _, a := range r.Of(token) {
					m[a.Expert] = a.Weight
				}
				return m
			}
			old, now := weights(without), weights(with)
			same := true
			for e := range now {
				_, was := old[e]
				same = same && was
			}
			for e, w := range now {
				if same && w != old[e] {
					t.Fatalf("token %d, expert %d: weight %v became %v", token, e, old[e], w)
				}
			}
			if same {
				unchanged++
			}
		}
	})
	if unchanged == 0 {
		t.Error("no choice stayed unchanged: nothing was tested")
	}
}

// DeepSeek-V3's rule by hand: 4 groups of 2, the best 2 stay.
func TestGroupsAreScoredByTheirTwoBest(t *testing.T) {
	c := small(1, 8, 2)
	c.Router, c.Groups, c.KeepGroups = Sigmoid, 4, 2
	logit := func(s float64) float64 { return math.Log(s / (1 - s)) }
	b := Batch{1, 8, nil}
	//                         1.10      1.00        1.30      0.20
	for _, s := range []float64{0.9, 0.2, 0.5, 0.5, 0.7, 0.6, 0.1, 0.1} {
		b.Logits = append(b.Logits, logit(s))
	}
	list := route(t, c, b, nil).Of(0)
	if list[0].Expert != 0 || list[1].Expert != 4 {
		t.Errorf("experts %d and %d, want 0 and 4", list[0].Expert, list[1].Expert)
	}
	if math.Abs(list[0].Weight-0.9/1.6) > 1e-12 {
		t.Errorf("weight %v, want 0.9 ÷ (0.9 + 0.7)", list[0].Weight)
	}
	// A bias on expert 3 brings its group in, to 1.6, but its weight is s alone.
	list = route(t, c, b, []float64{0, 0, 0, 0.6, 0, 0, 0, 0}).Of(0)
	if list[0].Expert != 3 || list[1].Expert != 4 {
		t.Errorf("with a bias experts %d and %d, want 3 and 4", list[0].Expert, list[1].Expert)
	}
	if math.Abs(list[0].Weight-0.5/1.2) > 1e-12 || math.Abs(list[0].Score-1.1) > 1e-12 {
		t.Errorf("weight %v and score %v, want 0.5 ÷ 1.2 and 1.1", list[0].Weight, list[0].Score)
	}
}

func TestTiesGoToTheLowerIndex(t *testing.T) {
	for _, router := range Routers() {
		c := small(6, 3, 1)
		c.Router = router
		r := route(t, c, Batch{6, 3, make([]float64, 18)}, nil)
		for i, a := range r.Assignments {
			want := Assignment{Token: int32(i), Expert: 0, Rank: int32(i)}
			if router == ExpertChoice {
				// Each expert takes tokens 0 and 1.
				want = Assignment{Token: int32(i / 3), Expert: int32(i % 3), Rank: int32(i / 3)}
			}
			if a.Token != want.Token || a.Expert != want.Expert || a.Rank != want.Rank {
				t.Errorf("%s: assignment %d is %+v", router, i, a)
			}
		}
	}
}

func TestRouteRefusesWhatDoesNotFit(t *testing.T) {
	c := small(4, 4, 1)
	wrong := small(5, 4, 1)
	if _, err := c.Route(wrong.Batch(0), nil); err == nil {
		t.Error("a batch of another size is routed")
	}
	if _, err := c.Route(c.Batch(0), []float64{1}); err == nil {
		t.Error("a bias for one of four experts is used")
	}
	c.Router = ExpertChoice
	if _, err := c.Route(c.Batch(0), make([]float64, 4)); err == nil {
		t.Error("a bias is used where experts choose")
	}
	c.K = 9
	if _, err := c.Route(c.Batch(0), nil); err == nil {
		t.Error("k above experts is routed")
	}
}
