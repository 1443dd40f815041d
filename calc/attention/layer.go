package attention

import (
	"fmt"

	"attnexperts/calc/quantity"
)

// A LayerKind says which tokens a layer's cache keeps.
type LayerKind uint8

// The kinds of layers.
const (
	// FullLayer keeps every token so far.
	FullLayer LayerKind = iota
	// SlidingLayer keeps the last Window tokens, the present one included.
	SlidingLayer
	// ChunkedLayer keeps the tokens of the present chunk of Window tokens.
	ChunkedLayer
	// LinearLayer keeps no token but a state of fixed size: linear attention
	// and state-space layers.
	LinearLayer
)

// String returns the kind's name, as the JSON of a spec has it.
func (k LayerKind) String() string {
	return [...]string{"full", "sliding", "chunked", "linear"}[k]
}

// A Layer is the attention of one layer, as far as its cost goes. Sizes are
// counts of numbers, not of bytes.
type Layer struct {
	Kind LayerKind
	// Heads is n_h, the query heads; KV is n_kv, the key/value heads that they
	// share, each of HeadDim d_h numbers.
	Heads, KV, HeadDim int64
	// ValueDim is the size of a value head where it is not HeadDim; 0 where it is.
	ValueDim int64
	// Latent is d_c, the size of what multi-head latent attention keeps instead
	// of keys and values, and Rope d_R, the size of its one shared positional
	// key. Both are 0 elsewhere.
	Latent, Rope int64
	// Window is W, the tokens of a sliding window or of a chunk.
	Window int64
	// Index is how many numbers an indexer of sparse attention keeps a token.
	Index int64
	// State is how many numbers the fixed state of a linear layer has.
	State int64
	// Shared says that the layer reads the cache of a layer below it and keeps
	// none of its own (cross-layer sharing).
	Shared bool
}

// MLA reports whether the layer keeps a latent instead of keys and values.
func (l Layer) MLA() bool { return l.Latent > 0 }

// valueDim is the size of a value head.
func (l Layer) valueDim() int64 {
	if l.ValueDim > 0 {
		return l.ValueDim
	}
	return l.HeadDim
}

// PerToken returns how many numbers the layer keeps for each token that it
// keeps: n_kv·(d_h + d_v), which is 2·n_kv·d_h where the two are equal
// (Shazeer 2019, arXiv 1911.02150; Ainslie et al. 2023, arXiv 2305.13245), or
// d_c + d_R for latent attention (DeepSeek-V2, arXiv 2405.04434, section 2.1).
func (l Layer) PerToken() (int64, error) {
	if l.Kind == LinearLayer || l.Shared {
		return 0, nil
	}
	if l.MLA() {
		return quantity.Sum(l.Latent, l.Rope, l.Index)
	}
	kv, err := quantity.Product(l.KV, l.HeadDim+l.valueDim())
	if err != nil {
		return 0, err
	}
	return quantity.Sum(kv, l.Index)
}

// Kept returns how many tokens of a context the layer keeps at most: all of
// them, or as many as its window or chunk has.
func (l Layer) Kept(context int64) int64 {
	switch {
	case l.Kind == LinearLayer:
		return 0
	case l.bounded():
		return min(context, l.Window)
	default:
		return context
	}
}

// bounded reports whether the layer's cache stops growing.
func (l Layer) bounded() bool { return l.Kind == SlidingLayer || l.Kind == ChunkedLayer }

// Pairs returns how many (query, key) pairs each head computes for a prompt of
// so many tokens, causally: S(S + 1)/2, W·S − W(W − 1)/2 with a window W ≤ S,
// and the triangles of its chunks. Linear layers have none.
func (l Layer) Pairs(tokens int64) (int64, error) {
	w := l.Kept(tokens)
	if w == 0 || tokens <= 0 {
		return 0, nil
	}
	if l.Kind == ChunkedLayer {
		chunk, err := triangle(w)
		if err != nil {
			return 0, err
		}
		whole, err := quantity.Product(tokens/w, chunk)
		if err != nil {
			return 0, err
		}
		rest, err := triangle(tokens % w)
		if err != nil {
			return 0, err
		}
		return quantity.Sum(whole, rest)
	}
	// A triangle of W rows, then rows of W.
	rise, err := triangle(w)
	if err != nil {
		return 0, err
	}
	level, err := quantity.Product(w, tokens-w)
	if err != nil {
		return 0, err
	}
	return quantity.Sum(rise, level)
}

// triangle is n(n + 1)/2.
func triangle(n int64) (int64, error) {
	if n%2 == 0 {
		return quantity.Product(n/2, n+1)
	}
	return quantity.Product(n, n/2+1)
}

// PairFLOPs returns the floating-point operations of one pair in all heads
// together: 2·n_h·(d_h + d_v) for the score and the share of the value. In
// latent attention a key also has its d_R positional numbers; while decoding,
// the projections are absorbed, and heads work on the latent itself:
// n_h·(4·d_c + 2·d_R) (DeepSeek-V2, arXiv 2405.04434, section 2.1.2).
func (l Layer) PairFLOPs(decoding bool) (int64, error) {
	switch {
	case l.Kind == LinearLayer:
		return 0, nil
	case l.MLA() && decoding:
		return quantity.Product(2, l.Heads, 2*l.Latent+l.Rope)
	default:
		return quantity.Product(2, l.Heads, l.HeadDim+l.Rope+l.valueDim())
	}
}

// MaxSize is the largest size that a layer may have: sums of a few sizes stay
// far below what an int64 holds.
const MaxSize = 1 << 48

// Check says what is wrong with a layer that cannot be: a size that is
// negative, missing or past [MaxSize], or query heads that cannot share their KV
// heads evenly.
func (l Layer) Check() error {
	for _, s := range []struct {
		name string
		n    int64
		need bool
	}{
		{"query heads", l.Heads, l.Kind != LinearLayer},
		{"KV heads", l.KV, l.Kind != LinearLayer && !l.MLA()},
		{"head size", l.HeadDim, l.Kind != LinearLayer},
		{"value head size", l.ValueDim, false},
		{"latent size", l.Latent, false},
		{"size of the positional key", l.Rope, false},
		{"window", l.Window, l.bounded()},
		{"indexer size", l.Index, false},
		{"state size", l.State, false},
	} {
		least := int64(0)
		if s.need {
			least = 1
		}
		if s.n < least || s.n > MaxSize {
			return fmt.Errorf("the %s cannot be %d: a number from %d to %d can", s.name, s.n, least, int64(MaxSize))
		}
	}
	if l.Rope > 0 && !l.MLA() {
		return fmt.Errorf("a positional key of %d beside full keys: only a layer with a latent has one", l.Rope)
	}
	if l.Kind != LinearLayer && !l.MLA() && l.Heads%l.KV != 0 {
		return fmt.Errorf("%d query heads cannot share %d KV heads evenly: use a number that divides %d", l.Heads, l.KV, l.Heads)
	}
	return nil
}
