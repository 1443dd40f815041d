package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// The mask picture's measures, in units of its view box: the square of cells,
// with room for labels above and to the left, and the fan of layers below.
const (
	maskLeft  = 40.0
	maskTop   = 40.0
	maskSide  = 560.0
	maskRight = 12.0
	fanGap    = 58.0
	fanHeight = 128.0

	maskWidth  = maskLeft + maskSide + maskRight
	maskBottom = maskTop + maskSide
	fanTop     = maskBottom + fanGap
	maskHeight = fanTop + fanHeight + 6
)

// maxCells is the longest sequence drawn cell by cell; longer ones are drawn
// as densities on a grid of maskGrid by maskGrid squares.
const (
	maxCells = 256
	maskGrid = 128
)

// maskScale turns tokens into the picture's units.
type maskScale struct{ tokens int64 }

func (m maskScale) unit() float64         { return maskSide / float64(m.tokens) }
func (m maskScale) x(key int64) float64   { return maskLeft + float64(key)*m.unit() }
func (m maskScale) y(query int64) float64 { return maskTop + float64(query)*m.unit() }

// token returns the token at a distance along an axis, nearest first.
func (m maskScale) token(along float64) int64 {
	return max(0, min(m.tokens-1, int64(along/m.unit())))
}

// cell returns the query and the key under a place, and whether the place lies
// on the mask at all.
func (m maskScale) cell(at Place) (query, key int64, on bool) {
	x, y := at.X-maskLeft, at.Y-maskTop
	on = x >= 0 && y >= 0 && x <= maskSide && y <= maskSide
	return m.token(y), m.token(x), on
}

// middle returns the place at the middle of a cell.
func (m maskScale) middle(query, key int64) Place {
	return Place{X: m.x(key) + m.unit()/2, Y: m.y(query) + m.unit()/2}
}

func scaleOf(s scenario.Mask) maskScale { return maskScale{s.Tokens} }

// num writes a measure.
func num(f float64) string { return markup.Num(f) }
