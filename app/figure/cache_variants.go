package figure

import (
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// A variant is one way to attend that the scenario is compared with, or is.
type variant struct {
	// name is short: "GQA"; label says its size; class is its colour and dash its
	// line.
	name, label, class, dash string
	stack                    attention.Stack
	groups                   attention.Groups
	// own is set for the scenario's own way.
	own bool
}

// What latent attention keeps where the scenario does not say: DeepSeek-V3's
// kv_lora_rank and qk_rope_head_dim.
const (
	usualLatent = 512
	usualRope   = 64
)

// variantsOf returns MHA, GQA, MQA and MLA of the scenario's heads, with every layer
// full, and the scenario's own sharing with windows.
func variantsOf(c scenario.Cache) []variant {
	full := c.Shape
	full.Window, full.GlobalEvery, full.Latent, full.RopeDim = 0, 0, 0, 0
	kv, latent, rope := sharedKV(c.Shape), c.Latent, c.RopeDim
	if latent == 0 {
		latent, rope = usualLatent, usualRope
	}
	with := func(kv, latent, rope int64) scenario.Shape {
		s := full
		s.KV, s.Latent, s.RopeDim = kv, latent, rope
		return s
	}
	windowed := c.Shape
	windowed.Window = c.FillWindow()
	list := []variant{variantOf("MHA", plural(c.Heads, "KV head", "KV heads"), "mha", "", with(c.Heads, 0, 0))}
	if kv > 0 {
		list = append(list, variantOf("GQA", plural(kv, "KV head", "KV heads"), "gqa", "10 4", with(kv, 0, 0)))
	}
	list = append(
		list,
		variantOf("MQA", "1 KV head", "mqa", "3 4", with(1, 0, 0)),
		variantOf("MLA", "a latent of "+quantity.Count(latent)+" + "+quantity.Count(rope), "mla", "12 4 2 4", with(c.Heads, latent, rope)),
		variantOf("Window", windowLabel(windowed), "windowed", "16 5", windowed),
	)
	for i := range list {
		list[i].own = list[i].name == ownName(c.Shape)
	}
	return list
}

func variantOf(name, label, class, dash string, s scenario.Shape) variant {
	stack := s.Stack()
	return variant{name: name, label: label, class: "v-" + class, dash: dash, stack: stack, groups: stack.Groups()}
}

// title is the variant's name with its size, and whether it is the scenario's.
func (v variant) title() string {
	text := v.name + ", " + v.label
	if v.own {
		text += " (as set)"
	}
	return text
}

// windowLabel says how a shape's layers slide.
func windowLabel(s scenario.Shape) string {
	text := quantity.Count(s.Window)
	if s.GlobalEvery > 0 {
		text += ", every " + quantity.Ordinal(s.GlobalEvery) + " layer full"
	}
	return text
}

// ownName is the variant that a shape is.
func ownName(s scenario.Shape) string {
	switch {
	case s.Window > 0:
		return "Window"
	case s.Latent > 0:
		return "MLA"
	case s.KV == s.Heads:
		return "MHA"
	case s.KV == 1:
		return "MQA"
	}
	return "GQA"
}

// sharedKV is the number of KV heads that grouped heads have: the shape's own,
// or, where its heads do not share in groups, the most that are at most 8; 0
// where the heads cannot be grouped.
func sharedKV(s scenario.Shape) int64 {
	if s.Latent == 0 && 1 < s.KV && s.KV < s.Heads {
		return s.KV
	}
	kv := int64(0)
	for _, d := range scenario.Divisors(s.Heads) {
		if 1 < d && d <= 8 && d < s.Heads {
			kv = d
		}
	}
	return kv
}
