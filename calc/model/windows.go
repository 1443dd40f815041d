package model

import (
	"slices"
	"strconv"

	"attnexperts/calc/attention"
)

// layerKinds are the entries of layer_types.
var layerKinds = map[string]attention.LayerKind{
	"full_attention": attention.FullLayer, "sliding_attention": attention.SlidingLayer,
	"chunked_attention": attention.ChunkedLayer, "linear_attention": attention.LinearLayer,
}

// kinds reads layer_types, whose entries must be full or of the family's other
// kind; where it is absent, the family's rule says the kind of layer i, counted
// from 0.
func (r *reader) kinds(other attention.LayerKind, rule func(i int64) attention.LayerKind) []attention.LayerKind {
	n := r.layers()
	m, items := r.list("layer_types", n)
	if r.err != nil {
		return nil
	}
	kinds := make([]attention.LayerKind, n)
	for i := range kinds {
		if items == nil {
			kinds[i] = rule(int64(i))
			continue
		}
		k, ok := layerKinds[items[i].text]
		if !ok || k != attention.FullLayer && k != other {
			const problem = "has %s as entry %d: in the family %s, full_attention and %s_attention can be counted"
			r.fail(m, problem, shorten(strconv.Quote(items[i].text)), i+1, r.family, other)
			return nil
		}
		kinds[i] = k
	}
	if items == nil && r.arch.From("L_i") == "" && slices.ContainsFunc(kinds, func(k attention.LayerKind) bool { return k != kinds[0] }) {
		r.assume("L_i", "layer_types", "", "order of layers in "+r.family+", as layer_types is absent")
	}
	return kinds
}

// allBut makes every n-th layer, counted from 1, full and the others of a kind.
func allBut(n int64, kind attention.LayerKind) func(i int64) attention.LayerKind {
	return func(i int64) attention.LayerKind {
		if n > 0 && (i+1)%n == 0 {
			return attention.FullLayer
		}
		return kind
	}
}

// every makes all layers of a kind.
func every(kind attention.LayerKind) func(i int64) attention.LayerKind {
	return func(int64) attention.LayerKind { return kind }
}

// window reads the tokens of a window, and whether it has any effect: not where
// it is null, and not where it is as long as the longest context.
func (r *reader) window(names ...string) int64 {
	m := r.find(names...)
	if def, ok := r.defaults[names[0]]; ok && r.scope.member(names[0]) == nil {
		return r.sizeOr("W", def, names...)
	}
	if r.mustBeGiven(names[0]) || m == nil {
		return 0
	}
	w := r.whole("W", m, 0)
	if limit := r.arch.MaxContext; limit > 0 && w >= limit {
		r.note("%s (%d) has no effect: it is no shorter than the longest context, %d.", m.path, w, limit)
		return 0
	}
	return w
}

// windowed returns the attention of layers of a kind: one that is not full
// gets the window, if there is one.
func (s Softmax) windowed(kind attention.LayerKind, window int64) Softmax {
	if kind != attention.FullLayer && window > 0 {
		s.Kind, s.Window = kind, window
	}
	return s
}

// sliding reads the usual window: layer_types if given, else the family's rule.
func (r *reader) sliding(rule func(i int64) attention.LayerKind) func(i int64, s Softmax) Softmax {
	window := r.window("sliding_window")
	kinds := r.kinds(attention.SlidingLayer, rule)
	if window == 0 {
		r.noWindow(kinds)
	}
	return func(i int64, s Softmax) Softmax { return s.windowed(kinds[i], window) }
}

// noWindow refuses a list that has layers slide where no window is given.
func (r *reader) noWindow(kinds []attention.LayerKind) {
	if m := r.scope.member("layer_types"); m != nil && r.find("sliding_window") == nil {
		for _, k := range kinds {
			if k == attention.SlidingLayer {
				r.fail(m, "has sliding layers, and sliding_window, which says how far they see, is missing")
			}
		}
	}
}
