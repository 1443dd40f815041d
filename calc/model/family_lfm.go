package model

// lfmFamilies are the Liquid models: short convolutions, with a few layers of
// attention among them.
var lfmFamilies = []family{
	{[]string{"lfm2"}, []string{"Lfm2ForCausalLM", "LFM2ForCausalLM"}, func(r *reader) {
		r.begin(true)
		r.tiedOtherwise()
		mixer, f := r.convStack(), Dense{Width: r.adjusted(), Gated: true}
		r.stack(func(i int64) Layer { return Layer{Mixer: mixer(i), Dense: f, Norms: 2} })
	}},
	{[]string{"lfm2_moe"}, []string{"Lfm2MoeForCausalLM", "LFM2MoeForCausalLM"}, func(r *reader) {
		r.begin(true)
		r.tiedOtherwise()
		mixer := r.convStack()
		e := r.experts("num_experts", "num_experts_per_tok", "moe_intermediate_size")
		e.Correction = r.flag(true, "use_expert_bias")
		dense := r.numberOr("L_i", 2, "num_dense_layers")
		r.mixture(mixer, func(i int64) bool { return i >= dense }, e, func() Dense { return r.gated() })
	}},
}

// tiedOtherwise reads the field by which the first configs tie the head; it has the
// last word.
func (r *reader) tiedOtherwise() {
	if r.has("tie_embedding") {
		r.arch.Tied = r.flag(true, "tie_embedding")
	}
}

// convStack reads which layers have attention: a list of them, or of all kinds.
func (r *reader) convStack() func(i int64) Mixer {
	s := r.heads()
	s.QKNorm = HeadNorm
	c := ShortConv{Width: r.arch.Width, Kernel: r.size("K", "conv_L_cache"), Bias: r.flag(false, "conv_bias")}
	r.ignore("conv_dim", "conv_dim_out", "conv_use_xavier_init", "block_dim", "block_mlp_init_scale", "block_out_init_scale", "block_norm_eps",
		"block_use_swiglu", "block_use_xavier_init", "use_pos_enc", "theta")
	full := map[int64]bool{}
	if types, items := r.list("layer_types", r.layers()); items != nil {
		r.ignore("full_attn_idxs")
		for i := range items {
			switch items[i].text {
			case "full_attention":
				full[int64(i)] = true
			case "conv":
			default:
				r.fail(types, "has %q as entry %d: conv and full_attention can be counted", shorten(items[i].text), i+1)
			}
		}
	} else {
		r.mustTell("full_attn_idxs")
		full = r.indices("full_attn_idxs")
	}
	return func(i int64) Mixer {
		if full[i] {
			return s
		}
		return c
	}
}

// adjusted reads the width of the network, which the class takes as that of a
// network without a gate: two thirds of it, rounded up to a multiple.
func (r *reader) adjusted() int64 {
	// The class sets hidden_size, block_dim and conv_dim alike.
	width := r.size("", "block_ff_dim", "intermediate_size")
	if !r.flag(true, "block_auto_adjust_ff_dim") {
		r.ignore("block_ffn_dim_multiplier", "block_multiple_of")
		return r.derive("f", "block_ff_dim", width, "block_ff_dim, as block_auto_adjust_ff_dim is false")
	}
	if m := r.lookup("block_ffn_dim_multiplier"); m != nil && m.value.text != "1.0" && m.value.text != "1" {
		r.fail(m, "is %s: the family %s can be counted with 1.0 only", r.raw(m), r.family)
	}
	multiple := r.sizeOr("", 256, "block_multiple_of")
	if r.err != nil {
		return 0
	}
	width = (2*width/3 + multiple - 1) / multiple * multiple
	return r.derive("f", "block_ff_dim", width, "2/3 of block_ff_dim, rounded up to a multiple of block_multiple_of, as block_auto_adjust_ff_dim says")
}
