package deck

import "attnexperts/calc/recall"

// summary asks which change helps where.
var summary = []row{
	{
		id: "for-long-prompts", tags: attention, keep: true,
		front: "Long prompts take too long to read. What helps: fewer KV heads, or a window?",
		back:  "A window: it leaves pairs out. Fewer KV heads only make the cache smaller.",
		link:  "/mask/#v=1&tokens=1024&query=1000",
	},
	{
		id: "for-many-users", tags: attention, keep: true,
		front: "Too few conversations fit beside the weights. Which change makes each cache smaller and leaves the mask as it is?",
		back:  "Sharing KV heads (or keeping a latent).",
		link:  "/cache/#v=1&batch=64&view=fit",
	},
	{
		id: "for-more-knowledge", tags: experts, keep: true,
		front: "A model should know more for the same work on each token. What can be changed?",
		back:  "Its feed-forward networks can become experts. That costs memory, and they have to be kept balanced.",
		link:  "/params/#v=1&view=duel",
	},
	{
		id: "sharing-and-weights", kind: recall.Cloze, tags: costs,
		front: "Shared heads and windows change what {{c1::attention}} costs, experts what the {{c2::feed-forward networks}} cost.",
		link:  "/params/#v=1&model=llama-3.1-8b&view=what",
	},
	{
		id: "ffn-share", tags: experts,
		front: "In which parts of Llama-3.1-8B are most of its weights?",
		back:  "In the feed-forward networks: 70 %.",
		link:  "/params/#v=1&model=llama-3.1-8b&view=what", from: config + "Llama 3.1 8B",
	},
	{
		id: "short-and-alone", tags: costs,
		front: "One short conversation is served alone. What does a step of writing read most of?",
		back:  "Weights: the cache is still small.",
		link:  "/cache/#v=1&context=512&view=fit",
	},
	{
		id: "tiles-picture", kind: recall.Picture, tags: costs,
		front: "A kernel works in square tiles. What does it do about tiles without an outline?",
		back:  "It skips them: the mask leaves nothing in them.",
		link:  "/mask/#v=1&tiles=1&view=mask",
	},
	{
		id: "spec-two-lines", tags: spec,
		front: "Which two counts in a config, compared, tell MHA, GQA and MQA apart?",
		back:  "Query heads (num_attention_heads) and KV heads (num_key_value_heads).",
		link:  "/spec/#v=1&model=llama-3.1-8b&view=stack",
	},
}
