package model

import "slices"

// experts reads a gated mixture of experts; names are those of the count, the
// active ones and the width.
func (r *reader) experts(count, active, width string) Experts {
	e := Experts{Gated: true, Count: r.size("E", count), Active: r.size("k", active), Width: r.size("f_e", width)}
	return r.chosen(e, active)
}

// chosen refuses more active experts than there are.
func (r *reader) chosen(e Experts, active string) Experts {
	if r.err == nil && e.Active > e.Count {
		r.fail(r.find(active), "is %d, and there are only %d experts", e.Active, e.Count)
	}
	return e
}

// shared adds shared experts that are as wide as the routed ones.
func (r *reader) shared(e Experts, count string) Experts {
	if e.Shared = r.numberOr("E_s", 0, count); e.Shared > 0 {
		e.SharedWidth = r.derive("f_s", count, e.Width, "as wide as the routed experts: "+r.arch.From("f_e"))
	}
	return e
}

// sparse is which layers have experts, by their index from 0.
type sparse func(i int64) bool

// denseFirst reads first_k_dense_replace and moe_layer_freq, the way of the
// DeepSeek family: after so many dense layers, every so many-th has experts. A
// list in mlp_layer_types says it layer by layer.
func (r *reader) denseFirst() sparse {
	if !slices.Contains(frequencyTypes, r.family) {
		r.noFrequency()
	}
	if m, items := r.list("mlp_layer_types", r.layers()); items != nil {
		r.ignore("first_k_dense_replace", "moe_layer_freq")
		for i := range items {
			if t := items[i].text; t != "sparse" && t != "dense" {
				r.fail(m, "has %q as entry %d: sparse and dense can be counted", shorten(t), i+1)
			}
		}
		return func(i int64) bool { return items[i].text == "sparse" }
	}
	first := r.numberOr("L_i", 0, "first_k_dense_replace")
	if m := r.find("moe_layer_freq"); m != nil && m.value.kind == list {
		chosen := r.numbers("moe_layer_freq", r.layers())
		return func(i int64) bool { return i >= first && chosen[i] != 0 }
	}
	step := r.sizeOr("L_i", 1, "moe_layer_freq")
	return func(i int64) bool { return i >= first && i%step == 0 }
}

// frequencyTypes are the families whose class looks at moe_layer_freq; the others look at
// first_k_dense_replace alone.
var frequencyTypes = []string{"deepseek", "deepseek_v2", "deepseek_v3", "kimi_k2", "deepseek_v32"}

// noFrequency refuses a moe_layer_freq that the class does not look at, unless it says
// that all layers have experts.
func (r *reader) noFrequency() {
	if m := r.find("moe_layer_freq"); m != nil && m.value.text != "1" {
		ones := m.value.kind == list && !slices.ContainsFunc(m.value.items, func(n node) bool { return n.text != "1" })
		if !ones {
			r.fail(m, "is %s: the family %s can be counted with 1 only", r.raw(m), r.family)
		}
	}
}

// sparseStep reads decoder_sparse_step and mlp_only_layers, the way of the Qwen
// family: every so many-th layer has experts, counted from 1, but those named.
func (r *reader) sparseStep() sparse {
	step := r.sizeOr("L_i", 1, "decoder_sparse_step")
	dense := r.indices("mlp_only_layers")
	return func(i int64) bool { return !dense[i] && (i+1)%step == 0 }
}

// indices reads a list of layers, counted from 0.
func (r *reader) indices(name string) map[int64]bool {
	m := r.find(name)
	if m == nil {
		return nil
	}
	if m.value.kind != list {
		r.fail(m, "is %s: a list of layers, counted from 0, is needed", m.value.kind)
		return nil
	}
	n := r.layers()
	set := map[int64]bool{}
	for i := range m.value.items {
		at := r.integer("", m, &m.value.items[i], 0)
		if r.err == nil && at >= n {
			r.fail(m, "names layer %d, and there are only %d, counted from 0", at, n)
		}
		set[at] = true
	}
	if r.err == nil {
		r.record("L_i", m)
	}
	return set
}

// mixture returns the layers of a model that has experts in some layers and a
// dense network in the others. dense is read only where a layer needs it.
func (r *reader) mixture(mixer func(i int64) Mixer, where sparse, experts Experts, dense func() Dense) {
	n := r.layers()
	if r.err != nil {
		return
	}
	var d Dense
	routed := int64(0)
	for i := range n {
		if where(i) {
			routed++
		}
	}
	if routed < n {
		d = dense()
	} else {
		r.unused("intermediate_size", "all layers have experts")
	}
	if routed == 0 {
		r.note("No layer has experts, though the family has them.")
	}
	r.stack(func(i int64) Layer {
		l := Layer{Mixer: mixer(i), Norms: 2}
		if where(i) {
			l.Experts = experts
		} else {
			l.Dense = d
		}
		return l
	})
}

// unused notes a field that is there and means nothing.
func (r *reader) unused(name, why string) {
	m := r.scope.member(name)
	if m == nil || m.used || m.value.kind == null {
		return
	}
	m.used = true
	r.note("%s (%s) is not used: %s.", m.path, r.raw(m), why)
}
