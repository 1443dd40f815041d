package deck

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// sharing asks about heads that share keys and values.
var sharing = []row{
	{
		id: "mqa-what", tags: attention,
		front: "How many heads of keys and values does a layer with multi-query attention (MQA) keep?",
		back:  "One, read by all query heads.",
		link:  "/cache/#v=1&model=none&kv=1&view=heads", from: shazeer,
	},
	{
		id: "gqa-what", tags: attention, keep: true,
		front: "In grouped-query attention (GQA), what do the query heads of one group share?",
		back:  "One head of keys and values.",
		link:  "/cache/#v=1&view=heads", from: ainslie,
	},
	{
		id: "gqa-ends", kind: recall.Cloze, tags: attention,
		front: "GQA with one query head in each group is {{c1::MHA}}; with all query heads in one group it is {{c2::MQA}}.",
		link:  "/cache/#v=1&view=heads", from: ainslie,
	},
	{
		id: "gqa-saves", tags: attention, keep: true,
		front: "Sharing KV heads (GQA, MQA) saves which resource?",
		back:  "Memory: the cache is smaller, and each step reads fewer bytes.",
		link:  "/cache/#v=1&view=fit",
	},
	{
		id: "gqa-pairs", tags: attention, keep: true,
		front: "How many pairs of a query and a key does GQA save against MHA?",
		back:  "None: every query head still makes all of its own scores.",
		link:  "/mask/#v=1&view=heads",
	},
	{
		id: "gqa-faster", tags: attention,
		front: "GQA computes as many scores as MHA. Why does it write text faster?",
		back:  "Writing waits for memory, and fewer bytes of cache have to be read.",
		link:  "/cache/#v=1&view=roofline",
	},
	{
		id: "kv-llama-3.1-8b", kind: recall.Numeric, tags: attention, value: 131_072, unit: quantity.Bytes, within: 0.01,
		front: "Llama-3.1-8B: 32 layers, 32 query heads on 8 KV heads of 128 numbers, 2 bytes each. How many bytes does a token leave in its cache?",
		back:  "2 · 32 · 8 · 128 · 2 bytes: only the KV heads are kept.",
		link:  "/cache/#v=1&view=heads", from: config + "Llama 3.1 8B",
	},
	{
		id: "shrink-llama-3.1-70b", kind: recall.Numeric, tags: attention, value: 8, unit: quantity.Ratio,
		front: "Llama-3.1-70B has 64 query heads and 8 KV heads. How many times smaller is its cache than with MHA?",
		back:  "64 ÷ 8.",
		link:  "/cache/#v=1&model=llama-3.1-70b&view=heads", from: config + "Llama 3.1 70B",
	},
	{
		id: "intensity-gqa", kind: recall.Numeric, tags: attention, value: 4, unit: quantity.Intensity,
		front: "32 query heads read 8 KV heads in bf16. How many FLOPs of attention are done for each byte of cache that is read?",
		back:  "32 ÷ 8: each byte is read once and used by a whole group.",
		link:  "/cache/#v=1&view=roofline",
	},
	{
		id: "mla-what", tags: attention,
		front: "Instead of keys and values for each head, latent attention (MLA) keeps of a token one positional key and …?",
		back:  "One latent vector, out of which every head makes its own keys and values.",
		link:  "/cache/#v=1&model=deepseek-v3&view=heads", from: latents,
	},
	{
		id: "mla-price", tags: attention,
		front: "What does latent attention (MLA) pay for its small cache?",
		back:  "Arithmetic: keys and values are made again from the latent.",
		link:  "/cache/#v=1&model=deepseek-v3&view=roofline",
	},
	{
		id: "kv-deepseek-v3", kind: recall.Numeric, tags: attention, value: 70_272, unit: quantity.Bytes, within: 0.01,
		front: "DeepSeek-V3 keeps a latent of 512 numbers and a positional key of 64 in each of 61 layers, 2 bytes each. How many bytes does a token leave?",
		back:  "(512 + 64) · 61 · 2 bytes: no factor for heads, none for key and value.",
		link:  "/cache/#v=1&model=deepseek-v3&view=heads", from: config + "DeepSeek-V3",
	},
	{
		id: "heads-gqa", kind: recall.Picture, tags: attention,
		front: "Query heads above, what is kept below. Which kind of attention is this?",
		back:  "Grouped-query attention, in groups of 4.",
		link:  "/cache/#v=1&model=none&heads=12&kv=3&view=heads",
	},
	{
		id: "heads-mqa", kind: recall.Picture, tags: attention,
		front: "Each small mask is a query head, its colour the KV head that it reads. Which kind of attention is this?",
		back:  "Multi-query attention: all read one KV head.",
		link:  "/mask/#v=1&kv=1&view=heads",
	},
	{
		id: "mistake-query-heads", tags: attention + mistake, note: "kv-llama-3.1-8b",
		front: "“Llama-3.1-8B has 32 heads of 128 numbers in 32 layers: 512 KiB of cache a token.” What is wrong with it?",
		back:  "Query heads were counted. It keeps 8 KV heads: 128 KiB.",
		link:  "/cache/#v=1&view=heads",
	},
	{
		id: "mistake-mla-twice", tags: attention + mistake, note: "kv-deepseek-v3",
		front: "“DeepSeek-V3 keeps 512 numbers for keys and 512 for values in a layer, and a positional key.” What is wrong with it?",
		back:  "The latent of 512 is kept once: keys and values are both made from it.",
		link:  "/cache/#v=1&model=deepseek-v3&view=heads", from: latents,
	},
	{
		id: "mistake-ranks", tags: attention + mistake,
		front: "8 KV heads are split over 16 tensor-parallel devices. Why is the cache of all of them larger than the formula says?",
		back:  "Each device needs a whole KV head, so every head is kept twice.",
		link:  "/cache/#v=1&model=llama-3.1-70b&view=heads",
	},
}
