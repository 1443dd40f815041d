package attention

// pairsIn counts what a band sees in the key columns from left up to right, in
// rows of the band from first to last.
func (w *walker) pairsIn(b band, first, last, left, right int64) int64 {
	total := int64(0)
	for k, c := range b.cuts {
		if c.pattern == 0 {
			continue
		}
		end := b.end(k, w.n)
		if end.at(last) <= left || c.at(first) >= right {
			continue
		}
		sum := w.lattice.terms(c.pattern)
		total += clipped(sum, end, first, last, left, right) - clipped(sum, c.edge, first, last, left, right)
	}
	return total
}

// clipped is upToAll over the rows from first to last for an edge that is held
// between two columns. It is left of both, then between them, then right of
// both: up to three runs of rows.
func clipped(sum []term, e edge, first, last, left, right int64) int64 {
	if e.slope == 0 {
		return upToAll(sum, fixed(min(max(e.base, left), right)), first, last-first+1)
	}
	total := int64(0)
	if before := min(last, left-e.base); first <= before {
		total += upToAll(sum, fixed(left), first, before-first+1)
		first = before + 1
	}
	if inside := min(last, right-e.base); first <= inside {
		total += upToAll(sum, e, first, inside-first+1)
		first = inside + 1
	}
	if first <= last {
		total += upToAll(sum, fixed(right), first, last-first+1)
	}
	return total
}

// A stretch is columns of a grid from From up to To that a band fills alike:
// with one pattern all over, or, where cut is set, not so.
type stretch struct {
	from, to int64
	pattern  pattern
	cut      bool
}

// A grid cuts the n keys, and the n queries, into tiles: tile k begins at
// edge(k).
type grid struct{ n, tiles, side int64 }

// squares cuts n tokens into tiles of one side; the last may be smaller.
func squares(n, side int64) grid { return grid{n, (n + side - 1) / side, side} }

// shares cuts n tokens into so many tiles of nearly the same side.
func shares(n, tiles int64) grid { return grid{n, tiles, 0} }

func (g grid) edge(k int64) int64 {
	if g.side > 0 {
		return min(k*g.side, g.n)
	}
	return k * g.n / g.tiles
}

// tile returns the tile that token x lies in, and whether it begins there.
func (g grid) tile(x int64) (k int64, begins bool) {
	if g.side > 0 {
		k = x / g.side
	} else {
		// The largest k with k·n/tiles ≤ x, rounded down.
		k = ((x+1)*g.tiles - 1) / g.n
	}
	return k, g.edge(k) == x
}

// stretches appends how the columns of a grid are filled in the rows of a band
// from first to last.
func (w *walker) stretches(buffer []stretch, g grid, b band, first, last int64) []stretch {
	at := int64(0)
	for k, c := range b.cuts[1:] {
		// The edge goes from x to y; the tiles with an inner point that it
		// passes or rests on are cut.
		x, y := c.at(first), c.at(last)
		from, _ := g.tile(min(x, w.n-1))
		to, begins := g.tile(min(y, w.n))
		if y >= w.n {
			to, begins = g.tiles, true
		}
		if !begins {
			to++
		}
		buffer = extend(buffer, stretch{from: at, to: from, pattern: b.cuts[k].pattern})
		at = max(at, from)
		buffer = extend(buffer, stretch{from: at, to: to, cut: true})
		at = max(at, to)
	}
	return extend(buffer, stretch{from: at, to: g.tiles, pattern: b.cuts[len(b.cuts)-1].pattern})
}

// extend appends a stretch, joining it with one of the same kind before it.
func extend(list []stretch, s stretch) []stretch {
	if s.from >= s.to {
		return list
	}
	if k := len(list) - 1; k >= 0 && list[k].to == s.from && list[k].cut == s.cut && list[k].pattern == s.pattern {
		list[k].to = s.to
		return list
	}
	return append(list, s)
}
