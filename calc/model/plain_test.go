package model

import (
	"testing"

	"pgregory.net/rapid"
)

// Sizes and the model that they make say the same.
func TestPlainIsTheInverseOfItsArchitecture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := func(name string, most int64) int64 { return rapid.Int64Range(1, most).Draw(t, name) }
		p := Plain{
			Layers: size("layers", 60), Width: size("width", 512), Vocab: size("vocab", 1000), KV: size("kv", 8), HeadDim: size("head size", 128),
			DenseWidth: size("dense width", 2048), Tied: rapid.Bool().Draw(t, "tied"),
		}
		p.Heads, p.DenseLayers = p.KV*size("group", 4), p.Layers
		if rapid.Bool().Draw(t, "experts") {
			p.DenseLayers = rapid.Int64Range(0, p.Layers-1).Draw(t, "dense layers")
			p.Experts, p.ExpertWidth, p.Shared = size("experts", 64), size("expert width", 512), rapid.Int64Range(0, 3).Draw(t, "shared")
			p.Active = rapid.Int64Range(1, p.Experts).Draw(t, "active")
			if p.DenseLayers == 0 {
				p.DenseWidth = 0
			}
		}
		got, ok := p.Architecture().Plain()
		if !ok || got != p {
			t.Fatalf("%+v comes back as %+v, %v", p, got, ok)
		}
		// Worked out once more, without the counter.
		count, err := p.Architecture().Count()
		if err != nil {
			t.Fatal(err)
		}
		head := p.Vocab * p.Width
		if p.Tied {
			head = 0
		}
		each := 3 * p.Width * p.ExpertWidth
		all := p.Vocab*p.Width + head + p.Width + p.Layers*(2*p.Width+2*p.Width*p.Heads*p.HeadDim+2*p.Width*p.KV*p.HeadDim) +
			(p.Layers-p.Routed())*3*p.Width*p.DenseWidth + p.Routed()*((p.Experts+p.Shared)*each+p.Width*p.Experts)
		if got, _ := count.Total.Value.Int(); got != all {
			t.Fatalf("%+v has %d parameters, want %d", p, got, all)
		}
		if got, want := count.Active.Value.Float(), float64(all-p.Routed()*(p.Experts-p.Active)*each); got != want {
			t.Fatalf("%+v uses %g parameters, want %g", p, got, want)
		}
	})
}

// Models that have nothing but plain sizes count the same by them.
func TestPlainModelsCountTheSameByTheirSizes(t *testing.T) {
	for _, key := range []string{"mixtral-8x7b", "mixtral-8x22b", "dbrx", "deepseek-moe-16b", "llama-4-scout", "llama-4-maverick", "llama-3.1-8b", "llama-2-7b", "mistral-7b"} {
		a := architecture(t, key)
		p, ok := a.Plain()
		if !ok {
			t.Errorf("%s has no sizes", key)
			continue
		}
		byConfig, err := a.Count()
		if err != nil {
			t.Fatal(err)
		}
		bySizes, err := p.Architecture().Count()
		if err != nil {
			t.Fatal(err)
		}
		if byConfig.Total.Value != bySizes.Total.Value || byConfig.Active.Value != bySizes.Active.Value || byConfig.ActiveNoEmbedding.Value != bySizes.ActiveNoEmbedding.Value {
			t.Errorf("%s has %s parameters, by its sizes %s", key, byConfig.Total.Value.Exact(), bySizes.Total.Value.Exact())
		}
	}
}

// Sizes that are not one a model are not made up: layers of different kinds,
// networks of two matrices.
func TestModelsWithoutPlainSizesSaySo(t *testing.T) {
	for _, key := range []string{"jamba-1.5-mini", "qwen3-next-80b-a3b", "mamba-2.8b", "gpt-2", "falcon-7b", "minimax-m1", "lfm2-1.2b"} {
		if p, ok := architecture(t, key).Plain(); ok {
			t.Errorf("%s is said to be %+v", key, p)
		}
	}
}

func TestRefitChangesTheNetworksAlone(t *testing.T) {
	v3 := architecture(t, "deepseek-v3")
	dense, layers := v3.Refit(Dense{Width: 100, Gated: true}, Experts{})
	if layers != 58 || dense.Layers[0] != v3.Layers[0] || dense.Layers[3].Dense.Width != 100 || dense.Layers[3].Experts.Count != 0 || dense.Layers[3].Mixer != v3.Layers[3].Mixer {
		t.Errorf("%d layers, then %+v", layers, dense.Layers[3])
	}
	llama := architecture(t, "llama-3.1-8b")
	if moe, layers := llama.Refit(Dense{}, Experts{Count: 8, Active: 2, Width: 10, Gated: true}); layers != 32 || moe.Layers[0].Experts.Count != 8 || llama.Layers[0].Experts.Count != 0 {
		t.Errorf("%d layers, the model itself has %+v", layers, llama.Layers[0])
	}
	if e, layers, alike := v3.Routing(); e.Count != 256 || e.Active != 8 || layers != 58 || !alike {
		t.Errorf("the routing is %+v in %d layers, %v", e, layers, alike)
	}
}
