package deck

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// twoCosts asks about the two costs of attention.
var twoCosts = []row{
	{
		id: "costs-grow", kind: recall.Cloze, tags: costs,
		front: "As a text gets longer, the work of causal attention grows {{c1::with the square of the length}}, its KV cache {{c2::in proportion to the length}}.",
		link:  "/mask/#v=1&rule=causal&layers=1",
	},
	{
		id: "work-when", tags: costs, keep: true,
		front: "Which of attention's two costs is felt most while a long prompt is read?",
		back:  "The work: all pairs of a query and a key are computed at once.",
		link:  "/mask/#v=1&rule=causal&tokens=128&layers=1",
	},
	{
		id: "cache-when", tags: costs, keep: true,
		front: "What does a KV cache cost at every step of writing, besides its room in memory?",
		back:  "The time to read all of it, for one new token.",
		link:  "/cache/#v=1&model=llama-2-7b&view=roofline",
	},
	{
		id: "kv-cache-what", tags: costs, keep: true,
		front: "What is kept in a KV cache, and what for?",
		back:  "The keys and values of all tokens so far, in every layer, so that no step has to compute them again.",
		link:  "/cache/#v=1&model=llama-2-7b&view=bytes",
	},
	{
		id: "kv-cache-no-queries", tags: costs,
		front: "Keys and values are kept from step to step. Why are queries not?",
		back:  "A token's query is used at its own step only; its key and value are read by every later token.",
		link:  "/mask/#v=1&rule=causal&layers=1",
	},
	{
		id: "pairs-64", kind: recall.Numeric, tags: costs, value: 2080,
		front: "One causal head reads 64 tokens. How many pairs of a query and a key does it compute?",
		back:  "64 · 65 ÷ 2: the first token sees 1 key, the last all 64.",
		link:  "/mask/#v=1&rule=causal&layers=1&view=mask",
	},
	{
		id: "pairs-double", tags: costs,
		front: "A prompt becomes twice as long. Roughly how many times as many pairs does a causal head compute?",
		back:  "4 times: the area of a triangle grows with the square of its side.",
		link:  "/mask/#v=1&rule=causal&tokens=128&layers=1",
	},
	{
		id: "flops-of-a-pair", kind: recall.Numeric, tags: costs, value: 512, unit: quantity.FLOPs,
		front: "A head has queries, keys and values of 128 numbers. How many FLOPs does one pair of a query and a key take?",
		back:  "4 · 128: a multiplication and an addition for each number, once for the score and once for the value.",
		link:  "/mask/#v=1&rule=causal&layers=1&heads=1&kv=1",
	},
	{
		id: "flash-attention", tags: costs,
		front: "FlashAttention computes exactly the same attention faster. What does it save, if not pairs?",
		back:  "Reads and writes of memory.",
		link:  "/mask/#v=1&rule=causal&layers=1&tiles=1", from: flash,
	},
	{
		id: "kv-formula", kind: recall.Cloze, tags: costs,
		front: "What a token leaves in the KV cache: {{c1::2}} · layers · {{c2::KV heads}} · head size · bytes of a number.",
		back:  "The factor in front is for a key and a value.",
		link:  "/cache/#v=1&view=heads",
	},
	{
		id: "kv-llama-2-7b", kind: recall.Numeric, tags: costs, value: 524_288, unit: quantity.Bytes, within: 0.01,
		front: "Llama-2-7B has 32 layers of 32 heads, with keys and values of 128 numbers in 2 bytes each. How many bytes does one more token add to its cache?",
		back:  "2 · 32 · 32 · 128 · 2 bytes: a key and a value in every head of every layer.",
		link:  "/cache/#v=1&model=llama-2-7b&view=heads", from: config + "Llama 2 7B",
	},
	{
		id: "kv-llama-2-7b-4096", kind: recall.Numeric, tags: costs, value: 2 << 30, unit: quantity.Bytes, within: 0.01,
		front: "A token keeps 512 KiB in Llama-2-7B. How much does a conversation of 4,096 tokens keep?",
		back:  "4,096 · 512 KiB.",
		link:  "/cache/#v=1&model=llama-2-7b&context=4096&view=bytes", from: config + "Llama 2 7B",
	},
	{
		id: "batch-reads", kind: recall.Cloze, tags: costs,
		front: "A step of writing for 16 conversations reads the weights {{c1::once}} and {{c2::16}} caches.",
		back:  "Weights serve the whole batch, a cache only its own conversation.",
		link:  "/cache/#v=1&batch=16&view=fit",
	},
	{
		id: "intensity-mha", kind: recall.Numeric, tags: costs, value: 1, unit: quantity.Intensity,
		front: "Multi-head attention writes text with a cache in bf16. How many FLOPs of attention does it do for each byte of cache that it reads?",
		back:  "2 ÷ 2: a multiplication and an addition for each number of 2 bytes.",
		link:  "/cache/#v=1&model=llama-2-7b&view=roofline",
	},
	{
		id: "roofline-slope", kind: recall.Picture, tags: costs,
		front: "All points lie on the slope, none on the flat roof. What sets the speed of them all?",
		back:  "Memory bandwidth: the chip waits for bytes.",
		link:  "/cache/#v=1&model=llama-2-7b&view=roofline",
	},
	{
		id: "mask-causal", kind: recall.Picture, tags: costs,
		front: "Which rule drew this mask?",
		back:  "Causal: a token sees itself and all tokens before it.",
		link:  "/mask/#v=1&rule=causal&tokens=24&layers=1&query=15&view=mask",
	},
	{
		id: "mistake-factor-2", tags: costs + mistake, note: "kv-llama-2-7b",
		front: "“32 layers · 32 heads · 128 numbers · 2 bytes: a token keeps 256 KiB in Llama-2-7B.” What is wrong with it?",
		back:  "The factor 2 is missing: each head keeps a key and a value.",
		link:  "/cache/#v=1&model=llama-2-7b&view=heads",
	},
	{
		id: "mistake-gb", tags: costs + mistake,
		front: "“16 GiB of cache: that is 16 GB.” What is wrong with it?",
		back:  "A GiB is 1,024³ bytes, a GB 1,000³. It is 17.2 GB.",
		link:  "/cache/#v=1&model=llama-2-7b&context=32768&view=bytes",
	},
}
