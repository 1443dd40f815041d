package practice

import (
	"math"
	"strconv"
	"strings"
)

// configRead is what an excerpt says.
type configRead struct {
	layers, query, kv, size, width, latent, rope float64
	window, slides                               float64
	experts, active, shared                      float64
}

func (g given) spec() configRead {
	c := configRead{
		layers: g.field("num_hidden_layers"), query: g.field("num_attention_heads"), kv: g.field("num_key_value_heads"), width: g.field("hidden_size"),
		size: g.field("head_dim"), latent: g.field("kv_lora_rank"), rope: g.field("qk_rope_head_dim"), window: g.field("sliding_window"),
		experts: g.first("num_local_experts", "num_experts", "n_routed_experts"), active: g.field("num_experts_per_tok"), shared: g.field("n_shared_experts"),
	}
	if f := g.in(g.text, `a head has N numbers`); f != nil {
		c.size = f[0]
	}
	if c.size == 0 {
		c.size = c.width / c.query
	}
	if g.config["multi_query"] == "true" {
		c.kv = 1
	}
	if g.field("shared_expert_intermediate_size") > 0 {
		c.shared = 1
	}
	if g.config["use_sliding_window"] == "false" {
		c.window = 0
	}
	every := 0.0
	if f := g.in(g.text, `every N(?:st|nd|rd|th) layer sees everything`); f != nil {
		every = f[0]
	}
	every = max(every, g.field("sliding_window_pattern"))
	if list, times, ok := strings.Cut(g.config["layer_types"], "] × "); ok {
		if n := number(times) * float64(strings.Count(list, "_attention")); n != c.layers {
			g.t.Fatalf("%s: %v layer types", name(g.e), n)
		}
		c.slides = number(times) * float64(strings.Count(list, "sliding"))
	} else if c.window > 0 && every > 0 {
		c.slides = c.layers - math.Floor(c.layers/every)
	} else if c.window > 0 {
		c.slides = c.layers
	}
	return c
}

func (c configRead) numbers() float64 {
	if c.latent > 0 {
		return c.latent + c.rope
	}
	return 2 * c.kv * c.size
}

func solveSpec(g given, q Question) string {
	c := g.spec()
	bytes, tokens := 0.0, 0.0
	if f := g.in(q.Ask, `\(N bytes? a number\)`); f != nil {
		bytes = f[0]
	}
	if f := g.in(q.Ask+strings.Join(q.Rows, " "), `of N tokens|After N tokens`); f != nil {
		if tokens = f[0]; math.IsNaN(tokens) {
			tokens = f[1]
		}
	}
	switch q.Key {
	case "variant":
		switch {
		case c.latent > 0:
			return "3"
		case c.kv == c.query:
			return "0"
		case c.kv == 1:
			return "2"
		}
		return "1"
	case "group":
		return exact(c.query / c.kv)
	case "kept":
		return exact(c.numbers())
	case "per-token":
		return exact(c.numbers() * c.layers * bytes)
	case "cache":
		sum := 0.0
		for i := 0.0; i < c.layers; i++ {
			if i < c.slides {
				sum += min(tokens, c.window)
			} else {
				sum += tokens
			}
		}
		return exact(sum * c.numbers() * bytes)
	case "seen":
		return strconv.Itoa(btoi(c.slides == c.layers) + 2*btoi(c.slides > 0 && c.slides < c.layers))
	case "share":
		return exact(c.active / c.experts)
	case "experts":
		return exact(c.active + c.shared)
	}
	var answers []string
	slide := c.slides > 0 && tokens > c.window
	for _, row := range q.Rows {
		holds := false
		switch {
		case strings.HasPrefix(row, "Its cache is smaller"):
			holds = c.latent > 0 || c.kv < c.query
		case strings.HasPrefix(row, "After"), strings.HasPrefix(row, "For a prompt"):
			holds = slide
		case strings.HasPrefix(row, "A token goes through only"):
			holds = c.experts > 0
		case strings.HasPrefix(row, "Its query heads"):
			holds = c.query*c.size > c.width
		default:
			g.t.Fatalf("%s: %q cannot be answered", name(g.e), row)
		}
		answers = append(answers, strconv.Itoa(1-btoi(holds)))
	}
	return strings.Join(answers, ",")
}
