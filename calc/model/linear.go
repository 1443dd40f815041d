package model

import "attnexperts/calc/attention"

// linear is the cache of a mixer that keeps a state of so many numbers.
func linear(state int64) attention.Layer {
	return attention.Layer{Kind: attention.LinearLayer, State: state}
}

// Mamba is a selective state-space layer (arXiv 2312.00752). Its state is
// Inner·State numbers, and the last Kernel − 1 inputs of its convolution.
type Mamba struct {
	// Inner is d_i, State N, Rank the rank of the step sizes, Kernel the length
	// of the convolution.
	Inner, State, Rank, Kernel int64
	// ConvBias and ProjBias say that convolution and projections have biases;
	// Norms that norms with weights stand before step sizes, B and C (Jamba).
	ConvBias, ProjBias, Norms bool
}

// Cache returns the state's size.
func (m Mamba) Cache() attention.Layer { return linear(m.Inner * (m.State + m.Kernel - 1)) }

func (m Mamba) weights(d int64) weights {
	var w weights
	dims, inner, state, rank, kernel := x("d", d), x("d_i", m.Inner), x("N", m.State), x("r", m.Rank), x("K", m.Kernel)
	w.add(Attention, "input and gate projections", two, dims, inner)
	w.add(Attention, "convolution", inner, kernel)
	w.add(Attention, "projection to step sizes", inner, rank)
	w.add(Attention, "projections to B and C", two, inner, state)
	w.add(Attention, "step sizes out of their rank", rank, inner)
	w.add(Attention, "step sizes' bias", inner)
	w.add(Attention, "A", inner, state)
	w.add(Attention, "D", inner)
	w.add(Attention, "output projection", inner, dims)
	if m.ConvBias {
		w.add(Attention, "convolution's bias", inner)
	}
	if m.ProjBias {
		w.add(Attention, "input and gate biases", two, inner)
		w.add(Attention, "output bias", dims)
	}
	if m.Norms {
		w.add(Norms, "step sizes' norm", rank)
		w.add(Norms, "norms of B and C", two, state)
	}
	return w
}

// Mamba2 is a state-space layer with scalar decay (arXiv 2405.21060). Its state
// is Heads·HeadDim·State numbers, and the last Kernel − 1 inputs of its
// convolution, which runs over Heads·HeadDim + 2·Groups·State channels.
type Mamba2 struct {
	// Heads is h, HeadDim p, State N, Groups g, Kernel the length of the
	// convolution.
	Heads, HeadDim, State, Groups, Kernel int64
	// ConvBias and ProjBias say that convolution and projections have biases.
	ConvBias, ProjBias bool
}

// Cache returns the state's size.
func (m Mamba2) Cache() attention.Layer {
	inner := m.Heads * m.HeadDim
	return linear(inner*m.State + (m.Kernel-1)*(inner+2*m.Groups*m.State))
}

func (m Mamba2) weights(d int64) weights {
	var w weights
	dims, heads, size, state, groups, kernel := x("d", d), x("h", m.Heads), x("p", m.HeadDim), x("N", m.State), x("g", m.Groups), x("K", m.Kernel)
	w.add(Attention, "input and gate projections", two, dims, heads, size)
	w.add(Attention, "projections to B and C", two, dims, groups, state)
	w.add(Attention, "projection to step sizes", dims, heads)
	w.add(Attention, "convolution of the input", heads, size, kernel)
	w.add(Attention, "convolution of B and C", two, groups, state, kernel)
	w.add(Attention, "A, D and the step sizes' bias", constant(3), heads)
	w.add(Attention, "output projection", heads, size, dims)
	if m.ConvBias {
		w.add(Attention, "convolution's bias for the input", heads, size)
		w.add(Attention, "convolution's bias for B and C", two, groups, state)
	}
	if m.ProjBias {
		w.add(Attention, "input and gate biases", two, heads, size)
		w.add(Attention, "biases of B and C", two, groups, state)
		w.add(Attention, "bias of the step sizes' projection", heads)
		w.add(Attention, "output bias", dims)
	}
	w.add(Norms, "gated norm", heads, size)
	return w
}

// DeltaNet is a gated delta-rule layer (arXiv 2412.06464) as in Qwen3-Next. Its
// state is ValueHeads·KeyDim·ValueDim numbers, and the last Kernel − 1 inputs
// of its convolution.
type DeltaNet struct {
	// KeyHeads is h_k of KeyDim d_k, ValueHeads h_v of ValueDim d_v numbers.
	KeyHeads, KeyDim, ValueHeads, ValueDim, Kernel int64
}

// Cache returns the state's size.
func (n DeltaNet) Cache() attention.Layer {
	channels := 2*n.KeyHeads*n.KeyDim + n.ValueHeads*n.ValueDim
	return linear(n.ValueHeads*n.KeyDim*n.ValueDim + (n.Kernel-1)*channels)
}

func (n DeltaNet) weights(d int64) weights {
	var w weights
	dims, kernel := x("d", d), x("K", n.Kernel)
	keys, keyDim, values, valueDim := x("h_k", n.KeyHeads), x("d_k", n.KeyDim), x("h_v", n.ValueHeads), x("d_v", n.ValueDim)
	w.add(Attention, "query and key projections", two, dims, keys, keyDim)
	w.add(Attention, "value and gate projections", two, dims, values, valueDim)
	w.add(Attention, "projections to decay and step size", two, dims, values)
	w.add(Attention, "convolution of queries and keys", two, keys, keyDim, kernel)
	w.add(Attention, "convolution of values", values, valueDim, kernel)
	w.add(Attention, "A and the decay's bias", two, values)
	w.add(Attention, "output projection", values, valueDim, dims)
	w.add(Norms, "gated norm", valueDim)
	return w
}

// Lightning is linear attention with an output gate, as in MiniMax-01 (arXiv
// 2501.08313). Its state is Heads·HeadDim² numbers.
type Lightning struct {
	// Heads is n_h, each of HeadDim d_h numbers.
	Heads, HeadDim int64
}

// Cache returns the state's size.
func (l Lightning) Cache() attention.Layer { return linear(l.Heads * l.HeadDim * l.HeadDim) }

func (l Lightning) weights(d int64) weights {
	var w weights
	dims, heads, size := x("d", d), x("n_h", l.Heads), x("d_h", l.HeadDim)
	w.add(Attention, "query, key and value projections", constant(3), dims, heads, size)
	w.add(Attention, "output gate", dims, heads, size)
	w.add(Attention, "output projection", heads, size, dims)
	w.add(Norms, "output norm", heads, size)
	return w
}

// RGLRU is the recurrent layer of Griffin (arXiv 2402.19427) as in
// RecurrentGemma. Its state is Width numbers, and the last Kernel − 1 inputs of
// its convolution.
type RGLRU struct {
	// Width is d_i; the gates are Heads blocks of (Width ÷ Heads)² weights.
	// Kernel is the length of the convolution.
	Width, Heads, Kernel int64
}

// Cache returns the state's size.
func (l RGLRU) Cache() attention.Layer { return linear(l.Width * l.Kernel) }

func (l RGLRU) weights(d int64) weights {
	var w weights
	dims, inner, heads, block, kernel := x("d", d), x("d_i", l.Width), x("h", l.Heads), x("p", l.Width/l.Heads), x("K", l.Kernel)
	w.add(Attention, "input and gate projections", two, dims, inner)
	w.add(Attention, "input and gate biases", two, inner)
	w.add(Attention, "convolution", inner, kernel)
	w.add(Attention, "convolution's bias", inner)
	w.add(Attention, "gates of input and recurrence", two, heads, block, block)
	w.add(Attention, "biases of those gates", two, heads, block)
	w.add(Attention, "decay", inner)
	w.add(Attention, "output projection", inner, dims)
	w.add(Attention, "output bias", dims)
	return w
}

// ShortConv is a gated convolution over the last Kernel tokens, as in LFM2. Its
// state is its last Kernel − 1 inputs, of the width Width, which is d.
type ShortConv struct {
	Width, Kernel int64
	// Bias says that convolution and projections have biases.
	Bias bool
}

// Cache returns the state's size.
func (c ShortConv) Cache() attention.Layer { return linear(c.Width * (c.Kernel - 1)) }

func (c ShortConv) weights(d int64) weights {
	var w weights
	dims, kernel := x("d", d), x("K", c.Kernel)
	w.add(Attention, "input and gate projections", constant(3), dims, dims)
	w.add(Attention, "convolution", dims, kernel)
	w.add(Attention, "output projection", dims, dims)
	if c.Bias {
		w.add(Attention, "input and gate biases", constant(3), dims)
		w.add(Attention, "convolution's bias", dims)
		w.add(Attention, "output bias", dims)
	}
	return w
}
