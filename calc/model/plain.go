package model

import (
	"slices"
	"strconv"

	"attnexperts/calc/attention"
)

// Plain is a model as a few sizes can say it: grouped heads, gated feed-forward
// networks of three matrices (SwiGLU), two RMSNorms a layer and one at the end,
// and no biases. In the first DenseLayers layers, or in all where there are no
// experts, the network is dense.
type Plain struct {
	// Layers, Width and Vocab are L, d and V.
	Layers, Width, Vocab int64
	// Heads, KV and HeadDim are n_h, n_kv and d_h.
	Heads, KV, HeadDim int64
	// DenseLayers is how many layers have a dense network where others have
	// experts; DenseWidth is f, the width of that network.
	DenseLayers, DenseWidth int64
	// Experts and Active are E and k; 0 where there are none. Shared is E_s.
	// Routed and shared experts have the width ExpertWidth.
	Experts, Active, Shared, ExpertWidth int64
	// Tied says that the output head is the embedding.
	Tied bool
}

// Routed returns how many layers have experts.
func (p Plain) Routed() int64 {
	if p.Experts == 0 {
		return 0
	}
	return max(0, p.Layers-p.DenseLayers)
}

// Architecture returns the model that has these sizes. Its fields have the names
// that links have for them.
func (p Plain) Architecture() *Architecture {
	a := &Architecture{Width: p.Width, Vocab: p.Vocab, Tied: p.Tied, Norm: ScaleNorm, FinalNorm: true, Layers: make([]Layer, p.Layers)}
	mixer := Softmax{Layer: attention.Layer{Heads: p.Heads, KV: p.KV, HeadDim: p.HeadDim}}
	experts := Experts{
		Count: p.Experts, Active: p.Active, Width: p.ExpertWidth, Gated: true, Shared: p.Shared, SharedWidth: p.ExpertWidth,
	}
	dense := p.Layers - p.Routed()
	for i := range a.Layers {
		a.Layers[i] = Layer{Mixer: mixer, Norms: 2}
		if int64(i) < dense {
			a.Layers[i].Dense = Dense{Width: p.DenseWidth, Gated: true}
		} else {
			a.Layers[i].Experts = experts
		}
	}
	for _, f := range []struct {
		name, symbol string
		n            int64
	}{
		{"layers", "L", p.Layers},
		{"hidden", "d", p.Width},
		{"vocab", "V", p.Vocab},
		{"heads", "n_h", p.Heads},
		{"kv", "n_kv", p.KV},
		{"head-dim", "d_h", p.HeadDim},
		{"dense-layers", "L_i", p.DenseLayers},
		{"dense-ffn", "f", p.DenseWidth},
		{"experts", "E", p.Experts},
		{"k", "k", p.Active},
		{"shared", "E_s", p.Shared},
		{"expert-ffn", "f_e", p.ExpertWidth},
		{"expert-ffn", "f_s", p.ExpertWidth},
	} {
		a.Fields = append(a.Fields, Field{Path: f.name, Symbol: f.symbol, Value: strconv.FormatInt(f.n, 10)})
	}
	return a
}

// Plain returns the sizes of a model, and whether it has them: attention in
// every layer, with the same heads in each, dense networks of one width and
// experts of one kind. What sizes do not say, such as biases and latents, the
// architecture may have besides.
func (a *Architecture) Plain() (p Plain, ok bool) {
	experts, routed, dense, alike := a.routed()
	p = Plain{
		Layers: int64(len(a.Layers)), Width: a.Width, Vocab: a.Vocab, Tied: a.Tied,
		DenseLayers: dense, Experts: experts.Count, Active: experts.Active, ExpertWidth: experts.Width,
	}
	if !alike || routed+dense != p.Layers || routed > 0 && !experts.Gated {
		return Plain{}, false
	}
	if all := experts.Shared * experts.SharedWidth; all > 0 {
		if all%experts.Width != 0 {
			return Plain{}, false
		}
		p.Shared = all / experts.Width
	}
	for i, l := range a.Layers {
		heads, kv, size, ok := plainHeads(l.Mixer)
		if i == 0 {
			p.Heads, p.KV, p.HeadDim = heads, kv, size
		}
		if p.DenseWidth == 0 {
			p.DenseWidth = l.Dense.Width
		}
		same := heads == p.Heads && kv == p.KV && size == p.HeadDim
		if !ok || !same || !l.Dense.plain(p.DenseWidth) || l.Dense.Width > 0 && l.Experts.Count > 0 {
			return Plain{}, false
		}
	}
	return p, true
}

// plain reports whether a layer has no dense network, or a gated one of a width.
func (f Dense) plain(width int64) bool { return f.Width == 0 || f.Gated && f.Width == width }

// plainHeads returns the heads of a mixer that attends. Those of a latent have
// keys of their own, once they are out of it.
func plainHeads(m Mixer) (heads, kv, size int64, ok bool) {
	switch m := m.(type) {
	case Softmax:
		return m.Heads, m.KV, m.HeadDim, !m.Shared
	case Latent:
		return m.Heads, m.Heads, m.HeadDim, true
	}
	return 0, 0, 0, false
}

// Refit returns the model with other feed-forward networks in the layers that
// have experts, or, where none has, in all that have a dense one; and how many
// layers those are. All else stays.
func (a *Architecture) Refit(dense Dense, experts Experts) (*Architecture, int64) {
	_, routed, plain, _ := a.routed()
	b := *a
	b.Layers = slices.Clone(a.Layers)
	for i := range b.Layers {
		if l := &b.Layers[i]; l.Experts.Count > 0 || routed == 0 && l.Dense.Width > 0 {
			l.Dense, l.Experts = dense, experts
		}
	}
	if routed == 0 {
		return &b, plain
	}
	return &b, routed
}

// Routing returns the experts of the layers that have some, and how many layers
// those are; alike says that all have the same.
func (a *Architecture) Routing() (e Experts, layers int64, alike bool) {
	e, layers, _, alike = a.routed()
	return e, layers, alike
}
