package attention

// alike returns how many rows of tiles, from one on, differ from the one before it as
// their neighbours do: every kind of tile is as many more in each as in the one above.
// So it is while all their queries have the same cuts, whose edges stay or move by one
// a query: from one row of tiles to the next the tiles along a moving edge shift by
// one, those along a fixed edge stay, and what lies between two edges of which one
// moves grows or shrinks by one tile. Where a fixed and a moving edge share a tile, or
// a rule looks at single diagonals, no such thing holds, and it returns 0.
func (b *blocks) alike(row int64) int64 {
	g, w := b.tally.grid, b.tally.walker
	last := g.n/g.side - 1 // of the rows of whole tiles
	if row < 1 || row > last {
		return 0
	}
	cuts, until := w.at(g.edge(row - 1))
	last = min(last, (min(until, g.n-1)+1)/g.side-1)
	if last <= row || !b.apart(cuts, row-1) {
		return 0
	}
	// Where an edge nears another one, the last rows before they meet are not alike.
	for range 3 {
		if b.apart(cuts, last) {
			return max(0, last-row+1)
		}
		last--
	}
	return 0
}

// apart reports whether in a row of tiles no fixed edge shares a tile with a moving
// one, of cuts that are not diagonal by diagonal.
func (b *blocks) apart(cuts []cut, row int64) bool {
	g, w := b.tally.grid, b.tally.walker
	first := g.edge(row)
	beyond, slope := int64(-1), int64(0) // the last tile that the edge before touches
	for k := 0; k <= len(cuts); k++ {
		e := fixed(w.n)
		if k < len(cuts) {
			if p := cuts[k].pattern; p != 0 && p != w.lattice.all {
				return false
			}
			e = cuts[k].edge
		}
		at := e.at(first)
		if k > 0 && e.slope != slope && (at-1)/g.side <= beyond {
			return false
		}
		beyond, slope = (at+e.slope*(g.side-1))/g.side, e.slope
	}
	return true
}
