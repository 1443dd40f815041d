package attention

import "math"

// A BlockCount says how many tiles of a mask are full (every pair is seen),
// partial (some are) and empty (none is; a blocked kernel skips them).
type BlockCount struct{ Full, Partial, Empty int64 }

// A TileKind is what a tile is.
type TileKind uint8

// The kinds of tiles.
const (
	TileEmpty TileKind = iota
	TilePartial
	TileFull
)

// Blocks counts the side×side tiles of the mask of n tokens by kind. Smaller
// tiles at the edge are counted too, by the pairs that they have.
func (r Rule) Blocks(n, side int64) BlockCount {
	count, _ := r.BlocksWithin(math.MaxInt64, n, side)
	return count
}

// BlocksWithin counts as [Rule.Blocks] does. It gives up, and reports false,
// where that takes more steps than budget: a step is about an edge of the mask in
// a row of tiles. A million steps take about a twentieth of a second natively.
func (r Rule) BlocksWithin(budget, n, side int64) (count BlockCount, ok bool) {
	if n <= 0 || side <= 0 {
		return count, true
	}
	if side == 1 {
		pairs := r.Pairs(n)
		return BlockCount{Full: pairs, Empty: n*n - pairs}, true
	}
	b := newBlocks(r, n, side)
	b.tally.budget = budget
	for row := int64(0); row < b.tally.grid.tiles; {
		one, ok := b.row(row)
		if !ok {
			return BlockCount{}, false
		}
		count.addRows(one, BlockCount{}, 1)
		row++
		if more := b.alike(row); more > 1 {
			next, ok := b.row(row)
			if !ok {
				return BlockCount{}, false
			}
			count.addRows(next, next.less(one), more)
			row += more
		}
	}
	return count, true
}

// row counts the tiles of one row of them, unless the budget is used up.
func (b *blocks) row(row int64) (count BlockCount, ok bool) {
	ok = b.one(row, func(_, from, to int64, kind TileKind) { count.add(kind, to-from) },
		func(row int64, s stretch) {
			full, seen := b.diagonals(s.pattern).between(row-s.to+1, row-s.from)
			count.Full += full
			count.Partial += seen - full
			count.Empty += s.to - s.from - seen
		})
	return count, ok
}

// addRows adds rows of tiles of which the first has a count and each further one as
// much more.
func (c *BlockCount) addRows(first, more BlockCount, rows int64) {
	sum := func(first, more int64) int64 { return first*rows + more*(rows*(rows-1)/2) }
	c.Full += sum(first.Full, more.Full)
	c.Partial += sum(first.Partial, more.Partial)
	c.Empty += sum(first.Empty, more.Empty)
}

func (c BlockCount) less(by BlockCount) BlockCount {
	return BlockCount{Full: c.Full - by.Full, Partial: c.Partial - by.Partial, Empty: c.Empty - by.Empty}
}

func (c *BlockCount) add(kind TileKind, tiles int64) {
	switch kind {
	case TileFull:
		c.Full += tiles
	case TilePartial:
		c.Partial += tiles
	default:
		c.Empty += tiles
	}
}

// MaxTiles is the most tiles a side of a mask may have for [Rule.Tiles].
const MaxTiles = 1024

// Tiles returns the kind of each side×side tile of the mask of n tokens, row
// by row: ⌈n/side⌉ tiles a row. It is nil if that is more than [MaxTiles].
func (r Rule) Tiles(n, side int64) []TileKind {
	if n <= 0 || side <= 0 || (n-1)/side >= MaxTiles {
		return nil
	}
	b := newBlocks(r, n, side)
	across := b.tally.grid.tiles
	kinds := make([]TileKind, across*across)
	b.each(func(row, from, to int64, kind TileKind) {
		for k := from; k < to; k++ {
			kinds[row*across+k] = kind
		}
	}, func(row int64, s stretch) {
		for k := s.from; k < s.to; k++ {
			full, seen := b.diagonals(s.pattern).between(row-k, row-k)
			kinds[row*across+k] = TileKind(full + seen)
		}
	})
	return kinds
}

// blocks goes through a mask tile by tile, many at once where it can.
type blocks struct {
	tally *tally
	// known holds what the diagonals of tiles are under a pattern.
	known map[pattern]*diagonals
}

func newBlocks(r Rule, n, side int64) *blocks {
	// A side past n cuts as n does, and sums with it cannot overflow.
	return &blocks{newTally(r.walker(n), squares(n, min(side, n))), map[pattern]*diagonals{}}
}

// each yields tiles of one kind in a row of tiles from a column up to another,
// and stretches of whole tiles in which the kind depends on the diagonal.
func (b *blocks) each(yield func(row, from, to int64, kind TileKind), diagonal func(row int64, s stretch)) {
	for row := range b.tally.grid.tiles {
		b.one(row, yield, diagonal)
	}
}

// one yields one row of tiles as each does, and reports whether there was budget for
// it.
func (b *blocks) one(row int64, yield func(row, from, to int64, kind TileKind), diagonal func(row int64, s stretch)) bool {
	g, l := b.tally.grid, b.tally.walker.lattice
	own := func(row, column, seen int64) { yield(row, column, column+1, g.kind(row, column, seen)) }
	return b.tally.tileRow(row, func(row int64, s stretch) {
		switch {
		case s.pattern == 0:
			yield(row, s.from, s.to, TileEmpty)
			return
		case s.pattern == l.all:
			yield(row, s.from, s.to, TileFull)
			return
		}
		top, bottom := g.edge(row), g.edge(row+1)
		// Smaller tiles at the edge are counted one by one.
		for s.from < s.to && (bottom-top < g.side || g.edge(s.to)-g.edge(s.to-1) < g.side) {
			s.to--
			own(row, s.to, b.tally.filled(s.pattern, top, bottom-1, s.to))
		}
		if s.from == s.to {
			return
		}
		if period(l.terms(s.pattern), g.n) <= 2*g.side-1 {
			// A tile has 2·side − 1 diagonals: each residue, seen or not, is there.
			yield(row, s.from, s.to, TilePartial)
			return
		}
		diagonal(row, s)
	}, own)
}

// kind returns what a tile with so many seen pairs is.
func (g grid) kind(row, column, seen int64) TileKind {
	switch seen {
	case 0:
		return TileEmpty
	case (g.edge(row+1) - g.edge(row)) * (g.edge(column+1) - g.edge(column)):
		return TileFull
	default:
		return TilePartial
	}
}
