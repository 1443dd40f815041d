package attention

import "slices"

// withRuns returns a list of intervals with runs added. The list stays as it
// is; it is returned itself if there is nothing to add.
func withRuns(list []Interval, runs []run) []Interval {
	if len(runs) == 0 {
		return list
	}
	all := slices.Clone(list)
	for _, v := range runs {
		if v.step == 1 {
			all = append(all, Interval{v.from, v.to})
			continue
		}
		for x := v.from; x < v.to; x += v.step {
			all = append(all, Interval{x, x + 1})
		}
	}
	slices.SortFunc(all, func(a, b Interval) int { return int(a.From - b.From) })
	joined := all[:0]
	for _, v := range all {
		joined = appendInterval(joined, v.From, v.To)
	}
	return slices.Clip(joined)
}

// marks are the parts of a grid that hold a token of a set.
type marks struct {
	grid grid
	set  []bool
}

func newMarks(n, parts int64) *marks { return &marks{shares(n, parts), make([]bool, parts)} }

// add marks the parts that runs touch, and reports whether one is new.
func (m *marks) add(runs []run) bool {
	changed := false
	for _, v := range runs {
		for x := v.from; x < v.to; {
			k, _ := m.grid.tile(x)
			changed = changed || !m.set[k]
			m.set[k] = true
			// The run's first token that is not in this part.
			if x = m.grid.edge(k + 1); x < v.to {
				x = v.from + (x-v.from+v.step-1)/v.step*v.step
			}
		}
	}
	return changed
}

// intervals returns the marked parts as intervals of tokens.
func (m *marks) intervals() []Interval {
	var list []Interval
	for k, marked := range m.set {
		if marked {
			list = appendInterval(list, m.grid.edge(int64(k)), m.grid.edge(int64(k)+1))
		}
	}
	return list
}
