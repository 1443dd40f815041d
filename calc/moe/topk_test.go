package moe

import (
	"math"
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"
)

// sorted is the oracle: all indices, by falling score.
func sorted(scores []float64) []int32 {
	order := make([]int32, len(scores))
	for i := range order {
		order[i] = int32(i)
	}
	sort.SliceStable(order, func(i, j int) bool { return scores[order[i]] > scores[order[j]] })
	return order
}

// scores draws numbers of which many are equal.
func scores(least, most int) *rapid.Generator[[]float64] {
	some := []float64{0, 1, -1, 0.5, 2, math.Inf(-1), 1e-300}
	return rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(some), rapid.Float64Range(-3, 3)), least, most)
}

func TestTopKAgreesWithSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := scores(1, 90).Draw(t, "scores")
		k := rapid.IntRange(0, len(list)).Draw(t, "k")
		got := make([]int32, k)
		TopK(got, list)
		if want := sorted(list)[:k]; !slices.Equal(got, want) {
			t.Fatalf("TopK(%v) = %v, want %v", list, got, want)
		}
	})
}

// Long rows of few different scores, where later ones must not push out earlier
// ones that are as good.
func TestTopKKeepsTheEarlierOfEqualScores(t *testing.T) {
	s := newSource(1, 0, 0)
	for range 2000 {
		list, got := make([]float64, 20+s.below(60)), make([]int32, 1+s.below(20))
		for i := range list {
			list[i] = float64(s.below(8))
		}
		TopK(got, list)
		if want := sorted(list)[:len(got)]; !slices.Equal(got, want) {
			t.Fatalf("TopK(%v) = %v, want %v", list, got, want)
		}
	}
}

func TestBestAgreesWithSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := scores(1, 200).Draw(t, "scores")
		count := rapid.IntRange(0, len(list)).Draw(t, "count")
		got := make([]int32, len(list))
		for i, j := range Order(rapid.Uint64().Draw(t, "seed"), len(list)) {
			got[i] = int32(j)
		}
		best(got, list, count)
		if want := sorted(list); !slices.Equal(got[:count], want[:count]) {
			t.Fatalf("best %d of %v: %v, want %v", count, list, got[:count], want[:count])
		}
		slices.Sort(got)
		for i, j := range got {
			if i != int(j) {
				t.Fatalf("the list has lost %d", i)
			}
		}
	})
}

func TestTopKRowsChoosesInEachRow(t *testing.T) {
	table := []float64{1, 3, 2, 9, 8, 7, 5, 5, 5}
	got := make([]int32, 6)
	TopKRows(got, table, 3, 2)
	if want := []int32{1, 2, 0, 1, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("TopKRows = %v, want %v", got, want)
	}
}

func TestTopKAllocatesNothing(t *testing.T) {
	list, dst := make([]float64, 256), make([]int32, 8)
	if n := testing.AllocsPerRun(100, func() { TopK(dst, list) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
