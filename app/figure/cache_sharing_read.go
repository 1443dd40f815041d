package figure

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// text reads one query head.
func (m sharingScale) text(h int64) string {
	size := m.size()
	first := h / size * size
	who := "Query head " + quantity.Count(h)
	switch {
	case m.Latent > 0:
		return who + " reads the latent, as all others do."
	case size == 1:
		return who + " reads KV head " + quantity.Count(h) + ", which no other reads."
	}
	return who + " reads KV head " + quantity.Count(h/size) + ", as do heads " + quantity.Count(first) + " to " + quantity.Count(first+size-1) + "."
}

// possible says which groups there can be, and why.
func (m sharingScale) possible() string {
	texts := ""
	sizes := scenario.Divisors(m.Heads)
	for i, d := range sizes {
		switch {
		case i > 0 && i == len(sizes)-1:
			texts += " or "
		case i > 0:
			texts += ", "
		}
		texts += quantity.Count(d)
	}
	return "Groups of " + quantity.Count(m.size()) + ". All groups are of one size, so " + plural(m.Heads, "head allows", "heads allow") + " only " + texts + "."
}

// sharingSentence says what is shared and what it comes to.
func (k cost) sharingSentence() string {
	c := k.c
	per, err := k.stack.BytesPerToken(c.Dtype)
	if err != nil {
		return "What a token keeps cannot be counted: " + err.Error() + "."
	}
	text := plural(c.Heads, "query head reads ", "query heads read ")
	m := sharingScale{c}
	switch {
	case c.Latent > 0:
		text += "one latent of " + quantity.Count(c.Latent) + " numbers and a positional key of " + quantity.Count(c.RopeDim)
	case c.KV == c.Heads:
		text += plural(c.KV, "KV head", "KV heads") + ", one each"
	case c.KV == 1:
		text += "the same KV head"
	default:
		text += plural(c.KV, "KV head", "KV heads") + ", " + quantity.Count(m.size()) + " on each"
	}
	text += ": " + k.kind() + ". A token keeps " + quantity.BytesText(per.Value.Float()) + " in " + plural(c.Layers, "layer", "layers")
	mha, err := k.stack.As(0).BytesPerToken(c.Dtype)
	if ratio := mha.Value.Float() / per.Value.Float(); err == nil && ratio > 1 {
		text += ", where MHA would keep " + quantity.BytesText(mha.Value.Float()) + ", " + quantity.Times(ratio) + " times as much"
	}
	return text + ". The scores that each query head computes stay the same."
}

func (k cost) sharingTable() Table {
	t := Table{Header: []string{"query head", "KV head"}}
	m := sharingScale{k.c}
	for h := range k.c.Heads {
		kv := digits(h / m.size())
		if k.c.Latent > 0 {
			kv = "latent"
		}
		t.Rows = append(t.Rows, []string{digits(h), kv})
	}
	return t
}
