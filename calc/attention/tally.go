package attention

import (
	"math"
	"slices"
)

// A tally counts what is seen in each tile of one row of tiles. Bands are added
// one after the other. Columns that all bands fill alike are never looked at
// one by one; the others, touched by an edge or changed from band to band, get
// a count of their own.
type tally struct {
	walker *walker
	grid   grid
	// top is the first query of this row of tiles, stamp its number.
	top, stamp int64
	// now is how the last band fills the columns, next is the one being added.
	now, next []stretch
	tiles     []tile
	touched   []int64
	// work counts the steps taken so far, of which there may be budget.
	work, budget int64
}

// A tile of this row of tiles has its own count if its stamp is the row's.
// Queries from since on are not in it yet, if the columns are filled alike.
type tile struct{ stamp, since, seen int64 }

func newTally(w *walker, g grid) *tally {
	return &tally{walker: w, grid: g, tiles: make([]tile, g.tiles), budget: math.MaxInt64}
}

// begin starts the row of tiles whose first query is top.
func (t *tally) begin(top int64) {
	t.top = top
	t.stamp++
	t.now, t.touched = t.now[:0], t.touched[:0]
}

// add counts a band's rows from first to last.
func (t *tally) add(b band, first, last int64) {
	t.next = t.walker.stretches(t.next[:0], t.grid, b, first, last)
	if first == t.top {
		t.now = extend(t.now, stretch{from: 0, to: t.grid.tiles, cut: true})
	}
	for x, y := 0, 0; x < len(t.now) && y < len(t.next); {
		was, is := t.now[x], t.next[y]
		from, to := max(was.from, is.from), min(was.to, is.to)
		if is.cut || (was.cut && first > t.top) || (!was.cut && was.pattern != is.pattern) {
			t.change(b, first, last, was, is, from, to)
		}
		if was.to == to {
			x++
		}
		if is.to == to {
			y++
		}
	}
	t.now, t.next = t.next, t.now
}

// change gives the columns from up to to, which were filled one way and now
// are another, their own count.
func (t *tally) change(b band, first, last int64, was, is stretch, from, to int64) {
	for k := from; k < to; k++ {
		c := &t.tiles[k]
		if c.stamp != t.stamp {
			*c = tile{stamp: t.stamp, since: t.top}
			t.touched = append(t.touched, k)
		}
		if !was.cut {
			c.seen += t.filled(was.pattern, c.since, first-1, k)
		}
		if is.cut {
			c.seen += t.walker.pairsIn(b, first, last, t.grid.edge(k), t.grid.edge(k+1))
		}
		c.since = first
	}
}

// filled counts the pairs of a column of tiles that is filled with a pattern,
// in the queries from first to last.
func (t *tally) filled(p pattern, first, last, column int64) int64 {
	if p == 0 || last < first {
		return 0
	}
	left, right := t.grid.edge(column), t.grid.edge(column+1)
	sum := t.walker.lattice.terms(p)
	return upToAll(sum, fixed(right), first, last-first+1) - upToAll(sum, fixed(left), first, last-first+1)
}

// finish yields the row's result, its last query being last: alike for
// stretches of columns that one pattern fills in the whole row of tiles, own
// for each other column with its count.
func (t *tally) finish(last int64, alike func(stretch), own func(column, seen int64)) {
	slices.Sort(t.touched)
	touched := t.touched
	for _, s := range t.now {
		from := s.from
		for len(touched) > 0 && touched[0] < s.to {
			k := touched[0]
			touched = touched[1:]
			if from < k {
				alike(stretch{from: from, to: k, pattern: s.pattern})
			}
			seen := t.tiles[k].seen
			if !s.cut {
				seen += t.filled(s.pattern, t.tiles[k].since, last, k)
			}
			own(k, seen)
			from = k + 1
		}
		if from < s.to {
			alike(stretch{from: from, to: s.to, pattern: s.pattern})
		}
	}
}

// tileRows counts all rows of tiles, and yields each when it is finished. It
// stops where that takes more steps than its budget.
func (t *tally) tileRows(alike func(row int64, s stretch), own func(row, column, seen int64)) {
	for row := range t.grid.tiles {
		if !t.tileRow(row, alike, own) {
			return
		}
	}
}

// tileRow counts a row of tiles and yields it, unless the budget is used up.
func (t *tally) tileRow(row int64, alike func(row int64, s stretch), own func(row, column, seen int64)) bool {
	top, bottom := t.grid.edge(row), t.grid.edge(row+1)
	if top == bottom {
		return true
	}
	t.begin(top)
	for b := range t.walker.bands(top, bottom) {
		t.add(b, b.first, b.last)
		t.work += int64(len(b.cuts))
	}
	if t.work += int64(len(t.touched)); t.work > t.budget {
		return false
	}
	t.finish(bottom-1,
		func(s stretch) { alike(row, s) },
		func(column, seen int64) { own(row, column, seen) })
	return true
}
