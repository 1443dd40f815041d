package practice

import (
	"strconv"

	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
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

// counted is a model with experts, and what its parameters come to.
type counted struct {
	name, link    string
	p             model.Plain
	dtype         quantity.Dtype
	total, active int64
	// layers is how many layers have experts, expert the parameters of one: three
	// matrices.
	layers, expert int64
	// all and used are the parameters of all routed experts, and of those that a
	// token uses; rest is everything else.
	all, used, rest int64
}

// count works out what follows from the sizes and the total.
func (k *counted) count() *counted {
	k.layers, k.expert = k.p.Routed(), 3*k.p.Width*k.p.ExpertWidth
	each := k.layers * k.expert
	k.all, k.used = each*k.p.Experts, each*k.p.Active
	k.rest = k.total - k.all
	return k
}

// own counts a model of these sizes.
func own(name string, p model.Plain, dtype quantity.Dtype) *counted {
	c, _ := p.Architecture().Count()
	k := &counted{name: name, p: p, dtype: dtype}
	k.total, _ = c.Total.Value.Int()
	k.active, _ = c.Active.Value.Int()
	s := scenario.ParamsTable.Default()
	s.Model, s.Plain, s.Dtype = "none", p, dtype
	k.link = scenario.ParamsTable.Link(s)
	return k.count()
}

// published counts a model of the catalogue.
func published(key string, dtype quantity.Dtype) *counted {
	s := subjectOf(key)
	k := &counted{name: s.name, p: s.plain, dtype: dtype, total: s.total, active: s.active}
	p := scenario.ParamsTable.Default()
	_ = scenario.ParamsTable.Set(&p, "model", key)
	p.Dtype = dtype
	k.link = scenario.ParamsTable.Link(p)
	return k.count()
}

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
	layers := phrase("Each of its # layers has", k.p.Layers)
	if k.layers < k.p.Layers {
		layers = phrase("# of its # layers have", k.layers, k.p.Layers)
	}
	each := ""
	if k.layers < k.p.Layers {
		each = " each"
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

func (k *counted) totalQuestion(steps []Step) Question {
	all := float64(k.total)
	return Question{
		Key: "total", Ask: "How many parameters are there in total?", Unit: quantity.Parameters, Tolerance: 0.02, value: all,
		mistakes: append(known(`Those are the active ones. The total has every expert.
Those are the experts alone. Add everything else.`, float64(k.active), float64(k.all)), k.expertMistakes(k.all, k.total)...),
		Tip: "Every expert of every layer that has some, and everything else.", Steps: steps, Link: k.link, Output: "total-params",
	}
}

func (k *counted) activeQuestion(steps []Step) Question {
	return Question{
		Key: "active", Ask: "How many are active for one token?", Unit: quantity.Parameters, Tolerance: 0.02, value: float64(k.active),
		mistakes: append(known(phrase(`That is the total. A token goes through # of the # experts of a layer.
Only the experts are chosen from. Everything else is used by every token.
Those are the chosen experts alone. Add everything else.`, k.p.Active, k.p.Experts), float64(k.total), float64(k.total)*float64(k.p.Active)/float64(k.p.Experts), float64(k.used)), k.expertMistakes(k.used, k.active)...),
		Tip: "Only the routed experts are chosen from. Everything else counts whole.", Steps: steps, Link: k.link, Output: "active-params",
	}
}

// expertMistakes are known ways to miscount experts, which are so many
// parameters of a sum.
func (k *counted) expertMistakes(routed, sum int64) []mistake {
	others := sum - routed
	list := known(`You counted two matrices. A gated network (SwiGLU) has three.
You counted one matrix. An expert has three.`, float64(others+routed*2/3), float64(others+routed/3))
	if k.layers < k.p.Layers {
		list = append(list, mistake{float64(others) + float64(routed)*float64(k.p.Layers)/float64(k.layers), phrase("You gave experts to all # layers. Only # have some.", k.p.Layers, k.layers)})
	}
	return list
}

// memory asks what the weights take.
func (k *counted) memory() Question {
	b := size(k.dtype)
	return Question{
		Key: "memory", Ask: phraseOf("How much memory do its weights take as @?", []string{stored(k.dtype)}), Unit: quantity.Bytes, Tolerance: 0.02, value: float64(k.total * b),
		mistakes: known(phraseOf(`Those are the active parameters. Any expert may be the next one chosen, so all must be in memory.
Each takes @.
Each takes @.`, []string{several(b, "byte", "bytes"), several(b, "byte", "bytes")}), float64(k.active*b), float64(k.total*b*2), float64(k.total*b/2)),
		Tip:   "Which of the two counts has to be in memory?",
		Steps: solution(phraseOf("All of them are resident:|^ × @ = $", []string{several(b, "byte", "bytes")}, k.total, k.total*b)),
		Link:  k.link, Output: "resident-bytes",
	}
}

// flops asks what a token costs to compute.
func (k *counted) flops() Question {
	return Question{
		Key: "flops", Ask: "How many FLOPs does a token take, at 2 for each active parameter?", Unit: quantity.FLOPs, Tolerance: 0.02, value: float64(2 * k.active),
		mistakes: known(`That is with every expert. A token is computed with the active parameters.
A multiplication and an addition: 2 FLOPs for each.`, float64(2*k.total), float64(k.active)),
		Tip:   "Which of the two counts does a token go through?",
		Steps: solution(phrase("A multiplication and an addition for each active one:|2 × ^ = ^ FLOPs", k.active, 2*k.active)),
		Link:  k.link,
	}
}

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
