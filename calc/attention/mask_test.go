package attention

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawMask draws a rule, a length up to most and the mask written out.
func drawMask(t *rapid.T, least, most int64) (expr, Rule, dense) {
	n := rapid.Int64Range(least, most).Draw(t, "n")
	e := exprs(n).Draw(t, "rule")
	text := e.text()
	t.Logf("rule %s, %d tokens", text, n)
	if len(text) > MaxRuleLength {
		t.Skip("a longer rule than there may be")
	}
	return e, parse(t, text), newDense(e, n)
}

func TestSmallMasksAgreeWithTheDenseWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, r, d := drawMask(t, 0, 70)
		checkPairs(t, e, r, d)
		checkRows(t, r, d)
		checkCounts(t, r, d)
		checkTiles(t, r, d)
		checkSplit(t, e, r, d)
		checkReach(t, r, d)
	})
}

func TestLongerMasksAgreeWithTheDenseWalk(t *testing.T) {
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		if runs++; runs > 20 {
			return
		}
		e, r, d := drawMask(t, 300, 700)
		checkRows(t, r, d)
		checkCounts(t, r, d)
		checkTiles(t, r, d)
		checkSplit(t, e, r, d)
		checkReach(t, r, d)
	})
}

func checkPairs(t *rapid.T, e expr, r Rule, d dense) {
	for i := range d.n {
		for j := range d.n {
			if r.Sees(i, j) != d.at(i, j) {
				t.Fatalf("Sees(%d, %d) = %v", i, j, r.Sees(i, j))
			}
		}
	}
	far := rapid.Int64Range(0, 3000).Draw(t, "far")
	if got, want := r.Sees(far, far/2), e.sees(far, far/2); got != want {
		t.Fatalf("Sees(%d, %d) = %v", far, far/2, got)
	}
}

func checkRows(t *rapid.T, r Rule, d dense) {
	next := int64(0)
	for i, row := range r.Rows(d.n) {
		if i != next {
			t.Fatalf("row %d after %d", i, next-1)
		}
		next++
		want := d.row(i)
		if !slices.Equal(row, want) {
			t.Fatalf("row %d of Rows is %v, want %v", i, row, want)
		}
		if got := r.Row(d.n, i); !slices.Equal(got, want) {
			t.Fatalf("Row(%d) = %v, want %v", i, got, want)
		}
	}
	if next != d.n {
		t.Fatalf("%d rows of %d", next, d.n)
	}
	if r.Row(d.n, -1) != nil || r.Row(d.n, d.n) != nil || r.RowCount(d.n, -1) != 0 || r.RowCount(d.n, d.n) != 0 {
		t.Fatalf("a query that is not one of the tokens sees something")
	}
	for range r.Rows(d.n) {
		break
	}
}

func checkCounts(t *rapid.T, r Rule, d dense) {
	var pairs, blind int64
	for i := range d.n {
		size := d.count(i, i+1, 0, d.n)
		pairs += size
		if size == 0 {
			blind++
		}
		if got := r.RowCount(d.n, i); got != size {
			t.Fatalf("RowCount(%d) = %d, want %d", i, got, size)
		}
	}
	if got := r.Pairs(d.n); got != pairs {
		t.Fatalf("Pairs = %d, want %d", got, pairs)
	}
	if got := r.BlindQueries(d.n); got != blind {
		t.Fatalf("BlindQueries = %d, want %d", got, blind)
	}
}

func checkTiles(t *rapid.T, r Rule, d dense) {
	side := rapid.OneOf(rapid.Int64Range(1, 9), rapid.SampledFrom([]int64{d.n, d.n + 1, 2 * d.n, 1 << 40, 16, 31, 32, 64}), rapid.Int64Range(1, d.n+2)).Draw(t, "side")
	side = max(side, 1)
	var want BlockCount
	var kinds []TileKind
	for top := int64(0); top < d.n; top += side {
		for left := int64(0); left < d.n; left += side {
			bottom, right := min(top+side, d.n), min(left+side, d.n)
			switch d.count(top, bottom, left, right) {
			case 0:
				want.Empty++
				kinds = append(kinds, TileEmpty)
			case (bottom - top) * (right - left):
				want.Full++
				kinds = append(kinds, TileFull)
			default:
				want.Partial++
				kinds = append(kinds, TilePartial)
			}
		}
	}
	if got := r.Blocks(d.n, side); got != want {
		t.Fatalf("Blocks(%d) = %v, want %v", side, got, want)
	}
	if got := r.Tiles(d.n, side); !slices.Equal(got, kinds) {
		t.Fatalf("Tiles(%d) = %v, want %v", side, got, kinds)
	}
	if d.n == 0 {
		return
	}
	parts := rapid.Int64Range(1, min(d.n, 130)).Draw(t, "parts")
	shades := r.Density(d.n, parts)
	edge := func(k int64) int64 { return k * d.n / parts }
	for row := range parts {
		for column := range parts {
			want := d.count(edge(row), edge(row+1), edge(column), edge(column+1))
			if got := shades[row*parts+column]; got != want {
				t.Fatalf("tile %d, %d of Density(%d) is %d, want %d", row, column, parts, got, want)
			}
			if got, want := DensityArea(d.n, parts, row, column), (edge(row+1)-edge(row))*(edge(column+1)-edge(column)); got != want {
				t.Fatalf("DensityArea(%d, %d) = %d, want %d", row, column, got, want)
			}
		}
	}
}

func checkSplit(t *rapid.T, e expr, r Rule, d dense) {
	rest := newDense(e.local(), d.n)
	near, far := dense{d.n, make([]bool, d.n*d.n)}, dense{d.n, make([]bool, d.n*d.n)}
	for k, seen := range d.seen {
		near.seen[k] = seen && rest.seen[k]
		far.seen[k] = seen && !rest.seen[k]
	}
	local, anchored := r.Split()
	if got, want := local.Pairs(d.n), near.count(0, d.n, 0, d.n); got != want {
		t.Fatalf("the local part %s sees %d, want %d", local, got, want)
	}
	if got, want := anchored.Pairs(d.n), far.count(0, d.n, 0, d.n); got != want {
		t.Fatalf("the anchored part %s sees %d, want %d", anchored, got, want)
	}
	for i := range d.n {
		l, a := local.Row(d.n, i), anchored.Row(d.n, i)
		if !slices.Equal(l, near.row(i)) || !slices.Equal(a, far.row(i)) {
			t.Fatalf("the parts see %v and %v in row %d, want %v and %v", l, a, i, near.row(i), far.row(i))
		}
	}
}

func checkReach(t *rapid.T, r Rule, d dense) {
	if d.n == 0 {
		if r.Reach(0, 0, 3, 0) != 0 || walked(r, 0, 0, 3, 0, 1) != nil {
			t.Fatalf("no tokens reach something")
		}
		return
	}
	query := rapid.Int64Range(0, d.n-1).Draw(t, "query")
	layers := rapid.Int64Range(1, 6).Draw(t, "layers")
	every := rapid.Int64Range(0, 7).Draw(t, "globalEvery")
	parts := rapid.Int64Range(1, d.n+2).Draw(t, "parts")
	got := walked(r, d.n, query, layers, every, d.n)
	coarse := walked(r, d.n, query, layers, every, parts)
	if int64(len(got)) != layers || int64(len(coarse)) != layers {
		t.Fatalf("%d and %d entries for %d layers", len(got), len(coarse), layers)
	}
	set := make([]bool, d.n)
	set[query] = true
	for k := range layers {
		causal := every > 0 && (layers-k)%every == 0
		next := slices.Clone(set)
		for i := range d.n {
			for j := range d.n {
				if set[i] && (causal && j <= i || !causal && d.at(i, j)) {
					next[j] = true
				}
			}
		}
		set = next
		if want := intervalsOf(set); got[k].Causal != causal || !slices.Equal(got[k].Tokens, want) {
			t.Fatalf("entry %d of the walk (%d, %d, %d) is %v, want %v %v", k, query, layers, every, got[k], want, causal)
		}
		if want := rounded(set, parts); coarse[k].Causal != causal || !slices.Equal(coarse[k].Tokens, want) {
			t.Fatalf("entry %d of the walk (%d, %d, %d) in %d parts is %v, want %v %v", k, query, layers, every, parts, coarse[k], want, causal)
		}
	}
	if got, want := r.Reach(d.n, query, layers, every), query-int64(slices.Index(set, true)); got != want {
		t.Fatalf("Reach(%d, %d, %d) = %d, want %d", query, layers, every, got, want)
	}
	if r.Reach(d.n, -1, layers, every) != 0 || r.Reach(d.n, d.n, layers, every) != 0 || r.Reach(d.n, query, 0, every) != 0 {
		t.Fatalf("a query or a depth that is none reaches something")
	}
}

// walked returns the layers of a walk to its end.
func walked(r Rule, n, query, layers, globalEvery, parts int64) []LayerReach {
	w, _ := r.ReachWithin(math.MaxInt64, n, query, layers, globalEvery, parts)
	return w.Layers
}

// rounded returns a set with each of so many parts whole if a token of it is in.
func rounded(set []bool, parts int64) []Interval {
	n := int64(len(set))
	if parts >= n {
		return intervalsOf(set)
	}
	whole := make([]bool, n)
	for k := range parts {
		from, to := k*n/parts, (k+1)*n/parts
		if slices.Contains(set[from:to], true) {
			for x := from; x < to; x++ {
				whole[x] = true
			}
		}
	}
	return intervalsOf(whole)
}

// Rows of tiles that are alike are counted together, and come to what they are one by
// one.
func TestBlocksAreTheTilesOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{
			"causal", "full", "causal & window(5)", "causal & window(64)", "causal & (window(20) | sink(3))", "causal & (window(9) | sink(70) | global(2))",
			"window(30) & !causal", "!causal | sink(40)", "!window(40)", "causal & chunk(90)", "causal & docs(130,400)", "prefix(200) | causal & window(31)",
			"causal & dilated(3)", "causal & (dilated(37) | window(4))", "!(causal & window(17)) & prefix(500)",
		}).Draw(t, "rule")
		n, side := rapid.Int64Range(1, 900).Draw(t, "n"), rapid.Int64Range(2, 40).Draw(t, "side")
		rule := parse(t, text)
		var want BlockCount
		for _, kind := range rule.Tiles(n, side) {
			switch kind {
			case TileFull:
				want.Full++
			case TilePartial:
				want.Partial++
			default:
				want.Empty++
			}
		}
		if got := rule.Blocks(n, side); got != want {
			t.Fatalf("%s, %d tokens in tiles of %d: %+v, one by one %+v", text, n, side, got, want)
		}
	})
}
