package practice

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// value is what a line of a calculation comes to.
var value = regexp.MustCompile(`([0-9][0-9.,]*)(?: bytes| GiB| numbers| tokens| FLOPs)?$`)

// solveBug computes what each line should come to. The first line that does not
// is the wrong one; the last one that does not is the one to be put right.
func solveBug(g given, q Question) string {
	right := g.sheet()
	if len(right) != len(g.lines) {
		g.t.Fatalf("%s: %d lines, not %d: %q", name(g.e), len(g.lines), len(right), g.lines)
	}
	first, last := -1, -1
	for i, line := range g.lines {
		m := value.FindStringSubmatch(line)
		if m == nil {
			g.t.Fatalf("%s: no number in %q", name(g.e), line)
		}
		if got := number(m[1]); math.Abs(got-right[i]) > 1e-4*math.Abs(right[i])+1e-4 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if q.Key == "line" {
		return strconv.Itoa(first)
	}
	if !strings.Contains(q.Ask, "line "+strconv.Itoa(last+1)+" ") {
		g.t.Fatalf("%s: %q asks for another line than %d", name(g.e), q.Ask, last+1)
	}
	if strings.HasSuffix(g.lines[last], "GiB") {
		return exact(right[last]) + " GiB"
	}
	return exact(right[last])
}

func split(text string) []float64 {
	var list []float64
	for _, part := range strings.Split(text, ", ") {
		list = append(list, number(part))
	}
	return list
}

// listOf is the list of numbers between two phrases of the text.
func (g given) listOf(from, to string) []float64 {
	_, rest, _ := strings.Cut(g.text, from)
	list, _, _ := strings.Cut(rest, to)
	return split(list)
}

func largest(list []float64) float64 {
	most := list[0]
	for _, f := range list {
		most = max(most, f)
	}
	return most
}

// sheet is what each line comes to, when it is right.
func (g given) sheet() []float64 {
	const gib = 1 << 30
	title := g.e.Title
	starts := func(prefix string) bool { return strings.HasPrefix(title, prefix) }
	switch {
	case starts("The latent cache"):
		tokens := g.find(`conversation of N tokens`)[0]
		bytes := g.find(`\(N bytes? a number\)`)[0]
		n := g.field("kv_lora_rank") + g.field("qk_rope_head_dim")
		all := n * g.field("num_hidden_layers")
		return []float64{n, all, all * bytes, all * bytes * tokens, all * bytes * tokens / gib}
	case starts("The cache of a variant"):
		h := g.heads()
		_, tokens := g.conversations(g.text)
		each := 2 * h.kv * h.size * h.bytes
		return []float64{each, tokens, each * tokens, each * tokens * h.layers, each * tokens * h.layers / gib}
	case starts("The cache of") && len(g.config) == 0:
		h := g.heads()
		_, tokens := g.conversations(g.text)
		f := g.find(`N of its layers (?:is|are) full, N have a sliding window of N tokens`)
		keeps := f[2]
		if strings.Contains(g.text, "keeps all tokens in every layer") {
			keeps = tokens
		}
		each, sum := 2*h.kv*h.size*h.bytes, f[0]*tokens+f[1]*keeps
		return []float64{each, f[0] * tokens, f[1] * keeps, sum, sum * each, sum * each / gib}
	case starts("The cache of"):
		h := g.heads()
		n, tokens := g.conversations(g.text)
		one, all := 2*h.kv*h.size, h.token()*n*tokens
		return []float64{h.size, one, one * h.layers, h.token(), all, all / gib}
	case starts("How far back"):
		f := g.find(`has N layers\. In each, a token sees the last N tokens.*that token N can`)
		return []float64{f[1] - 1, f[0] * (f[1] - 1), f[2] - f[0]*(f[1]-1)}
	case starts("One of"):
		f := g.find(`among N devices \(tensor parallelism\): N query heads, N KV heads?, N numbers in a head, N layers, stored in bf16 \(N bytes.*conversation of N tokens`)
		kv := math.Ceil(f[2] / f[0])
		return []float64{kv, 2 * kv * f[3], 2 * kv * f[3] * f[4], 2 * kv * f[3] * f[4] * f[5], 2 * kv * f[3] * f[4] * f[5] * f[6]}
	case starts("Memory and work"):
		f := g.find(`experts in N layers: N in each, N chosen for a token, N parameters an expert\. Everything else has N parameters.*\(N bytes? a number\)`)
		total, active := f[0]*f[1]*f[3]+f[4], f[0]*f[2]*f[3]+f[4]
		return []float64{total, active, total * f[5], 2 * active}
	case starts("The speed of"):
		f := g.find(`are read at N bytes/s.* in total, N of them active, stored in \w+ \(N bytes? a number\)`)
		return []float64{f[1], f[1] * f[2], f[0] / (f[1] * f[2])}
	case starts("What a token goes through"):
		d, dense := g.field("hidden_size"), g.field("first_k_dense_replace")
		expert, layers := 3*d*g.field("moe_intermediate_size"), g.field("num_hidden_layers")-dense
		chosen := g.field("num_experts_per_tok") * expert
		layer := chosen + g.field("n_shared_experts")*3*d*g.first("shared_expert_intermediate_size", "moe_intermediate_size")
		first := dense * 3 * d * g.field("intermediate_size")
		return []float64{expert, layers, chosen, layer, layers * layer, first, layers*layer + first}
	case starts("An auxiliary loss"):
		f := g.find(`each of N tokens to N of N experts.*with α = N,`)
		loads, means := g.listOf("The experts get ", " assignments"), g.listOf("probabilities are ", ". The auxiliary")
		dot, sum := 0.0, 0.0
		for i, n := range loads {
			dot += n * means[i]
			sum += n
		}
		return []float64{sum, dot, dot / sum, dot / sum * f[2], dot / sum * f[2] * f[3]}
	case starts("The imbalance"):
		experts := g.find(`have N experts each`)[0]
		a, b := g.listOf("In the first they get ", " assignments"), g.listOf("in the second ", ". What is")
		sum := 0.0
		for _, n := range a {
			sum += n
		}
		mean := sum / experts
		most := (largest(a) + largest(b)) / 2
		return []float64{mean, most, most / mean, most/mean - 1}
	case starts("Room in"):
		f := g.find(`Each of N tokens is sent to N of N experts\. The capacity factor is N\. N assignments`)
		share := f[0] * f[1] / f[2]
		room := math.Floor(math.Nextafter(share*f[3], math.Inf(1)))
		return []float64{share, share * f[3], room, f[4] - room}
	}
	g.t.Fatalf("%s: no calculation is called %q", name(g.e), title)
	return nil
}
