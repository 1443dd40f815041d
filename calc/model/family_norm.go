package model

import "attnexperts/calc/attention"

// normFamilies are decoders of the Llama kind that differ in their norms:
// LayerNorm, norms without weights, or another number of them.
var normFamilies = []family{
	{[]string{"olmo"}, []string{"OlmoForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.arch.Norm = PlainNorm
		r.plain(r.heads().biases(r.flag(false, "attention_bias")), r.gated())
	}},
	{[]string{"cohere"}, []string{"CohereForCausalLM"}, func(r *reader) {
		r.begin(true)
		s := r.heads().biases(r.flag(false, "attention_bias"))
		if r.flag(false, "use_qk_norm") {
			s.QKNorm = FullNorm
		}
		r.layersWith(1, s, r.gated())
	}},
	{[]string{"cohere2"}, []string{"Cohere2ForCausalLM"}, func(r *reader) {
		r.begin(true)
		r.defaults = map[string]int64{"sliding_window": 4096}
		s := r.heads().biases(r.flag(false, "attention_bias"))
		f := r.gated()
		r.ignore("order_of_interleaved_layers", "layer_switch")
		at := r.sliding(allBut(r.sizeOr("L_i", 4, "sliding_window_pattern"), attention.SlidingLayer))
		r.stack(func(i int64) Layer { return Layer{Mixer: at(i, s), Dense: f, Norms: 1} })
	}},
	{[]string{"stablelm"}, []string{"StableLmForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.arch.Norm = BiasNorm
		s := r.heads()
		r.evenHeads(s)
		s.QKVBias = r.flag(false, "use_qkv_bias")
		if r.flag(false, "qk_layernorm") {
			s.QKNorm = FullNorm
		}
		norms := int64(2)
		if r.flag(false, "use_parallel_residual") {
			norms = 1
		}
		r.layersWith(norms, s, r.gated())
	}},
	{[]string{"nemotron"}, []string{"NemotronForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.arch.Norm = BiasNorm
		s, f := r.heads(), Dense{Width: r.size("f", "intermediate_size")}
		llamaBiases(r, &s, &f)
		r.plain(s, f)
	}},
	{[]string{"glm4", "glm4v_text"}, []string{"Glm4ForCausalLM", "Glm4vForConditionalGeneration"}, func(r *reader) {
		r.begin(false)
		s := r.heads()
		if s.QKVBias = r.family == "glm4v"; s.QKVBias {
			r.want(true, "attention_bias") // its class has no switch
		} else {
			s.QKVBias = r.flag(false, "attention_bias")
		}
		r.layersWith(4, s, r.gated())
	}},
	{[]string{"starcoder2"}, []string{"Starcoder2ForCausalLM"}, func(r *reader) {
		r.begin(true)
		r.arch.Norm = BiasNorm
		r.word("norm_type", "layer_norm")
		r.word("mlp_type", "default")
		bias := r.flag(true, "use_bias")
		f := Dense{Width: r.size("f", "intermediate_size"), UpBias: bias, DownBias: bias}
		r.slide(r.heads().biases(bias), f, every(attention.SlidingLayer))
	}},
}

// layersWith makes all layers alike, with so many norms each.
func (r *reader) layersWith(norms int64, s Softmax, f Dense) {
	r.stack(func(int64) Layer { return Layer{Mixer: s, Dense: f, Norms: norms} })
}
