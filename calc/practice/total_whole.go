package practice

import (
	"strconv"

	"attnexperts/calc/quantity"
)

// wholeSpec asks for the counts of a whole config.
func (m *maker) wholeSpec() {
	s := subjectOf(m.word(sizedModels...))
	name, p := s.name, s.plain
	if m.below(4) > 0 {
		name = "A variant of " + name
		p = m.vary(p)
		p.Layers += 2 * m.between(-4, 4)
		p.Shared, p.Tied = m.one(0, 1, 2), m.below(3) == 0
		m.reject(p.Active*2 > p.Experts || p.DenseLayers >= p.Layers)
		if m.below(2) == 0 {
			p.DenseLayers, p.DenseWidth = m.between(1, 3), p.ExpertWidth*4
		}
	}
	k := own(name, p, quantity.BF16)
	m.reject(k.total > 3e12)
	m.e.Title = k.name
	m.say(phraseOf("The config of @ says:", []string{lower(k.name)}))
	m.code(k.config())
	m.say("Networks are gated (SwiGLU), with three matrices; there are no biases. Norms are too small to matter.")
	m.number(k.parted(k.totalQuestion(k.partSteps(p.Experts, k.total))))
	m.number(k.parted(k.activeQuestion(k.partSteps(p.Active, k.active))))
}

// lower begins a name within a sentence.
func lower(name string) string {
	if len(name) > 2 && name[:2] == "A " {
		return "a " + name[2:]
	}
	return name
}

// config writes the sizes as configs do.
func (k *counted) config() []string {
	p := k.p
	fields := []string{
		"vocab_size", num(p.Vocab), "hidden_size", num(p.Width), "num_hidden_layers", num(p.Layers), "num_attention_heads", num(p.Heads),
		"num_key_value_heads", num(p.KV), "head_dim", num(p.HeadDim), "n_routed_experts", num(p.Experts), "num_experts_per_tok", num(p.Active), "moe_intermediate_size", num(p.ExpertWidth),
	}
	if p.Shared > 0 {
		fields = append(fields, "n_shared_experts", num(p.Shared))
	}
	if p.Routed() < p.Layers {
		fields = append(fields, "first_k_dense_replace", num(p.DenseLayers), "intermediate_size", num(p.DenseWidth))
	}
	return object(append(fields, "tie_word_embeddings", strconv.FormatBool(p.Tied))...)
}

// The parts of a whole config.
//
//go:noinline
func (k *counted) tables() int64 {
	if k.p.Tied {
		return k.p.Vocab * k.p.Width
	}
	return 2 * k.p.Vocab * k.p.Width
}

//go:noinline
func (k *counted) attention() int64 {
	return k.p.Layers * 2 * k.p.Width * k.p.HeadDim * (k.p.Heads + k.p.KV)
}

//go:noinline
func (k *counted) dense() int64  { return (k.p.Layers - k.layers) * 3 * k.p.Width * k.p.DenseWidth }
func (k *counted) shared() int64 { return k.layers * k.p.Shared * k.expert }

// partSteps count a whole config, with so many routed experts in a layer.
func (k *counted) partSteps(experts, sum int64) []Step {
	p := k.p
	steps := solution(phrase("Embedding and output head, a table each:|# × # × # = ^", 2, p.Vocab, p.Width, k.tables()))
	if p.Tied {
		steps[0] = Step{"Embedding, which is the output head too:", phrase("# × # = ^", p.Vocab, p.Width, k.tables())}
	}
	steps = append(steps, Step{
		"Attention, queries and output, keys and values, in every layer:",
		phrase("# × 2 × # × # × (# + #) = ^", p.Layers, p.Width, p.HeadDim, p.Heads, p.KV, k.attention()),
	})
	if k.dense() > 0 {
		steps = append(steps, Step{"The dense networks of the first layers:", phrase("# × # × # × # = ^", p.Layers-p.Routed(), 3, p.Width, p.DenseWidth, k.dense())})
	}
	routed := p.Routed() * (experts + p.Shared) * k.expert
	text := "Experts:"
	if p.Shared > 0 {
		text = "Experts, the shared ones with the others:"
	}
	return append(
		steps,
		Step{text, phrase("# × # × # × # × # = ^", p.Routed(), experts+p.Shared, 3, p.Width, p.ExpertWidth, routed)},
		Step{"With routers and norms, in all:", quantity.Short(sum)},
	)
}

// parted adds known ways to miscount a whole config.
func (k *counted) parted(q Question) Question {
	q.mistakes = append(
		q.mistakes,
		mistake{q.value - float64(k.shared()), "You left out the shared experts."},
		mistake{q.value - float64(k.dense()), "You left out the dense networks of the first layers."},
		mistake{q.value - float64(k.tables()), "You left out the embedding and the output head."},
		mistake{q.value - float64(k.attention()), "You left out attention."},
	)
	return q
}
