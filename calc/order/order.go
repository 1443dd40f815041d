// Package order sorts lists, in a tenth of the code of the standard library, which
// the compiler writes out anew for every type. It is for what the client sorts now
// and then; where loops are hot, package slices is the one to use.
//
// [Up] sorts what can be compared, [By] anything, and keeps the order of what is
// alike, so that sorting by one thing and then by another sorts by both.
package order

import "cmp"

// Up sorts a list upwards.
func Up[T cmp.Ordered](list []T) { By(list, cmp.Compare[T]) }

// By sorts a list so that compare, which is negative where its first argument comes
// first, is positive for no two neighbours. What is alike stays in its order. It
// takes n log n steps and room for half of the list (merge sort; Knuth, "The Art of
// Computer Programming", volume 3, 5.2.4).
func By[T any](list []T, compare func(a, b T) int) {
	if len(list) > 1 {
		sort(list, make([]T, len(list)/2), compare)
	}
}

// sort sorts a list with the help of room for its first half.
func sort[T any](list, room []T, compare func(a, b T) int) {
	half := len(list) / 2
	if half == 0 {
		return
	}
	sort(list[:half], room, compare)
	sort(list[half:], room, compare)
	if compare(list[half-1], list[half]) <= 0 {
		return
	}
	left, right := room[:copy(room, list[:half])], list[half:]
	for i := range list {
		switch {
		case len(left) == 0:
			return // what is left on the right is where it belongs
		case len(right) == 0 || compare(left[0], right[0]) <= 0:
			list[i], left = left[0], left[1:]
		default:
			list[i], right = right[0], right[1:]
		}
	}
}
