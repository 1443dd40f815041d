package model

import "attnexperts/calc/attention"

// hybridFamilies mix attention with linear attention, state-space layers or
// gated recurrences.
var hybridFamilies = []family{
	{[]string{"jamba"}, []string{"JambaForCausalLM"}, readJamba},
	{
		[]string{"minimax", "minimax_m1", "minimax_text_01"},
		[]string{"MiniMaxM1ForCausalLM", "MiniMaxText01ForCausalLM", "MiniMaxForCausalLM"},
		readMiniMax,
	},
	{[]string{"recurrent_gemma"}, []string{"RecurrentGemmaForCausalLM"}, readRecurrentGemma},
}

// readJamba reads Jamba: Mamba layers with a few of attention among them, and
// experts in every other layer.
func readJamba(r *reader) {
	r.begin(false)
	if r.has("mamba_inner_layernorms") {
		r.want(true, "mamba_inner_layernorms")
	}
	s := r.heads().windowed(attention.SlidingLayer, r.window("sliding_window"))
	r.evenHeads(s)
	inner := r.expanded(2, "mamba_expand")
	m := Mamba{
		Inner: r.derive("d_i", "mamba_expand", inner, "mamba_expand · "+r.arch.From("d")),
		State: r.sizeOr("N", 16, "mamba_d_state"), Kernel: r.sizeOr("K", 4, "mamba_d_conv"), Rank: r.rank("mamba_dt_rank"),
		ConvBias: r.flag(true, "mamba_conv_bias"), ProjBias: r.flag(false, "mamba_proj_bias"), Norms: true,
	}
	period, offset := r.sizeOr("L_i", 8, "attn_layer_period"), r.numberOr("L_i", 4, "attn_layer_offset")
	mixer := func(i int64) Mixer {
		if i%period == offset {
			return s
		}
		return m
	}
	e := r.experts("num_experts", "num_experts_per_tok", "intermediate_size")
	every, first := r.sizeOr("L_i", 2, "expert_layer_period"), r.numberOr("L_i", 1, "expert_layer_offset")
	where := func(i int64) bool { return e.Count > 1 && i%every == first }
	r.mixture(mixer, where, e, func() Dense { return r.gated() })
}

// readMiniMax reads MiniMax-Text-01 and M1: linear attention, with full
// attention in the layers that attn_type_list marks with 1.
func readMiniMax(r *reader) {
	r.begin(false)
	s := r.heads()
	l := Lightning{Heads: s.Heads, HeadDim: s.HeadDim}
	full := r.softmaxLayers()
	if m := r.find("shared_intermediate_size"); m != nil && r.whole("", m, 0) > 0 {
		r.fail(m, "is %s: MiniMax with a shared expert cannot be counted", r.raw(m))
	}
	r.ignore("sliding_window", "shared_moe_mode", "block_size")
	e := r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size")
	r.allExperts(func(i int64) Mixer {
		if full[i] {
			return s
		}
		return l
	}, e)
}

// softmaxLayers reads which layers have full attention: those with a 1 in
// attn_type_list, or by their name in layer_types.
func (r *reader) softmaxLayers() []bool {
	full := make([]bool, r.layers())
	if types := r.numbers("attn_type_list", r.layers()); types != nil {
		for i, t := range types {
			full[i] = t == 1
			if t > 1 {
				r.fail(r.find("attn_type_list"), "has %d as entry %d: 0 for linear and 1 for full attention can be counted", t, i+1)
			}
		}
		return full
	}
	if !r.has("layer_types") {
		r.missing("attn_type_list")
	}
	for i, k := range r.kinds(attention.LinearLayer, every(attention.FullLayer)) {
		full[i] = k == attention.FullLayer
	}
	return full
}

// readRecurrentGemma reads RecurrentGemma: gated recurrences, with local
// attention where a repeated pattern says so.
func readRecurrentGemma(r *reader) {
	r.begin(true)
	s := r.heads()
	s.QKVBias, s.OutBias = r.flag(false, "attention_bias"), true
	s = s.windowed(attention.SlidingLayer, r.sizeOr("W", 2048, "attention_window_size"))
	l := RGLRU{Width: r.arch.Width, Heads: s.Heads, Kernel: r.sizeOr("K", 4, "conv1d_width")}
	if m := r.find("lru_width"); m != nil {
		l.Width = r.whole("d_i", m, 1)
	} else {
		r.derive("d_i", "lru_width", l.Width, r.arch.From("d")+", as lru_width is absent")
	}
	if r.err != nil {
		return
	}
	if l.Width%l.Heads != 0 {
		r.refuse("lru_width", "is %d, which the %d heads do not divide", l.Width, l.Heads)
		return
	}
	r.derive("h", "num_attention_heads", l.Heads, "as many as query heads: "+r.arch.From("n_h"))
	r.derive("p", "lru_width", l.Width/l.Heads, r.arch.From("d_i")+" ÷ "+r.arch.From("n_h"))
	f := Dense{Width: r.half(), Gated: true, UpBias: true, DownBias: true}
	pattern := r.find("block_types", "_block_types")
	if pattern == nil || len(pattern.value.items) == 0 {
		r.missing("block_types")
		return
	}
	r.record("L_i", pattern)
	r.stack(func(i int64) Layer {
		at := int(i) % len(pattern.value.items)
		switch pattern.value.items[at].text {
		case "recurrent":
			return Layer{Mixer: l, Dense: f, Norms: 2}
		case "attention":
			return Layer{Mixer: s, Dense: f, Norms: 2}
		}
		r.fail(pattern, "has entry %d neither recurrent nor attention, which can be counted", at+1)
		return Layer{}
	})
}
