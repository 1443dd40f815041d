package figure

import (
	"attnexperts/app/markup"
	"attnexperts/app/part/chart"
	"attnexperts/calc/quantity"
)

// curves is a chart with what its points say.
type curves struct {
	chart chart.Chart
	// text reads a point of a curve.
	text func(series, point int) string
}

// curves returns a chart of the figure by its name.
func (k cost) curves(name string) curves {
	switch name {
	case rooflineName:
		return k.roof()
	case batchName:
		return k.batchCurves()
	}
	return k.bytesCurves()
}

// pointCurves reads the point of a chart that is nearest to a place.
func (k cost) pointCurves(name string, at Place) Pointed {
	return k.curves(name).point(at)
}

// point reads the point that is nearest to a place.
func (c curves) point(at Place) Pointed {
	series, point, ok := c.chart.Nearest(at.X, at.Y)
	if !ok {
		return Pointed{}
	}
	return Pointed{Panel: c.chart.Name, Text: c.text(series, point), Now: int64(point), Counted: true, Mark: c.chart.Mark(series, point)}
}

// panel makes a picture of a chart.
func (c curves) panel(question, sentence string, controls ...string) Panel {
	first := sentence
	if len(c.chart.Series) > 0 && len(c.chart.Series[0].Points) > 0 {
		first = c.text(0, 0)
	}
	return Panel{
		Name: c.chart.Name, Question: question, Picture: c.chart.Markup(first),
		Hint:     "Point at a curve to read it.",
		Sentence: sentence, Legend: c.chart.Legend(), Controls: controls, Table: c.table,
	}
}

// table lists the points of all curves, a row for each x.
func (c curves) table() Table {
	t := Table{Header: []string{c.chart.X.Label}}
	var xs []float64
	for _, s := range c.chart.Series {
		t.Header = append(t.Header, s.Name)
		if len(s.Points) > len(xs) {
			xs = xs[:0]
			for _, p := range s.Points {
				xs = append(xs, p.X)
			}
		}
	}
	for _, x := range xs {
		row := []string{exact(x)}
		for _, s := range c.chart.Series {
			cell := ""
			for _, p := range s.Points {
				if p.X == x {
					cell = exact(p.Y)
				}
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func exact(f float64) string { return quantity.Real(f).Exact() }

// tokensTick writes a number of tokens on an axis: 8 Ki is 8,192.
func tokensTick(v float64) string {
	for _, u := range []struct {
		size float64
		name string
	}{{1 << 40, "Ti"}, {1 << 30, "Gi"}, {1 << 20, "Mi"}, {1 << 10, "Ki"}} {
		if v >= u.size {
			return quantity.Times(v/u.size) + "\u00a0" + u.name
		}
	}
	return quantity.Times(v)
}

// levelLegend names the horizontal line of a chart.
func levelLegend(name string) markup.Node { return lineLegend("c-level", "9 4", name) }
