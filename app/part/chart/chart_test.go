package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTicksAreThosePeopleWouldChoose(t *testing.T) {
	for name, c := range map[string]struct {
		axis Axis
		want []float64
	}{
		"decimal": {Axis{Min: 0, Max: 100}, []float64{0, 20, 40, 60, 80, 100}},
		"odd end": {Axis{Min: 0, Max: 87}, []float64{0, 20, 40, 60, 80}},
		"small":   {Axis{Min: 0, Max: 0.3}, []float64{0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3}},
		"binary":  {Axis{Min: 0, Max: 8 << 30, Binary: true}, []float64{0, 2 << 30, 4 << 30, 6 << 30, 8 << 30}},
		"decades": {Axis{Min: 1, Max: 1e4, Log: true}, []float64{1, 10, 100, 1000, 10000}},
		"many":    {Axis{Min: 1, Max: 1e12, Log: true}, []float64{1, 1e3, 1e6, 1e9, 1e12}},
		"tokens":  {Axis{Min: 1024, Max: 1 << 20, Log: true, Binary: true}, []float64{1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20}},
		"empty":   {Axis{Min: 5, Max: 5}, nil},
	} {
		got := c.axis.Ticks()
		if !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9*math.Max(1, math.Abs(b)) }) {
			t.Errorf("%s: the ticks are %v, want %v", name, got, c.want)
		}
	}
}

func TestTicksLieOnTheAxisAndAreFew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Axis{Log: rapid.Bool().Draw(t, "log"), Binary: rapid.Bool().Draw(t, "binary")}
		a.Min = math.Exp(rapid.Float64Range(-3, 20).Draw(t, "min"))
		a.Max = a.Min * math.Exp(rapid.Float64Range(1.4, 30).Draw(t, "span"))
		ticks := a.Ticks()
		if len(ticks) > 8 || !a.Log && len(ticks) < 2 {
			t.Fatalf("%+v has the ticks %v", a, ticks)
		}
		for i, v := range ticks {
			if v < a.Min*(1-1e-6) || v > a.Max*(1+1e-6) || i > 0 && v <= ticks[i-1] {
				t.Fatalf("%+v has the ticks %v", a, ticks)
			}
		}
	})
}

func sample() Chart {
	text := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	return Chart{
		Name: "sample", Label: "A sample.",
		X: Axis{Label: "x", Min: 1, Max: 1000, Log: true, Text: text}, Y: Axis{Label: "y", Min: 0, Max: 10, Text: text},
		Series: []Series{
			{Name: "rising", Class: "a", Points: []XY{{1, 1}, {10, 5}, {100, 9}, {1000, 20}}},
			{Name: "flat", Class: "b", Dash: "4 2", Points: []XY{{1, 2}, {10, 2}, {100, 2}, {1000, 2}}},
		},
		Levels: []Level{{"the limit", 8}, {"out of sight", 11}},
		Marks:  []Mark{{XY: XY{10, 5}, Text: "here"}},
	}
}

// A place that a point is drawn at leads back to the point, and keys lead to
// its neighbours: so whatever is drawn can be read, by hand and by key.
func TestEveryPointCanBeRead(t *testing.T) {
	c := sample()
	for i, s := range c.Series {
		for k := range s.Points {
			x, y := c.Place(i, k)
			if series, point, ok := c.Nearest(x, y); !ok || series != i || point != k {
				t.Errorf("point %d of curve %d is read as %d of %d", k, i, point, series)
			}
			to := min(k+1, len(s.Points)-1)
			wantX, wantY := c.Place(i, to)
			if gotX, gotY, ok := c.Move(x, y, "ArrowRight"); !ok || gotX != wantX || gotY != wantY {
				t.Errorf("right of point %d of curve %d lies %g,%g, want %g,%g", k, i, gotX, gotY, wantX, wantY)
			}
		}
	}
	x, y := c.Place(1, 1)
	upX, upY, _ := c.Move(x, y, "ArrowUp")
	if series, point, _ := c.Nearest(upX, upY); series != 0 || point != 1 {
		t.Errorf("above the flat curve's point 1 lies point %d of curve %d", point, series)
	}
	if toX, toY, ok := c.Move(-1, -1, "End"); !ok || toX != Width-right || toY != top {
		t.Errorf("End leads to %g,%g", toX, toY)
	}
	if _, _, ok := c.Move(x, y, "a"); ok {
		t.Error("a letter moves something")
	}
	c.Series = append([]Series{{Name: "empty"}}, c.Series...)
	if x, _, ok := c.Move(-1, -1, "Home"); !ok || x != left {
		t.Errorf("with an empty first curve Home leads to %g, %v", x, ok)
	}
	if _, _, ok := (Chart{}).Nearest(1, 1); ok {
		t.Error("an empty chart is read")
	}
}

// Curves that lie on one another, or outside the axes, are still reached one by
// one.
func TestEveryCurveIsReachedByKey(t *testing.T) {
	c := sample()
	flat := c.Series[1]
	high := Series{Name: "high", Points: []XY{{1, 90}, {10, 90}, {100, 90}, {1000, 90}}}
	c.Series = append(c.Series, flat, flat, high, high)
	x, y := c.Place(0, 1)
	for range c.Series {
		x, y, _ = c.Move(x, y, "ArrowUp")
	}
	seen := map[int]bool{}
	for range c.Series {
		i, _, _ := c.Nearest(x, y)
		seen[i] = true
		x, y, _ = c.Move(x, y, "ArrowDown")
	}
	if len(seen) != len(c.Series) {
		t.Errorf("down the curves only %v are reached", seen)
	}
}

func TestTheDrawingKeepsInsideTheAxes(t *testing.T) {
	plain := sample()
	plain.Marks = nil // which stand where levels have their names
	svg := plain.Markup("").String()
	if !strings.Contains(svg, "the limit") || strings.Contains(svg, "out of sight") {
		t.Error("levels inside and outside the axes are not told apart")
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Error("the drawing has numbers that are none")
	}
	// The rising curve leaves the chart above and is cut there.
	d := sample().path(sample().Series[0].Points)
	if !strings.HasSuffix(d, " "+num(top)) || strings.Count(d, "L") != 3 {
		t.Errorf("the rising curve is drawn as %s", d)
	}
	broken := Series{Points: []XY{{1, 1}, {10, math.NaN()}, {100, 1}}}
	if d := sample().path(broken.Points); strings.Count(d, "M") != 2 {
		t.Errorf("a curve with a gap is drawn as %s", d)
	}
	if items := sample().Legend(); len(items) != 2 || items[1].Texts() != "flat" {
		t.Errorf("the legend is %v", items)
	}
}

// A curve that ends before the others is left at its own last point.
func TestKeysStayWhereACurveIsDrawn(t *testing.T) {
	c := sample()
	points := c.Series[0].Points
	points[len(points)-1].Y = math.NaN()
	x, y, _ := c.Move(-1, -1, "Home")
	x, y, ok := c.Move(x, y, "End")
	if !ok || math.IsNaN(y) || x != c.x(points[len(points)-2].X) {
		t.Errorf("End leads to %g, %g, %t", x, y, ok)
	}
}
