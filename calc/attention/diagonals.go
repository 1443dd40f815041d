package attention

// diagonals holds how many of the diagonals of whole tiles, up to one, are
// full, and how many are not empty, under one pattern. Diagonal δ is the tiles
// whose row less column is δ; all of them see the same.
type diagonals struct {
	// Entry δ + tiles counts the diagonals below δ, from 1 − tiles on.
	full, seen []int64
	tiles      int64
}

func (b *blocks) diagonals(p pattern) *diagonals {
	d, ok := b.known[p]
	if !ok {
		d = newDiagonals(b.tally.walker.lattice.terms(p), b.tally.grid)
		b.known[p] = d
	}
	return d
}

func newDiagonals(sum []term, g grid) *diagonals {
	d := &diagonals{make([]int64, 2*g.tiles+1), make([]int64, 2*g.tiles+1), g.tiles}
	for k := 1 - g.tiles; k < g.tiles; k++ {
		// The distances t = i − j in the tile: 2·side − 1 of them.
		least, most := (k-1)*g.side+1, (k+1)*g.side-1
		count := upTo(sum, most, 0) - upTo(sum, least-1, 0)
		at := k + g.tiles
		d.full[at+1], d.seen[at+1] = d.full[at], d.seen[at]
		if -count == most-least+1 {
			d.full[at+1]++
		}
		if count != 0 {
			d.seen[at+1]++
		}
	}
	return d
}

// between returns how many diagonals from one to another, both included, are
// full, and how many are not empty.
func (d *diagonals) between(from, to int64) (full, seen int64) {
	a, b := from+d.tiles, to+d.tiles+1
	return d.full[b] - d.full[a], d.seen[b] - d.seen[a]
}
