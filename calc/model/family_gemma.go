package model

import "attnexperts/calc/attention"

var gemmaFamilies = []family{
	{[]string{"gemma"}, []string{"GemmaForCausalLM"}, func(r *reader) {
		r.begin(true)
		r.defaults = map[string]int64{"head_dim": 256}
		r.plain(r.heads().biases(r.flag(false, "attention_bias")), r.gated())
	}},
	{[]string{"gemma2"}, []string{"Gemma2ForCausalLM"}, func(r *reader) {
		r.begin(true)
		r.defaults = map[string]int64{"head_dim": 256, "sliding_window": 4096}
		r.ignore("sliding_window_size")
		s := r.heads().biases(r.flag(false, "attention_bias"))
		r.sandwich(s, r.gated(), r.derive("L_i", "sliding_window", 2, "gemma2: every second layer is full, and no field says so"))
	}},
	{
		[]string{"gemma3", "gemma3_text"},
		[]string{"Gemma3ForCausalLM", "Gemma3ForConditionalGeneration"},
		readGemma3,
	},
}

// readGemma3 reads Gemma 3, whose nested configs leave most sizes to the
// defaults of Gemma3TextConfig.
func readGemma3(r *reader) {
	r.defaults = map[string]int64{
		"vocab_size": 262208, "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26, "num_attention_heads": 8,
		"num_key_value_heads": 4, "head_dim": 256, "sliding_window": 4096, "max_position_embeddings": 131072,
	}
	if r.scope.member("hidden_size") == nil || r.scope.member("num_hidden_layers") == nil {
		// Published configs give at least these two.
		r.missing("hidden_size or num_hidden_layers")
	}
	r.begin(true)
	s := r.heads().biases(r.flag(false, "attention_bias"))
	s.QKNorm = HeadNorm
	if r.has("use_bidirectional_attention") {
		r.want(false, "use_bidirectional_attention")
	}
	r.sandwich(s, r.gated(), r.sizeOr("L_i", 6, "sliding_window_pattern", "_sliding_window_pattern"))
}

// sandwich makes layers with a norm before and after attention and network,
// every global-th of which is full while the others slide.
func (r *reader) sandwich(s Softmax, f Dense, global int64) {
	at := r.sliding(allBut(global, attention.SlidingLayer))
	r.stack(func(i int64) Layer { return Layer{Mixer: at(i, s), Dense: f, Norms: 4} })
}
