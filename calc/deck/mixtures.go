package deck

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// mixtures asks what a mixture of experts is, and what its router does.
var mixtures = []row{
	{
		id: "moe-what", tags: experts, keep: true,
		front: "What does a mixture of experts put in the place of a layer's feed-forward network?",
		back:  "Many such networks, of which each token uses a few.",
		link:  "/params/#v=1&view=what",
	},
	{
		id: "moe-attention", tags: experts,
		front: "What do experts change about attention's pairs and its cache?",
		back:  "Nothing: they only take the place of the feed-forward networks.",
		link:  "/cache/#v=1&model=mixtral-8x7b&view=heads",
	},
	{
		id: "moe-more-experts", tags: experts,
		front: "A layer gets twice as many experts, and a token still uses 2. What does that add to a token's work?",
		back:  "Next to nothing: a few more rows in the router.",
		link:  "/params/#v=1&view=duel",
	},
	{
		id: "router-what", kind: recall.Cloze, tags: experts, keep: true,
		front: "A router is one small matrix with a row for each {{c1::expert}}.",
		back:  "Multiplied with a token, it gives a score for each of them.",
		link:  "/routing/#v=1&router=topk&view=token",
	},
	{
		id: "router-steps", kind: recall.Cloze, tags: experts,
		front: "A top-k router makes {{c1::probabilities}} of its scores, by a softmax, and chooses the k {{c2::largest}}.",
		link:  "/routing/#v=1&router=topk&view=token", from: "Switch Transformer, arXiv 2101.03961, section 2.1",
	},
	{
		id: "router-weights", tags: experts,
		front: "A token went through two experts. How does the layer make one output of theirs?",
		back:  "It adds them up, each times its probability.",
		link:  "/routing/#v=1&router=topk&view=token",
	},
	{
		id: "router-teacher", tags: experts, keep: true,
		front: "Who decides which expert is for what?",
		back:  "Nobody: router and experts learn it together, from the loss of the whole model.",
		link:  "/routing/#v=1&view=training",
	},
	{
		id: "router-size", kind: recall.Numeric, tags: experts, value: 32_768, unit: quantity.Parameters,
		front: "A layer of Mixtral-8x7B has 8 experts; a token is 4,096 numbers wide. How many parameters has the router?",
		back:  "8 · 4,096.",
		link:  "/params/#v=1&view=what", from: config + "Mixtral 8x7B",
	},
	{
		id: "expert-size", kind: recall.Numeric, tags: experts, value: 176_160_768, unit: quantity.Parameters, within: 0.01,
		front: "An expert of Mixtral-8x7B has three matrices of 4,096 × 14,336 numbers. How many parameters is that?",
		back:  "3 · 4,096 · 14,336.",
		link:  "/params/#v=1&view=what", from: config + "Mixtral 8x7B",
	},
	{
		id: "mistake-8x7b", tags: experts + mistake,
		front: "“8x7B: eight models of 7 billion parameters, 56 billion in all.” What is wrong with it?",
		back:  "Only the feed-forward networks are there eight times. Attention and embeddings are there once: 46.7 billion.",
		link:  "/params/#v=1&view=what", from: config + "Mixtral 8x7B",
	},
	{
		id: "shared-expert", tags: experts,
		front: "What is a shared expert?",
		back:  "One that every token goes through, without being chosen.",
		link:  "/routing/#v=1&shared=1&view=lanes", from: deepSeekM,
	},
	{
		id: "fine-experts", tags: experts,
		front: "Experts are cut into smaller ones, and a token uses more of them at the same work. What is gained?",
		back:  "Far more combinations to choose from.",
		link:  "/params/#v=1&model=deepseek-v3&view=what", from: deepSeekM,
	},
	{
		id: "norm-topk", tags: experts,
		front: "When does a softmax before choosing give the same weights as one over the chosen experts only?",
		back:  "When the chosen probabilities are divided by their sum.",
		link:  "/routing/#v=1&router=topk&norm=0&view=token",
	},
	{
		id: "router-picture", kind: recall.Picture, tags: experts,
		front: "Each bar is an expert's probability for one token. How many experts compute for it?",
		back:  "3: those with the largest probabilities.",
		link:  "/routing/#v=1&router=topk&k=3&view=token",
	},
	{
		id: "shared-picture", kind: recall.Picture, tags: experts,
		front: "Below: what a token is computed with. A is attention, the numbers are chosen experts. What is S?",
		back:  "The shared expert, which every token goes through.",
		link:  "/params/#v=1&model=deepseek-v3&view=what",
	},
}
