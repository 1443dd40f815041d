package moe

import "slices"

// TopK writes the indices of the len(dst) largest scores into dst, the largest
// first. Of equal scores the one with the lower index comes first, and stays
// where there is not room for both. There must be at least as many scores as
// dst is long, and none may be NaN; −Inf may be there.
//
// It keeps the best so far in order and looks at each score once: most are not
// above the least of the kept ones and cost one comparison. So it is made for a
// dst that is short, as the experts of a token are: the time grows with
// len(dst) × len(scores) at worst.
func TopK(dst []int32, scores []float64) {
	var short [16]float64
	kept := short[:]
	if len(dst) > len(short) {
		kept = make([]float64, len(dst))
	}
	topK(dst, kept[:len(dst)], scores)
}

// TopKRows is [TopK] for each row of a table of so many columns: the k best
// columns of row r come to dst[r·k : (r+1)·k].
func TopKRows(dst []int32, scores []float64, columns, k int) {
	kept := make([]float64, k)
	for columns > 0 && len(scores) >= columns {
		topK(dst[:k], kept, scores[:columns])
		dst, scores = dst[k:], scores[columns:]
	}
}

// topK is [TopK] with room for the scores of dst, which it leaves in kept.
func topK(dst []int32, kept, scores []float64) {
	last := len(dst) - 1
	if last < 0 {
		return
	}
	kept = kept[:len(dst)]
	i := 0
	for ; i <= last; i++ {
		sink(dst[:i+1], kept[:i+1], scores[i], i)
	}
	least := kept[last]
	// Eight at a time: a turn of a loop costs more than a comparison where Go is
	// compiled to WebAssembly, and a call costs more than both. So what sink
	// does is written out here once more.
	for ; i+8 <= len(scores); i += 8 {
		s := (*[8]float64)(scores[i:])
		if s[0] > least || s[1] > least || s[2] > least || s[3] > least ||
			s[4] > least || s[5] > least || s[6] > least || s[7] > least {
			for q, score := range s {
				if score > least {
					j := last
					for ; j > 0 && score > kept[j-1]; j-- {
						kept[j], dst[j] = kept[j-1], dst[j-1]
					}
					kept[j], dst[j] = score, int32(i+q)
					least = kept[last]
				}
			}
		}
	}
	for ; i < len(scores); i++ {
		if scores[i] > kept[last] {
			sink(dst, kept, scores[i], i)
		}
	}
}

// sink puts a score in its place in kept, which is in falling order but for
// its last element, which is overwritten; and its index likewise in dst.
func sink(dst []int32, kept []float64, score float64, index int) {
	j := len(kept) - 1
	for ; j > 0 && score > kept[j-1]; j-- {
		kept[j], dst[j] = kept[j-1], dst[j-1]
	}
	kept[j], dst[j] = score, int32(index)
}

// best reorders a list of indices so that its first count are those of the
// largest scores, in falling order; of equal scores the lower index is first.
// It is for lists too long for [TopK]: it parts the list as quicksort does,
// follows only the part that holds the border, and sorts what is before it.
func best(list []int32, scores []float64, count int) {
	if count < len(list) {
		for low, high := 0, len(list); high-low > 1; {
			left, right := part(list[low:high], scores)
			switch {
			case count <= low+left:
				high = low + left
			case count > low+right:
				low += right
			default:
				low = high
			}
		}
	}
	slices.SortFunc(list[:count], func(a, b int32) int {
		if before(a, b, scores) {
			return -1
		}
		return 1
	})
}

// part reorders a list of at least two indices so that those in list[:left]
// come before those in list[right:], and an index between, if there is one, is
// where it belongs (Hoare 1961, "Algorithm 63: Partition"). Both parts are
// shorter than the list.
func part(list []int32, scores []float64) (left, right int) {
	pivot := list[len(list)/2]
	i, j := 0, len(list)-1
	for i <= j {
		for before(list[i], pivot, scores) {
			i++
		}
		for before(pivot, list[j], scores) {
			j--
		}
		if i <= j {
			list[i], list[j] = list[j], list[i]
			i, j = i+1, j-1
		}
	}
	return j + 1, i
}

// before is the order of choice.
func before(a, b int32, scores []float64) bool {
	return scores[a] > scores[b] || scores[a] == scores[b] && a < b
}
