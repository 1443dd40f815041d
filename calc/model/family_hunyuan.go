package model

// readHunyuan reads Hunyuan-Large and A13B, in which layers may share the cache
// of a layer below (cross-layer attention, arXiv 2405.12981).
func readHunyuan(r *reader) {
	r.mustTell("tie_word_embeddings")
	r.begin(true)
	s := r.heads().biases(r.flag(false, "attention_bias"))
	if r.flag(false, "use_qk_norm") {
		s.QKNorm = HeadNorm
	}
	r.want(false, "mlp_bias")
	r.want(false, "use_mla")
	r.want(true, "use_mixed_mlp_moe")
	e := Experts{Gated: true, Count: r.each("E", "num_experts"), Active: r.each("k", "moe_topk")}
	if r.has("moe_intermediate_size") {
		e.Width = r.each("f_e", "moe_intermediate_size")
	} else {
		e.Width = r.size("f_e", "intermediate_size")
	}
	e = r.chosen(e, "moe_topk")
	e.Shared = r.each("E_s", "num_shared_expert")
	e.SharedWidth = r.derive("f_s", "num_shared_expert", e.Width, "as wide as the routed experts: "+r.arch.From("f_e"))
	r.unused("intermediate_size", "moe_intermediate_size says how wide experts are")
	r.ignore("attention_head_dim", "cla_share_factor")
	share := int64(1)
	if r.flag(false, "use_cla") {
		share = r.size("L_i", "cla_share_factor")
	}
	if m := r.find("moe_layer_num_skipped"); m != nil && r.whole("", m, 0) > 0 {
		r.fail(m, "is %s: the family %s can be counted with experts in all layers only", r.raw(m), r.family)
	}
	r.allExperts(func(i int64) Mixer {
		s := s
		s.Shared = i%share != 0
		return s
	}, e)
}

// each reads a number, or a list that has it for each layer.
func (r *reader) each(symbol, name string) int64 {
	m := r.find(name)
	if m == nil || m.value.kind != list {
		return r.size(symbol, name)
	}
	_, items := r.list(name, r.layers())
	n := int64(0)
	for i := range items {
		v := r.integer(symbol, m, &items[i], 1)
		if i > 0 && v != n {
			r.fail(m, "has %d and %d: the family %s can be counted with the same in all layers only", n, v, r.family)
		}
		n = v
	}
	if r.err == nil {
		r.record(symbol, m)
	}
	return n
}
