package model

import (
	"attnexperts/calc/attention"
	"attnexperts/calc/json"
	"attnexperts/calc/quantity"
)

// reportJSON is the form of `spec -json`, a promise to scripts: names may be
// added, none changes.
type reportJSON struct {
	Name         string        `json:"name"`
	Architecture string        `json:"architecture"`
	Attention    attentionJSON `json:"attention"`
	MoE          *moeJSON      `json:"moe"`
	Params       paramsJSON    `json:"params"`
	Cache        cacheJSON     `json:"kv_cache"`
	Notes        []string      `json:"notes"`
	Unknown      []string      `json:"unknown_fields"`
}

type attentionJSON struct {
	Kind       *string    `json:"kind"`
	QueryHeads *int64     `json:"query_heads"`
	KVHeads    *int64     `json:"kv_heads"`
	HeadDim    *int64     `json:"head_dim"`
	GroupSize  *int64     `json:"group_size"`
	LatentDim  *int64     `json:"latent_dim"`
	RopeDim    *int64     `json:"rope_dim"`
	Window     *int64     `json:"window"`
	Layers     layersJSON `json:"layers"`
}

type layersJSON struct {
	Full    int64 `json:"full"`
	Sliding int64 `json:"sliding"`
	Chunked int64 `json:"chunked"`
	Linear  int64 `json:"linear"`
}

type moeJSON struct {
	Experts       *int64 `json:"experts"`
	ActiveExperts *int64 `json:"active_experts"`
	SharedExperts *int64 `json:"shared_experts"`
	ExpertFFN     *int64 `json:"expert_ffn"`
	MoELayers     int64  `json:"moe_layers"`
	DenseLayers   int64  `json:"dense_layers"`
}

type paramsJSON struct {
	Total             quantity.Number `json:"total"`
	Active            quantity.Number `json:"active"`
	ActiveNoEmbedding quantity.Number `json:"active_no_embedding"`
	Embedding         quantity.Number `json:"embedding"`
	OutputHead        quantity.Number `json:"output_head"`
	Attention         quantity.Number `json:"attention"`
	DenseFFN          quantity.Number `json:"dense_ffn"`
	Experts           quantity.Number `json:"experts"`
	Shared            quantity.Number `json:"shared"`
	Router            quantity.Number `json:"router"`
	Norms             quantity.Number `json:"norms"`
	Other             quantity.Number `json:"other"`
}

type cacheJSON struct {
	BytesPerToken quantity.Number `json:"bytes_per_token"`
	Bytes         quantity.Number `json:"bytes"`
	StateBytes    quantity.Number `json:"state_bytes"`
	BytesIfMHA    quantity.Number `json:"bytes_if_mha"`
	Context       int64           `json:"context"`
	Batch         int64           `json:"batch"`
	Dtype         quantity.Dtype  `json:"dtype"`
}

// MarshalJSON writes the report as `spec -json` prints it: exact numbers in
// base units, null for what the model does not have or its layers do not share.
func (r *Report) MarshalJSON() ([]byte, error) {
	a := r.Architecture
	parts := r.Parts
	return json.Marshal(reportJSON{
		Name: a.Name, Architecture: a.className(), Attention: a.attentionJSON(), MoE: a.moeJSON(),
		Params: paramsJSON{
			r.Total.Value, r.Active.Value, r.ActiveNoEmbedding.Value,
			parts[Embedding].Value, parts[OutputHead].Value, parts[Attention].Value, parts[DenseFFN].Value, parts[RoutedExperts].Value,
			parts[SharedExperts].Value, parts[Router].Value, parts[Norms].Value, parts[Other].Value,
		},
		Cache: cacheJSON{
			r.PerToken.Value, r.Cache.Value, r.State.Value, r.CacheIfMHA.Value, r.Use.Context, r.Use.Batch, r.Use.Dtype,
		},
		Notes: append([]string{}, a.Notes...), Unknown: append([]string{}, a.Unknown...),
	})
}

// className is the class, or the family where the config names no class.
func (a *Architecture) className() string {
	if a.Class == "" {
		return a.Family
	}
	return a.Class
}

func (a *Architecture) attentionJSON() attentionJSON {
	stack, layers := a.Stack(), a.attending()
	shared := func(of func(attention.Layer) int64) *int64 { return pointer(uniform(layers, of)) }
	j := attentionJSON{
		QueryHeads: shared(func(l attention.Layer) int64 { return l.Heads }),
		KVHeads:    shared(kvHeads),
		HeadDim:    shared(headDim),
		GroupSize:  shared(groupSize),
		LatentDim:  shared(func(l attention.Layer) int64 { return l.Latent }),
		RopeDim:    shared(func(l attention.Layer) int64 { return l.Rope }),
		Window:     pointer(uniform(bounded(layers), func(l attention.Layer) int64 { return l.Window })),
		Layers: layersJSON{
			stack.Count(attention.FullLayer), stack.Count(attention.SlidingLayer),
			stack.Count(attention.ChunkedLayer), stack.Count(attention.LinearLayer),
		},
	}
	if kind := stack.Kind(); kind != "" {
		j.Kind = &kind
	}
	return j
}

// Under latent attention there are no KV heads, and a head has no one size.

func kvHeads(l attention.Layer) int64 {
	if l.MLA() {
		return 0
	}
	return l.KV
}

func headDim(l attention.Layer) int64 {
	if l.MLA() {
		return 0
	}
	return l.HeadDim
}

func groupSize(l attention.Layer) int64 {
	if l.MLA() || l.KV == 0 {
		return 0
	}
	return l.Heads / l.KV
}

// pointer is nil for a number that is not shared.
func pointer(n int64, ok bool) *int64 {
	if !ok {
		return nil
	}
	return &n
}

func (a *Architecture) moeJSON() *moeJSON {
	e, sparse, dense, alike := a.routed()
	if sparse == 0 {
		return nil
	}
	return &moeJSON{
		pointer(e.Count, alike), pointer(e.Active, alike), pointer(e.Shared, alike), pointer(e.Width, alike), sparse, dense,
	}
}
