package deck

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// totals asks what is stored, what is read and what is computed.
var totals = []row{
	{
		id: "active-what", tags: active, keep: true,
		front: "What are the active parameters of a model?",
		back:  "Those that one token is computed with.",
		link:  "/params/#v=1&view=what",
	},
	{
		id: "three-numbers", kind: recall.Cloze, tags: active,
		front: "Memory must hold {{c1::all}} parameters; a token computes with the {{c2::active}} ones; a step reads those that its {{c3::batch}} touches.",
		link:  "/params/#v=1&view=batch",
	},
	{
		id: "flops-per-parameter", kind: recall.Cloze, tags: active,
		front: "A token takes about {{c1::2}} FLOPs for each active parameter.",
		back:  "A multiplication and an addition.",
		link:  "/params/#v=1&view=batch",
	},
	{
		id: "read-grows", tags: active, keep: true,
		front: "A model with experts serves a larger batch. Why does a step read more of its weights, up to a bound?",
		back:  "The tokens want different experts, until all are touched.",
		link:  "/params/#v=1&model=deepseek-v3&view=touched",
	},
	{
		id: "touched-fewer", tags: active,
		front: "16 tokens choose 8 experts each. Why do they touch fewer than 128 different ones?",
		back:  "Some choose the same.",
		link:  "/params/#v=1&model=deepseek-v3&batch=16&view=touched",
	},
	{
		id: "touched-16", kind: recall.Numeric, tags: active, value: 102, within: 0.03,
		front: "A token chooses 8 of 256 experts at random. About how many different experts do 16 tokens touch in a layer?",
		back:  "256 · (1 − (1 − 8 ÷ 256)^16).",
		link:  "/params/#v=1&model=deepseek-v3&batch=16&view=touched",
	},
	{
		id: "moe-needs-batch", tags: active, keep: true,
		front: "Why does a model with experts need a larger batch than a dense one to make good use of what it reads?",
		back:  "Its tokens are spread over the experts, so each weight that is read serves few of them.",
		link:  "/params/#v=1&view=duel",
	},
	{
		id: "resident-mixtral", kind: recall.Numeric, tags: active, value: 93_405_585_408, unit: quantity.Bytes, within: 0.02,
		front: "Mixtral-8x7B has 46.7 billion parameters and uses 12.9 billion for a token. How much memory do its weights take in bf16?",
		back:  "2 · 46.7 billion bytes: 87 GiB, used or not.",
		link:  "/params/#v=1&view=what", from: config + "Mixtral 8x7B",
	},
	{
		id: "flops-mixtral", kind: recall.Numeric, tags: active, value: 25.5e9, unit: quantity.FLOPs, within: 0.03,
		front: "Mixtral-8x7B has 46.7 billion parameters, and a token is multiplied with 12.75 billion of them. About how many FLOPs is that?",
		back:  "2 · 12.75 billion: a multiplication and an addition for each. Attention's pairs come on top.",
		link:  "/params/#v=1&view=batch", from: config + "Mixtral 8x7B",
	},
	{
		id: "active-qwen3-30b", kind: recall.Numeric, tags: active, value: 3.35e9, unit: quantity.Parameters, within: 0.03,
		front: "Qwen3-30B-A3B has 30.53 billion parameters. Each of 48 layers has 128 experts of 4.72 million, of which a token uses 8. How many parameters are active?",
		back:  "30.53 billion − 48 · 120 · 4.72 million: all but the experts that stay idle.",
		link:  "/params/#v=1&model=qwen3-30b-a3b&view=what", from: config + "Qwen3 30B-A3B",
	},
	{
		id: "vendors", tags: active,
		front: "A token of gpt-oss-20b uses 4.2 billion parameters; OpenAI states 3.6 billion. What do they leave out?",
		back:  "The table of embeddings, which is looked up, not multiplied.",
		link:  "/params/#v=1&model=gpt-oss-20b&view=vendors", from: "gpt-oss model card, arXiv 2508.10925, table 1",
	},
	{
		id: "read-picture", kind: recall.Picture, tags: active,
		front: "What is counted by the curve that rises with the batch and then levels off: bytes kept, bytes read, or FLOPs?",
		back:  "Bytes read in a step: once all experts are touched, there is no more to read.",
		link:  "/params/#v=1&model=deepseek-v3&view=batch",
	},
	{
		id: "mistake-active-memory", tags: active + mistake,
		front: "“37 billion active parameters: in 1-byte numbers DeepSeek-V3 fits into 37 GB.” What is wrong with it?",
		back:  "All 671 billion must be in memory, 671 GB.",
		link:  "/params/#v=1&model=deepseek-v3&dtype=fp8&device=h200&view=what", from: deepSeekV3,
	},
	{
		id: "mistake-total-speed", tags: active + mistake,
		front: "“671 billion parameters, 2 FLOPs each: 1.3 trillion FLOPs a token in DeepSeek-V3.” What is wrong with it?",
		back:  "A token is computed with the active parameters only: 37 billion.",
		link:  "/params/#v=1&model=deepseek-v3&view=batch", from: deepSeekV3,
	},
}
