package model

import "attnexperts/calc/quantity"

// mambaFamilies are state-space models, with or without layers of attention.
var mambaFamilies = []family{
	{[]string{"mamba"}, []string{"MambaForCausalLM"}, readMamba},
	{[]string{"falcon_mamba"}, []string{"FalconMambaForCausalLM"}, func(r *reader) {
		readMamba(r)
		r.note("The norms of step sizes, B and C have no weights.")
	}},
	{[]string{"mamba2"}, []string{"Mamba2ForCausalLM"}, readMamba2},
	{[]string{"nemotron_h"}, []string{"NemotronHForCausalLM"}, readNemotronH},
	{[]string{"granitemoehybrid"}, []string{"GraniteMoeHybridForCausalLM"}, readGraniteHybrid},
}

// rank reads the rank of the step sizes; "auto" and absent are width ÷ 16,
// rounded up.
func (r *reader) rank(name string) int64 {
	m := r.find(name)
	if m != nil && (m.value.kind != text || m.value.text != "auto") {
		return r.whole("r", m, 1)
	}
	return r.derive("r", name, (r.arch.Width+15)/16, r.arch.From("d")+" ÷ 16, rounded up, as "+name+" is absent or auto")
}

// readMamba reads Mamba, whose layers are a norm and a mixer alone.
func readMamba(r *reader) {
	r.begin(true)
	var inner int64
	if m := r.find("intermediate_size", "d_inner"); m != nil {
		inner = r.whole("d_i", m, 1)
	} else {
		inner = r.derive("d_i", "expand", r.expanded(2, "expand"), "expand · "+r.arch.From("d"))
	}
	r.ignore("expand")
	m := Mamba{
		Inner: inner, State: r.sizeOr("N", 16, "state_size"), Kernel: r.sizeOr("K", 4, "conv_kernel"), Rank: r.rank("time_step_rank"),
		ConvBias: r.flag(true, "use_conv_bias"), ProjBias: r.flag(false, "use_bias"),
	}
	r.stack(func(int64) Layer { return Layer{Mixer: m, Norms: 1} })
}

// readMamba2 reads Mamba-2, whose layers are a norm and a mixer alone.
func readMamba2(r *reader) {
	r.begin(false)
	m := Mamba2{
		Heads: r.sizeOr("h", 128, "num_heads"), HeadDim: r.sizeOr("p", 64, "head_dim"), State: r.sizeOr("N", 128, "state_size"),
		Groups: r.sizeOr("g", 8, "n_groups"), Kernel: r.sizeOr("K", 4, "conv_kernel"),
		ConvBias: r.flag(true, "use_conv_bias"), ProjBias: r.flag(false, "use_bias"),
	}
	r.expands(m, "expand", "num_heads")
	r.stack(func(int64) Layer { return Layer{Mixer: m, Norms: 1} })
}

// expands refuses heads that do not fill the inner width.
func (r *reader) expands(m Mamba2, expand, heads string) {
	if inner := r.expanded(2, expand); r.err == nil && inner != m.Heads*m.HeadDim {
		r.refuse(heads, "and the size of such a head do not make %s times the model's width: the three must agree", expand)
	}
}

// readNemotronH reads Nemotron-H: each layer is one of a Mamba-2 mixer (M),
// attention (*), a dense network (-) and experts (E), with one norm.
func readNemotronH(r *reader) {
	r.begin(false)
	kinds, from := r.nemotronKinds()
	parts := map[byte]Layer{}
	for i := range kinds {
		c := kinds[i]
		if _, known := parts[c]; known || r.err != nil {
			continue
		}
		l := Layer{Norms: 1}
		switch c {
		case 'M':
			l.Mixer = r.nemotronMamba()
		case '*':
			l.Mixer = r.nemotronAttention()
		case '-':
			l.Dense = r.nemotronDense()
		case 'E':
			l.Experts = r.nemotronExperts()
		default:
			r.fail(from, "has something else than M, *, - and E as entry %d, which can be counted", i+1)
		}
		parts[c] = l
	}
	r.ignore(
		"mamba_num_heads", "mamba_head_dim", "ssm_state_size", "n_groups", "conv_kernel", "use_conv_bias", "use_bias", "mamba_proj_bias", "expand",
		"num_attention_heads", "num_key_value_heads", "head_dim", "attention_head_dim", "attention_bias", "sliding_window",
		"intermediate_size", "mlp_bias", "n_routed_experts", "n_shared_experts", "num_experts_per_tok", "moe_intermediate_size",
		"moe_shared_expert_intermediate_size", "moe_latent_size", "moe_shared_expert_overlap", "mtp_hybrid_override_pattern", "mtp_layers_block_type",
	)
	r.stack(func(i int64) Layer { return parts[kinds[i]] })
}

// nemotronKinds reads the kinds of the layers: a pattern of letters, or a list.
func (r *reader) nemotronKinds() (kinds string, from *member) {
	r.listedLayers("layers_block_type", "hybrid_override_pattern")
	n := r.layers()
	if m, items := r.list("layers_block_type", n); items != nil {
		letters := map[string]byte{"mamba": 'M', "linear_attention": 'M', "attention": '*', "full_attention": '*', "mlp": '-', "moe": 'E'}
		list := make([]byte, len(items))
		for i := range items {
			list[i] = letters[items[i].text]
		}
		r.ignore("hybrid_override_pattern")
		return string(list), m
	}
	m := r.find("hybrid_override_pattern")
	if m == nil {
		r.missing("hybrid_override_pattern")
		return "", nil
	}
	if kinds = m.value.text; m.value.kind != text || int64(len(kinds)) != n {
		r.fail(m, "is %s: a letter of M, *, - and E is needed for each of the %d layers", r.raw(m), n)
		return "", nil
	}
	r.record("L_i", m)
	return kinds, m
}

// listedLayers takes the number of layers from the first of some lists, or texts with a
// letter for each layer, where no field says it.
func (r *reader) listedLayers(names ...string) {
	if r.find(layerNames...) != nil {
		return
	}
	for _, name := range names {
		if m := r.find(name); m != nil && (m.value.kind == list || m.value.kind == text) {
			n := int64(max(len(m.value.items), len(m.value.text)))
			if most := symbols["L"].most; n > most {
				r.fail(m, "has %s entries, one for each layer: %s can be counted", quantity.Count(n), quantity.Count(most))
				return
			}
			r.listed = r.derive("L", name, n, "an entry of "+name+" for each layer")
			return
		}
	}
}

// mambaHead reads the size of a head of Mamba-2; "auto" and absent are the inner
// width ÷ heads.
func (r *reader) mambaHead(heads int64) int64 {
	const name = "mamba_d_head"
	if m := r.find(name); m != nil && (m.value.kind != text || m.value.text != "auto") {
		return r.whole("p", m, 1)
	}
	inner := r.expanded(2, "mamba_expand")
	if r.err != nil || inner%heads != 0 {
		r.refuse("mamba_n_heads", "is %d, which does not divide the inner width, %d, and %s is absent or auto", heads, inner, name)
		return 0
	}
	return r.derive("p", name, inner/heads, "mamba_expand · "+r.arch.From("d")+" ÷ "+r.arch.From("h")+", as "+name+" is absent or auto")
}

func (r *reader) nemotronMamba() Mamba2 {
	m := Mamba2{
		Heads: r.size("h", "mamba_num_heads"), HeadDim: r.size("p", "mamba_head_dim"), State: r.size("N", "ssm_state_size"),
		Groups: r.size("g", "n_groups"), Kernel: r.size("K", "conv_kernel"), ConvBias: r.flag(true, "use_conv_bias"),
	}
	m.ProjBias = r.flag(false, "use_bias")
	r.want(false, "mamba_proj_bias")
	return m
}

func (r *reader) nemotronAttention() Softmax {
	var s Softmax
	s.Heads = r.size("n_h", headNames...)
	s.KV = r.kv(s.Heads, "num_key_value_heads")
	s.HeadDim = r.size("d_h", "head_dim", "attention_head_dim")
	return s.biases(r.flag(false, "attention_bias"))
}

func (r *reader) nemotronDense() Dense {
	f := Dense{Width: r.size("f", "intermediate_size"), UpBias: r.flag(false, "mlp_bias")}
	f.DownBias = f.UpBias
	return f
}

func (r *reader) nemotronExperts() Experts {
	e := r.experts("n_routed_experts", "num_experts_per_tok", "moe_intermediate_size")
	e.Gated, e.Correction = false, true
	r.want(false, "mlp_bias")
	if m := r.find("moe_latent_size"); m != nil {
		e.Narrow = r.whole("d_n", m, 1)
	}
	// One network, whatever the number of shared experts it is said to be.
	e.Shared = r.derive("E_s", "n_shared_experts", 1, "nemotron_h has one shared network")
	e.SharedWidth = r.size("f_s", "moe_shared_expert_intermediate_size")
	return e
}

// readGraniteHybrid reads Granite 4: Mamba-2 layers with a few of attention,
// each with a shared network, and with experts beside it where there are any.
func readGraniteHybrid(r *reader) {
	r.begin(false)
	s := r.heads().biases(r.flag(false, "attention_bias"))
	m := Mamba2{
		Heads: r.sizeOr("h", 128, "mamba_n_heads"), State: r.sizeOr("N", 256, "mamba_d_state"),
		Groups: r.sizeOr("g", 1, "mamba_n_groups"), Kernel: r.sizeOr("K", 4, "mamba_d_conv"),
		ConvBias: r.flag(true, "mamba_conv_bias"), ProjBias: r.flag(false, "mamba_proj_bias"),
	}
	m.HeadDim = r.mambaHead(m.Heads)
	r.expands(m, "mamba_expand", "mamba_n_heads")
	r.ignore("mamba_chunk_size")
	types, items := r.list("layer_types", r.layers())
	if items == nil {
		r.missing("layer_types")
	}
	var e Experts
	var f Dense
	if r.numberOr("", 0, "num_local_experts") > 0 {
		e = r.experts("num_local_experts", "num_experts_per_tok", "intermediate_size")
		e.Shared = r.derive("E_s", "shared_intermediate_size", 1, "1, as shared_intermediate_size is given")
		e.SharedWidth = r.size("f_s", "shared_intermediate_size")
	} else {
		f = r.gated("shared_intermediate_size")
		r.ignore("num_experts_per_tok", "intermediate_size")
	}
	r.stack(func(i int64) Layer {
		l := Layer{Dense: f, Experts: e, Norms: 2}
		switch items[i].text {
		case "mamba", "linear_attention":
			l.Mixer = m
		case "attention", "full_attention":
			l.Mixer = s
		default:
			r.fail(types, "has %q as entry %d: mamba and attention can be counted", shorten(items[i].text), i+1)
		}
		return l
	})
}
