package figure

import (
	"testing"

	"attnexperts/app/study"
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

// BenchmarkDrawRouting draws all of the routing page at 1,024 tokens and 64
// experts, as a step of dragging the capacity does.
func BenchmarkDrawRouting(b *testing.B) {
	s, notices := scenario.RoutingTable.Parse("v=1&tokens=1024&experts=64&step=0&round=20")
	if len(notices) > 0 {
		b.Fatal(notices)
	}
	for _, w := range Routing.Study(s, Embed{Own: true}) {
		study.Known.Study(w)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Capacity = float64(100+i%300) / 100
		Routing.Draw(s, Embed{Own: true})
	}
}

// BenchmarkDrawSpec makes a full report with its pictures of one model, and of
// four side by side, as a change of a control does.
func BenchmarkDrawSpec(b *testing.B) {
	for name, fragment := range map[string]string{"one": "v=1&model=deepseek-v3", "four": "v=1&model=deepseek-v3&model=gemma-3-27b&model=jamba-1.5-mini&model=llama-3.1-405b"} {
		b.Run(name, func(b *testing.B) {
			s, notices := scenario.SpecTable.Parse(fragment)
			if len(notices) > 0 {
				b.Fatal(notices)
			}
			b.ReportAllocs()
			for b.Loop() {
				Spec.Draw(s, Embed{Own: true})
			}
		})
	}
}
