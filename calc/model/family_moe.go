package model

import "attnexperts/calc/attention"

var moeFamilies = []family{
	{[]string{"mixtral"}, []string{"MixtralForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		at := r.sliding(every(attention.SlidingLayer))
		r.allExperts(func(i int64) Mixer { return at(i, s) }, r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size"))
	}},
	{[]string{"olmoe"}, []string{"OlmoeForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads().biases(r.flag(false, "attention_bias"))
		r.evenHeads(s)
		s.QKNorm = FullNorm
		r.allExperts(same(s), r.experts("num_experts", "num_experts_per_tok", "intermediate_size"))
	}},
	{[]string{"phimoe"}, []string{"PhiMoEForCausalLM", "PhimoeForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.arch.Norm = BiasNorm
		r.arch.HeadBias = r.flag(false, "lm_head_bias")
		s := r.heads().biases(r.flag(false, "attention_bias"))
		at := r.sliding(every(attention.SlidingLayer))
		r.allExperts(func(i int64) Mixer { return at(i, s) }, r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size"))
	}},
	{[]string{"dbrx"}, []string{"DbrxForCausalLM"}, func(r *reader) {
		r.begin(false)
		var s Softmax
		s.Heads = r.size("n_h", headNames...)
		s.KV = r.kv(s.Heads, "attn_config.kv_n_heads")
		s.HeadDim = r.headDim(s.Heads, "head_dim")
		r.allExperts(same(s), r.experts("ffn_config.moe_num_experts", "ffn_config.moe_top_k", "ffn_config.ffn_hidden_size"))
	}},
	{[]string{"gpt_oss"}, []string{"GptOssForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.defaults = map[string]int64{"sliding_window": 128}
		s := r.heads().biases(r.flag(true, "attention_bias"))
		s.Sinks = true
		e := Experts{Gated: true, Bias: true, RouterBias: true}
		e.Count, e.Width = r.size("E", "num_local_experts", "num_experts"), r.size("f_e", "intermediate_size")
		e.Active = r.size("k", "num_experts_per_tok", "experts_per_token")
		at := r.sliding(allBut(2, attention.SlidingLayer))
		r.allExperts(func(i int64) Mixer { return at(i, s) }, r.chosen(e, "num_experts_per_tok"))
	}},
	{[]string{"granitemoe", "granitemoeshared"}, []string{"GraniteMoeForCausalLM", "GraniteMoeSharedForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads().biases(r.flag(false, "attention_bias"))
		e := r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size")
		if m := r.find("shared_intermediate_size"); m != nil && m.value.text != "0" {
			e.Shared, e.SharedWidth = r.derive("E_s", "shared_intermediate_size", 1, "1, as shared_intermediate_size is given"), r.whole("f_s", m, 1)
		}
		r.allExperts(same(s), e)
	}},
	{[]string{"minimax_m2"}, []string{"MiniMaxM2ForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		if r.flag(true, "use_qk_norm") {
			s.QKNorm = FullNorm
		}
		r.word("qk_norm_type", "per_layer")
		r.want(true, "use_routing_bias")
		for i, kind := range r.numbers("attn_type_list", r.layers()) {
			if kind != 1 {
				r.fail(r.find("attn_type_list"), "has %d as entry %d: the family %s can be counted with 1 only", kind, i+1, r.family)
			}
		}
		e := r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size")
		e.Correction = true
		if m := r.find("shared_intermediate_size"); m != nil && r.whole("", m, 0) > 0 {
			r.fail(m, "is %s: the family %s can be counted without a shared expert only", r.raw(m), r.family)
		}
		r.ignore("mtp_transformer_layers", "shared_moe_mode", "sliding_window", "swa_rope_theta", "max_model_len", "qk_norm")
		r.allExperts(same(s), e)
	}},
	{[]string{"hunyuan", "hunyuan_v1_moe"}, []string{"HunYuanForCausalLM", "HunYuanMoEV1ForCausalLM"}, readHunyuan},
	{[]string{"llama4", "llama4_text"}, []string{"Llama4ForConditionalGeneration", "Llama4ForCausalLM"}, readLlama4},
	{[]string{"ernie4_5_moe"}, []string{"Ernie4_5_MoeForCausalLM", "Ernie4_5_MoEForCausalLM"}, readErnieMoE},
}

// same is one mixer for all layers.
func same(m Mixer) func(int64) Mixer { return func(int64) Mixer { return m } }

// allExperts makes layers that all have the same experts.
func (r *reader) allExperts(mixer func(i int64) Mixer, e Experts) {
	r.stack(func(i int64) Layer { return Layer{Mixer: mixer(i), Experts: e, Norms: 2} })
}

// readErnieMoE reads ERNIE 4.5 with experts.
func readErnieMoE(r *reader) {
	r.begin(true)
	r.want(false, "use_bias")
	s := r.heads()
	e := r.shared(r.experts("moe_num_experts", "moe_k", "moe_intermediate_size"), "moe_num_shared_experts")
	e.Correction = true
	step, first := r.sizeOr("L_i", 1, "moe_layer_interval"), r.numberOr("L_i", 1, "moe_layer_start_index")
	last := r.layers() - 1
	if m := r.find("moe_layer_end_index"); m != nil && m.value.text != "-1" {
		last = r.whole("L_i", m, 0)
	}
	where := func(i int64) bool { return (i+1)%step == 0 && i >= first && i <= last }
	r.mixture(same(s), where, e, func() Dense { return r.gated() })
}
