package practice

import (
	"strings"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// shownFields are the fields of a config that an excerpt has, where it has them.
var shownFields = []string{
	"model_type", "hidden_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "num_kv_heads", "multi_query", "head_dim",
	"kv_lora_rank", "qk_rope_head_dim", "qk_nope_head_dim", "v_head_dim", "sliding_window", "use_sliding_window", "max_window_layers", "sliding_window_pattern", "layer_types",
	"num_local_experts", "num_experts", "n_routed_experts", "num_experts_per_tok", "n_shared_experts", "moe_intermediate_size", "shared_expert_intermediate_size",
	"first_k_dense_replace", "num_nextn_predict_layers",
}

// reading is a config that is read.
type reading struct {
	caching

	config  string
	slides  int64
	window  int64
	experts model.Experts
	mla     bool
}

// readingOf returns a model for reading its config.
func readingOf(key string) *reading {
	r := &reading{caching: caching{subject: subjectOf(key)}, config: model.Find(key).Config}
	r.slides, r.mla = r.stack.Count(attention.SlidingLayer), r.layer.MLA()
	for _, l := range r.stack {
		r.window = max(r.window, l.Window)
	}
	r.experts, _, _ = r.arch.Routing()
	if at := strings.Index(r.config, `"text_config"`); at >= 0 {
		r.config, _, _ = strings.Cut(r.config[at:], `"vision_config"`) // whose sizes are others
	}
	return r
}

// field returns the value of a field of a config as it stands there; "" where it
// has none.
func (r *reading) field(name string) string {
	_, rest, ok := strings.Cut(r.config, phraseOf("\"@\"", []string{name}))
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, ": \n")
	if strings.HasPrefix(rest, "[") {
		list, _, _ := strings.Cut(rest[1:], "]")
		return repeated(strings.Fields(list))
	}
	return strings.TrimSpace(rest[:strings.IndexAny(rest, ",}\n")])
}

// repeated writes a list of texts by what it repeats: ["a", "b"] × 12.
func repeated(items []string) string {
	for i := range items {
		items[i] = strings.TrimSuffix(items[i], ",")
	}
	for period := 1; period <= len(items)/2; period++ {
		times := len(items) / period
		if times*period == len(items) && strings.Join(items, " ") == strings.TrimSpace(strings.Repeat(strings.Join(items[:period], " ")+" ", times)) {
			return phraseOf("[@] × ~", []string{strings.Join(items[:period], ", ")}, int64(times))
		}
	}
	return phraseOf("[@]", []string{strings.Join(items, ", ")})
}

// excerpt is what is shown of the config.
func (r *reading) excerpt() []string {
	var fields []string
	for _, name := range shownFields {
		if value := r.field(name); value != "" {
			fields = append(fields, name, value)
		}
	}
	return object(fields...)
}

// leftOut says what the excerpt does not: defaults of the model's class.
func (r *reading) leftOut() string {
	text := ""
	if !r.mla && r.field("head_dim") == "" && r.layer.HeadDim*r.layer.Heads != r.arch.Width {
		text = phrase("a head has # numbers", r.layer.HeadDim)
	}
	if r.field("layer_types") == "" && r.field("sliding_window_pattern") == "" && r.slides > 0 && r.slides < r.layers {
		if text != "" {
			text += ", and "
		}
		text += phraseOf("every @ layer sees everything, the others slide", []string{quantity.Ordinal(r.layers / (r.layers - r.slides))})
	}
	return text
}

// link opens the spec reader at the model.
func (r *reading) link() string {
	s := scenario.SpecTable.Default()
	s.Models[0], s.Context, s.Dtype = r.key, r.context, r.dtype
	return scenario.SpecTable.Link(s)
}
