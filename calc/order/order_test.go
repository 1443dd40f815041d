package order

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

type pair struct{ key, place int }

func TestByIsTheStableSortOfTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.IntRange(-4, 4)).Draw(t, "keys")
		list := make([]pair, len(keys))
		for i, key := range keys {
			list[i] = pair{key, i}
		}
		want, byKey := slices.Clone(list), func(a, b pair) int { return cmp.Compare(a.key, b.key) }
		slices.SortStableFunc(want, byKey)
		if By(list, byKey); !slices.Equal(list, want) {
			t.Fatalf("%v, want %v", list, want)
		}
	})
}

func TestUp(t *testing.T) {
	list := []string{"b", "", "c", "a", "b"}
	if Up(list); !slices.Equal(list, []string{"", "a", "b", "b", "c"}) {
		t.Errorf("%q", list)
	}
}
