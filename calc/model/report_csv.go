package model

import (
	"strings"

	"attnexperts/calc/quantity"
)

// CSV is a table of reports, a line each, with a heading line: exact numbers in
// base units, a cell left empty for what a model does not have.
func CSV(reports ...*Report) string {
	var b strings.Builder
	for i, r := range reports {
		var names, cells []string
		for _, c := range r.columns() {
			names, cells = append(names, c.name), append(cells, quote(c.value))
		}
		if i == 0 {
			b.WriteString(strings.Join(names, ",") + "\r\n")
		}
		b.WriteString(strings.Join(cells, ",") + "\r\n")
	}
	return b.String()
}

type column struct{ name, value string }

// columns are a report's cells, named as in its JSON.
func (r *Report) columns() []column {
	a := r.Architecture
	att := a.attentionJSON()
	moe := a.moeJSON()
	if moe == nil {
		moe = &moeJSON{}
	}
	kind := ""
	if att.Kind != nil {
		kind = *att.Kind
	}
	cs := []column{
		{"name", a.Name},
		{"architecture", a.className()},
		{"kind", kind},
		{"query_heads", cell(att.QueryHeads)},
		{"kv_heads", cell(att.KVHeads)},
		{"head_dim", cell(att.HeadDim)},
		{"group_size", cell(att.GroupSize)},
		{"latent_dim", cell(att.LatentDim)},
		{"rope_dim", cell(att.RopeDim)},
		{"window", cell(att.Window)},
		{"full_layers", cell(&att.Layers.Full)},
		{"sliding_layers", cell(&att.Layers.Sliding)},
		{"chunked_layers", cell(&att.Layers.Chunked)},
		{"linear_layers", cell(&att.Layers.Linear)},
		{"experts", cell(moe.Experts)},
		{"active_experts", cell(moe.ActiveExperts)},
		{"shared_experts", cell(moe.SharedExperts)},
		{"expert_ffn", cell(moe.ExpertFFN)},
		{"total", r.Total.Value.Exact()},
		{"active", r.Active.Value.Exact()},
		{"active_no_embedding", r.ActiveNoEmbedding.Value.Exact()},
	}
	for p := range numParts {
		name := p.String()
		if p == RoutedExperts || p == Attention {
			name += "_params"
		}
		cs = append(cs, column{name, r.Parts[p].Value.Exact()})
	}
	return append(
		cs,
		column{"bytes_per_token", r.PerToken.Value.Exact()},
		column{"bytes", r.Cache.Value.Exact()},
		column{"state_bytes", r.State.Value.Exact()},
		column{"bytes_if_mha", r.CacheIfMHA.Value.Exact()},
		column{"context", cell(&r.Use.Context)},
		column{"batch", cell(&r.Use.Batch)},
		column{"dtype", string(r.Use.Dtype)},
	)
}

func cell(n *int64) string {
	if n == nil {
		return ""
	}
	return quantity.Whole(*n).Exact()
}

// quote puts a cell in quotes where it needs them (RFC 4180).
func quote(s string) string {
	if !strings.ContainsAny(s, ",\"\r\n") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
