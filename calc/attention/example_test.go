//go:build !js

// Examples print to a file, and a browser has none.

package attention_test

import (
	"errors"
	"fmt"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// A sliding window of 8 over 64 tokens. By hand: the first 7 queries see 1 to 7
// keys, which makes 28, and the other 57 see 8 each: 28 + 456 = 484. Plain
// causal attention has 64 · 65 ÷ 2 = 2,080.
func ExampleRule() {
	rule, err := attention.Parse("causal & window(8)")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rule.Describe())
	fmt.Println(rule.Sees(47, 40), rule.Sees(47, 39), rule.Row(64, 47))
	fmt.Println(rule.Pairs(64), "of", attention.CausalPairs(64))
	fmt.Println(rule.Blocks(64, 16))
	// Output:
	// Each token sees the last 8 tokens, itself included.
	// true false [{40 48}]
	// 484 of 2080
	// {0 7 9}
}

// Mistral 7B has 32 layers with a window of 4,096; its paper (arXiv 2310.06825,
// section 2) gives "approximately 131K tokens", 32 · 4,096. A layer adds the
// window less the token itself: 32 · 4,095 = 131,040.
func ExampleRule_Reach() {
	rule, _ := attention.Parse("causal & window(4096)")
	fmt.Println(rule.Reach(1<<20, 1<<20-1, 32, 0))
	// Output:
	// 131040
}

func ExampleParse_mistake() {
	_, err := attention.Parse("causal & windw(8)")
	var mistake *attention.SyntaxError
	if errors.As(err, &mistake) {
		fmt.Printf("column %d: found %q, nearest is %q\n", mistake.Column, mistake.Found, mistake.Nearest)
	}
	_, err = attention.Parse("causal & window(0)")
	fmt.Println(err)
	// Output:
	// column 10: found "windw", nearest is "window"
	// column 17: “0” is too small for window; it takes a whole number from 1 to 9007199254740991
}

// Llama 3 70B (arXiv 2407.21783, table 3) has 80 layers, in which 64 query heads
// of 128 numbers share 8 KV heads. By hand: 80 layers · 2 · 8 · 128 numbers · 2
// bytes = 327,680 bytes a token; with 64 KV heads it would be 8 times as much.
func ExampleStack() {
	stack := attention.Uniform(80, attention.Layer{Heads: 64, KV: 8, HeadDim: 128})
	token, err := stack.BytesPerToken(quantity.BF16)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(stack.Kind(), token.Value.Exact(), "bytes =", token.Formula)
	for _, in := range token.Inputs {
		fmt.Println(" ", in.Symbol, "=", in.Value.Exact(), in.Meaning)
	}
	use := attention.Use{Context: 8192, Batch: 1, Dtype: quantity.BF16}
	cache, _ := stack.Bytes(use)
	mha, _ := stack.As(0).Bytes(use)
	fmt.Println(cache.Text(), "instead of", mha.Text())
	// Output:
	// gqa 327680 bytes = L · 2 · n_kv · d_h · b
	//   L = 80 layers
	//   n_kv = 8 KV heads
	//   d_h = 128 size of a head
	//   b = 2 bytes a number, bf16
	// 2.5 GiB instead of 20 GiB
}

// DeepSeek-V2 (arXiv 2405.04434, section 3.1.2) keeps a latent of 512 numbers and
// a positional key of 64 for its 128 heads: 576 numbers a token and layer, where
// keys and values of 128 heads of 128 would be 32,768.
func ExampleLayer_PerToken() {
	mla := attention.Layer{Heads: 128, KV: 128, HeadDim: 128, Latent: 512, Rope: 64}
	mha := attention.Layer{Heads: 128, KV: 128, HeadDim: 128}
	a, _ := mla.PerToken()
	b, _ := mha.PerToken()
	fmt.Println(a, b)
	// Output:
	// 576 32768
}

// Gemma 3 (arXiv 2503.19786, section 2) has one full layer after every five that
// slide over 1,024 tokens. Of 12 such layers at 32,768 tokens 2 keep all of
// them and 10 keep 1,024.
func ExampleAlternating() {
	stack := attention.Alternating(12, 6, attention.Layer{Heads: 8, KV: 4, HeadDim: 256, Window: 1024})
	for _, g := range stack.Groups() {
		fmt.Printf("%s keep %d tokens\n", g.Name(), g.Kept(32_768))
	}
	// Output:
	// 10 sliding layers of 1,024 tokens keep 1024 tokens
	// 2 full layers keep 32768 tokens
}
