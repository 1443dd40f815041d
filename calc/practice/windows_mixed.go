package practice

import (
	"strconv"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// mixedModels have sliding layers and full ones.
var mixedModels = []string{"gemma-3-27b", "gemma-3-12b", "gemma-3-4b", "gemma-3-1b", "gemma-2-27b", "gemma-2-9b", "gemma-2-2b", "command-r7b", "olmo-3.1-32b", "gpt-oss-20b", "gpt-oss-120b"}

// mixedStack asks for the cache of a stack in which only some layers slide.
func (m *maker) mixedStack() {
	c := &caching{subject: subjectOf(m.word(mixedModels...)), dtype: quantity.BF16, batch: 1}
	slides := c.stack.Count(attention.SlidingLayer)
	full := c.layers - slides
	w := int64(0)
	for _, l := range c.stack {
		w = max(w, l.Window)
	}
	c.context = 1000 * m.between(2, 128)
	m.reject(c.arch.MaxContext > 0 && c.context > c.arch.MaxContext || c.context <= w)
	each := 2 * c.layer.KV * c.layer.HeadDim * size(c.dtype)
	tokens := full*c.context + slides*w
	all, none := each*tokens, each*c.layers*c.context
	m.e.Title = phraseOf("@, @", []string{c.name, several(c.context, "token", "tokens")})
	m.say(phraseOf("@ has # layers. In each, @. In # of them a token sees the last # tokens, itself included, and their cache is a rolling one; @ full. The cache is stored in @.", []string{c.name, sharing(c.layer), several(full, "layer is", "layers are"), stored(c.dtype)}, c.layers, slides, w))
	m.number(Question{
		Key: "cache", Ask: phrase("How much does a conversation of # tokens keep?", c.context), Unit: quantity.Bytes, Tolerance: 0.02,
		value: float64(all), mistakes: append(known(phrase(`You let every layer grow. # of them stop at # tokens.
You let every layer stop. The full ones grow on.
You counted the full layers only. The others keep a window each.
You counted the sliding layers only. The full ones keep all tokens.
You exchanged the two: it is the full layers that keep all tokens.`, slides, w), float64(none), float64(each*c.layers*w), float64(each*full*c.context), float64(each*slides*w), float64(each*(slides*c.context+full*w))), c.tokenMistakes(float64(all))...),
		Tip: "Count the two sorts of layers apart: one keeps all tokens, the other a window.",
		Steps: solution(phrase(`A token takes in a layer:|# × # × # × # = $
Layers times the tokens that they keep:|# × # + # × # = #
Together:|# × # = $`, 2, c.layer.KV, c.layer.HeadDim, size(c.dtype), each, full, c.context, slides, w, tokens, each, tokens, all)),
		Link: c.link("", 0), Output: "kv-bytes",
	})
	factor := float64(none) / float64(all)
	m.number(Question{
		Key: "against-full", Ask: "How many times more would it be if all layers were full?", Unit: quantity.Ratio, Tolerance: 0.02,
		value: factor, mistakes: known(`That is what one sliding layer saves. The full layers save nothing.
The sliding layers still keep a window each.`, float64(c.context)/float64(w), float64(c.layers)/float64(full)),
		Tip:   "Only the number of tokens that a layer keeps changes.",
		Steps: solution(phraseOf("All layers times all tokens, over what is kept now:|# × # ÷ # = @", []string{strconv.FormatFloat(factor, 'f', 2, 64)}, c.layers, c.context, tokens)),
		Link:  c.link("", 0),
	})
}
