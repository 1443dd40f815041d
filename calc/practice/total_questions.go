package practice

import "attnexperts/calc/quantity"

// totalQuestion asks for all parameters; steps are the way to them.
func (k *counted) totalQuestion(steps []Step) Question {
	all := float64(k.total)
	return Question{
		Key: "total", Ask: "How many parameters are there in total?", Unit: quantity.Parameters, Tolerance: 0.02, value: all,
		mistakes: append(known(`Those are the active ones. The total has every expert.
Those are the experts alone. Add everything else.`, float64(k.active), float64(k.all)), k.expertMistakes(k.all, k.total)...),
		Tip: "Every expert of every layer that has some, and everything else.", Steps: steps, Link: k.link, Output: "total-params",
	}
}

// activeQuestion asks for those that a token uses.
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
