package model

import "slices"

// common reads a family that is not known, by the field names that most share.
// It takes no default: what is missing is refused, and so is, in leftovers,
// what it does not know.
var common = family{read: func(r *reader) {
	for _, name := range []string{
		"hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim", "intermediate_size", "vocab_size",
		"tie_word_embeddings", "attention_bias", "mlp_bias", "rms_norm_eps", "hidden_act",
	} {
		if r.err == nil && !r.has(name) {
			r.fail(r.modelType(), "is %q, a family that cannot be counted; nor does the config say enough to be read as that of a Llama-like model: it has no %s", shorten(r.family), name)
		}
	}
	r.word("hidden_act", "silu")
	familyOf("llama").read(r)
	r.note("The family %s is not known. It is read by common field names as a Llama-like model; "+
		"weights that no field tells of, such as norms of queries and keys, would be missing.", r.family)
}}

// leftovers goes through the fields that nobody read: notes on what is left
// out, a list of what is not known, and a refusal of what would change the
// count.
func (r *reader) leftovers(f *family) {
	for _, n := range []*node{r.scope, r.top} {
		for i := range n.members() {
			if m := &n.members()[i]; !m.used {
				m.used = true
				r.leftover(m, f)
			}
		}
	}
}

func (r *reader) leftover(m *member, f *family) {
	if what, ok := elsewhere[m.key]; ok {
		if m.value.kind == object {
			r.note("%s (%s) is not counted: the numbers are the language model's.", what, m.path)
		}
		return
	}
	if predictions[m.key] {
		if n := r.integer("L", m, &m.value, 0); n > 0 {
			r.note("%s (%d): what predicts further tokens is not counted, as the forward pass of the model itself does not use it; "+
				"a checkpoint may hold it.", m.path, n)
		}
		return
	}
	if m.key == "auto_map" && m.value.member("AutoModelForCausalLM") != nil && slices.Contains(native, r.family) {
		r.note("%s has the model run by code of its own: it is counted as the class of its family, and weights that this code adds are missing.", m.path)
	}
	switch {
	case m.key == "quantization_config" || m.key == "compression_config":
		r.note("The weights are published quantised (%s): the count is of weights, without the scales that are stored beside them.", m.path)
	case isHarmless(m.key) || m.value.kind == null:
	case structural[m.key]:
		// Said to be absent, it is what the family is without it.
		if r.means(m) {
			r.fail(m, "is %s, and the family %s has no such thing: the count would be a guess", r.raw(m), r.family)
		}
	case f == &common:
		r.fail(m, "is not known, and neither is the family %s: the count would be a guess", shorten(r.family))
	default:
		r.arch.Unknown = append(r.arch.Unknown, m.path)
	}
}

// means reports whether a field of another family's structure says something:
// not where it is false, 0, 1, or empty.
func (r *reader) means(m *member) bool {
	switch v := m.value; v.kind {
	case boolean:
		return v.text == "true"
	case number:
		return v.text != "0" && v.text != "1"
	case list:
		// A list of nothing but full attention is what all others have, too.
		return slices.ContainsFunc(v.items, func(n node) bool { return n.text != "full_attention" })
	default:
		return len(v.members()) > 0 || v.text != ""
	}
}
