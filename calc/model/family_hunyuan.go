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
	share := r.sharing(s.Heads)
	count := r.each("E", "num_experts")
	if count == 1 {
		// The class has experts only where there are several.
		r.forget("E")
		r.ignore("moe_topk", "num_shared_expert", "use_mixed_mlp_moe", "moe_intermediate_size")
		f := r.gated()
		r.stack(func(i int64) Layer { return Layer{Mixer: share(i, s), Dense: f, Norms: 2} })
		return
	}
	if r.family == "hunyuan" {
		r.mustTell("use_mixed_mlp_moe")
	}
	r.want(true, "use_mixed_mlp_moe")
	e := Experts{Gated: true, Count: count, Active: r.each("k", "moe_topk")}
	if r.has("moe_intermediate_size") {
		e.Width = r.each("f_e", "moe_intermediate_size")
	} else {
		e.Width = r.size("f_e", "intermediate_size")
	}
	e = r.chosen(e, "moe_topk")
	e.Shared = r.each("E_s", "num_shared_expert")
	e.SharedWidth = r.derive("f_s", "num_shared_expert", e.Width, "as wide as the routed experts: "+r.arch.From("f_e"))
	r.unused("intermediate_size", "moe_intermediate_size says how wide experts are")
	if m := r.find("moe_layer_num_skipped"); m != nil && r.whole("", m, 0) > 0 {
		r.fail(m, "is %s: the family %s can be counted with experts in all layers only", r.raw(m), r.family)
	}
	r.allExperts(func(i int64) Mixer { return share(i, s) }, e)
}

// sharing reads which layers use the cache of a layer below: all but every so
// many-th.
func (r *reader) sharing(heads int64) func(i int64, s Softmax) Softmax {
	r.ignore("cla_share_factor")
	r.hunyuanHead(heads)
	every := int64(1)
	if r.flag(false, "use_cla") {
		every = r.size("L_i", "cla_share_factor")
	}
	return func(i int64, s Softmax) Softmax {
		s.Shared = i%every != 0
		return s
	}
}

// hunyuanHead refuses a config that gives the size of a head under the name of the
// first releases alone, unless that is what it would be anyway.
func (r *reader) hunyuanHead(heads int64) {
	m := r.find("attention_head_dim")
	if m == nil || r.has("head_dim") || r.err != nil {
		return
	}
	if size := r.integer("d_h", m, &m.value, 1); r.err == nil && size*heads != r.arch.Width {
		r.fail(m, "is %d, and head_dim is absent: releases of the class differ in which of the two counts, so add head_dim", size)
	}
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
