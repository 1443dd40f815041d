package model

// deepseekFamilies have latent attention, or dense layers first and then layers
// of routed and shared experts, or both.
var deepseekFamilies = []family{
	{[]string{"deepseek"}, []string{"DeepseekForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads().biases(r.flag(false, "attention_bias"))
		r.evenHeads(s)
		r.deepseekLayers(same(s), false)
	}},
	{[]string{"deepseek_v2"}, []string{"DeepseekV2ForCausalLM"}, func(r *reader) {
		r.begin(false)
		if m := r.find("use_mla"); m != nil && m.value.text == "false" {
			// The language models of DeepSeek-VL2-tiny and DeepSeek-OCR.
			r.want(false, "use_mla")
			r.ignore("kv_lora_rank", "q_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim")
			s := r.heads().biases(r.flag(false, "attention_bias"))
			r.evenHeads(s)
			r.deepseekLayers(same(s), r.balanced(false))
			return
		}
		r.deepseekLayers(same(r.latent()), r.balanced(false))
	}},
	{[]string{"deepseek_v3", "kimi_k2"}, []string{"DeepseekV3ForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.deepseekLayers(same(r.latent()), r.balanced(true))
	}},
	{[]string{"deepseek_v32"}, []string{"DeepseekV32ForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.deepseekLayers(r.indexed(r.latent()), r.balanced(true))
	}},
	{[]string{"glm_moe_dsa"}, []string{"GlmMoeDsaForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.deepseekLayers(r.indexed(r.latent()), true)
	}},
	{[]string{"glm4_moe_lite"}, []string{"Glm4MoeLiteForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.deepseekLayers(same(r.latent()), true)
	}},
	{[]string{"minicpm3"}, []string{"MiniCPM3ForCausalLM"}, func(r *reader) {
		r.begin(true)
		m, f := r.latent(), r.gated()
		r.stack(func(int64) Layer { return Layer{Mixer: m, Dense: f, Norms: 2} })
	}},
	{[]string{"glm4_moe", "glm4v_moe_text"}, []string{"Glm4MoeForCausalLM", "Glm4vMoeForConditionalGeneration"}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		s.QKVBias = r.flag(r.family == "glm4v_moe", "attention_bias")
		if r.family == "glm4v_moe" {
			r.want(false, "use_qk_norm")
		} else if r.flag(false, "use_qk_norm") {
			s.QKNorm = HeadNorm
		}
		r.deepseekLayers(same(s), true)
	}},
	{[]string{"dots1"}, []string{"Dots1ForCausalLM"}, func(r *reader) {
		r.begin(false)
		s := r.heads().biases(r.flag(false, "attention_bias"))
		s.QKNorm = HeadNorm
		// The class has no switch for its window, whatever a config says.
		r.ignore("use_qk_norm", "use_sliding_window")
		r.defaultTo("sliding_window", 4096)
		at := r.sliding(r.fullFirst(62))
		r.deepseekLayers(func(i int64) Mixer { return at(i, s) }, true)
	}},
	{[]string{"bailing_moe", "bailing_moe_v2"}, []string{"BailingMoeForCausalLM", "BailingMoeV2ForCausalLM"}, readBailing},
}

// latent reads multi-head latent attention.
func (r *reader) latent() Latent {
	var l Latent
	l.Bias = r.flag(false, "attention_bias")
	l.Heads = r.size("n_h", headNames...)
	l.Layer.Latent = r.size("d_c", "kv_lora_rank")
	l.Rope = r.size("d_R", "qk_rope_head_dim")
	l.HeadDim = r.size("d_h", "qk_nope_head_dim")
	r.mustBeGiven("q_lora_rank")
	if m := r.find("q_lora_rank"); m != nil {
		l.QueryRank = r.whole("d_q", m, 1)
	}
	l.ValueDim = r.valueDim(l.Heads)
	r.unused("num_key_value_heads", "under latent attention all heads share the latent")
	r.unused("head_dim", "under latent attention a head has the sizes qk_nope_head_dim, qk_rope_head_dim and v_head_dim")
	r.ignore("qk_head_dim")
	if r.has("use_mla") {
		r.want(true, "use_mla")
	}
	return l
}

// valueDim reads the size of a value head; where it is absent it is width ÷
// heads (MiniCPM3).
func (r *reader) valueDim(heads int64) int64 {
	if m := r.find("v_head_dim"); m != nil {
		return r.whole("d_v", m, 1)
	}
	if r.err != nil || r.arch.Width%heads != 0 {
		r.missing("v_head_dim")
		return 0
	}
	return r.derive("d_v", "v_head_dim", r.arch.Width/heads, r.arch.From("d")+" ÷ "+r.arch.From("n_h")+", as v_head_dim is absent")
}

// indexed adds the indexer of DeepSeek sparse attention to layers. Each layer
// has one, unless index_topk_freq or a pattern lets layers share a choice.
func (r *reader) indexed(l Latent) func(int64) Mixer {
	r.mustTell("q_lora_rank")
	r.sparseTypes()
	bare := l
	l.IndexHeads, l.Index = r.size("n_I", "index_n_heads"), r.size("d_I", "index_head_dim")
	r.ignore("index_topk")
	for _, name := range []string{"indexer_types", "index_topk_pattern", "index_topk_freq"} {
		if m := r.find(name); m != nil && r.means(m) {
			chosen := r.indexers(m)
			return func(i int64) Mixer {
				if chosen[i] {
					return l
				}
				return bare
			}
		}
	}
	r.ignore("index_skip_topk_offset")
	return same(l)
}

// sparseTypes reads the list in which later configs name the attention of each layer,
// the same for all, under its older or its newer name.
func (r *reader) sparseTypes() {
	m, items := r.list("layer_types", r.layers())
	for i := range items {
		if t := items[i].text; t != "deepseek_sparse_attention" && t != "indexed_attention" {
			r.fail(m, "has %q as entry %d: in the family %s, deepseek_sparse_attention and indexed_attention can be counted", shorten(t), i+1, r.family)
		}
	}
}

// indexers reads which layers have an indexer of their own; the others use the
// choice of the one below (arXiv 2603.12201).
func (r *reader) indexers(m *member) []bool {
	n := r.layers()
	if r.err != nil {
		return nil
	}
	own := make([]bool, n)
	switch {
	case m.value.kind == number:
		every, offset := r.whole("L_i", m, 1), r.numberOr("L_i", 2, "index_skip_topk_offset")
		for i := range own {
			own[i] = max(int64(i)-offset+1, 0)%max(every, 1) == 0
		}
	case m.value.kind == text && int64(len(m.value.text)) == n:
		for i, c := range m.value.text {
			own[i] = c == 'F'
		}
	default:
		_, items := r.list(m.key, n)
		for i := range items {
			own[i] = items[i].text == "full" || items[i].text == "F"
		}
	}
	return own
}

// balanced reads whether experts have a bias that balances their load.
func (r *reader) balanced(def bool) bool {
	m := r.find("topk_method")
	if m == nil {
		return def
	}
	r.record("", m)
	return m.value.text == "noaux_tc"
}

// deepseekLayers reads the layers of the DeepSeek family: dense ones first,
// then routed and shared experts.
func (r *reader) deepseekLayers(mixer func(int64) Mixer, correction bool) {
	dense := func() Dense { return r.gated() }
	r.mustBeGiven("n_routed_experts")
	r.find("n_routed_experts", "num_local_experts") // newer configs say it twice
	if !r.has("n_routed_experts") {
		f := dense()
		r.stack(func(i int64) Layer { return Layer{Mixer: mixer(i), Dense: f, Norms: 2} })
		return
	}
	e := r.shared(r.experts("n_routed_experts", "num_experts_per_tok", "moe_intermediate_size"), "n_shared_experts")
	e.Correction = correction
	r.mixture(mixer, r.denseFirst(), e, dense)
}

// readBailing reads Ling and Ring, whose routers have a bias where a switch
// says so.
func readBailing(r *reader) {
	r.begin(false)
	s := r.heads()
	s.QKVBias, s.OutBias = r.flag(false, "use_qkv_bias"), r.flag(false, "use_bias")
	if r.family == "bailing_moe_v2" || r.arch.Class == "BailingMoeV2ForCausalLM" {
		// Releases of its class differ in what they take for granted.
		r.mustTell("use_qk_norm")
		r.mustTell("use_bias")
		r.mustTell("moe_router_enable_expert_bias")
	}
	if r.flag(false, "use_qk_norm") {
		s.QKNorm = HeadNorm
	}
	r.want(false, "multi_gate") // Ming, with routers for images and audio
	r.word("router_type", "topN")
	if s.OutBias {
		r.fail(r.find("use_bias"), "is true: the family %s can be counted with false only", r.family)
	}
	e := r.shared(r.experts("num_experts", "num_experts_per_tok", "moe_intermediate_size"), "num_shared_experts")
	if m := r.find("moe_shared_expert_intermediate_size"); m != nil && e.Shared > 0 {
		r.forget("f_s")
		e.SharedWidth = r.whole("f_s", m, 1)
	}
	e.Correction = r.flag(false, "moe_router_enable_expert_bias")
	r.want(true, "moe_router_enable_shared_expert")
	r.mixture(same(s), r.denseFirst(), e, func() Dense { return r.gated() })
}
