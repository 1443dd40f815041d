package scenario

import "attnexperts/calc/attention"

// Shape is a stack of layers as the cache page's controls can say it.
type Shape struct {
	// Layers, Heads, KV and HeadDim are L, n_h, n_kv and d_h.
	Layers, Heads, KV, HeadDim int64
	// Window is what a sliding layer keeps; 0 where all layers are full.
	Window int64
	// GlobalEvery makes one layer in so many full; 0 makes none.
	GlobalEvery int64
	// Latent and RopeDim are what latent attention keeps instead of keys and
	// values; 0 where heads have them.
	Latent, RopeDim int64
}

// Stack returns the layers of a shape.
func (s Shape) Stack() attention.Stack {
	l := attention.Layer{Heads: s.Heads, KV: s.KV, HeadDim: s.HeadDim, Latent: s.Latent, Window: s.Window}
	if s.Latent > 0 {
		l.Rope = s.RopeDim // without a latent the positions are in the keys
	}
	return attention.Alternating(s.Layers, s.GlobalEvery, l)
}

// ShapeOf returns the shape of a stack of layers, and whether it has one: layers
// of one kind, or sliding ones with a full one after every so many.
func ShapeOf(stack attention.Stack) (Shape, bool) {
	if len(stack) == 0 {
		return Shape{}, false
	}
	first := stack[0]
	s := Shape{Layers: int64(len(stack)), Heads: first.Heads, KV: first.KV, HeadDim: first.HeadDim, Latent: first.Latent, RopeDim: first.Rope}
	if s.Latent > 0 {
		s.KV = s.Heads // its heads read one latent; the number says nothing
	}
	for i, l := range stack {
		if l.Kind == attention.SlidingLayer {
			s.Window = max(s.Window, l.Window)
		} else if s.GlobalEvery == 0 && s.Window > 0 {
			s.GlobalEvery = int64(i + 1)
		}
	}
	for i, l := range s.Stack() {
		is := stack[i]
		if is.MLA() {
			is.KV = l.KV
		}
		if is.ValueDim == is.HeadDim {
			is.ValueDim = 0
		}
		if is != l {
			return Shape{}, false
		}
	}
	return s, true
}
