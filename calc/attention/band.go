package attention

import "iter"

// An Interval is the tokens from From up to, but without, To.
type Interval struct{ From, To int64 }

// A band is a run of rows, both ends included, that have the same cuts, their
// edges moving. It is valid until the next one is asked for.
type band struct {
	first, last int64
	cuts        []cut
}

func (b band) rows() int64 { return b.last - b.first + 1 }

// end returns where the part that begins with cut k ends.
func (b band) end(k int, n int64) edge {
	if k+1 < len(b.cuts) {
		return b.cuts[k+1].edge
	}
	return fixed(n)
}

// bands yields the bands that rows from up to, without, to consist of.
func (w *walker) bands(from, to int64) iter.Seq[band] {
	return func(yield func(band) bool) {
		for i := from; i < to; {
			cuts, until := w.at(i)
			last := min(until, to-1)
			if !yield(band{i, last, cuts}) {
				return
			}
			i = last + 1
		}
	}
}

// Rows yields each query of a mask of n tokens with the keys that it sees, as
// intervals in order that neither overlap nor touch. The slice is valid until
// the next query. A dilated pattern is written out key by key.
func (r Rule) Rows(n int64) iter.Seq2[int64, []Interval] {
	return func(yield func(int64, []Interval) bool) {
		w := r.walker(n)
		var row []Interval
		for b := range w.bands(0, n) {
			for i := b.first; i <= b.last; i++ {
				row = w.intervals(row[:0], b, i)
				if !yield(i, row) {
					return
				}
			}
		}
	}
}

// Row returns the keys that query i of n tokens sees, as [Rule.Rows] does. It
// is empty if i is not one of the n tokens.
func (r Rule) Row(n, i int64) []Interval {
	if i < 0 || i >= n {
		return nil
	}
	w := r.walker(n)
	cuts, _ := w.at(i)
	return w.intervals(nil, band{i, i, cuts}, i)
}

// intervals appends the intervals of row i of a band.
func (w *walker) intervals(row []Interval, b band, i int64) []Interval {
	from := int64(0)
	for k, c := range b.cuts {
		to := b.end(k, w.n).at(i)
		switch {
		case c.pattern == w.lattice.all:
			row = appendInterval(row, from, to)
		case c.pattern != 0:
			sum := w.lattice.terms(c.pattern)
			for j := from; j < to; j++ {
				if seen(sum, i-j) {
					row = appendInterval(row, j, j+1)
				}
			}
		}
		from = to
	}
	return row
}

// seen reports whether a sum of terms sees a key at distance t.
func seen(sum []term, t int64) bool {
	count := int64(0)
	for _, s := range sum {
		if t%s.period == 0 {
			count += s.factor
		}
	}
	return count != 0
}

// appendInterval adds an interval after the last one, joining them if they touch.
func appendInterval(row []Interval, from, to int64) []Interval {
	if from >= to {
		return row
	}
	if k := len(row) - 1; k >= 0 && row[k].To >= from {
		row[k].To = max(row[k].To, to)
		return row
	}
	return append(row, Interval{from, to})
}
