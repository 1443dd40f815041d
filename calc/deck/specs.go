package deck

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// specs asks what the lines of a config say. Lines are as published.
var specs = []row{
	{
		id: "spec-gqa", kind: recall.Spec, tags: spec, keep: true,
		front: "<code>\"num_attention_heads\": 64,\n\"num_key_value_heads\": 8,</code>\nWhich kind of attention is this?",
		back:  "Grouped-query attention, in groups of 8 query heads.",
		link:  "/spec/#v=1&model=llama-3.1-70b&view=stack", from: config + "Llama 3.1 70B",
	},
	{
		id: "spec-mha", kind: recall.Spec, tags: spec,
		front: "<code>\"num_attention_heads\": 32,\n\"num_key_value_heads\": 32,</code>\nWhich kind of attention is this?",
		back:  "Multi-head attention: each query head has keys and values of its own.",
		link:  "/spec/#v=1&model=llama-2-7b&view=stack", from: config + "Llama 2 7B",
	},
	{
		id: "spec-no-kv-line", kind: recall.Spec, tags: spec,
		front: "<code>\"n_embd\": 768,\n\"n_head\": 12,</code>\nNo line of GPT-2 counts KV heads. How many are there?",
		back:  "12: in its family every head has its own keys and values.",
		link:  "/spec/#v=1&model=gpt-2&view=stack", from: config + "GPT-2",
	},
	{
		id: "spec-mqa", kind: recall.Spec, tags: spec,
		front: "<code>\"num_attention_heads\": 4,\n\"num_key_value_heads\": 1,</code>\nWhich kind of attention is this?",
		back:  "Multi-query attention: all read one KV head.",
		link:  "/spec/#v=1&model=gemma-3-1b&view=stack", from: config + "Gemma 3 1B",
	},
	{
		id: "spec-mla", kind: recall.Spec, tags: spec, keep: true,
		front: "<code>\"num_attention_heads\": 128,\n\"num_key_value_heads\": 128,\n\"kv_lora_rank\": 512,</code>\nWhich kind of attention is this?",
		back:  "Latent attention (MLA). Beside kv_lora_rank the number of KV heads says nothing.",
		link:  "/spec/#v=1&model=deepseek-v3&view=stack", from: config + "DeepSeek-V3",
	},
	{
		id: "spec-mla-keeps", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"kv_lora_rank\": 512,\n\"qk_rope_head_dim\": 64,</code>\n“A token keeps 512 numbers in a layer.” What is wrong with it?",
		back:  "The positional key is left out: 512 + 64 = 576.",
		link:  "/spec/#v=1&model=deepseek-v3&view=bytes", from: config + "DeepSeek-V3",
	},
	{
		id: "spec-head-dim", kind: recall.Spec, tags: spec + mistake, keep: true,
		front: "<code>\"hidden_size\": 2880,\n\"num_attention_heads\": 64,\n\"head_dim\": 64,</code>\n“A head has 2,880 ÷ 64 = 45 numbers.” What is wrong with it?",
		back:  "head_dim says 64. The quotient only stands in where that line is missing.",
		link:  "/spec/#v=1&view=stack", from: config + "gpt-oss-20b",
	},
	{
		id: "spec-window-off", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"sliding_window\": 131072,\n\"use_sliding_window\": false,</code>\nHow far back does a token look?",
		back:  "To the first token: the window is switched off.",
		link:  "/spec/#v=1&model=qwen2.5-7b&view=stack", from: config + "Qwen2.5 7B",
	},
	{
		id: "spec-window-all", kind: recall.Spec, tags: spec,
		front: "<code>\"model_type\": \"mistral\",\n\"num_hidden_layers\": 32,\n\"sliding_window\": 4096,</code>\nNo line names types of layers. How many layers slide?",
		back:  "All 32.",
		link:  "/spec/#v=1&model=mistral-7b&view=stack", from: config + "Mistral 7B v0.1",
	},
	{
		id: "spec-layer-types", kind: recall.Spec, tags: spec,
		front: "<code>\"num_hidden_layers\": 24,\n\"sliding_window\": 128,\n\"layer_types\": [\"sliding_attention\", \"full_attention\", …],</code>\nThe types alternate. How many layers keep every token?",
		back:  "12: the full ones.",
		link:  "/spec/#v=1&view=stack", from: config + "gpt-oss-20b",
	},
	{
		id: "spec-default", kind: recall.Spec, tags: spec,
		front: "<code>\"num_hidden_layers\": 62,\n\"sliding_window\": 1024,</code>\nNo line of Gemma-3-27B says which layers are global. How is it known?",
		back:  "From the default of the model's family: every sixth layer.",
		link:  "/spec/#v=1&model=gemma-3-27b&view=stack", from: config + "Gemma 3 27B",
	},
	{
		id: "spec-experts", kind: recall.Spec, tags: spec,
		front: "<code>\"num_local_experts\": 8,\n\"num_experts_per_tok\": 2,</code>\nHow many experts of a layer does a token leave idle?",
		back:  "6 of 8.",
		link:  "/spec/#v=1&model=mixtral-8x7b&view=weights", from: config + "Mixtral 8x7B",
	},
	{
		id: "spec-shared", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"n_routed_experts\": 256,\n\"num_experts_per_tok\": 8,\n\"n_shared_experts\": 1,</code>\n“8 experts compute for a token.” What is wrong with it?",
		back:  "The shared expert is forgotten: it makes 9.",
		link:  "/spec/#v=1&model=deepseek-v3&view=stack", from: config + "DeepSeek-V3",
	},
	{
		id: "spec-shared-width", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"moe_intermediate_size\": 1408,\n\"shared_expert_intermediate_size\": 5632,</code>\n“The shared expert is 1,408 wide, like the others.” What is wrong with it?",
		back:  "It has a width of its own: 5,632.",
		link:  "/spec/#v=1&model=qwen1.5-moe-a2.7b&view=weights", from: config + "Qwen1.5-MoE-A2.7B",
	},
	{
		id: "spec-groups", kind: recall.Spec, tags: spec,
		front: "<code>\"n_group\": 8,\n\"topk_group\": 4,\n\"num_experts_per_tok\": 8,</code>\nFrom how many of the 8 groups of experts can a token choose its 8?",
		back:  "From 4: the groups that suit it best.",
		link:  "/spec/#v=1&model=deepseek-v3&view=weights", from: config + "DeepSeek-V3",
	},
	{
		id: "spec-dense-first", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"num_hidden_layers\": 61,\n\"first_k_dense_replace\": 3,\n\"n_routed_experts\": 256,</code>\n“61 layers have experts.” What is wrong with it?",
		back:  "The first 3 are dense: 58 have experts.",
		link:  "/spec/#v=1&model=deepseek-v3&view=stack", from: config + "DeepSeek-V3",
	},
	{
		id: "spec-expert-width", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"intermediate_size\": 6144,\n\"moe_intermediate_size\": 768,\n\"mlp_only_layers\": [],</code>\nEvery layer has experts. How wide is one?",
		back:  "768. The 6,144 would be for dense layers, and there are none.",
		link:  "/spec/#v=1&model=qwen3-30b-a3b&view=stack", from: config + "Qwen3 30B-A3B",
	},
	{
		id: "spec-prediction-layer", kind: recall.Spec, tags: spec + mistake,
		front: "<code>\"num_hidden_layers\": 61,\n\"num_nextn_predict_layers\": 1,</code>\nHow many layers keep keys and values of a token in plain decoding?",
		back:  "61: the layer that predicts one token further is no part of the model's own pass.",
		link:  "/spec/#v=1&model=deepseek-v3&view=stack", from: config + "DeepSeek-V3",
	},
	{
		id: "spec-tied", kind: recall.Spec, tags: spec,
		front: "<code>\"tie_word_embeddings\": true,</code>\nWhich matrix is the output head then?",
		back:  "The table of embeddings, counted once.",
		link:  "/spec/#v=1&model=qwen3-0.6b&view=weights", from: config + "Qwen3 0.6B",
	},
	{
		id: "spec-kv-gpt-oss", kind: recall.Numeric, tags: spec, value: 49_152, unit: quantity.Bytes, within: 0.01,
		front: "gpt-oss-20b has 24 layers, 64 query heads, 8 KV heads and a head size of 64. How many bytes of cache does a token add in bf16 while no window is full?",
		back:  "2 · 24 · 8 · 64 · 2 bytes.",
		link:  "/spec/#v=1&view=bytes", from: config + "gpt-oss-20b",
	},
	{
		id: "spec-stack-picture", kind: recall.Picture, tags: spec,
		front: "Above: how far the tokens of each layer see. What do the tall bars stand for?",
		back:  "Global layers, every sixth one; the others have a window.",
		link:  "/spec/#v=1&model=gemma-3-27b&view=stack",
	},
	{
		id: "spec-dense-picture", kind: recall.Picture, tags: spec,
		front: "Below: the networks of each layer. What is different in the first 3?",
		back:  "They have one dense network instead of experts.",
		link:  "/spec/#v=1&model=deepseek-v3&view=stack", note: "spec-dense-first",
	},
}
