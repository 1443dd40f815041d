// Code generated from lesson.md by go generate. DO NOT EDIT.

package lesson

var parts = []Part{
	{ID: "two-costs", Title: "Two costs", Words: 606, Aside: 107, Blocks: []Block{
		{HTML: text(0)},
		{Figure: "/mask/#v=1&rule=causal&layers=1", Title: "One head reads a text: how many pairs is that?", Lead: []string{"tokens"}},
		{HTML: text(1)},
		{Figure: "/cache/#v=1&model=llama-2-7b&context=32768&view=fit&ask=kv-bytes", Title: "How much does a conversation of 32,768 tokens keep in Llama-2-7B?"},
	}},
	{ID: "share-the-keys-and-values", Title: "Share the keys and values", Words: 388, Aside: 133, Blocks: []Block{
		{HTML: text(2)},
		{Figure: "/cache/#v=1&view=heads", Title: "How do the heads of Llama-3.1-8B share what is kept?", Lead: []string{"kv"}},
		{HTML: text(3)},
		{Figure: "/cache/#v=1&view=fit", Title: "How many conversations fit beside Llama-3.1-8B?", Lead: []string{"context"}},
		{HTML: text(4)},
		{Figure: "/cache/#v=1&model=llama-3.1-70b&view=heads&ask=kv-bytes-per-token", Title: "How many bytes does one more token add in Llama-3.1-70B?"},
	}},
	{ID: "look-less-far", Title: "Look less far", Words: 454, Aside: 58, Blocks: []Block{
		{HTML: text(5)},
		{Figure: "/mask/#v=1&rule=causal%26window%288%29&layers=1", Title: "What is left of the triangle when a token sees only the last few?", Lead: []string{"rule"}},
		{HTML: text(6)},
		{Figure: "/cache/#v=1&model=mistral-7b&view=fill", Title: "What does the window of Mistral 7B save: work, memory, or both?"},
		{HTML: text(7)},
		{Figure: "/mask/#v=1&rule=causal%26window%288%29&layers=6&query=60", Title: "How far back can a query know anything, through several layers?", Lead: []string{"layers"}},
		{HTML: text(8)},
		{Figure: "/mask/#v=1&rule=causal%26window%288%29&layers=6&global-every=3&query=60", Title: "How far does it know, when some layers are global?", Lead: []string{"global-every"}},
		{HTML: text(9)},
		{Figure: "/cache/#v=1&model=mistral-7b&context=32768&view=fit&ask=kv-bytes", Title: "How much does its cache hold at 32,768 tokens?"},
	}},
	{ID: "more-parameters-same-work", Title: "More parameters, same work", Words: 303, Aside: 28, Blocks: []Block{
		{HTML: text(10)},
		{Figure: "/routing/#v=1&router=topk&view=token", Title: "Where does the router send one token, and how sure is it?", Lead: []string{"token"}},
		{HTML: text(11)},
		{Figure: "/params/#v=1&model=qwen3-30b-a3b&view=what&ask=active-params", Title: "With how many parameters is a token of Qwen3-30B-A3B computed?"},
	}},
	{ID: "what-experts-cost", Title: "What experts cost", Words: 415, Aside: 88, Blocks: []Block{
		{HTML: text(12)},
		{Figure: "/routing/#v=1&router=topk&view=training", Title: "What happens to the loads while a small layer learns?"},
		{HTML: text(13)},
		{Figure: "/routing/#v=1&view=lanes", Title: "Who finds room, and who does not?", Lead: []string{"capacity"}},
		{HTML: text(14)},
		{Figure: "/routing/#v=1&view=bias", Title: "How does a bias balance without touching a weight?"},
		{HTML: text(15)},
		{Figure: "/routing/#v=1&capacity=2&view=lanes&ask=dropped", Title: "How many of 128 choices are dropped at a capacity factor of 2?"},
	}},
	{ID: "total-and-active", Title: "Total and active", Words: 172, Aside: 34, Blocks: []Block{
		{HTML: text(16)},
		{Figure: "/params/#v=1&model=deepseek-v3&batch=16&dtype=fp8&device=h200&view=batch", Title: "What does “active” mean for DeepSeek-V3 at a larger batch?", Lead: []string{"batch"}},
		{HTML: text(17)},
		{Figure: "/params/#v=1&model=qwen3-30b-a3b&batch=1&view=what&ask=resident-bytes", Title: "How much memory does it take to hold Qwen3-30B-A3B?"},
	}},
	{ID: "read-a-spec", Title: "Read a spec", Words: 214, Aside: 0, Blocks: []Block{
		{HTML: text(18)},
		{Figure: "/spec/#v=1&model=gpt-oss-20b&view=stack", Title: "What do the choices of gpt-oss-20b come to, layer by layer?"},
		{HTML: text(19)},
		{Figure: "/spec/#v=1&model=gpt-oss-120b&view=stack&ask=kv-bytes-per-token", Title: "How many bytes does a token of gpt-oss-120b add while every layer grows?"},
	}},
	{ID: "what-you-can-do-now", Title: "What you can do now", Words: 146, Aside: 0, Blocks: []Block{
		{HTML: text(20)},
		{Figure: "/cache/#v=1&model=qwen3-30b-a3b&device=h100&view=fit&ask=max-batch", Title: "How many conversations of 8,192 tokens fit beside Qwen3-30B-A3B?"},
	}},
}
