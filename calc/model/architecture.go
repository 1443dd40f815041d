package model

import (
	"attnexperts/calc/attention"
)

// An Architecture is what a config says that a model is, as far as its
// parameters, its cache and its experts go. Every family is read into it.
type Architecture struct {
	// Name is the caller's name for the model; Class and Family are what the
	// config calls it: "LlamaForCausalLM", "llama".
	Name, Class, Family string
	// Width is d, the size of a token's vector; Vocab is V, the rows of the
	// embedding.
	Width, Vocab int64
	// EmbedWidth is d_e, the width of the embedding where it is not d, which
	// takes a projection at each end; 0 where it is d.
	EmbedWidth int64
	// Positions is how many learned position vectors there are; 0 for rotary
	// and other positions without weights.
	Positions int64
	// Tied says that the output head is the embedding.
	Tied bool
	// HeadBias says that the output head has a bias.
	HeadBias bool
	// Norm is what the norms are made of. FinalNorm says that there is one
	// after the last layer, EmbedNorm that there is one before the first.
	Norm                 Norm
	FinalNorm, EmbedNorm bool
	// MaxContext is how many tokens the model is made for; 0 where the config
	// does not say.
	MaxContext int64
	Layers     []Layer
	// Notes say what the numbers do not: what is left out, which fields do not
	// mean what they seem to.
	Notes []string
	// Unknown are the paths of the fields that nobody here knows.
	Unknown []string
	// Fields are what was read, in the order of reading.
	Fields []Field
}

// A Layer is one layer: a mixer that lets tokens see each other, or a
// feed-forward network, or both.
type Layer struct {
	// Mixer is nil in a layer that is a feed-forward network alone.
	Mixer Mixer
	// Dense and Experts are the feed-forward network. Where both have a width,
	// the dense one runs beside the experts for every token.
	Dense   Dense
	Experts Experts
	// Norms is how many norms of width d there are.
	Norms int64
}

// A Mixer is how tokens see each other in a layer: one of [Softmax], [Latent],
// [Mamba], [Mamba2], [DeltaNet], [Lightning], [RGLRU], [ShortConv]. Equal mixers compare equal.
type Mixer interface {
	// Cache is what the layer keeps between tokens.
	Cache() attention.Layer
	// weights are what it consists of, in a model of width d.
	weights(d int64) weights
}

// Norm is what a norm of width d is made of.
type Norm uint8

// The norms of a family's layers.
const (
	// PlainNorm has no weights (OLMo 1).
	PlainNorm Norm = iota
	// ScaleNorm has d weights: RMSNorm, and LayerNorm without a bias.
	ScaleNorm
	// BiasNorm has d weights and d biases: LayerNorm.
	BiasNorm
)

// Dense is a feed-forward network that every token goes through.
type Dense struct {
	// Width is f; 0 where the layer has no such network.
	Width int64
	// Gated networks have three matrices (SwiGLU, GeGLU), others two.
	Gated bool
	// UpBias and DownBias say that the matrices into and out of f have biases.
	UpBias, DownBias bool
	// Norm says that what goes into the last matrix is normalised (BitNet), Slopes
	// that the activation has two learned numbers of its own (xIELU, arXiv 2411.13010).
	Norm, Slopes bool
}

// Experts are the feed-forward networks of a layer of which a router chooses a
// few for each token.
type Experts struct {
	// Count is E, Active k, Width f_e of each; Count is 0 where the layer has
	// none.
	Count, Active, Width int64
	// Narrow is d_n, the width that tokens are projected to before the routed
	// experts; 0 where that is d.
	Narrow int64
	// Gated and Bias are as in Dense.
	Gated, Bias bool
	// RouterBias says that the router's projection has a bias, Correction that
	// each expert has one that balances the load and only helps to choose.
	RouterBias, Correction bool
	// Shared is how many experts every token goes through besides, SharedWidth
	// f_s the width of each, SharedGate that a gate weighs them.
	Shared, SharedWidth int64
	SharedGate          bool
}

// A Group is equal layers, wherever they stand.
type Group struct {
	Layer
	Count int64
}

// Groups returns the different layers with how many there are of each, in the
// order of their first.
func (a *Architecture) Groups() []Group {
	var groups []Group
	at := map[Layer]int{}
	k := 0
	for i, l := range a.Layers {
		// Most layers are as the one before, and comparing two is quicker than
		// looking one up.
		if i == 0 || l != a.Layers[i-1] {
			var known bool
			if k, known = at[l]; !known {
				k = len(groups)
				at[l] = k
				groups = append(groups, Group{Layer: l})
			}
		}
		groups[k].Count++
	}
	return groups
}

// Stack returns the attention of all layers that have a mixer.
func (a *Architecture) Stack() attention.Stack {
	s := make(attention.Stack, 0, len(a.Layers))
	for _, l := range a.Layers {
		if l.Mixer != nil {
			s = append(s, l.Mixer.Cache())
		}
	}
	return s
}

// A Field is something that was read from a config, or a default that stood in
// for it.
type Field struct {
	// Path is where the field stands: "text_config.hidden_size". Of several
	// names for one thing it is the one that was given.
	Path string
	// Symbol is what formulas call the number; "" where none does.
	Symbol string
	// Value is as the config has it, or the default.
	Value string
	// Line, from 1, and the bytes Start to End (excluded) are where key and
	// value stand in the config; all 0 for a default.
	Line, Start, End int
	// Default says whose default it is and why; "" for a field that was given.
	Default string
}

// From returns where the number of a symbol is from: the field's path, or the
// default in words; "" for what is no symbol of this architecture.
func (a *Architecture) From(symbol string) string {
	for _, f := range a.Fields {
		if f.Symbol != symbol || symbol == "" {
			continue
		}
		return f.origin()
	}
	return ""
}

// origin is the field's path, or the default in words.
func (f Field) origin() string {
	if f.Default != "" {
		return f.Default
	}
	return f.Path
}

// layersFrom returns where a number of layers is from: where those are not all,
// also from the fields that say which they are.
func (a *Architecture) layersFrom(n int64) string {
	from := a.From("L")
	if n == int64(len(a.Layers)) {
		return from
	}
	for _, f := range a.Fields {
		if f.Symbol == "L_i" {
			from += "; " + f.origin()
		}
	}
	return from
}
