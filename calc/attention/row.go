package attention

import "math"

// An edge is where a span begins or ends. From one row to the next it stays
// (slope 0) or moves on by one key (slope 1).
type edge struct{ base, slope int64 }

func fixed(at int64) edge         { return edge{at, 0} }
func moving(at, i int64) edge     { return edge{at - i, 1} }
func (e edge) at(row int64) int64 { return e.base + e.slope*row }

// A cut is an edge with the pattern of the keys from there to the next cut.
// A row is a list of cuts in order, the first of them at key 0. A part between
// two cuts may be empty in single rows of a band.
type cut struct {
	edge
	pattern pattern
}

// forever is the horizon of what never changes.
const forever = math.MaxInt64

// follows reports whether edge a comes after b in row i and the rows after it,
// and the last row for which that holds. Where a fixed and a moving edge meet,
// the fixed one counts as the first: in all later rows it is.
func (e edge) follows(b edge, i int64) (after bool, until int64) {
	x, y := e.at(i), b.at(i)
	if e.slope == b.slope {
		return x > y, forever
	}
	if e.slope == 1 {
		if x >= y {
			return true, forever
		}
		return false, i + (y - x) - 1
	}
	if y >= x {
		return false, forever
	}
	return true, i + (x - y) - 1
}

// merge joins two rows by and or or into the buffer, and returns with it the
// last row for which the order of all the cuts holds.
func merge(buffer, a, b []cut, i int64, o op) (row []cut, until int64) {
	until = forever
	p, q := a[0].pattern, b[0].pattern
	row = append(buffer[:0], cut{fixed(0), both(p, q, o)})
	a, b = a[1:], b[1:]
	for len(a) > 0 || len(b) > 0 {
		var e edge
		takeA, takeB := len(b) == 0, len(a) == 0
		if !takeA && !takeB {
			if a[0].edge == b[0].edge {
				takeA, takeB = true, true
			} else {
				after, holds := a[0].follows(b[0].edge, i)
				takeA, takeB = !after, after
				until = min(until, holds)
			}
		}
		if takeB {
			e, q, b = b[0].edge, b[0].pattern, b[1:]
		}
		if takeA {
			e, p, a = a[0].edge, a[0].pattern, a[1:]
		}
		if joined := both(p, q, o); joined != row[len(row)-1].pattern {
			row = append(row, cut{e, joined})
		}
	}
	return row, until
}

func both(p, q pattern, o op) pattern {
	if o == opAnd {
		return p & q
	}
	return p | q
}
