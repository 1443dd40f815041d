package model

import "attnexperts/calc/attention"

// readLlama4 reads Llama 4: chunked attention but in every fourth layer, and a
// shared expert that no field mentions.
func readLlama4(r *reader) {
	r.begin(false)
	s := r.heads().biases(r.flag(false, "attention_bias"))
	if r.flag(true, "use_qk_norm") {
		r.note("The norms of queries and keys have no weights.")
	}
	if m := r.lookup("attention_chunk_size"); m != nil && m.value.kind == null {
		r.fail(m, "is null: how many tokens a chunk has is needed")
	}
	chunk := r.sizeOr("W", 8192, "attention_chunk_size")
	kinds := r.llama4Kinds()
	if m := r.find("moe_layers"); m != nil && m.value.kind == list && len(m.value.items) == 0 {
		// The dense ones, such as MobileLLM-R1.
		r.record("L_i", m)
		r.ignore("num_local_experts", "num_experts_per_tok", "interleave_moe_layer_step")
		f := r.gated("intermediate_size_mlp")
		r.unused("intermediate_size", "no layer has experts")
		r.stack(func(i int64) Layer { return Layer{Mixer: s.windowed(kinds[i], chunk), Dense: f, Norms: 2} })
		return
	}
	e := r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size")
	e.Shared = r.derive("E_s", "num_local_experts", 1, "llama4 has one in each layer with experts")
	e.SharedWidth = r.derive("f_s", "intermediate_size", e.Width, r.arch.From("f_e")+", as wide as a routed expert")
	r.mixture(
		func(i int64) Mixer { return s.windowed(kinds[i], chunk) },
		r.llama4Experts(), e,
		func() Dense { return r.gated("intermediate_size_mlp") },
	)
	r.unused("intermediate_size_mlp", "all layers have experts")
}

// llama4Kinds reads which layers are chunked: those with rotary positions.
func (r *reader) llama4Kinds() []attention.LayerKind {
	rule := allBut(r.sizeOr("L_i", 4, "no_rope_layer_interval"), attention.ChunkedLayer)
	if m := r.find("no_rope_layers"); m != nil && len(m.value.items) > 0 {
		rope := r.numbers("no_rope_layers", r.layers())
		rule = func(i int64) attention.LayerKind {
			if rope != nil && rope[i] == 0 {
				return attention.FullLayer
			}
			return attention.ChunkedLayer
		}
	}
	return r.kinds(attention.ChunkedLayer, rule)
}

// llama4Experts reads which layers have experts.
func (r *reader) llama4Experts() sparse {
	if set := r.indices("moe_layers"); set != nil {
		r.ignore("interleave_moe_layer_step")
		return func(i int64) bool { return set[i] }
	}
	step := r.sizeOr("L_i", 1, "interleave_moe_layer_step")
	return func(i int64) bool { return (i+1)%step == 0 }
}
