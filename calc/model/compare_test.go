package model

import (
	"math"
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

func named(t testing.TB, key string, context int64) Named {
	t.Helper()
	e := Find(key)
	a, err := e.Architecture()
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Report(attention.Use{Context: context, Batch: 1, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	return Named{r, e.Name}
}

func TestComparisonsSayWhy(t *testing.T) {
	for _, c := range []struct {
		a, b    string
		context int64
		said    []string
	}{
		// 64 · 8192 bytes a token against 32 · 4096: 2·8·128 numbers in 32 layers, and 2·32·128.
		{"llama-2-7b", "llama-3.1-8b", 4096, []string{
			"Llama 2 7B keeps 4 times the cache of Llama 3.1 8B at 4,096 tokens (2.0 GiB against 512 MiB), because a layer keeps 8,192 numbers of a token " +
				"(keys and values of 32 heads of size 128) instead of 2,048 (keys and values of 8 heads of size 128).",
			"Llama 3.1 8B holds 1.19 times the parameters of Llama 2 7B (8.03 billion against 6.738 billion), and each computes a token with all of them.",
		}},
		{"gemma-3-27b", "llama-3.1-8b", 131_072, []string{
			"because a layer keeps", "although a layer keeps", "(52 of 62 no more than 1,024)", "it has 32 layers with a cache instead of 62",
		}},
		{"deepseek-v3", "llama-3.1-70b", 32_768, []string{
			"a latent of 512 and a positional key of 64", "DeepSeek-V3 holds 9.51 times the parameters", "but computes a token with only 0.532 times as many", "a token uses 8 of 256 experts",
		}},
		{"mamba-2.8b", "llama-3.1-8b", 8192, []string{"and Mamba 2.8B keeps none"}},
		{"mamba-2.8b", "codestral-mamba-7b", 8192, []string{"Neither"}},
		{"qwen3-8b", "qwen3-8b", 8192, []string{"keep the same cache", "hold about as many parameters"}},
	} {
		a, b := named(t, c.a, c.context), named(t, c.b, c.context)
		text := strings.Join(Compare(a, b), " ")
		for _, said := range c.said {
			if !strings.Contains(text, said) {
				t.Errorf("%s and %s: %s\nwant %s", c.a, c.b, text, said)
			}
		}
		if other := strings.Join(Compare(b, a), " "); c.a != c.b && !strings.Contains(text, "Neither") && other != text {
			t.Errorf("the other way round: %s", other)
		}
	}
}

// The three factors multiply to the cache, for every model.
func TestReasonsMultiplyToTheCache(t *testing.T) {
	for _, e := range Catalogue() {
		n := named(t, e.Key, 50_000)
		k := n.kept()
		got := k.layers * k.numbers * k.tokens * 2
		if want := n.Cache.Value.Float(); math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: %g · %g · %g comes to %g bytes, the cache has %g", e.Name, k.layers, k.numbers, k.tokens, got, want)
		}
		for _, other := range []string{"llama-3.1-8b", "deepseek-v3", "gemma-3-27b"} {
			for _, s := range Compare(n, named(t, other, 50_000)) {
				if strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || !strings.HasSuffix(s, ".") {
					t.Errorf("%s and %s: %s", e.Key, other, s)
				}
			}
		}
	}
}

// Layers that share a cache are none of those that keep one: those are alike.
func TestLayersThatShareAreNoMean(t *testing.T) {
	a := read(t, `{"model_type": "hunyuan", "num_experts": 4, "moe_topk": 1, "num_shared_expert": 1, "use_mixed_mlp_moe": true, "use_cla": true, "cla_share_factor": 2, `+common8+`}`)
	r, err := a.Report(named(t, "llama-3.1-8b", 8192).Use)
	if err != nil {
		t.Fatal(err)
	}
	if text := Compare(Named{r, "Shared"}, named(t, "llama-3.1-8b", 8192))[0]; strings.Contains(text, "on average") || !strings.Contains(text, "32 layers with a cache instead of 4") {
		t.Errorf("it says %s", text)
	}
}
