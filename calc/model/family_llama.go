package model

import "attnexperts/calc/attention"

// llamaFamilies have one kind of layer, with RMSNorm before or after attention
// and network, whose sizes never differ from layer to layer.
var llamaFamilies = []family{
	{[]string{"llama", "Yi"}, []string{"LlamaForCausalLM", "LLaMAForCausalLM", "YiForCausalLM"}, alike(false, llamaBiases)},
	{[]string{"granite"}, []string{"GraniteForCausalLM"}, alike(false, llamaBiases)},
	{[]string{"helium"}, []string{"HeliumForCausalLM"}, alike(false, func(r *reader, s *Softmax, f *Dense) {
		llamaBiases(r, s, f)
		s.OutBias = false
	})},
	{[]string{"minicpm"}, []string{"MiniCPMForCausalLM"}, alike(true, llamaBiases)},
	{[]string{"arcee"}, []string{"ArceeForCausalLM"}, alike(false, func(r *reader, s *Softmax, f *Dense) {
		llamaBiases(r, s, f)
		f.Gated = false
	})},
	{[]string{"apertus"}, []string{"ApertusForCausalLM"}, alike(false, func(r *reader, s *Softmax, f *Dense) {
		*s = s.biases(r.flag(false, "attention_bias"))
		s.QKNorm = HeadNorm
		r.want(true, "qk_norm")
		r.want(false, "mlp_bias")
		r.want(false, "post_norm")
		r.word("hidden_act", "xielu")
		f.Gated, f.Slopes = false, true
	})},
	{[]string{"bitnet"}, []string{"BitNetForCausalLM"}, alike(false, func(r *reader, s *Softmax, f *Dense) {
		r.mustTell("tie_word_embeddings")
		*s = s.biases(r.flag(false, "attention_bias"))
		r.evenHeads(*s)
		s.OutNorm, f.Norm = true, true
	})},
	{[]string{"smollm3"}, []string{"SmolLM3ForCausalLM"}, alike(true, func(r *reader, s *Softmax, f *Dense) {
		llamaBiases(r, s, f)
		r.want(false, "use_sliding_window")
		r.ignore("no_rope_layers", "no_rope_layer_interval", "layer_types", "max_window_layers", "sliding_window")
	})},
	{[]string{"seed_oss"}, []string{"SeedOssForCausalLM"}, alike(false, func(r *reader, s *Softmax, f *Dense) {
		s.QKVBias, s.OutBias = r.flag(true, "attention_bias"), r.flag(false, "attention_out_bias")
		f.UpBias = r.flag(false, "mlp_bias")
		f.DownBias = f.UpBias
	})},
	{[]string{"internlm"}, []string{"InternLMForCausalLM"}, alike(false, func(r *reader, s *Softmax, _ *Dense) {
		*s = s.biases(r.flag(true, "bias"))
		r.ownHeads(*s)
	})},
	{[]string{"internlm2"}, []string{"InternLM2ForCausalLM"}, alike(false, func(r *reader, s *Softmax, _ *Dense) {
		*s = s.biases(r.flag(true, "bias"))
		r.evenHeads(*s)
	})},
	{[]string{"baichuan"}, []string{"BaichuanForCausalLM", "BaiChuanForCausalLM"}, alike(false, func(r *reader, s *Softmax, _ *Dense) { r.ownHeads(*s) })},
	{[]string{"ernie4_5"}, []string{"Ernie4_5_ForCausalLM", "Ernie4_5ForCausalLM"}, alike(true, func(r *reader, s *Softmax, f *Dense) {
		f.UpBias = r.flag(false, "use_bias")
		f.DownBias = f.UpBias
		*s = s.biases(f.UpBias)
	})},
	{[]string{"exaone"}, []string{"ExaoneForCausalLM"}, func(r *reader) {
		// The class's default for a tied head has changed; every config says.
		r.mustTell("tie_word_embeddings")
		alike(false, nil)(r)
	}},
	{[]string{"hunyuan_v1_dense"}, []string{"HunYuanDenseV1ForCausalLM"}, alike(false, func(r *reader, s *Softmax, f *Dense) {
		r.mustTell("tie_word_embeddings")
		llamaBiases(r, s, f)
		s.QKNorm = HeadNorm
		r.want(true, "use_qk_norm")
		r.want(false, "use_cla")
		r.hunyuanHead(s.Heads)
		r.ignore("cla_share_factor", "norm_type")
	})},
	{[]string{"glm"}, []string{"GlmForCausalLM"}, alike(false, func(r *reader, s *Softmax, _ *Dense) {
		s.QKVBias = r.flag(false, "attention_bias")
	})},
	{[]string{"mimo"}, []string{"MiMoForCausalLM"}, alike(false, func(r *reader, s *Softmax, _ *Dense) {
		r.want(true, "attention_bias")
		s.QKVBias = true
		r.want(false, "use_sliding_window")
		r.ignore("sliding_window", "max_window_layers")
	})},
	{[]string{"qwen"}, []string{"QWenLMHeadModel"}, readQwen1},
	{[]string{"chatglm"}, []string{"ChatGLMModel", "ChatGLMForConditionalGeneration"}, readChatGLM},
	{[]string{"mistral", "ministral", "ministral3"}, []string{"MistralForCausalLM", "MinistralForCausalLM", "Ministral3ForCausalLM"}, func(r *reader) {
		r.begin(false)
		if r.family != "ministral3" {
			r.defaultTo("sliding_window", 4096)
		}
		r.slide(r.heads(), r.gated(), every(attention.SlidingLayer))
	}},
	{[]string{"phi3"}, []string{"Phi3ForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.want(false, "attention_bias")
		r.slide(r.heads(), r.gated(), every(attention.SlidingLayer))
	}},
	{[]string{"olmo2"}, []string{"Olmo2ForCausalLM"}, func(r *reader) { readOlmo(r, every(attention.FullLayer)) }},
	{[]string{"olmo3"}, []string{"Olmo3ForCausalLM"}, func(r *reader) {
		r.defaults = map[string]int64{"sliding_window": 4096}
		readOlmo(r, allBut(4, attention.SlidingLayer))
	}},
	{[]string{"exaone4"}, []string{"Exaone4ForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		s.QKNorm = HeadNorm
		if r.has("sliding_window") && !r.has("layer_types") {
			r.missing("layer_types")
		}
		r.ignore("sliding_window_pattern")
		r.slide(s, r.gated(), every(attention.FullLayer))
	}},
}

// alike reads a family whose layers are all the same: attention and a gated
// network, whose shape a function may change, and two norms.
func alike(tied bool, shape func(*reader, *Softmax, *Dense)) func(*reader) {
	return func(r *reader) {
		r.begin(tied)
		s, f := r.heads(), r.gated()
		if shape != nil {
			shape(r, &s, &f)
		}
		r.plain(s, f)
	}
}

// llamaBiases reads whether projections have biases, as Llama names it.
func llamaBiases(r *reader, s *Softmax, f *Dense) {
	*s = s.biases(r.flag(false, "attention_bias"))
	f.UpBias = r.flag(false, "mlp_bias")
	f.DownBias = f.UpBias
}

// plain makes all layers alike, with two norms each.
func (r *reader) plain(s Softmax, f Dense) {
	r.stack(func(int64) Layer { return Layer{Mixer: s, Dense: f, Norms: 2} })
}

// slide makes layers that differ only in whether they see a window.
func (r *reader) slide(s Softmax, f Dense, rule func(i int64) attention.LayerKind) {
	at := r.sliding(rule)
	r.stack(func(i int64) Layer { return Layer{Mixer: at(i, s), Dense: f, Norms: 2} })
}

// readOlmo reads OLMo 2 and 3, with norms over all queries and all keys.
func readOlmo(r *reader, rule func(i int64) attention.LayerKind) {
	r.begin(false)
	s := r.heads().biases(r.flag(false, "attention_bias"))
	s.QKNorm = FullNorm
	r.slide(s, r.gated(), rule)
}

// readQwen1 reads the first Qwen, whose intermediate_size is that of both
// halves of the gated network together.
func readQwen1(r *reader) {
	r.begin(false)
	var s Softmax
	s.Heads = r.size("n_h", headNames...)
	s.KV = r.derive("n_kv", "num_attention_heads", s.Heads, "as many as query heads: qwen has no other")
	s.HeadDim = r.headDim(s.Heads, "kv_channels")
	s.QKVBias, s.OutBias = true, !r.flag(true, "no_bias")
	r.plain(s, Dense{Width: r.half(), Gated: true, UpBias: s.OutBias, DownBias: s.OutBias})
}

// readChatGLM reads ChatGLM 2 and 3 and GLM-4 in their first form, which have
// the fields of Megatron.
func readChatGLM(r *reader) {
	for _, name := range []string{"position_encoding_2d", "inner_hidden_size"} {
		if m := r.find(name); m != nil {
			r.fail(m, "shows that this is the first ChatGLM, which is built otherwise: ChatGLM 2 and later can be counted")
		}
	}
	r.begin(false)
	r.want(true, "rmsnorm")
	r.arch.FinalNorm = r.flag(true, "post_layer_norm")
	bias := r.flag(false, "add_bias_linear")
	var s Softmax
	s.Heads = r.size("n_h", headNames...)
	s.HeadDim = r.headDim(s.Heads, "kv_channels")
	if r.flag(false, "multi_query_attention") {
		s.KV = r.kv(s.Heads, "multi_query_group_num")
	} else {
		s.KV = r.derive("n_kv", "multi_query_attention", s.Heads, "as many as query heads, as multi_query_attention is false")
		r.ignore("multi_query_group_num")
	}
	s.QKVBias, s.OutBias = r.flag(false, "add_qkv_bias") || bias, bias
	f := r.gated("ffn_hidden_size")
	f.UpBias, f.DownBias = bias, bias
	r.plain(s, f)
}
