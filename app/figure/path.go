package figure

import "strconv"

// path builds the d of an svg path out of runs of cells, row by row. Runs of
// equal width that stand under one another become one rectangle, so that a
// picture of a thousand cells is a few dozen corners.
type path struct {
	d []byte
	// above are the rectangles that reach down to the row before, from left to
	// right, of which the first done are settled; here are those of this row.
	above, here []rect
	done        int
	row         int64
}

type rect struct{ x, y, w, h int64 }

// add puts a run of cells, from key a up to but not including b, in a row.
// Rows must come in order, and runs in a row from left to right.
func (p *path) add(row, a, b int64) {
	if row != p.row {
		p.endRow()
		if row != p.row+1 {
			p.endRow()
		}
		p.row = row
	}
	for p.done < len(p.above) && p.above[p.done].x < a {
		p.settle()
	}
	r := rect{a, row, b - a, 1}
	if p.done < len(p.above) && p.above[p.done].x == a {
		if over := p.above[p.done]; over.w == r.w {
			r.y, r.h = over.y, over.h+1
			p.done++
		} else {
			p.settle()
		}
	}
	p.here = append(p.here, r)
}

// settle writes the next rectangle of the row above, which ends there.
func (p *path) settle() {
	r := p.above[p.done]
	p.done++
	p.d = strconv.AppendInt(append(p.d, 'M'), r.x, 10)
	p.d = strconv.AppendInt(append(p.d, ' '), r.y, 10)
	p.d = strconv.AppendInt(append(p.d, 'h'), r.w, 10)
	p.d = strconv.AppendInt(append(p.d, 'v'), r.h, 10)
	p.d = strconv.AppendInt(append(p.d, 'h'), -r.w, 10)
	p.d = append(p.d, 'z')
}

// endRow settles what the row did not continue.
func (p *path) endRow() {
	for p.done < len(p.above) {
		p.settle()
	}
	p.above, p.here, p.done = p.here, p.above[:0], 0
}

// String ends the path and returns it.
func (p *path) String() string {
	p.endRow()
	p.endRow()
	return string(p.d)
}

// box is the path of a rectangle.
func box(x, y, w, h float64) string {
	return "M" + num(x) + " " + num(y) + "h" + num(w) + "v" + num(h) + "h" + num(-w) + "z"
}
