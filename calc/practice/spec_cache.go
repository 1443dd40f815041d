package practice

import "attnexperts/calc/quantity"

// numbers is what a layer keeps of a token.
//
//go:noinline
func (r *reading) numbers() int64 {
	if r.mla {
		return r.layer.Latent + r.layer.Rope
	}
	return 2 * r.layer.KV * r.layer.HeadDim
}

// perTokenOf asks for the bytes of a token.
func (r *reading) perTokenOf() Question {
	b := size(r.dtype)
	of := r.numbers() * r.layers * b
	q := Question{
		Key: "per-token", Ask: phraseOf("Stored as @: how many bytes does one more token add to the cache, while all layers still grow?", []string{stored(r.dtype)}), Unit: quantity.Bytes, Tolerance: 0.02, value: float64(of),
		Tip:  "What one layer keeps of a token, times the layers, times the bytes of a number.",
		Link: r.link(), Output: "kv-bytes-per-token", Steps: r.tokenStepsOf(of),
	}
	if r.mla {
		q.mistakes = known(`No factor 2 here: keys and values are made from one latent.
The positional key is kept besides the latent.
There is one latent for keys and values together, and a positional key besides.
That is what multi-head attention would keep.
That is one layer.`, float64(2*of), float64(r.layer.Latent*r.layers*b), float64(2*r.layer.Latent*r.layers*b), float64(2*r.layer.Heads*r.layer.HeadDim*r.layers*b), float64(of/r.layers))
	} else {
		q.mistakes = r.tokenMistakes(float64(of))
	}
	return q
}

func (r *reading) tokenStepsOf(of int64) []Step {
	if r.mla {
		return solution(phrase(`A layer keeps of a token the latent and the positional key:|# + # = # numbers
In all layers:|# × # × # = $`, r.layer.Latent, r.layer.Rope, r.numbers(), r.numbers(), r.layers, size(r.dtype), of))
	}
	return r.tokenSteps()
}

// cacheOf asks for the whole cache of a conversation.
func (r *reading) cacheOf() Question {
	tokens := r.context * (r.layers - r.slides)
	tokens += min(r.context, max(r.window, 1)) * r.slides
	each := r.numbers() * size(r.dtype)
	all := each * tokens
	q := r.perTokenOf()
	for i := range q.mistakes {
		q.mistakes[i].value *= float64(all) / q.value
	}
	q.Key, q.value, q.Output, q.Tip = "cache", float64(all), "kv-bytes", "What a layer keeps of a token, and how many tokens it keeps."
	q.Ask = phraseOf("Stored as @: how much does a conversation of # tokens keep, where windows have a rolling cache?", []string{stored(r.dtype)}, r.context)
	kept := Step{"All layers keep all tokens:", phrase("# × # = #", r.layers, r.context, tokens)}
	if r.slides > 0 {
		kept = Step{"Full layers keep all tokens, sliding ones at most a window:", phrase("# × # + # × # = #", r.layers-r.slides, r.context, r.slides, min(r.context, r.window), tokens)}
		q.mistakes = append(q.mistakes, mistake{float64(each * r.layers * r.context), "Sliding layers keep a window only."}, mistake{float64(each * r.layers * min(r.context, r.window)), "The full layers keep all tokens."})
	}
	q.Steps = []Step{
		{"A token takes in a layer:", phrase("# × # = $", r.numbers(), size(r.dtype), each)},
		kept,
		{"Together:", phrase("# × # = $", each, tokens, all)},
	}
	return q
}
