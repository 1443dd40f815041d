package attention

import (
	"fmt"

	"attnexperts/calc/quantity"
)

// A Stack is the attention of all layers of a model, the lowest first.
type Stack []Layer

// Uniform returns a stack of equal layers.
func Uniform(layers int64, l Layer) Stack {
	s := make(Stack, layers)
	for i := range s {
		s[i] = l
	}
	return s
}

// Alternating returns a stack in which every globalEvery-th layer, counted
// from 1, is full and the others slide over their window. With globalEvery 0,
// or a layer without a window, all layers are like the given one.
func Alternating(layers, globalEvery int64, l Layer) Stack {
	if l.Window > 0 {
		l.Kind = SlidingLayer
	}
	s := Uniform(layers, l)
	if globalEvery > 0 && l.Window > 0 {
		for i := globalEvery - 1; i < layers; i += globalEvery {
			s[i].Kind, s[i].Window = FullLayer, 0
		}
	}
	return s
}

// A Group is equal layers of a stack, wherever they stand in it.
type Group struct {
	Layer
	Count int64
}

// Groups is a stack with equal layers counted instead of repeated. What it
// costs does not depend on their order.
type Groups []Group

// Groups returns the different layers of a stack with how many there are of
// each, in the order of their first.
func (s Stack) Groups() Groups {
	var groups Groups
next:
	for _, l := range s {
		// Stacks have few kinds of layers: looking through them is faster than
		// hashing.
		for k := range groups {
			if groups[k].Layer == l {
				groups[k].Count++
				continue next
			}
		}
		groups = append(groups, Group{l, 1})
	}
	return groups
}

// Name says in a few words what the layers of a group are: "52 sliding layers
// of 1,024 tokens".
func (g Group) Name() string {
	text := fmt.Sprintf("%d %s layer", g.Count, g.Kind)
	if g.Count != 1 {
		text += "s"
	}
	switch {
	case g.bounded():
		text += " of " + quantity.Count(g.Window) + " tokens"
	case g.Shared:
		text += " that share a cache"
	}
	return text
}

// Count returns how many layers of a kind there are.
func (s Stack) Count(k LayerKind) int64 {
	n := int64(0)
	for _, l := range s {
		if l.Kind == k {
			n++
		}
	}
	return n
}

// Kind names how heads share keys and values: "mha" where every query head has
// its own, "mqa" where all share one, "gqa" between the two, "mla" where a
// latent is kept instead, "mixed" where layers differ in it, "" where no layer
// keeps keys and values at all.
func (s Stack) Kind() string {
	kind := ""
	for _, l := range s {
		k := l.sharing()
		if k == "" || k == kind {
			continue
		}
		if kind != "" {
			return "mixed"
		}
		kind = k
	}
	return kind
}

func (l Layer) sharing() string {
	switch {
	case l.Kind == LinearLayer:
		return ""
	case l.MLA():
		return "mla"
	case l.KV == l.Heads:
		return "mha"
	case l.KV == 1:
		return "mqa"
	default:
		return "gqa"
	}
}

// Reach returns how many tokens back from the last of a context information
// can have come through the whole stack. Each sliding layer reaches W − 1
// tokens further (Mistral 7B, arXiv 2310.06825, section 2, rounds that to W),
// a chunk only to its start, a full or linear layer to the first token.
func (s Stack) Reach(context int64) int64 {
	at := context - 1
	for i := len(s) - 1; i >= 0 && at > 0; i-- {
		switch l := s[i]; l.Kind {
		case SlidingLayer:
			at = max(0, at-(l.Window-1))
		case ChunkedLayer:
			at = at / l.Window * l.Window
		default:
			at = 0
		}
	}
	return context - 1 - max(0, at)
}

// As returns the stack with every layer that keeps keys and values changed to
// share them among so many query heads: kv KV heads, or as many as there are
// query heads for kv 0 (MHA). Latents become the heads that they stand for.
// Windows, and layers without a cache of their own, stay.
func (s Stack) As(kv int64) Stack {
	out := make(Stack, len(s))
	for i, l := range s {
		if l.Kind != LinearLayer {
			l.Latent, l.Rope, l.Index = 0, 0, 0
			l.KV = kv
			if kv == 0 {
				l.KV = l.Heads
			}
		}
		out[i] = l
	}
	return out
}
