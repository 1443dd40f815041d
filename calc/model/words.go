package model

import (
	"fmt"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// Sentences says in words what the model is and what it costs.
func (r *Report) Sentences() []string {
	a := r.Architecture
	s := []string{a.LayerWords()}
	if text := a.headWords(); text != "" {
		s = append(s, text)
	}
	if text := a.expertWords(); text != "" {
		s = append(s, text)
	}
	return append(s, r.sizeWords(), r.cacheWords())
}

// LayerWords says in one sentence how many layers there are and how far they see.
func (a *Architecture) LayerWords() string {
	groups := map[string]int64{}
	var order []string
	for _, l := range a.Layers {
		words := sees(l.Mixer)
		if groups[words] == 0 {
			order = append(order, words)
		}
		groups[words]++
	}
	if len(order) == 1 {
		return fmt.Sprintf("%s, all of which %s.", layers(int64(len(a.Layers))), order[0])
	}
	parts := make([]string, len(order))
	for i, words := range order {
		parts[i] = fmt.Sprintf("%s %s", quantity.Count(groups[words]), words)
	}
	return fmt.Sprintf("%s: %s.", layers(int64(len(a.Layers))), quantity.Listed(parts, "and"))
}

// sees says what a mixer lets a token see, after "layers that".
func sees(m Mixer) string {
	if m == nil {
		return "do not mix tokens"
	}
	l := m.Cache()
	keeps := ""
	if l.Shared {
		keeps = " through the cache of a layer below"
	}
	switch l.Kind {
	case attention.SlidingLayer:
		return fmt.Sprintf("see only the last %s tokens%s", quantity.Count(l.Window), keeps)
	case attention.ChunkedLayer:
		return fmt.Sprintf("see only their chunk of %s tokens%s", quantity.Count(l.Window), keeps)
	case attention.LinearLayer:
		return "keep a state of fixed size instead of a cache (" + mixerName(m) + ")"
	default:
		return "see the whole context" + keeps
	}
}

func mixerName(m Mixer) string {
	switch m.(type) {
	case Mamba:
		return "Mamba"
	case Mamba2:
		return "Mamba-2"
	case DeltaNet:
		return "Gated DeltaNet"
	case ShortConv:
		return "a short convolution"
	case RGLRU:
		return "a gated linear recurrence"
	default:
		return "linear attention"
	}
}

// headWords says how heads share keys and values.
func (a *Architecture) headWords() string {
	stack := a.attending()
	if len(stack) == 0 {
		return ""
	}
	l := stack[0]
	for _, other := range stack {
		if other.Heads != l.Heads || other.KV != l.KV || other.HeadDim != l.HeadDim || other.Latent != l.Latent {
			return "Layers differ in their heads."
		}
	}
	heads := quantity.Count(l.Heads)
	switch stack.Kind() {
	case "mla":
		return fmt.Sprintf(
			"Latent attention (MLA): whatever the %s heads need is kept as %s numbers a token and layer, and a positional key of %s.",
			heads, quantity.Count(l.Latent), quantity.Count(l.Rope),
		)
	case "mha":
		return fmt.Sprintf("Multi-head attention: each of the %s query heads has its own keys and values of size %d.", heads, l.HeadDim)
	case "mqa":
		return fmt.Sprintf("Multi-query attention: all %s query heads share one KV head of size %d.", heads, l.HeadDim)
	default:
		return fmt.Sprintf(
			"Grouped-query attention: %s query heads share %s KV heads of size %d, %d to each.",
			heads, quantity.Count(l.KV), l.HeadDim, l.Heads/l.KV,
		)
	}
}

// expertWords says how many experts there are and how many a token uses.
func (a *Architecture) expertWords() string {
	e, sparse, dense, alike := a.routed()
	switch {
	case sparse == 0:
		return ""
	case !alike:
		return fmt.Sprintf("%s have experts, not all the same.", layers(sparse))
	}
	text := fmt.Sprintf("In %s a token uses %s of %s experts", layers(sparse), quantity.Count(e.Active), quantity.Count(e.Count))
	if e.Shared > 0 {
		text += fmt.Sprintf(", and %s that all tokens share", quantity.Count(e.Shared))
	}
	if dense > 0 {
		text += fmt.Sprintf("; %s have a dense network instead", layers(dense))
	}
	return text + "."
}

// sizeWords says what must be held and what a token computes with.
func (r *Report) sizeWords() string {
	total, active, lean := r.Total.Text(), r.Active.Text(), r.ActiveNoEmbedding.Text()
	text := fmt.Sprintf("It must hold %s parameters", total)
	if r.Total.Value != r.Active.Value {
		text += fmt.Sprintf(", and computes a token with %s", active)
	} else {
		text += ", and computes a token with all of them"
	}
	if r.Architecture.Tied {
		return text + "; the input embedding is the output head too."
	}
	return text + fmt.Sprintf(" (%s without the input embedding, which is looked up).", lean)
}

// cacheWords says what the cache costs.
func (r *Report) cacheWords() string {
	text := "It keeps no keys and values."
	if n, _ := r.PerToken.Value.Int(); n > 0 || r.Cache.Value.Float() > 0 {
		text = fmt.Sprintf(
			"One more token adds %s of %s cache; %s take %s",
			quantity.BytesBoth(r.PerToken.Value.Float()), r.Use.Dtype, r.use(), quantity.BytesBoth(r.Cache.Value.Float()),
		)
		if mha := r.CacheIfMHA.Value.Float(); mha != r.Cache.Value.Float() {
			text += fmt.Sprintf(", %s times less than if each query head had its own", quantity.Times(mha/r.Cache.Value.Float()))
		}
		text += "."
	}
	if state := r.State.Value.Float(); state > 0 {
		text += fmt.Sprintf(" The state of its linear layers is %s, at any length.", quantity.BytesBoth(state))
	}
	return text
}

// use is the context and the batch in words.
func (r *Report) use() string {
	text := quantity.Count(r.Use.Context) + " tokens"
	if r.Use.Batch > 1 {
		text += fmt.Sprintf(" in each of %s sequences", quantity.Count(r.Use.Batch))
	}
	return text
}

func layers(n int64) string {
	if n == 1 {
		return "1 layer"
	}
	return quantity.Count(n) + " layers"
}
