package practice

import (
	"strconv"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

var windows = Kind{
	Key: "windows", Name: "Windows", Trains: "Find what a sliding window bounds: the cache, the pairs, and how far a stack can look back.",
	Part: "Look less far", Ability: 2, fill: fillWindows,
}

// sliding is a stack with a window.
type sliding struct{ layers, window, tokens int64 }

func fillWindows(m *maker) {
	if m.level == 3 && m.below(2) == 0 {
		m.mixedStack()
		return
	}
	s := &sliding{layers: m.between(4, 48), window: m.one(8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096)}
	if m.level > 1 {
		s.window = m.one(m.between(5, 60), 100*m.between(1, 40), s.window)
	}
	s.tokens = s.window * m.one(2, 4, 8, 16, 32)
	if m.level > 1 {
		s.tokens = s.window * m.between(3, 60) / 2
		s.layers = m.between(8, 80)
	}
	m.reject(s.tokens < s.window || s.tokens < 32 || s.tokens > 1<<18)
	m.e.Title = phrase("A window of # tokens", s.window)
	m.say(phrase("A model has # layers. In each, a token sees the last # tokens, itself included. A prompt has # tokens.", s.layers, s.window, s.tokens))
	switch m.level {
	case 1:
		m.kept(s)
		m.pairs(s)
		m.reach(s)
	case 2:
		m.share(s)
		m.depth(s)
	default:
		m.pairs(s)
		m.first(s)
	}
}

// link opens the mask page at the window.
func (s *sliding) link(more ...string) string {
	k := scenario.MaskTable.Default()
	settings := append([]string{
		"tokens", strconv.FormatInt(s.tokens, 10), "query", strconv.FormatInt(s.tokens-1, 10),
		"layers", strconv.FormatInt(s.layers, 10), "rule", phraseOf("causal&window(@)", []string{strconv.FormatInt(s.window, 10)}),
	}, more...)
	for i := 0; i < len(settings); i += 2 {
		_ = scenario.MaskTable.Set(&k, settings[i], settings[i+1])
	}
	return scenario.MaskTable.Link(k)
}

// kept asks for the bound of a rolling cache.
func (m *maker) kept(s *sliding) {
	tokens := m.one(s.tokens, s.tokens*2, s.window*3/4)
	keeps := min(tokens, s.window)
	steps := solution(phrase("A slot is free again when no later token sees it, so a window is enough:|min(#, #) = #", tokens, s.window, keeps))
	m.number(Question{
		Key: "kept", Ask: phrase("The cache is a rolling one. How many tokens does a layer keep after # tokens?", tokens), Unit: quantity.Tokens,
		value: float64(keeps), mistakes: known(`A rolling cache overwrites what no later token sees.
So many it can keep at most. The text is still shorter than that.
The window counts the token itself too.
The window counts the token itself already.`, float64(tokens), float64(s.window), float64(s.window-1), float64(s.window+1)),
		Tip: "What does the next token still need?", Steps: steps, Link: s.link(),
	})
}

// pairs asks how many pairs are left.
func (m *maker) pairs(s *sliding) {
	w, n := s.window, s.tokens
	pairs := w*n - w*(w-1)/2
	m.number(Question{
		Key: "pairs", Ask: "How many pairs of a query and a key does one head of one layer compute for the prompt?", Unit: quantity.Plain, Tolerance: 0.005,
		value: float64(pairs), mistakes: known(phrase(`The first # tokens see fewer: there is nothing before the first one.
That is causal attention without a window.
That is every pair, the future included and without a window.
That is all layers. One was asked for.`, w-1), float64(w*n), float64(n*(n+1)/2), float64(n*n), float64(pairs*s.layers)),
		Tip: "Each token sees a full window, but for the first ones. How much is missing there?",
		Steps: solution(phraseOf(`If every token saw a full window:|@
The first tokens see 1, 2, 3, …, and miss together:|# × # ÷ 2 = #
What is left:|# − # = #`, []string{product(w, n)}, w, w-1, w*(w-1)/2, w*n, w*(w-1)/2, pairs)),
		Link: s.link(), Output: "pairs",
	})
}

// share asks what part of the causal pairs is left.
func (m *maker) share(s *sliding) {
	w, n := s.window, s.tokens
	pairs, causal := w*n-w*(w-1)/2, attention.CausalPairs(n)
	share := float64(pairs) / float64(causal)
	m.number(Question{
		Key: "share", Ask: "What share of the pairs of plain causal attention is left?", Unit: quantity.Share, Tolerance: 0.02,
		value: share, mistakes: known(phrase(`That would be the share if the other mask were a full square. A causal one is half of it.
The first # tokens see less than a full window.
That is the share that is saved.`, w-1), float64(w)/float64(n), float64(w*n)/float64(n*n/2), 1-share),
		Tip: "Count both: the band, W · S − W (W − 1) ÷ 2, and the triangle, S (S + 1) ÷ 2.",
		Steps: solution(phraseOf(`With the window:|# − # = #
Without:|# × # ÷ 2 = #
The share:|# ÷ # = @`, []string{numberText(share, quantity.Share)}, w*n, w*(w-1)/2, pairs, n, n+1, causal, pairs, causal)),
		Link: s.link(), Output: "density",
	})
}

// reach asks how far a stack looks back.
func (m *maker) reach(s *sliding) {
	w := s.window
	s.layers = min(s.layers, (s.tokens-1)/max(1, w-1))
	m.reject(s.layers < 2)
	m.number(Question{
		Key: "reach", Ask: phrase("Layers pass on what they saw. From how many tokens back can the last token of the prompt know something after # layers?", s.layers), Unit: quantity.Tokens,
		value: float64(s.layers * (w - 1)), mistakes: known(phrase(`A window of # reaches # tokens back, for it counts the token itself.
That is one layer. What it saw, the next one passes on.
That is one layer, and its window counts the token itself.
The first token is too far away for this stack.`, w, w-1), float64(s.layers*w), float64(w-1), float64(w), float64(s.tokens-1)),
		Tip:   "How far back does one layer reach? The next layer starts from there.",
		Steps: solution(phrase("One layer reaches W − 1 tokens further back:|# × # = #", s.layers, w-1, s.layers*(w-1))),
		Link:  s.link(), Output: "reach",
	})
}

// depth asks how many layers are needed to look so far back.
func (m *maker) depth(s *sliding) {
	w := s.window
	back := m.between(w, s.tokens-1)
	need := (back + w - 2) / (w - 1)
	m.reject(need < 2 || need > 200)
	s.layers = need
	m.number(Question{
		Key: "depth", Ask: phrase("At least how many such layers does it take until the last token can know something of the token # places before it?", back), Unit: quantity.Plain,
		value: float64(need), mistakes: known(phrase(`One layer reaches # tokens back, not #.
So many layers do not quite get there. Round up.
One less is enough.`, w-1, w), float64((back+w-1)/w), float64(back/(w-1)), float64(need+1)),
		Tip:   "Each layer reaches W − 1 tokens further back.",
		Steps: solution(phrase("One layer reaches # tokens back. Rounded up:|# ÷ # → #", w-1, back, w-1, need)),
		Link:  s.link(),
	})
}

// first asks for the first token that a place knows of.
func (m *maker) first(s *sliding) {
	w := s.window
	layers := m.between(2, 12)
	query := m.between(1, s.tokens-1)
	first := query - layers*(w-1)
	m.reject(first < 1)
	s.layers = layers
	m.number(Question{
		Key: "first", Ask: phrase("Tokens are counted from 0. Which is the first token that token # can know something of after # layers?", query, layers), Unit: quantity.Plain,
		value: float64(first), mistakes: known(phrase(`One layer reaches # tokens back, for its window counts the token itself.
That is after one layer.
That is how far back it reaches, not where it gets to.
Tokens count from 0 here.`, w-1), float64(query-layers*w), float64(query-w+1), float64(layers*(w-1)), float64(first+1)),
		Tip: phrase("How far back does the stack reach? Go there from token #.", query),
		Steps: solution(phraseOf(`So many layers reach back:|@
From token # that is:|# − # = #`, []string{product(layers, w-1)}, query, query, layers*(w-1), first)),
		Link: s.link("query", strconv.FormatInt(query, 10)),
	})
}
