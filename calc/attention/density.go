package attention

// MaxGrid is the most parts that [Rule.Density] cuts each side of a mask in.
const MaxGrid = 1024

// Density cuts the mask of n tokens into parts×parts tiles, tile k of a side
// being the tokens from k·n/parts up to (k+1)·n/parts, and returns how many
// pairs each tile sees, row by row. parts is at most [MaxGrid] and at most n;
// it is nil otherwise.
func (r Rule) Density(n, parts int64) []int64 {
	if parts < 1 || parts > min(n, MaxGrid) {
		return nil
	}
	t := newTally(r.walker(n), shares(n, parts))
	seen := make([]int64, parts*parts)
	t.tileRows(
		func(row int64, s stretch) {
			for k := s.from; k < s.to; k++ {
				seen[row*parts+k] = t.filled(s.pattern, t.grid.edge(row), t.grid.edge(row+1)-1, k)
			}
		},
		func(row, column, count int64) { seen[row*parts+column] = count },
	)
	return seen
}

// DensityArea returns how many pairs the tile of that row and column of
// [Rule.Density] has, seen or not.
func DensityArea(n, parts, row, column int64) int64 {
	g := shares(n, parts)
	return (g.edge(row+1) - g.edge(row)) * (g.edge(column+1) - g.edge(column))
}
