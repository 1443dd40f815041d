package practice

import (
	"strconv"

	"attnexperts/calc/hardware"
	"attnexperts/calc/quantity"
)

// expertFlaws are mistakes about parameters.
var expertFlaws = []flaw{
	{1, func(m *maker) func(bool) *ledger {
		k := m.stored()
		return func(wrong bool) *ledger { return k.ledger(wrong, false) }
	}, "The active parameters were taken for memory. Any expert may be the next one chosen, so all are in memory.", "Which of the two counts does each line need?"},
	{1, func(m *maker) func(bool) *ledger {
		k := m.stored()
		return func(wrong bool) *ledger { return k.ledger(false, wrong) }
	}, "The total was taken for work. A token is computed with the active parameters.", "Which of the two counts does each line need?"},
	{2, speedLedger, "A step of one conversation reads the chosen experts, not all of them.", "What has to be read for one token?"},
	{2, func(m *maker) func(bool) *ledger {
		k := m.feedForward(false)
		m.reject(k.shared == 0)
		return func(wrong bool) *ledger { return k.ledger(wrong, false, false, false) }
	}, "The shared experts were forgotten. Every token goes through them besides.", "Does a token go through something that is not chosen?"},
	{3, func(m *maker) func(bool) *ledger {
		k := m.feedForward(true)
		return func(wrong bool) *ledger { return k.ledger(false, wrong, false, false) }
	}, "The shared expert has a width of its own, `shared_expert_intermediate_size`.", "Are all experts of one width?"},
	{3, func(m *maker) func(bool) *ledger {
		k := m.feedForward(false)
		m.reject(k.first == 0)
		return func(wrong bool) *ledger { return k.ledger(false, false, wrong, false) }
	}, "The first layers are dense and have no experts: `first_k_dense_replace`.", "Do all layers have experts?"},
	{3, func(m *maker) func(bool) *ledger {
		k := m.feedForward(false)
		m.reject(k.first == 0 || k.layers > 40)
		return func(wrong bool) *ledger { return k.ledger(false, false, false, wrong) }
	}, "A layer that predicts further tokens is not part of the forward pass: `num_nextn_predict_layers` does not count.", "Which layers does a token go through?"},
}

// stored draws a model with experts, of which memory and work are asked for.
func (m *maker) stored() *counted {
	k := published(m.word(mixtures...), m.usualDtype())
	m.e.Title = "Memory and work of " + k.name
	m.say(phraseOf("@ has experts in # layers: # in each, # chosen for a token, # parameters an expert. Everything else has # parameters. How much memory do the weights take as @, and how many FLOPs does a token, at 2 for each parameter that it uses?", []string{k.name, stored(k.dtype)}, k.layers, k.p.Experts, k.p.Active, k.expert, k.rest))
	m.shows(k.link)
	return k
}

// ledger counts memory and work, with the active count for memory, or the total
// for work, or neither.
func (k *counted) ledger(memory, work bool) *ledger {
	l := &ledger{}
	rest, layers, expert := float64(k.rest), float64(k.layers), float64(k.expert)
	total := l.put("In total", phraseOf("# × # × # + @", []string{plainNumber(rest)}, k.layers, k.p.Experts, k.expert), layers*float64(k.p.Experts)*expert+rest, quantity.Parameters)
	active := l.put("For a token", phraseOf("# × # × # + @", []string{plainNumber(rest)}, k.layers, k.p.Active, k.expert), layers*float64(k.p.Active)*expert+rest, quantity.Parameters)
	held, used := total, active
	if memory {
		held = active
	}
	if work {
		used = total
	}
	l.mul("Memory", quantity.Bytes, held, float64(size(k.dtype)))
	l.mul("FLOPs of a token", quantity.FLOPs, 2, used)
	return l
}

// speedLedger bounds decoding by what is read.
func speedLedger(m *maker) func(bool) *ledger {
	k := published(m.word(mixtures...), m.usualDtype())
	d, _ := hardware.Find(m.word("h100", "h200", "a100-80", "mi300x", "b200"))
	m.reject(k.total*size(k.dtype) > d.Memory*8)
	m.e.Title = "The speed of " + k.name
	m.say(phraseOf("How many tokens a second can @ write at most, for one conversation, where weights are read at # bytes/s (@)? It has # parameters in total, # of them active, stored in @. The cache is small and left out.", []string{k.name, d.Name, stored(k.dtype)}, d.Bandwidth, k.total, k.active))
	m.shows(k.link)
	return func(wrong bool) *ledger {
		l := &ledger{}
		used := float64(k.active)
		if wrong {
			used = float64(k.total)
		}
		used = l.put("Parameters read for a token", "", used, quantity.Parameters)
		n := l.mul("In bytes", quantity.Bytes, used, float64(size(k.dtype)))
		l.lines = append(l.lines, phraseOf("Tokens a second: # ÷ @ = @", []string{plainNumber(n), strconv.FormatFloat(float64(d.Bandwidth)/n, 'f', 2, 64)}, d.Bandwidth))
		l.values, l.units = append(l.values, float64(d.Bandwidth)/n), append(l.units, quantity.Plain)
		return l
	}
}

// network is the feed-forward networks that a token goes through.
type network struct {
	layers, width, experts, active, inner, shared, sharedInner, first, firstInner int64
}

// feedForward draws networks, with a wide shared expert or without.
func (m *maker) feedForward(wide bool) *network {
	s := subjectOf(m.word("deepseek-moe-16b", "deepseek-v3", "glm-4.5", "deepseek-v2-lite", "kimi-k2", "qwen1.5-moe-a2.7b", "qwen3-30b-a3b"))
	p := s.plain
	k := &network{
		layers: p.Layers + m.between(-6, 6), width: p.Width, experts: p.Experts, active: m.one(4, 6, 8), inner: p.ExpertWidth, shared: m.between(1, 2),
		first: m.between(1, 3), firstInner: 4 * p.Width,
	}
	k.sharedInner = k.inner
	if wide {
		k.shared, k.sharedInner = 1, k.inner*m.one(2, 4)
	}
	name := "A variant of " + s.name
	m.e.Title = "What a token goes through"
	fields := []string{
		"hidden_size", num(k.width), "num_hidden_layers", num(k.layers), "n_routed_experts", num(k.experts), "num_experts_per_tok", num(k.active), "moe_intermediate_size", num(k.inner),
		"n_shared_experts", num(k.shared),
	}
	if wide {
		fields = append(fields, "shared_expert_intermediate_size", num(k.sharedInner))
	}
	fields = append(fields, "first_k_dense_replace", num(k.first), "intermediate_size", num(k.firstInner))
	if k.layers <= 40 {
		fields = append(fields, "num_nextn_predict_layers", "1")
	}
	m.say(name, ", its networks gated (SwiGLU), with three matrices. How many feed-forward parameters does a token go through?")
	m.code(object(fields...))
	s2 := &counted{p: p}
	s2.p.Layers, s2.p.Active, s2.p.Shared, s2.p.DenseLayers, s2.p.DenseWidth = k.layers, k.active, k.shared, k.first, k.firstInner
	m.shows(own(name, s2.p, quantity.BF16).link)
	return k
}

// ledger counts them, with one of four mistakes or none.
func (k *network) ledger(shared, width, dense, next bool) *ledger {
	l := &ledger{}
	expert := l.mul("One expert", quantity.Parameters, 3, float64(k.width), float64(k.inner))
	layers, text := k.layers-k.first, phrase("# − #", k.layers, k.first)
	if dense {
		layers, text = k.layers, ""
	}
	if next {
		layers, text = layers+1, phrase("# + 1 − #", k.layers, k.first)
	}
	l.put("Layers with experts", text, float64(layers), quantity.Plain)
	one := float64(3 * k.width * k.sharedInner)
	if width {
		one = expert
	}
	n := l.mul("Chosen experts of a layer", quantity.Parameters, float64(k.active), expert)
	if shared {
		n = l.put("A layer, all together", "", n, quantity.Parameters)
	} else {
		n = l.put("A layer, all together", phraseOf("@ + # × #", []string{plainNumber(n)}, k.shared, int64(one)), n+float64(k.shared)*one, quantity.Parameters)
	}
	n = l.mul("All such layers", quantity.Parameters, float64(layers), n)
	first := l.mul("The dense layers", quantity.Parameters, float64(k.first), 3, float64(k.width), float64(k.firstInner))
	l.plus("In all", quantity.Parameters, n, first)
	return l
}
