package practice

import (
	"strconv"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// cacheFlaws are mistakes about the cache.
var cacheFlaws = []flaw{
	{1, func(m *maker) func(bool) *ledger {
		c := m.cached(fullModels)
		return func(wrong bool) *ledger { return c.ledger(wrong, false, false, false) }
	}, "Query heads were counted. What is kept are the keys and values of KV heads.", "Which heads are kept?"},
	{1, func(m *maker) func(bool) *ledger {
		c := m.cached(fullModels)
		return func(wrong bool) *ledger { return c.ledger(false, wrong, false, false) }
	}, "The factor 2 is missing. A key and a value are kept.", "What does a head leave behind for a token?"},
	{2, func(m *maker) func(bool) *ledger {
		c := m.cached([]string{"mistral-nemo-12b", "mistral-small-24b", "qwen3-0.6b", "qwen3-32b", "gemma-7b"})
		return func(wrong bool) *ledger { return c.ledger(false, false, wrong, false) }
	}, "The config gives the size of a head, `head_dim`. It need not be hidden size ÷ heads.", "Is each number what the config says?"},
	{2, func(m *maker) func(bool) *ledger {
		c := m.cached(fullModels)
		return func(wrong bool) *ledger { return c.ledger(false, false, false, wrong) }
	}, "10^9 bytes are a GB. A GiB has 2^30.", "Look at the units too."},
	{2, latentLedger(true), "Keys and values are made from one latent, which is kept once; and the positional key is kept besides.", "What does latent attention keep?"},
	{2, latentLedger(false), "The positional key, `qk_rope_head_dim`, is kept besides the latent.", "What does latent attention keep?"},
	{2, func(m *maker) func(bool) *ledger {
		c, slides, w := m.slidingCache()
		m.say("Sliding layers have a rolling cache.")
		return func(wrong bool) *ledger {
			if wrong {
				return c.mixedLedger(slides, c.context)
			}
			return c.mixedLedger(slides, w)
		}
	}, "All layers were taken to be like the full ones. A rolling cache keeps a window.", "Are all layers alike?"},
	{3, func(m *maker) func(bool) *ledger {
		c, slides, w := m.slidingCache()
		m.say("It is served by a program that masks what is outside of the window, and keeps all tokens in every layer.")
		return func(wrong bool) *ledger {
			if wrong {
				return c.mixedLedger(slides, w)
			}
			return c.mixedLedger(slides, c.context)
		}
	}, "A sliding mask is no sliding cache: this program keeps all tokens, seen or not.", "Read again what is kept."},
	{2, disabledLedger, "`use_sliding_window` is false: the window is there and not used.", "Is each field that is used in use?"},
	{1, reachLedger, "The window counts the token itself. One layer reaches W − 1 tokens back.", "Count a small window by hand: what does a token see with a window of 2?"},
	{3, parallelLedger, "A KV head is not split: where there are more devices than KV heads, each device holds a copy of one.", "Can a device hold so many heads?"},
}

// cached draws a model and how it is used, and says so.
func (m *maker) cached(keys []string) *caching {
	c := &caching{subject: subjectOf(m.word(keys...)), dtype: quantity.Dtype(m.word("bf16", "fp8")), context: m.one(1024, 2048, 4096, 8192, 16_384, 32_768), batch: m.one(1, 2, 4, 8)}
	m.reject(c.arch.MaxContext > 0 && c.context > c.arch.MaxContext)
	m.e.Title = "The cache of " + c.name
	m.say(phraseOf("How much do @ of # tokens keep in @, stored in @?", []string{several(c.batch, "conversation", "conversations"), c.name, stored(c.dtype)}, c.context))
	m.code(c.config())
	m.shows(c.link("", 0))
	return c
}

// ledger counts the cache, with one of four mistakes or none.
func (c *caching) ledger(heads, single, split, decimal bool) *ledger {
	l := &ledger{}
	kv, hd := float64(c.layer.KV), float64(c.layer.HeadDim)
	if heads {
		kv = float64(c.layer.Heads)
	}
	if split || c.layer.HeadDim*c.layer.Heads == c.arch.Width {
		hd = l.put("A head has", phrase("# ÷ #", c.arch.Width, c.layer.Heads), float64(c.arch.Width)/float64(c.layer.Heads), "numbers")
	} else {
		l.put("A head has, by its `head_dim`", "", hd, "numbers")
	}
	var n float64
	if single {
		n = l.mul("A layer keeps of a token", "numbers", kv, hd)
	} else {
		n = l.mul("A layer keeps of a token", "numbers", 2, kv, hd)
	}
	n = l.mul("All layers", "numbers", n, float64(c.layers))
	n = l.mul("In bytes", quantity.Bytes, n, float64(size(c.dtype)))
	n = l.mul("All tokens of all conversations", quantity.Bytes, n, float64(c.context), float64(c.batch))
	l.gib(n, decimal)
	return l
}

// gib adds a line that writes bytes in GiB, or takes a GB for one.
func (l *ledger) gib(bytes float64, decimal bool) {
	unit, text := float64(1<<30), "÷ 2^30"
	if decimal {
		unit, text = 1e9, "÷ 10^9"
	}
	gib := bytes / unit
	l.lines = append(l.lines, phraseOf("In GiB: @ @ = @ GiB", []string{plainNumber(bytes), text, strconv.FormatFloat(gib, 'g', 5, 64)}))
	l.values, l.units = append(l.values, gib*(1<<30)), append(l.units, quantity.Bytes)
}

// latentLedger counts a latent cache: twice the latent, or without the
// positional key.
func latentLedger(twice bool) func(m *maker) func(bool) *ledger {
	return func(m *maker) func(bool) *ledger {
		r := readingOf(m.word("deepseek-v3", "deepseek-v2", "deepseek-v2-lite", "kimi-k2", "minicpm3-4b"))
		r.dtype, r.context = quantity.Dtype(m.word("bf16", "fp8")), m.one(4096, 8192, 16_384, 32_768)
		d, rope := float64(r.layer.Latent), float64(r.layer.Rope)
		m.e.Title = "The latent cache of " + r.name
		m.say(phraseOf("How much does a conversation of # tokens keep in @, stored in @?", []string{r.name, stored(r.dtype)}, r.context))
		m.code(r.excerpt())
		m.shows(r.link())
		return func(wrong bool) *ledger {
			l := &ledger{}
			var n float64
			switch {
			case wrong && twice:
				n = l.mul("A layer keeps of a token", "numbers", 2, d)
			case wrong:
				n = l.put("A layer keeps of a token", "", d, "numbers")
			default:
				n = l.plus("A layer keeps of a token", "numbers", d, rope)
			}
			n = l.mul("All layers", "numbers", n, float64(r.layers))
			n = l.mul("In bytes", quantity.Bytes, n, float64(size(r.dtype)))
			n = l.mul("All tokens", quantity.Bytes, n, float64(r.context))
			l.gib(n, false)
			return l
		}
	}
}

// slidingCache draws a model with sliding and full layers, and says so.
func (m *maker) slidingCache() (c *caching, slides, window int64) {
	c = &caching{subject: subjectOf(m.word(mixedModels...)), dtype: quantity.BF16, batch: 1, context: 1000 * m.between(5, 120)}
	slides = c.stack.Count(attention.SlidingLayer)
	for _, l := range c.stack {
		window = max(window, l.Window)
	}
	m.reject(c.arch.MaxContext > 0 && c.context > c.arch.MaxContext || c.context < 2*window)
	m.e.Title = "The cache of " + c.name
	m.say(phraseOf("How much does a conversation of # tokens keep in @, stored in @? @ full, # have a sliding window of # tokens. In each, @.", []string{c.name, stored(c.dtype), several(c.layers-slides, "of its layers is", "of its layers are"), sharing(c.layer)}, c.context, slides, window))
	m.shows(c.link("", 0))
	return c, slides, window
}

// mixedLedger counts the cache where sliding layers keep so many tokens.
func (c *caching) mixedLedger(slides, kept int64) *ledger {
	l := &ledger{}
	each := l.mul("A layer takes for a token", quantity.Bytes, 2, float64(c.layer.KV), float64(c.layer.HeadDim), float64(size(c.dtype)))
	full := l.mul("The full layers keep", quantity.Tokens, float64(c.layers-slides), float64(c.context))
	slide := l.mul("The sliding layers keep", quantity.Tokens, float64(slides), float64(kept))
	all := l.plus("Together", quantity.Tokens, full, slide)
	l.gib(l.mul("In bytes", quantity.Bytes, all, each), false)
	return l
}

// disabledLedger cuts a cache to a window that is not used.
func disabledLedger(m *maker) func(bool) *ledger {
	c := &caching{subject: subjectOf(m.word("qwen2.5-7b", "qwen2.5-72b", "qwen2-7b", "qwen3-8b", "qwen3-32b")), dtype: quantity.BF16, batch: 1, context: m.one(8192, 16_384, 24_576, 32_768)}
	w := m.one(1024, 2048, 4096)
	m.e.Title = "The cache of a variant of " + c.name
	m.say(phraseOf("How much does a conversation of # tokens keep, stored in @?", []string{stored(c.dtype)}, c.context))
	config := c.config()
	config[len(config)-2] += ","
	m.code(append(config[:len(config)-1], phrase("  \"sliding_window\": ~,", w), "  \"use_sliding_window\": false", "}"))
	m.shows(c.link("", 0))
	return func(wrong bool) *ledger {
		l := &ledger{}
		each := l.mul("A layer takes for a token", quantity.Bytes, 2, float64(c.layer.KV), float64(c.layer.HeadDim), float64(size(c.dtype)))
		kept := float64(c.context)
		if wrong {
			kept = float64(w)
		}
		kept = l.put("A layer keeps", "", kept, quantity.Tokens)
		n := l.mul("A layer takes", quantity.Bytes, each, kept)
		l.gib(l.mul("All layers", quantity.Bytes, n, float64(c.layers)), false)
		return l
	}
}

// reachLedger counts how far a stack looks back.
func reachLedger(m *maker) func(bool) *ledger {
	s := &sliding{layers: m.between(3, 40), window: m.one(4, 8, 16, 64, 128, 256, 512, 1024)}
	reach := s.layers * (s.window - 1)
	s.tokens = reach + s.layers + m.between(2, 500)
	query := s.tokens - 1
	m.e.Title = "How far back"
	m.say(phrase("A model has # layers. In each, a token sees the last # tokens, itself included. Tokens are counted from 0. Which is the first one that token # can know something of?", s.layers, s.window, query))
	m.shows(s.link())
	return func(wrong bool) *ledger {
		l := &ledger{}
		w := float64(s.window)
		var one float64
		if wrong {
			one = l.put("One layer reaches back", "", w, quantity.Tokens)
		} else {
			one = l.put("One layer reaches back", phrase("# − 1", s.window), w-1, quantity.Tokens)
		}
		all := l.mul("All layers reach back", quantity.Tokens, float64(s.layers), one)
		l.put("The first token", phraseOf("# − @", []string{plainNumber(all)}, query), float64(query)-all, quantity.Plain)
		return l
	}
}

// parallelLedger splits KV heads among more devices than there are.
func parallelLedger(m *maker) func(bool) *ledger {
	c := &caching{subject: subjectOf(m.word(fullModels...)), dtype: quantity.BF16, context: m.one(4096, 8192, 16_384), batch: 1}
	devices := m.one(8, 16, 32, 64)
	m.reject(devices <= c.layer.KV || c.layer.Heads%devices != 0)
	m.e.Title = phrase("One of # devices", devices)
	m.say(phraseOf("The heads of @ are split among # devices (tensor parallelism): # query heads, @, # numbers in a head, # layers, stored in @. Each device keeps the KV heads that its query heads need. How much does one device keep of a conversation of # tokens?", []string{c.name, several(c.layer.KV, "KV head", "KV heads"), stored(c.dtype)}, devices, c.layer.Heads, c.layer.HeadDim, c.layers, c.context))
	m.shows(c.link("", 0))
	return func(wrong bool) *ledger {
		l := &ledger{}
		var kv float64
		if wrong {
			kv = l.put("KV heads on a device", phrase("# ÷ #", c.layer.KV, devices), float64(c.layer.KV)/float64(devices), quantity.Plain)
		} else {
			kv = l.put("KV heads on a device, at least one", "", 1, quantity.Plain)
		}
		n := l.mul("A layer keeps of a token", "numbers", 2, kv, float64(c.layer.HeadDim))
		n = l.mul("All layers", "numbers", n, float64(c.layers))
		n = l.mul("In bytes", quantity.Bytes, n, float64(size(c.dtype)))
		l.mul("All tokens", quantity.Bytes, n, float64(c.context))
		return l
	}
}
