package deck_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
)

// architecture is a published model's.
func architecture(t *testing.T, key string) *model.Architecture {
	t.Helper()
	a, err := model.Find(key).Architecture()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// count is a published model's parameters.
func count(t *testing.T, key string) model.Count {
	t.Helper()
	c, err := architecture(t, key).Count()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// kept is the cache of a published model in bf16.
func kept(t *testing.T, key string, context int64) float64 {
	t.Helper()
	r, err := architecture(t, key).Stack().Bytes(attention.Use{Context: context, Batch: 1, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	return r.Value.Float()
}

// walk counts the pairs that a rule sees, one by one.
func walk(n int, sees func(i, j int) bool) float64 {
	pairs := 0.0
	for i := range n {
		for j := range n {
			if sees(i, j) {
				pairs++
			}
		}
	}
	return pairs
}

func causal(i, j int) bool { return j <= i }

func window(w int) func(i, j int) bool {
	return func(i, j int) bool { return j <= i && i-j < w }
}

// answers are those of the numbers, by card.
func answers(t *testing.T) map[string]float64 {
	t.Helper()
	// How far back a chain of one hop a layer gets, each to the oldest token seen.
	reach := func(layers, w int) float64 {
		back := 0
		for range layers {
			back += w - 1
		}
		return float64(back)
	}
	slot := make([]int, 4096) // written to in turn
	for i := range 10_001 {
		slot[i%len(slot)] = i
	}
	at := 0
	for s, token := range slot {
		if token == 10_000 {
			at = s
		}
	}
	// Sixteen tokens in a row, each missing an expert with the chance 1 − 8/256.
	missed := 1.0
	for range 16 {
		missed *= 248.0 / 256
	}
	loads := moe.Loads{44}
	for range 12 {
		loads = append(loads, 7)
	}
	loads = append(loads, 0, 0, 0) // 16 experts, 128 assignments
	capacity := moe.Config{Router: moe.Default().Router, Tokens: 64, Experts: 16, K: 2, CapacityFactor: 1.25, Overflow: moe.DropLast}.Capacity()
	qwen := count(t, "qwen3-30b-a3b")
	mixtral := count(t, "mixtral-8x7b")
	sixteenth := 0.0
	for range 4 {
		sixteenth += 0.25 * 0.25
	}
	return map[string]float64{
		"pairs-64":             walk(64, causal),
		"flops-of-a-pair":      2*128 + 2*128,
		"kv-llama-2-7b":        kept(t, "llama-2-7b", 1),
		"kv-llama-2-7b-4096":   kept(t, "llama-2-7b", 4096),
		"intensity-mha":        (128 + 128) * 2 / float64((128+128)*2),
		"kv-llama-3.1-8b":      kept(t, "llama-3.1-8b", 1),
		"shrink-llama-3.1-70b": 64 * 128 / float64(8*128),
		"intensity-gqa":        32 * (128 + 128) * 2 / float64(8*(128+128)*2),
		"kv-deepseek-v3":       kept(t, "deepseek-v3", 1),
		"rolling-slot":         float64(at),
		"pairs-window":         walk(64, window(8)),
		"reach-mistral":        reach(32, 4096),
		"kv-mistral-rolling":   kept(t, "mistral-7b", 32_768),
		"router-size":          8 * 4096,
		"expert-size":          (mixtral.Total.Value.Float() - mixtral.Active.Value.Float()) / (6 * 32),
		"capacity-64":          float64(capacity),
		"max-violation":        loads.MaxViolation(),
		"aux-loss-even":        4 * sixteenth,
		"touched-16":           256 * (1 - missed),
		"resident-mixtral":     2 * mixtral.Total.Value.Float(),
		"flops-mixtral":        2 * mixtral.ActiveNoEmbedding.Value.Float(),
		"active-qwen3-30b":     qwen.Active.Value.Float(),
		"spec-kv-gpt-oss":      kept(t, "gpt-oss-20b", 1),
	}
}

// round prints a number with so many decimals.
func round(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }

// claims are what a card has to say, worked out, by its ID.
func claims(t *testing.T) map[string][]string {
	t.Helper()
	const giga, gibi = 1e9, 1 << 30
	bytes := func(n float64) string { return quantity.BytesText(n) }
	mixtral, v3, qwen, oss := count(t, "mixtral-8x7b"), count(t, "deepseek-v3"), count(t, "qwen3-30b-a3b"), count(t, "gpt-oss-20b")
	total := func(c model.Count) float64 { return c.Total.Value.Float() }
	active := func(c model.Count) float64 { return c.Active.Value.Float() }
	whole := func(n int) string { return quantity.Count(int64(n)) }
	gemma, latent := architecture(t, "gemma-3-27b").Stack(), architecture(t, "deepseek-v3")
	routed, layers, _ := latent.Routing()
	ossStack := architecture(t, "gpt-oss-20b").Stack()
	llama := count(t, "llama-3.1-8b")
	const ffn = 3 * 4096 * 14_336 * 32 // three matrices in each layer
	if got := gemma.Count(attention.FullLayer); got != 62/6 {
		t.Errorf("Gemma-3-27B has %d global layers, not every sixth", got)
	}
	return map[string][]string{
		"pairs-double":          {round(walk(128, causal)/walk(64, causal), 0) + " times"},
		"kv-llama-2-7b":         {whole(int(quantity.BF16.Bits()/8)) + " bytes each"},
		"kv-llama-2-7b-4096":    {bytes(kept(t, "llama-2-7b", 1)) + " in"},
		"mistake-factor-2":      {"keeps " + bytes(kept(t, "llama-2-7b", 1)/2)},
		"mistake-gb":            {round(kept(t, "llama-2-7b", 32_768)/gibi, 0) + " GiB", round(16*gibi/giga, 1) + " GB"},
		"kv-deepseek-v3":        {"latent of " + whole(int(latent.Stack()[0].Latent)), "key of " + whole(int(latent.Stack()[0].Rope))},
		"heads-gqa":             {"groups of " + whole(12/3)},
		"mistake-query-heads":   {bytes(32*32*128*2*2) + " of", bytes(kept(t, "llama-3.1-8b", 1)) + "."},
		"pairs-window":          {"first " + whole(8-1)},
		"kv-mistral-rolling":    {bytes(kept(t, "mistral-7b", 1)) + " in"},
		"rolling-overwrites":    {"Cell " + whole(39-16)},
		"mask-not-causal":       {"up to " + whole(5-1)},
		"mask-off-by-one":       {"window of " + whole(5-1)},
		"mistake-one-layer":     {whole(len(gemma)) + " layers", whole(int(gemma.Count(attention.FullLayer))) + " of them"},
		"mistake-8x7b":          {whole(8*7) + " billion in all", round(total(mixtral)/giga, 1) + " billion"},
		"touched-fewer":         {"than " + whole(16*8)},
		"resident-mixtral":      {round(total(mixtral)/giga, 1) + " billion parameters", round(active(mixtral)/giga, 1) + " billion for", round(2*total(mixtral)/gibi, 0) + " GiB"},
		"flops-mixtral":         {round(total(mixtral)/giga, 1) + " billion parameters", round(mixtral.ActiveNoEmbedding.Value.Float()/giga, 2) + " billion of"},
		"active-qwen3-30b":      {round(total(qwen)/giga, 2) + " billion parameters", round((total(qwen)-active(qwen))/(48*120)/1e6, 2) + " million, of"},
		"vendors":               {round(active(oss)/giga, 1) + " billion parameters", "states " + round(oss.ActiveNoEmbedding.Value.Float()/giga, 1) + " billion"},
		"mistake-active-memory": {round(math.Floor(active(v3)/giga), 0) + " billion active", round(total(v3)/giga, 0) + " billion", round(math.Floor(total(v3)/giga), 0) + " GB"},
		"mistake-total-speed":   {round(total(v3)/giga, 0) + " billion parameters", round(2*671e9/1e12, 1) + " trillion", round(math.Floor(active(v3)/giga), 0) + " billion."},
		"spec-gqa":              {"groups of " + whole(64/8)},
		"spec-mla-keeps":        {"512 + 64 = " + whole(512+64)},
		"spec-head-dim":         {"2,880 ÷ 64 = " + whole(2880/64)},
		"spec-layer-types":      {whole(int(ossStack.Count(attention.FullLayer))) + ": the full ones"},
		"spec-experts":          {whole(8-2) + " of 8"},
		"spec-shared":           {"makes " + whole(int(routed.Active+routed.Shared))},
		"spec-dense-first":      {whole(int(layers)) + " have experts"},
		"spec-dense-picture":    {"first " + whole(len(latent.Layers)-int(layers))},
		"spec-kv-gpt-oss":       {fmt.Sprintf("%d layers, %d query heads, %d KV heads and a head size of %d", len(ossStack), ossStack[0].Heads, ossStack[0].KV, ossStack[0].HeadDim)},
		"ffn-share":             {quantity.Percent(ffn / total(llama))},
	}
}

// choices are numbers that a card makes up, or that a formula has for everybody.
func choices() map[string][]string {
	return map[string][]string{
		"pairs-64":              {"first token sees 1 key"},
		"flops-of-a-pair":       {"of 128 numbers"},
		"kv-formula":            {"cache: 2 ·"}, // a key and a value; kv-llama-2-7b needs it to come out
		"intensity-mha":         {"2 bytes"},
		"kv-llama-3.1-8b":       {"2 bytes"},
		"kv-deepseek-v3":        {"2 bytes"},
		"mistake-factor-2":      {"factor 2", "2 bytes"},
		"mistake-gb":            {"16 GB", "1,024³", "1,000³"},
		"mistake-ranks":         {"16 tensor-parallel"},
		"window-what":           {"i − W + 1"},
		"reach-formula":         {"(W − 1)", "W − 1 tokens"},
		"rolling-slot":          {"token 10,000", "from 0"},
		"rolling-overwrites":    {"16 slots", "cell 39", "16 before"}, // as the picture is drawn
		"mask-off-by-one":       {"have 5 cells"},
		"expert-size":           {"4,096 × 14,336"}, // the product is counted
		"mistake-8x7b":          {"7 billion parameters"},
		"max-violation":         {"have 8 assignments", "has 44", "less 1"},
		"mistake-aux-k":         {"comes to 2 instead of 1", "sum to 1"},
		"flops-per-parameter":   {"about 2 FLOPs"},
		"mistake-active-memory": {"37 GB"},
		"mistake-total-speed":   {"2 FLOPs"},
	}
}
