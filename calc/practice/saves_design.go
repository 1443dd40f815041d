package practice

import (
	"strconv"
	"strings"

	"attnexperts/calc/scenario"
)

// design is a model as far as the five resources go.
type design struct {
	heads, kv, headDim int64
	// latent is what a latent cache keeps of a token and layer instead, and rope
	// by how much its heads are longer while a prompt is read; 0 where there is
	// none.
	latent, rope int64
	// window is what a token sees, 0 for everything; rolling says that the cache
	// is cut to it, skips that masked pairs are not computed.
	window         int64
	rolling, skips bool
	// experts, k and width are of a layer's feed-forward networks: 1 and 1 where
	// it is dense.
	experts, k, width int64
	// bytes is of a cached number.
	bytes int64
}

// costs returns what a design takes of each resource, in units of their own, for
// a prompt of some tokens.
func (d *design) costs(tokens int64) [5]int64 {
	kept, seen := tokens, tokens
	if d.window > 0 && d.rolling {
		kept = min(tokens, d.window)
	}
	if d.window > 0 && (d.skips || d.rolling) {
		seen = min(tokens, d.window)
	}
	per := 2 * d.kv * d.headDim
	if d.latent > 0 {
		per = d.latent
	}
	pairs := seen*tokens - seen*(seen-1)/2
	return [5]int64{
		per * kept * d.bytes, per * seen * d.bytes, d.heads * (2*d.headDim + d.rope) * pairs,
		d.experts * d.width, d.k * d.width,
	}
}

// column is what the table says of a design.
func (d *design) column() []string {
	keeps, sees, holds, computes := phrase("2 × # × # numbers", d.kv, d.headDim), "everything before it", "all tokens", "all"
	if d.latent > 0 {
		keeps = phrase("# numbers", d.latent)
	}
	if d.window > 0 {
		sees = count(d.window)
	}
	if d.rolling {
		holds = sees + " tokens"
	}
	if d.window > 0 && d.skips {
		computes = "those in the window"
	}
	return strings.Split(phraseOf("#|#, #|@|#|@|@|@|#|#|#", []string{keeps, sees, holds, computes},
		d.heads, d.headDim+d.rope, d.headDim, d.bytes, d.experts, d.k, d.width), "|")
}

// compared is the table of what changes.
func compared(before, after *design) [][]string {
	names := strings.Split("Query heads|Numbers in a key, and in a value|Kept of a token in a layer|Bytes a cached number|A token sees|The cache holds|Pairs computed and read|Experts in a layer|Used by a token|Inner width of each", "|")
	left, right := before.column(), after.column()
	rows := make([][]string, len(names))
	for i, name := range names {
		rows[i] = []string{name, left[i], right[i]}
	}
	return rows
}

// savesLink opens the figure in which the change can be seen.
func savesLink(before, after *design, tokens int64) string {
	if before.experts != after.experts || before.k != after.k {
		s := scenario.ParamsTable.Default()
		s.Model, s.Heads, s.KV, s.HeadDim = "none", after.heads, after.kv, after.headDim
		s.Experts, s.Active, s.ExpertWidth, s.DenseWidth = after.experts, after.k, after.width, before.width*before.k
		return scenario.ParamsTable.Link(s)
	}
	if after.window > 0 && !after.rolling {
		return (&sliding{1, after.window, tokens}).link()
	}
	s := scenario.CacheTable.Default()
	settings := []string{
		"heads", num(after.heads), "kv", num(after.kv), "head-dim", num(after.headDim), "window", "none", "context", num(tokens),
		"latent", num(max(0, after.latent-after.rope)), "rope-dim", num(after.rope),
	}
	if after.rolling {
		settings[7] = strconv.FormatInt(after.window, 10)
	}
	if after.bytes == 1 {
		settings = append(settings, "dtype", "fp8")
	}
	for i := 0; i < len(settings); i += 2 {
		_ = scenario.CacheTable.Set(&s, settings[i], settings[i+1])
	}
	return scenario.CacheTable.Link(s)
}
