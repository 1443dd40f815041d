package figure

import "math"

// hatch is the path of slanting lines inside a rectangle, so that what it marks
// is told by more than its colour. Lines of neighbouring rectangles join.
func hatch(x, y, w, h float64) string {
	const gap = 5.0
	var d []byte
	// A line has x + y = sum, from its lower left to its upper right end.
	for sum := math.Ceil((x+y)/gap) * gap; sum < x+w+y+h; sum += gap {
		left, right := math.Max(x, sum-y-h), math.Min(x+w, sum-y)
		if right-left > 0.5 {
			d = append(d, "M"+num(left)+" "+num(sum-left)+"L"+num(right)+" "+num(sum-right)...)
		}
	}
	return string(d)
}
