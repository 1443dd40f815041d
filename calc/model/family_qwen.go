package model

import "attnexperts/calc/attention"

// qwenFamilies are Qwen from its second version on, with the language models of
// its models of several senses.
var qwenFamilies = []family{
	{[]string{"qwen2", "qwen2_vl", "qwen2_vl_text", "qwen2_5_vl", "qwen2_5_vl_text"}, []string{
		"Qwen2ForCausalLM", "Qwen2VLForConditionalGeneration", "Qwen2_5_VLForConditionalGeneration",
	}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		s.QKVBias = true
		at := r.qwenWindow()
		f := r.gated()
		r.stack(func(i int64) Layer { return Layer{Mixer: at(i, s), Dense: f, Norms: 2} })
	}},
	{[]string{"qwen3", "qwen3_vl_text"}, []string{"Qwen3ForCausalLM", "Qwen3VLForConditionalGeneration"}, func(r *reader) {
		r.begin(false)
		r.defaults = map[string]int64{"head_dim": 128}
		r.ignore("use_qk_norm")
		s := r.heads().biases(r.flag(false, "attention_bias"))
		s.QKNorm = HeadNorm
		at := r.qwenWindow()
		f := r.gated()
		r.stack(func(i int64) Layer { return Layer{Mixer: at(i, s), Dense: f, Norms: 2} })
	}},
	{[]string{"qwen2_moe"}, []string{"Qwen2MoeForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		s.QKVBias = r.flag(true, "qkv_bias")
		r.noQwenWindow()
		r.mixture(same(s), r.sparseStep(), r.gatedShare(), func() Dense { return r.gated() })
	}},
	{[]string{"qwen3_moe", "qwen3_vl_moe_text"}, []string{"Qwen3MoeForCausalLM", "Qwen3VLMoeForConditionalGeneration"}, func(r *reader) {
		r.begin(false)
		// The class has these fixed; some published configs say them all the same.
		r.ignore("use_qk_norm", "qkv_bias", "shared_expert_intermediate_size")
		s := r.heads().biases(r.flag(false, "attention_bias"))
		s.QKNorm = HeadNorm
		r.noQwenWindow()
		e := r.experts("num_experts", "num_experts_per_tok", "moe_intermediate_size")
		r.mixture(same(s), r.sparseStep(), e, func() Dense { return r.gated() })
	}},
	{[]string{"qwen3_next"}, []string{"Qwen3NextForCausalLM"}, func(r *reader) {
		r.begin(false)
		mixer := r.deltaStack()
		r.ignore("use_sliding_window")
		r.mixture(mixer, r.sparseStep(), r.gatedShare(), func() Dense { return r.gated() })
		r.note("Published checkpoints also hold a multi-token-prediction layer, which the config does not mention; it is not counted.")
	}},
	{[]string{"qwen3_5", "qwen3_5_text"}, []string{"Qwen3_5ForConditionalGeneration", "Qwen3_5ForCausalLM"}, func(r *reader) {
		r.begin(false)
		mixer, f := r.deltaStack(), r.gated()
		r.ignore("mlp_only_layers")
		r.stack(func(i int64) Layer { return Layer{Mixer: mixer(i), Dense: f, Norms: 2} })
	}},
	{[]string{"qwen3_5_moe", "qwen3_5_moe_text"}, []string{"Qwen3_5MoeForConditionalGeneration", "Qwen3_5MoeForCausalLM"}, func(r *reader) {
		r.begin(false)
		mixer := r.deltaStack()
		r.ignore("mlp_only_layers", "decoder_sparse_step")
		r.allExperts(mixer, r.gatedShare())
		r.unused("intermediate_size", "all layers have experts")
	}},
}

// windowOff reports whether use_sliding_window leaves the window without effect, as it
// does unless it says otherwise.
func (r *reader) windowOff() bool {
	if r.flag(false, "use_sliding_window") {
		return false
	}
	if m := r.find("sliding_window"); m != nil {
		r.note("%s (%s) is switched off by use_sliding_window.", m.path, r.raw(m))
	}
	r.ignore("max_window_layers", "layer_types")
	return true
}

// noQwenWindow refuses a window where releases of the class differ in which layers have
// it, or have none.
func (r *reader) noQwenWindow() {
	if !r.windowOff() {
		r.fail(r.find("use_sliding_window"), "is true: the family %s can be counted with false only", r.family)
	}
}

// qwenWindow reads the window of Qwen, which has an effect only where
// use_sliding_window says so, and then from layer max_window_layers on.
func (r *reader) qwenWindow() func(i int64, s Softmax) Softmax {
	if r.windowOff() {
		return func(_ int64, s Softmax) Softmax { return s }
	}
	r.defaultTo("sliding_window", 4096)
	switch r.family {
	case "qwen2_vl", "qwen2_5_vl":
		return r.sliding(r.fullFirst(80))
	case "qwen3_vl":
		r.noQwenWindow()
	}
	return r.sliding(r.fullFirst(28))
}

// fullFirst makes the layers below max_window_layers full, and has those from
// there on slide.
func (r *reader) fullFirst(def int64) func(i int64) attention.LayerKind {
	full := r.numberOr("L_i", def, "max_window_layers")
	return func(i int64) attention.LayerKind {
		if i >= full {
			return attention.SlidingLayer
		}
		return attention.FullLayer
	}
}

// gatedShare reads the experts of Qwen2-MoE and Qwen3-Next: one shared expert
// of its own width, behind a gate.
func (r *reader) gatedShare() Experts {
	e := r.experts("num_experts", "num_experts_per_tok", "moe_intermediate_size")
	e.Shared, e.SharedGate = r.derive("E_s", "shared_expert_intermediate_size", 1, r.family+" has one in each layer with experts"), true
	e.SharedWidth = r.size("f_s", "shared_expert_intermediate_size")
	return e
}

// deltaStack reads layers of Gated DeltaNet, every so many-th of which is gated
// attention instead.
func (r *reader) deltaStack() func(i int64) Mixer {
	s := r.heads().biases(r.flag(false, "attention_bias"))
	r.want(true, "attn_output_gate")
	s.QKNorm, s.Gated = HeadNorm, true
	n := DeltaNet{
		KeyHeads: r.size("h_k", "linear_num_key_heads"), KeyDim: r.size("d_k", "linear_key_head_dim"),
		ValueHeads: r.size("h_v", "linear_num_value_heads"), ValueDim: r.size("d_v", "linear_value_head_dim"),
		Kernel: r.size("K", "linear_conv_kernel_dim"),
	}
	kinds := r.kinds(attention.LinearLayer, allBut(r.sizeOr("L_i", 4, "full_attention_interval"), attention.LinearLayer))
	return func(i int64) Mixer {
		if kinds[i] == attention.LinearLayer {
			return n
		}
		return s
	}
}
