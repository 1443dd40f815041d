package figure

import (
	"testing"

	"attnexperts/calc/scenario"
)

// BenchmarkDrawCache draws all of the cache page for a deep stack of mixed
// layers, as a step of a slider does.
func BenchmarkDrawCache(b *testing.B) {
	c, notices := scenario.CacheTable.Parse("v=1&layers=126&heads=128&kv=8&window=4096&global-every=4&context=131072")
	if len(notices) > 0 {
		b.Fatal(notices)
	}
	b.ReportAllocs()
	for b.Loop() {
		Cache.Draw(c, Embed{Own: true})
	}
}

// BenchmarkDrawMask draws all of the mask page at 256 tokens.
func BenchmarkDrawMask(b *testing.B) {
	s, notices := scenario.MaskTable.Parse("v=1&tokens=256&query=200&rule=causal%26(window(40)|sink(4))")
	if len(notices) > 0 {
		b.Fatal(notices)
	}
	b.ReportAllocs()
	for b.Loop() {
		Mask.Draw(s, Embed{Own: true})
	}
}

// BenchmarkDrawParams draws all of the page of parameters for own sizes of many
// layers, which are counted anew in every step of a slider.
func BenchmarkDrawParams(b *testing.B) {
	p, notices := scenario.ParamsTable.Parse("v=1&layers=64&experts=256&k=8&shared=1&dense-layers=3&expert-ffn=2048&batch=16")
	if len(notices) > 0 {
		b.Fatal(notices)
	}
	b.ReportAllocs()
	for b.Loop() {
		Params.Draw(p, Embed{Own: true})
	}
}
