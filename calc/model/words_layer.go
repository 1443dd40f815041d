package model

import (
	"fmt"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// Words says what a layer is: how far its tokens see, how its heads share, and
// what network follows.
func (l Layer) Words() string {
	text := l.reachWords()
	if l.Mixer != nil {
		text += shareWords(l.Mixer.Cache())
	}
	var networks []string
	if l.Dense.Width > 0 {
		networks = append(networks, "a dense network of width "+quantity.Count(l.Dense.Width))
	}
	if e := l.Experts; e.Count > 0 {
		networks = append(networks, fmt.Sprintf("%s experts of width %s, of which a token uses %s", quantity.Count(e.Count), quantity.Count(e.Width), quantity.Count(e.Active)))
		if e.Shared > 0 {
			networks = append(networks, quantity.Plural(e.Shared, "shared expert", "shared experts")+" for all tokens")
		}
	}
	if len(networks) > 0 {
		text += "; " + quantity.Listed(networks, "and")
	}
	return text
}

// reachWords says how far a layer's tokens see.
func (l Layer) reachWords() string {
	if l.Mixer == nil {
		return "no attention"
	}
	c := l.Mixer.Cache()
	text := "attention over the whole context"
	switch c.Kind {
	case attention.SlidingLayer:
		text = "attention over the last " + quantity.Plural(c.Window, "token", "tokens")
	case attention.ChunkedLayer:
		text = "attention inside chunks of " + quantity.Plural(c.Window, "token", "tokens")
	case attention.LinearLayer:
		return "a state of fixed size instead of a cache (" + mixerName(l.Mixer) + ")"
	}
	if c.Shared {
		text += ", through the cache of a layer below"
	}
	return text
}

// shareWords says how a layer's heads share keys and values.
func shareWords(c attention.Layer) string {
	switch {
	case c.Kind == attention.LinearLayer:
		return ""
	case c.MLA():
		return fmt.Sprintf(", %s on one latent of %s and a positional key of %s", quantity.Plural(c.Heads, "head", "heads"), quantity.Count(c.Latent), quantity.Count(c.Rope))
	}
	return fmt.Sprintf(", %s on %s of size %s", quantity.Plural(c.Heads, "query head", "query heads"), quantity.Plural(c.KV, "KV head", "KV heads"), quantity.Count(c.HeadDim))
}
