package practice

import (
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

var kvCache = Kind{
	Key: "kv-cache", Name: "The KV cache", Trains: "Count what a conversation keeps, what shared heads save, and how many conversations fit.",
	Part: "Share the keys and values", Ability: 1, fill: fillKVCache,
}

// caching is a model whose cache is counted.
type caching struct {
	*subject

	dtype          quantity.Dtype
	context, batch int64
}

func fillKVCache(m *maker) {
	c := &caching{subject: subjectOf(m.word(fullModels...)), dtype: quantity.BF16}
	switch m.level {
	case 1:
		c.context, c.batch = m.one(1024, 2048, 4096, 8192, 16_384, 32_768), m.one(1, 2, 4, 8, 16)
	case 2:
		c.context, c.batch = m.one(2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072), m.between(2, 40)
		c.dtype = quantity.Dtype(m.word("bf16", "fp8", "fp16"))
	default:
		c.context, c.batch = 500*m.between(2, 240), m.between(3, 90)
		c.dtype = quantity.Dtype(m.word("bf16", "fp8", "int8"))
	}
	m.reject(c.arch.MaxContext > 0 && c.context > c.arch.MaxContext)
	m.e.Title = phraseOf("@, @", []string{c.name, several(c.context, "token", "tokens")})
	if m.level == 1 {
		m.say(phraseOf("@ has @. In each, @. The cache is stored in @.", []string{c.name, several(c.layers, "layer", "layers"), sharing(c.layer), stored(c.dtype)}))
		m.number(c.perToken())
		m.number(c.whole())
		m.shrink(c)
		return
	}
	m.say(phraseOf("From the config of @:", []string{c.name}))
	m.code(c.config())
	m.say(phraseOf("Weights and cache are stored in @.", []string{stored(c.dtype)}))
	if m.level == 2 {
		m.number(c.whole())
	} else if m.below(2) == 0 {
		m.number(c.perToken())
	} else {
		m.parallel(c)
	}
	m.fit(c)
}

// sharing says how the heads of a layer share keys and values.
func sharing(l attention.Layer) string {
	if l.KV == l.Heads {
		return phrase("# query heads have keys and values of their own, # numbers in a head", l.Heads, l.HeadDim)
	}
	return phraseOf("# query heads share @, # numbers in a head", []string{several(l.KV, "KV head", "KV heads")}, l.Heads, l.HeadDim)
}

// config is the excerpt of a config that the cache follows from. The size of a
// head is left out where it is the hidden size over the heads.
func (c *caching) config() []string {
	fields := []string{
		"hidden_size", num(c.arch.Width), "num_attention_heads", num(c.layer.Heads),
		"num_hidden_layers", num(c.layers), "num_key_value_heads", num(c.layer.KV),
	}
	if c.layer.HeadDim*c.layer.Heads != c.arch.Width {
		fields = append(fields, "head_dim", num(c.layer.HeadDim))
	}
	return object(fields...)
}

// link opens the cache page at this use, or the spec reader, which knows more
// models. With kv above 0 the model's heads share so many KV heads instead.
func (c *caching) link(device string, kv int64) string {
	s := scenario.CacheTable.Default()
	set := func(key, value string) bool { return scenario.CacheTable.Set(&s, key, value) == nil }
	listed := set("model", c.key)
	if kv > 0 {
		// The KV heads are last: they divide the heads.
		_ = set("layers", num(c.layers)) && set("heads", num(c.layer.Heads)) && set("head-dim", num(c.layer.HeadDim)) && set("kv", num(kv))
	} else if !listed {
		p := scenario.SpecTable.Default()
		p.Models[0], p.Context, p.Batch, p.Dtype = c.key, max(1, c.context), max(1, c.batch), c.dtype
		if device != "" {
			p.Device = device
		}
		return scenario.SpecTable.Link(p)
	}
	s.Context, s.Batch, s.Dtype = max(1, c.context), max(1, c.batch), c.dtype
	if device != "" {
		s.Device = device
	}
	return scenario.CacheTable.Link(s)
}

// token is what one token adds, in bytes.
//
//go:noinline
func (c *caching) token() int64 { return 2 * c.layer.KV * c.layer.HeadDim * size(c.dtype) * c.layers }

// tokenSteps are the way to it.
func (c *caching) tokenSteps() []Step {
	l, b := c.layer, size(c.dtype)
	steps := solution(phraseOf(`In one layer a token leaves a key and a value for each KV head:|@
In all layers, as @:|# × # × # = $`, []string{product(2, l.KV, l.HeadDim) + " numbers", string(c.dtype)}, 2*l.KV*l.HeadDim, c.layers, b, c.token()))
	if c.arch.Width == l.HeadDim*l.Heads && len(c.config()) < 7 {
		steps = append(solution(phrase("`head_dim` is absent, so a head has `hidden_size` ÷ `num_attention_heads` numbers:|# ÷ # = #", c.arch.Width, l.Heads, l.HeadDim)), steps...)
	}
	return steps
}

// tokenMistakes are the known ways to miscount what is proportional to what a
// token adds.
func (c *caching) tokenMistakes(of float64) []mistake {
	l := c.layer
	list := known(phraseOf("You left out the factor 2: a key and a value are kept.\n"+
		"You counted query heads. Only KV heads are kept.\n"+
		"You counted one KV head. This model keeps #.\n"+
		"You counted one layer. There are #.\n"+
		"That is the count of numbers. Each takes @.\n"+
		"You took the head size as hidden size ÷ heads. The config gives `head_dim` itself.", []string{several(size(c.dtype), "byte", "bytes")}, l.KV, c.layers), of/2, of*float64(l.Heads)/float64(l.KV), of/float64(l.KV), of/float64(c.layers), of/float64(size(c.dtype)), of*float64(c.arch.Width)/float64(l.Heads*l.HeadDim))
	if size(c.dtype) == 1 {
		list = append(list, mistake{of * 2, phraseOf("You took 2 bytes a number. As @ it is 1.", []string{string(c.dtype)})})
	}
	return list
}

func (c *caching) perToken() Question {
	return Question{
		Key: "per-token", Ask: "How many bytes does one more token add to the cache?", Unit: quantity.Bytes, Tolerance: 0.02,
		value: float64(c.token()), mistakes: c.tokenMistakes(float64(c.token())),
		Tip:   "A key and a value, for each KV head, in each layer.",
		Steps: c.tokenSteps(), Link: c.link("", 0), Output: "kv-bytes-per-token",
	}
}

// whole asks for the cache of all conversations.
func (c *caching) whole() Question {
	all := c.token() * c.context * c.batch
	q := Question{
		Key: "cache", Ask: phrase("How much do # conversations of # tokens keep?", c.batch, c.context), Unit: quantity.Bytes, Tolerance: 0.02,
		value: float64(all), mistakes: c.tokenMistakes(float64(all)),
		Tip:   "First what one token adds. Then as many tokens as there are in all conversations.",
		Steps: append(c.tokenSteps(), Step{"For every token of every conversation:", phrase("# × # × # = $", c.token(), c.context, c.batch, all)}),
		Link:  c.link("", 0), Output: "kv-bytes",
	}
	if c.batch == 1 {
		q.Ask = phrase("How much does a conversation of # tokens keep?", c.context)
	} else {
		q.mistakes = append(q.mistakes, mistake{float64(all / c.batch), phrase("That is one conversation. There are #, each with a cache of its own.", c.batch)})
	}
	return q
}

// shrink asks what sharing saves, or would save.
func (m *maker) shrink(c *caching) {
	l := c.layer
	groups := l.Heads / l.KV
	if groups > 1 {
		m.number(Question{
			Key: "shrink", Ask: "How many times more would it be with multi-head attention, a KV head for every query head?", Unit: quantity.Ratio, Tolerance: 0.02,
			value: float64(groups), mistakes: known(phraseOf(`That is against one head for all (MQA). This model keeps @.
That is how many KV heads are kept, not how many query heads share one.`, []string{several(l.KV, "KV head", "KV heads")}), float64(l.Heads), float64(l.KV)),
			Tip:   "Nothing changes but how many heads are kept.",
			Steps: solution(phrase("As many times as query heads share one KV head:|# ÷ # = #", l.Heads, l.KV, groups)),
			Link:  c.link("", 0), Output: "shrink",
		})
		return
	}
	kv := l.Heads / m.one(2, 4, 8)
	m.reject(l.Heads%kv != 0)
	group, all := l.Heads/kv, c.token()*c.context*c.batch
	m.number(Question{
		Key: "shared", Ask: phrase("And if each group of # query heads shared one KV head?", group), Unit: quantity.Bytes, Tolerance: 0.02,
		value: float64(all / group), mistakes: known(phrase(`That is one KV head for all query heads. There are # ÷ # groups, each with its own.
You divided by the number of groups. The cache shrinks by the size of a group.
Sharing does change the cache: fewer heads are kept.`, l.Heads, group), float64(all/l.Heads), float64(all)/float64(kv), float64(all)),
		Tip:   "How many KV heads are left?",
		Steps: solution(phraseOf("@ kept instead of #, so the cache is # times smaller:|$ ÷ # = $", []string{several(kv, "head is", "heads are")}, l.Heads, group, all, group, all/group)),
		Link:  c.link("", kv), Output: "kv-bytes",
	})
}
