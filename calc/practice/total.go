package practice

import (
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

var totalActive = Kind{
	Key: "total-active", Name: "Total and active", Trains: "Count what a model with experts stores and what it uses, and tell which model is cheaper to hold, and which to run.",
	Part: "Total and active", Ability: 4, fill: fillTotalActive,
}

// mixtures are models with experts of one kind.
var mixtures = []string{
	"mixtral-8x7b", "mixtral-8x22b", "qwen3-30b-a3b", "qwen3-235b-a22b", "deepseek-v3", "deepseek-v2-lite", "deepseek-moe-16b",
	"olmoe-1b-7b", "llama-4-scout", "llama-4-maverick", "kimi-k2", "glm-4.5", "minimax-m2", "dbrx", "phi-3.5-moe",
}

// denseModels have no experts.
var denseModels = []string{"llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b", "llama-2-7b", "mistral-7b", "gemma-3-27b", "qwen3-8b", "qwen3-32b"}

// sizedModels have experts and are what their sizes say: SwiGLU, RMSNorm and
// grouped heads, to within a percent.
var sizedModels = []string{"mixtral-8x7b", "mixtral-8x22b", "qwen3-30b-a3b", "qwen3-235b-a22b", "deepseek-moe-16b", "olmoe-1b-7b", "glm-4.5", "minimax-m2", "dbrx", "phi-3.5-moe", "llama-4-scout"}

// usualDtype draws how weights are stored.
//
//go:noinline
func (m *maker) usualDtype() quantity.Dtype { return quantity.Dtype(m.word("bf16", "fp8", "bf16")) }

func fillTotalActive(m *maker) {
	switch m.level {
	case 1:
		m.twoCounts()
	case 2:
		m.duel()
	default:
		m.wholeSpec()
	}
}

// vary gives a model other experts: more or fewer, and more or fewer chosen.
func (m *maker) vary(p model.Plain) model.Plain {
	p.Experts = m.one(8, 16, 24, 32, 48, 64, 96, 128)
	p.Active = m.one(1, 2, 4, 6, 8)
	return p
}

// twoCounts gives the experts of a model and the sum of all else.
func (m *maker) twoCounts() {
	k := published(m.word(mixtures...), m.usualDtype())
	if m.below(2) == 0 {
		s := subjectOf(m.word(sizedModels...))
		k = own("A variant of "+s.name, m.vary(s.plain), k.dtype)
		m.reject(k.p.Experts == s.plain.Experts || k.p.Active*2 > k.p.Experts)
	}
	m.reject(k.rest <= 0 || k.total > 3e12)
	layers, each := phrase("Each of its # layers has", k.p.Layers), ""
	if k.layers < k.p.Layers {
		layers, each = phrase("# of its # layers have", k.layers, k.p.Layers), " each"
	}
	m.e.Title = k.name
	m.say(phraseOf("@. @ # experts@, of which the router chooses # for a token. An expert is three matrices of # by # numbers. Everything else, embedding, attention, routers and whatever all tokens share, has ^ parameters.", []string{k.name, layers, each}, k.p.Experts, k.p.Active, k.p.Width, k.p.ExpertWidth, k.rest))
	m.number(k.totalQuestion(k.restSteps(k.p.Experts, k.all, k.total)))
	m.number(k.activeQuestion(k.restSteps(k.p.Active, k.used, k.active)))
	if m.below(2) == 0 {
		m.number(k.memory())
	} else {
		m.number(k.flops())
	}
}

// restSteps count so many experts of each layer and all else.
func (k *counted) restSteps(experts, routed, sum int64) []Step {
	return solution(phraseOf(`One expert:|@
So many of them:|# × # × # = ^
And everything else:|^ + ^ = ^`, []string{product(3, k.p.Width, k.p.ExpertWidth)}, k.layers, experts, k.expert, routed, routed, k.rest, sum))
}
