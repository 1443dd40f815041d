package model

import "attnexperts/calc/attention"

// gptFamilies have LayerNorm and networks without a gate, most with biases
// everywhere.
var gptFamilies = []family{
	{[]string{"gpt2"}, []string{"GPT2LMHeadModel"}, func(r *reader) {
		s := r.gpt(true, headNames...).biases(true)
		r.positions(0)
		r.plain(s, r.fourfold("n_inner"))
	}},
	{[]string{"gpt_bigcode"}, []string{"GPTBigCodeForCausalLM"}, func(r *reader) {
		s := r.gpt(true, headNames...).biases(true)
		s.KV = r.multiQuery(s.Heads)
		r.positions(0)
		r.plain(s, r.fourfold("n_inner"))
	}},
	{[]string{"gpt_neo"}, []string{"GPTNeoForCausalLM"}, readGPTNeo},
	{[]string{"gptj"}, []string{"GPTJForCausalLM"}, func(r *reader) {
		s := r.gpt(false, headNames...)
		r.arch.HeadBias = true
		r.layersWith(1, s, r.fourfold("n_inner"))
	}},
	{[]string{"gpt_neox"}, []string{"GPTNeoXForCausalLM"}, func(r *reader) {
		s := r.gpt(false, headNames...).biases(r.flag(true, "attention_bias"))
		// Both layouts have two norms.
		r.ignore("use_parallel_residual")
		r.plain(s, Dense{Width: r.size("f", "intermediate_size"), UpBias: true, DownBias: true})
	}},
	{[]string{"bloom"}, []string{"BloomForCausalLM"}, func(r *reader) {
		s := r.gpt(true, headNames...).biases(true)
		r.arch.EmbedNorm = true
		r.unused("n_inner", "in bloom a network is always four times as wide as the model")
		f := Dense{Width: r.derive("f", "n_inner", 4*r.arch.Width, "4 · "+r.arch.From("d")+", as in all of bloom"), UpBias: true, DownBias: true}
		r.plain(s, f)
	}},
	{[]string{"opt"}, []string{"OPTForCausalLM"}, readOPT},
	{[]string{"mpt"}, []string{"MPTForCausalLM", "MptForCausalLM"}, readMPT},
	{[]string{"phi"}, []string{"PhiForCausalLM"}, func(r *reader) {
		r.begin(false)
		r.arch.Norm, r.arch.HeadBias = BiasNorm, true
		s := r.heads().biases(true)
		if r.flag(false, "qk_layernorm") {
			s.QKNorm, s.QKNormBias = HeadNorm, true
		}
		r.layersWith(1, s, Dense{Width: r.size("f", "intermediate_size"), UpBias: true, DownBias: true})
	}},
	{[]string{"falcon"}, []string{"FalconForCausalLM"}, readFalcon},
}

// gpt reads what GPT-2 and its heirs share: LayerNorm, and keys and values for
// each query head.
func (r *reader) gpt(tied bool, heads ...string) Softmax {
	r.begin(tied)
	r.arch.Norm = BiasNorm
	var s Softmax
	s.Heads = r.size("n_h", heads...)
	s.HeadDim = r.headDim(s.Heads, "head_dim")
	r.evenHeads(s)
	s.KV = r.derive("n_kv", "num_key_value_heads", s.Heads, "as many as query heads: "+r.family+" has no other")
	return s
}

// positions reads how many learned positions there are, beyond so many that
// every model of the family has.
func (r *reader) positions(more int64) {
	n := r.size("", "n_positions", "max_position_embeddings", "n_ctx") + more
	why := r.prefix + "n_positions"
	if m := r.find("n_positions", "max_position_embeddings", "n_ctx"); m != nil {
		why = m.path
	}
	if more > 0 {
		why += " + 2, which " + r.family + " adds for padding"
	}
	r.arch.Positions = r.derive("S_p", "learned positions", n, why)
}

// fourfold reads a network that is not gated, with biases; where its width is
// absent it is four times the model's.
func (r *reader) fourfold(name string) Dense {
	f := Dense{UpBias: true, DownBias: true}
	if m := r.find(name); m != nil {
		f.Width = r.whole("f", m, 1)
	} else {
		f.Width = r.derive("f", name, 4*r.arch.Width, "4 · "+r.arch.From("d")+", as "+name+" is absent")
	}
	return f
}

// evenHeads refuses a size of heads that are not the model's width together: the
// classes that know no other ignore the field.
func (r *reader) evenHeads(s Softmax) {
	if m := r.find("head_dim"); m != nil && r.err == nil && s.HeadDim*s.Heads != r.arch.Width {
		r.fail(m, "is %d, and in the family %s a head has the width, %d, divided by the %d heads", s.HeadDim, r.family, r.arch.Width, s.Heads)
	}
}

// ownHeads refuses heads that are shared, and a size as evenHeads does: the classes that
// know neither ignore both fields.
func (r *reader) ownHeads(s Softmax) {
	r.evenHeads(s)
	if m := r.find("num_key_value_heads"); m != nil && r.err == nil && s.KV != s.Heads {
		r.fail(m, "is %d, and in the family %s each of the %d query heads has keys and values of its own", s.KV, r.family, s.Heads)
	}
}

// multiQuery reads whether all query heads share one KV head or each has one.
func (r *reader) multiQuery(heads int64) int64 {
	kv, why := heads, "as many as query heads, as multi_query is false"
	if r.flag(true, "multi_query") {
		kv, why = 1, "1, as multi_query is true"
	}
	r.forget("n_kv")
	return r.derive("n_kv", "multi_query", kv, why)
}

// forget drops what was noted of a symbol.
func (r *reader) forget(symbol string) {
	kept := r.arch.Fields[:0]
	for _, f := range r.arch.Fields {
		if f.Symbol != symbol {
			kept = append(kept, f)
		}
	}
	r.arch.Fields = kept
}

// readGPTNeo reads GPT-Neo: every other layer sees a window only.
func readGPTNeo(r *reader) {
	s := r.gpt(true, "num_heads", "num_attention_heads")
	s.OutBias = true
	r.positions(0)
	window := r.sizeOr("W", 256, "window_size")
	m, items := r.list("attention_layers", r.layers())
	if items == nil {
		r.missing("attention_layers")
		return
	}
	f := r.fourfold("intermediate_size")
	r.ignore("attention_types")
	r.stack(func(i int64) Layer {
		kind := attention.FullLayer
		switch items[i].text {
		case "local":
			kind = attention.SlidingLayer
		case "global":
		default:
			r.fail(m, "has %q as entry %d: global and local can be counted", shorten(items[i].text), i+1)
		}
		return Layer{Mixer: s.windowed(kind, window), Dense: f, Norms: 2}
	})
}

// readOPT reads OPT, whose smaller models have norms after the layers, and one
// an embedding of its own width.
func readOPT(r *reader) {
	s := r.gpt(true, headNames...)
	bias := r.flag(true, "enable_bias")
	r.want(true, "layer_norm_elementwise_affine")
	r.arch.FinalNorm = r.flag(true, "do_layer_norm_before") && !r.flag(false, "_remove_final_layer_norm")
	if m := r.find("word_embed_proj_dim"); m != nil {
		if w := r.whole("d_e", m, 1); w != r.arch.Width {
			r.arch.EmbedWidth = w
		}
	}
	r.positions(2)
	f := Dense{Width: r.size("f", "ffn_dim"), UpBias: bias, DownBias: bias}
	r.plain(s.biases(bias), f)
}

// readMPT reads MPT, which has no biases at all.
func readMPT(r *reader) {
	s := r.gpt(true, headNames...)
	r.arch.Norm = ScaleNorm
	r.want(true, "no_bias")
	r.want(true, "attn_config.alibi")
	r.want(false, "attn_config.qk_ln")
	r.word("attn_config.attn_type", "multihead_attention")
	r.ignore("learned_pos_emb", "norm_type", "attn_config.kv_n_heads")
	r.plain(s, Dense{Width: r.derive("f", "expansion_ratio", r.expanded(4, "expansion_ratio"), "expansion_ratio · d_model")})
}

// readFalcon reads Falcon, whose fields for KV heads mean different things in
// its two layouts.
func readFalcon(r *reader) {
	s := r.gpt(true, headNames...)
	s = s.biases(r.flag(false, "bias"))
	modern := r.flag(false, "new_decoder_architecture")
	if modern {
		r.forget("n_kv")
		s.KV = r.kv(s.Heads, "num_kv_heads", "n_head_kv")
		r.unused("multi_query", "under new_decoder_architecture num_kv_heads counts")
	} else {
		s.KV = r.multiQuery(s.Heads)
		r.unused("num_kv_heads", "without new_decoder_architecture multi_query counts")
		r.unused("n_head_kv", "without new_decoder_architecture multi_query counts")
	}
	f := r.fourfold("ffn_hidden_size")
	f.UpBias, f.DownBias = s.OutBias, s.OutBias
	r.layersWith(r.falconNorms(modern), s, f)
}

// falconNorms reads how many norms a layer has: two, but where attention and
// network run in parallel they may share one, as they do in the old layout unless
// a field says otherwise.
func (r *reader) falconNorms(modern bool) int64 {
	if !r.flag(true, "parallel_attn") {
		r.unused("num_ln_in_parallel_attn", "attention and network do not run in parallel")
		return 2
	}
	usual := int64(1)
	if modern {
		usual = 2
	}
	if r.sizeOr("", usual, "num_ln_in_parallel_attn") == 2 {
		return 2
	}
	return 1
}
