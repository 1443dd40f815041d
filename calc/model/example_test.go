package model_test

import (
	"fmt"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

func Example() {
	a, err := model.Read("TinyLlama", []byte(`{
	  "architectures": ["LlamaForCausalLM"],
	  "model_type": "llama",
	  "hidden_size": 2048, "intermediate_size": 5632, "num_hidden_layers": 22,
	  "num_attention_heads": 32, "num_key_value_heads": 4, "vocab_size": 32000,
	  "max_position_embeddings": 2048, "tie_word_embeddings": false
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := a.Report(attention.Use{Context: 2048, Batch: 1, Dtype: quantity.BF16})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, sentence := range r.Sentences() {
		fmt.Println(sentence)
	}
	head := r.PerToken.Inputs[2]
	fmt.Printf("%s = %s is from: %s\n", head.Symbol, head.Value.Exact(), head.From)
	// Output:
	// 22 layers, all of which see the whole context.
	// Grouped-query attention: 32 query heads share 4 KV heads of size 64, 8 to each.
	// It must hold 1.1 billion parameters, and computes a token with all of them (1.035 billion without the input embedding, which is looked up).
	// One more token adds 22 KiB (22.5 kB) of bf16 cache; 2,048 tokens take 44 MiB (46.1 MB), 8 times less than if each query head had its own.
	// d_h = 64 is from: hidden_size ÷ num_attention_heads, as head_dim is absent
}

func ExampleRead_refusal() {
	_, err := model.Read("", []byte(`{
	  "model_type": "llama",
	  "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32, "vocab_size": 32000,
	  "num_attention_heads": "32"
	}`))
	fmt.Println(err)
	// Output:
	// num_attention_heads (line 4) is "32", a text: a whole number from 1 to 65,536 is needed, without quotes
}

func ExampleFind() {
	e := model.Find("deepseek-v3")
	a, err := e.Architecture()
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := a.Count()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Name, e.Date, c.Total.Value.Exact(), c.Active.Value.Exact())
	// Output:
	// DeepSeek-V3 2024-12 671026419200 37552297472
}

// A model by its sizes alone, small enough to add up by hand. Embedding and head
// are 10 · 8 each: 160. Attention has 8 · 8 for the queries, 2 · 8 · 4 for one
// key and one value head, 8 · 8 for the output: 192 a layer. The gated network has
// 3 · 8 · 16 = 384, the two norms 16. Two layers and the last norm of 8:
// 160 + 2 · 592 + 8 = 1,352.
func ExamplePlain() {
	p := model.Plain{Layers: 2, Width: 8, Vocab: 10, Heads: 2, KV: 1, HeadDim: 4, DenseWidth: 16}
	c, err := p.Architecture().Count()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, part := range []model.Part{model.Embedding, model.OutputHead, model.Attention, model.DenseFFN, model.Norms} {
		fmt.Println(part, c.Parts[part].Value.Exact())
	}
	fmt.Println(c.Total.Value.Exact())
	// Output:
	// embedding 80
	// output_head 80
	// attention 384
	// dense_ffn 768
	// norms 40
	// 1352
}

// By hand: of 8 experts, 2 a token, 4 tokens leave one alone with a chance of
// (3/4)^4 = 0.3164, so they use 8 · 0.6836 = 5.47 of them.
func ExampleExpertsTouched() {
	fmt.Printf("%.2f\n", model.ExpertsTouched(8, 2, 4))
	// Output:
	// 5.47
}
