package practice

import (
	"math"
	"strconv"
	"strings"
)

// A solver answers an exercise's questions from what is given, in the form in
// which answers are typed. It shares no arithmetic with the package.
type solver func(g given, q Question) string

var solvers = map[string]solver{
	"kv-cache": solveCache, "windows": solveWindows, "masks": solveMasks, "saves": solveSaves,
	"total-active": solveTotal, "load": solveLoad, "spec": solveSpec, "bug": solveBug,
}

// heads is how the heads of a layer share, from a sentence or a config.
type heads struct{ layers, query, kv, size, bytes float64 }

func (g given) heads() heads {
	h := heads{bytes: g.find(`\(N bytes? a number\)`)[0]}
	if len(g.config) > 0 {
		h.layers, h.query, h.kv = g.field("num_hidden_layers"), g.field("num_attention_heads"), g.field("num_key_value_heads")
		if h.size = g.field("head_dim"); h.size == 0 {
			h.size = g.field("hidden_size") / h.query
		}
		return h
	}
	f := g.find(`In each, N query heads (?:share N KV heads?|have keys and values of their own), N numbers in a head`)
	h.query, h.kv, h.size = f[0], f[1], f[2]
	if math.IsNaN(h.kv) {
		h.kv = h.query
	}
	if l := g.in(g.text, `N layers?[.,]`); l != nil {
		h.layers = l[0]
	}
	return h
}

func (h heads) token() float64 { return 2 * h.kv * h.size * h.layers * h.bytes }

// conversations is how many there are, of how many tokens.
func (g given) conversations(ask string) (n, tokens float64) {
	if f := g.in(ask, `N conversations of N tokens`); f != nil {
		return f[0], f[1]
	}
	f := g.in(ask, `conversations? of N tokens`)
	if f == nil {
		g.t.Fatalf("%s: no conversations in %q", name(g.e), ask)
	}
	return 1, f[0]
}

func solveCache(g given, q Question) string {
	h := g.heads()
	switch q.Key {
	case "per-token":
		return exact(h.token())
	case "cache":
		n, tokens := g.conversations(q.Ask)
		return exact(n * tokens * h.token())
	case "shrink":
		return exact(h.query / h.kv)
	case "shared":
		n, tokens := g.conversations(g.e.Questions[1].Ask)
		h.kv = h.query / g.in(q.Ask, `group of N query`)[0]
		return exact(n * tokens * h.token())
	case "fit":
		f := g.in(q.Ask, `are N parameters.*of N tokens.*with N GiB`)
		free := f[2]*math.Pow(2, 30) - f[0]*h.bytes
		fit := 0
		for free -= f[1] * h.token(); free >= 0; free -= f[1] * h.token() {
			fit++
		}
		return strconv.Itoa(fit)
	case "device":
		devices := g.in(q.Ask, `among N devices`)[0]
		// Each device has a share of the query heads, and needs every KV head that
		// one of them asks of.
		needed := map[int]bool{}
		for i := range int(h.query / devices) {
			needed[int(float64(i)/(h.query/h.kv))] = true
		}
		h.kv = float64(len(needed))
		return exact(h.token())
	}
	return ""
}

// band counts the pairs of a causal window, row by row.
func band(window, tokens float64) float64 {
	pairs := 0.0
	for i := 1.0; i <= tokens; i++ {
		pairs += min(i, window)
	}
	return pairs
}

func solveWindows(g given, q Question) string {
	if strings.Contains(g.text, "query heads") {
		h := g.heads()
		f := g.find(`In N of them a token sees the last N tokens, itself included, and their cache is a rolling one; N layers? (?:is|are) full`)
		_, tokens := g.conversations(g.e.Questions[0].Ask)
		keeps, grows := f[0]*min(f[1], tokens)+f[2]*tokens, h.layers*tokens
		if f[0]+f[2] != h.layers {
			g.t.Fatalf("%s: %v layers are not %v", name(g.e), f, h.layers)
		}
		if q.Key == "cache" {
			return exact(keeps * 2 * h.kv * h.size * h.bytes)
		}
		return exact(grows / keeps)
	}
	f := g.find(`has N layers\. In each, a token sees the last N tokens, itself included\. A prompt has N tokens`)
	window, tokens := f[1], f[2]
	switch q.Key {
	case "kept":
		return exact(min(window, g.in(q.Ask, `after N tokens`)[0]))
	case "pairs":
		return exact(band(window, tokens))
	case "share":
		return exact(band(window, tokens) / band(tokens, tokens))
	}
	// Walk down the stack, a token at a time.
	walk := func(from, layers float64) float64 {
		for range int(layers) {
			from = max(0, from-window+1)
		}
		return from
	}
	switch q.Key {
	case "reach":
		return exact(tokens - 1 - walk(tokens-1, g.in(q.Ask, `after N layers`)[0]))
	case "depth":
		back, layers := g.in(q.Ask, `the token N places`)[0], 0
		for at := tokens - 1; at > tokens-1-back; at = walk(at, 1) {
			layers++
		}
		return strconv.Itoa(layers)
	case "first":
		f := g.in(q.Ask, `that token N can know something of after N layers`)
		return exact(walk(f[0], f[1]))
	}
	return ""
}

func solveTotal(g given, q Question) string {
	total, active := g.counts(q)
	switch q.Key {
	case "total":
		return exact(total)
	case "active":
		return exact(active)
	case "memory":
		return exact(total * g.in(q.Ask, `\(N bytes? a number\)`)[0])
	case "flops":
		return exact(2 * active)
	}
	// Which of two.
	var of [2][2]float64
	for i := range of {
		of[i][0], of[i][1] = g.column(i)
	}
	at := btoi(q.Key == "run")
	return strconv.Itoa(btoi(of[1][at] < of[0][at]))
}

// column counts a model of the table.
func (g given) column(i int) (total, active float64) {
	at := func(row string) float64 { return number(g.rows[row][i]) }
	expert := 3 * at("Width of the model") * at("Inner width of an expert") * at("Layers with experts")
	return at("Everything else") + expert*at("Experts in such a layer"), at("Everything else") + expert*at("Chosen for a token")
}

// counts counts what is given in words, in a table or in a config.
func (g given) counts(q Question) (total, active float64) {
	switch {
	case len(g.rows) > 0:
		for i, name := range g.e.Text[1].Header[1:] {
			if strings.Contains(q.Ask, "of "+name+" take") {
				return g.column(i)
			}
		}
		return 0, 0
	case len(g.config) > 0:
		d, layers := g.field("hidden_size"), g.field("num_hidden_layers")
		tables := 2.0
		if g.config["tie_word_embeddings"] == "true" {
			tables = 1
		}
		dense := g.field("first_k_dense_replace")
		rest := tables * d * g.field("vocab_size")
		head := g.field("head_dim")
		query, key := g.field("num_attention_heads")*head*d, g.field("num_key_value_heads")*head*d
		rest += layers * (query + key + key + query)
		rest += dense * 3 * d * g.field("intermediate_size")
		expert := 3 * d * g.field("moe_intermediate_size") * (layers - dense)
		rest += expert * g.field("n_shared_experts")
		return rest + expert*g.field("n_routed_experts"), rest + expert*g.field("num_experts_per_tok")
	}
	f := g.in(g.text, `N of its N layers have N experts each, of which the router chooses N for`)
	if f == nil {
		f = g.find(`Each of its N layers has N experts, of which the router chooses N for`)
		f = append([]float64{f[0]}, f...)
	}
	w := g.find(`three matrices of N by N numbers.*has N parameters`)
	expert := f[0] * 3 * w[0] * w[1]
	return w[2] + expert*f[2], w[2] + expert*f[3]
}
