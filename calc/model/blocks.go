package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The names that the sizes of a model have had.
var (
	widthNames = []string{"hidden_size", "n_embd", "d_model", "n_embed"}
	layerNames = []string{"num_hidden_layers", "n_layer", "n_layers", "num_layers"}
	headNames  = []string{"num_attention_heads", "n_head", "n_heads"}
	vocabNames = []string{"vocab_size", "padded_vocab_size"}
	lengthName = []string{"max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "max_sequence_length", "model_max_length"}
)

// begin reads what nearly every model has: its width, its vocabulary, whether
// its head is tied, with the family's default for that, and how many tokens it
// is made for. Norms are taken to be RMSNorm.
func (r *reader) begin(tied bool) {
	a := r.arch
	a.Width = r.size("d", widthNames...)
	a.Vocab = r.size("V", vocabNames...)
	a.Tied = r.tied(tied)
	a.Norm, a.FinalNorm = ScaleNorm, true
	r.length()
}

// length reads how many tokens the model is made for; of several names, the
// first that is there.
func (r *reader) length() {
	for _, name := range lengthName {
		if m := r.lookup(name); m != nil && m.value.kind != null && r.arch.MaxContext == 0 {
			r.arch.MaxContext = r.whole("", m, 1)
		}
	}
}

// tied reads whether the head is the embedding. Where the language model is
// nested, the field may stand at either level.
func (r *reader) tied(def bool) bool {
	const name = "tie_word_embeddings"
	inner, outer := r.scope.member(name), r.top.member(name)
	if inner != nil && outer != nil && inner != outer && r.raw(inner) != r.raw(outer) {
		r.fail(outer, "is %s, and %s is %s: the two must agree", r.raw(outer), inner.path, r.raw(inner))
	}
	if inner == nil && outer != nil {
		outer.used = true
		if outer.value.kind == boolean && outer.value.text != strconv.FormatBool(def) {
			// Releases differ in whose word counts.
			const problem = "is %s, and %s is absent, which the family %s takes for %t: releases differ in which of the two counts, so add it"
			r.fail(outer, problem, r.raw(outer), r.prefix+name, r.family, def)
		}
		if outer.value.kind == null {
			return r.flag(def, name) // as if it were absent
		}
		if outer.value.kind != boolean {
			r.fail(outer, "is %s: true or false is needed", r.raw(outer))
			return false
		}
		r.record("", outer)
		return outer.value.text == "true"
	}
	return r.flag(def, name)
}

// heads reads full attention: query heads, KV heads (as many where the field is
// absent), and the size of a head (width ÷ heads where it is absent).
func (r *reader) heads() Softmax {
	var s Softmax
	s.Heads = r.size("n_h", headNames...)
	s.KV = r.kv(s.Heads, "num_key_value_heads", "num_kv_heads")
	s.HeadDim = r.headDim(s.Heads, "head_dim")
	return s
}

// kv reads how many KV heads share the query heads.
func (r *reader) kv(heads int64, names ...string) int64 {
	m := r.find(names...)
	if def, ok := r.defaults[names[0]]; ok && m == nil {
		return r.sizeOr("n_kv", def, names[0])
	}
	if r.mustBeGiven(names[0]) {
		return 0
	}
	if m == nil {
		return r.derive("n_kv", names[0], heads, fmt.Sprintf("as many as query heads, as %s is absent", names[0]))
	}
	kv := r.whole("n_kv", m, 1)
	r.divides(m, kv, heads)
	return kv
}

// divides refuses KV heads that query heads cannot share evenly.
func (r *reader) divides(m *member, kv, heads int64) {
	if r.err == nil && heads%kv != 0 {
		r.fail(m, "is %d, which does not divide the %d query heads", kv, heads)
	}
}

// headDim reads the size of a head; where it is absent it is width ÷ heads.
func (r *reader) headDim(heads int64, names ...string) int64 {
	if m := r.find(names...); m != nil {
		return r.whole("d_h", m, 1)
	}
	if def, ok := r.defaults[names[0]]; ok {
		return r.sizeOr("d_h", def, names[0])
	}
	if r.mustBeGiven(names[0]); r.err != nil {
		return 0
	}
	if r.arch.Width%heads != 0 {
		const problem = "is %d, which does not divide %s, %d, and %s is absent"
		r.refuse(strings.TrimPrefix(r.arch.From("n_h"), r.prefix), problem, heads, r.arch.From("d"), r.arch.Width, names[0])
		return 0
	}
	return r.derive("d_h", names[0], r.arch.Width/heads, fmt.Sprintf("%s ÷ %s, as %s is absent", r.arch.From("d"), r.arch.From("n_h"), names[0]))
}

// given are the fields that a family's configs always have, because its class
// has a default of its own for them that fits one model only. Null stands for
// the usual meaning of an absent one.
var given = map[string][]string{
	"num_key_value_heads": {
		"mistral", "ministral", "ministral3", "mixtral", "gemma", "gemma2", "qwen2", "qwen3", "qwen2_moe", "qwen3_moe", "qwen3_next", "qwen3_5",
		"qwen3_5_moe", "gpt_oss", "llama4", "phimoe", "jamba", "minimax", "minimax_m2", "starcoder2", "glm", "glm4", "glm4_moe", "smollm3",
		"ernie4_5", "ernie4_5_moe", "stablelm", "seed_oss", "exaone4", "helium", "dots1", "bailing_moe", "bailing_moe_v2",
		"hunyuan_v1_moe", "hunyuan_v1_dense", "lfm2", "lfm2_moe", "qwen2_vl", "qwen2_5_vl", "qwen3_vl", "qwen3_vl_moe", "nemotron_h",
		"minimax_text_01", "minimax_m1", "glm4v", "glm4v_moe",
	},
	"head_dim": {
		"qwen3_next", "qwen3_5", "qwen3_5_moe", "gpt_oss", "llama4", "glm", "glm4", "glm4_moe", "helium", "seed_oss", "ernie4_5", "minimax_m2",
		"ministral3", "glm4v_moe",
	},
	"attn_config.kv_n_heads": {"dbrx"},
	"moe_num_shared_experts": {"ernie4_5_moe"},
	"sliding_window":         {"ministral3", "exaone4"},
	"q_lora_rank":            append([]string{"minicpm3"}, latentTypes...),
	"n_routed_experts":       denseFirstTypes,
	"n_shared_experts":       denseFirstTypes,
	"first_k_dense_replace":  denseFirstTypes,
}

// denseFirstTypes are the families of the DeepSeek kind with dense layers first and
// experts then, latentTypes those of them with latent attention.
var (
	latentTypes     = []string{"deepseek_v2", "deepseek_v3", "kimi_k2", "deepseek_v32", "glm_moe_dsa", "glm4_moe_lite"}
	denseFirstTypes = append([]string{"glm4_moe", "glm4v_moe", "dots1"}, latentTypes...)
)

// mustBeGiven refuses a config that leaves such a field out.
func (r *reader) mustBeGiven(name string) bool {
	if r.lookup(name) != nil || !slices.Contains(given[name], r.family) {
		return false
	}
	r.refuse(name, "is missing, and what the classes of the family %s then take for granted fits one model only: add it", r.family)
	return true
}

// biases reads a switch for all biases of attention.
func (s Softmax) biases(on bool) Softmax {
	s.QKVBias, s.OutBias = on, on
	return s
}

// gated reads a gated feed-forward network without biases.
func (r *reader) gated(names ...string) Dense {
	if len(names) == 0 {
		names = []string{"intermediate_size"}
	}
	return Dense{Width: r.size("f", names...), Gated: true}
}

// half reads the width of a gated network where intermediate_size is that of
// its two halves together.
func (r *reader) half() int64 {
	both := r.size("", "intermediate_size")
	return r.derive("f", "intermediate_size", both/2, "intermediate_size ÷ 2: it counts both halves of the gated network")
}

// stack reads how many layers there are and makes each.
func (r *reader) stack(layer func(i int64) Layer) {
	n := r.layers()
	if r.err != nil {
		return
	}
	r.arch.Layers = make([]Layer, n)
	for i := range r.arch.Layers {
		r.arch.Layers[i] = layer(int64(i))
	}
}

// layers reads how many layers there are. It may be called again.
func (r *reader) layers() int64 {
	if r.listed > 0 {
		return r.listed
	}
	if m := r.find(layerNames...); m != nil && r.arch.From("L") == m.path {
		return r.integer("L", m, &m.value, 1)
	}
	return r.size("L", layerNames...)
}
