package deck

import "attnexperts/calc/recall"

// balance asks what experts cost: memory, and a balanced load.
var balance = []row{
	{
		id: "experts-resident", tags: active, keep: true,
		front: "A token uses 2 of 8 experts. Why must all 8 be in memory?",
		back:  "The next token may want any of them.",
		link:  "/params/#v=1&view=what",
	},
	{
		id: "collapse", tags: active, keep: true,
		front: "Left to the task's loss alone, a router ends up with a few experts. What drives it there?",
		back:  "Who is chosen learns, and who has learned is chosen.",
		link:  "/routing/#v=1&router=topk&view=training",
	},
	{
		id: "busiest", tags: active,
		front: "The experts of a layer are spread over devices. Which device sets the time that the layer takes?",
		back:  "The one with most to do: the others wait for it.",
		link:  "/routing/#v=1&router=topk&view=devices",
	},
	{
		id: "capacity-formula", kind: recall.Cloze, tags: active,
		front: "T tokens choose k of E experts each. An equal share of the batch is {{c1::k · T ÷ E}} assignments; times the capacity factor it is an expert's capacity.",
		link:  "/routing/#v=1&view=lanes", from: switches,
	},
	{
		id: "capacity-64", kind: recall.Numeric, tags: active, value: 10,
		front: "64 tokens choose 2 of 16 experts each; the capacity factor is 1.25. For how many assignments does an expert have room?",
		back:  "1.25 · 2 · 64 ÷ 16.",
		link:  "/routing/#v=1&view=lanes",
	},
	{
		id: "dropped", tags: active, keep: true,
		front: "A token's expert is full, and the token is dropped there. What is left of it after the layer?",
		back:  "What went past on the residual path.",
		link:  "/routing/#v=1&view=token", from: switches,
	},
	{
		id: "dropped-order", tags: active,
		front: "The same tokens come in another order, and others are dropped. Why?",
		back:  "Room is given in order, until the expert is full.",
		link:  "/routing/#v=1&order=1&view=token",
	},
	{
		id: "max-violation", kind: recall.Numeric, tags: active, value: 4.5,
		front: "16 experts have 8 assignments each on average; the busiest has 44. What is MaxVio?",
		back:  "44 ÷ 8 − 1: the largest load over the mean, less 1.",
		link:  "/routing/#v=1&view=routers", from: "Wang and others 2024, arXiv 2408.15664, section 4.1",
	},
	{
		id: "aux-loss", tags: experts,
		front: "When is the auxiliary loss of a router smallest?",
		back:  "When all experts are used alike.",
		link:  "/routing/#v=1&router=aux-loss&view=lanes", from: switches,
	},
	{
		id: "aux-loss-even", kind: recall.Numeric, tags: experts, value: 1,
		front: "4 experts get equal shares f of the tokens and have equal mean probabilities P. What is the auxiliary loss before its weight, E · Σ f · P?",
		back:  "4 · 4 · 1 ÷ 4 · 1 ÷ 4: it is the same for any number of experts.",
		link:  "/routing/#v=1&router=aux-loss&experts=4&expert=3&view=lanes", from: switches,
	},
	{
		id: "aux-loss-price", tags: experts,
		front: "What goes wrong if the auxiliary loss weighs too much?",
		back:  "The router cares for balance instead of the task.",
		link:  "/routing/#v=1&router=aux-loss&aux=1&view=cost",
	},
	{
		id: "mistake-aux-k", tags: experts + mistake,
		front: "With top-2, someone takes for f an expert's assignments ÷ tokens, and a balanced auxiliary loss comes to 2 instead of 1. What is wrong?",
		back:  "The f of all experts must sum to 1: divide by k as well.",
		link:  "/routing/#v=1&router=aux-loss&view=routers", from: switches,
	},
	{
		id: "mistake-aux-layers", tags: experts + mistake,
		front: "Someone adds up the loads of all layers before taking the auxiliary loss. What is wrong?",
		back:  "Layers hide each other's imbalance. It is taken layer by layer.",
		link:  "/routing/#v=1&router=aux-loss&view=lanes",
	},
	{
		id: "bias-what", kind: recall.Cloze, tags: experts,
		front: "Bias balancing adds a bias to an expert's score when {{c1::choosing}}, and leaves it out when {{c2::weighting}}.",
		link:  "/routing/#v=1&router=sigmoid-bias&view=bias", from: biases,
	},
	{
		id: "bias-moves", tags: experts,
		front: "In a step, an expert had more than the mean load. What does bias balancing do?",
		back:  "It lowers the expert's bias by a small fixed amount.",
		link:  "/routing/#v=1&router=sigmoid-bias&view=bias", from: biases,
	},
	{
		id: "mistake-bias-weight", tags: experts + mistake, note: "bias-what",
		front: "An implementation multiplies a chosen expert's output by its score plus its bias. What is wrong?",
		back:  "The bias may only choose; the weight comes from the score alone.",
		link:  "/routing/#v=1&router=sigmoid-bias&view=token", from: deepSeekV3,
	},
	{
		id: "expert-choice", tags: experts,
		front: "Why is the load always balanced with expert choice?",
		back:  "Each expert takes the same number of tokens, those it likes best.",
		link:  "/routing/#v=1&router=expert-choice&view=lanes", from: choosing,
	},
	{
		id: "expert-choice-causal", tags: experts,
		front: "Why does expert choice not suit a model while it writes?",
		back:  "To choose, an expert would have to see tokens that are not written yet.",
		link:  "/routing/#v=1&router=expert-choice&view=lanes", from: choosing,
	},
	{
		id: "node-limit", tags: active,
		front: "Why does DeepSeek-V3 let a token choose only among experts on a few nodes?",
		back:  "So that fewer copies of it have to travel.",
		link:  "/routing/#v=1&router=sigmoid-bias&groups=8&keep-groups=4&devices=8&view=devices", from: deepSeekV3,
	},
	{
		id: "lanes-uneven", kind: recall.Picture, tags: active,
		front: "The room of all experts together would do for every assignment, and yet some are dropped. Where is the room?",
		back:  "In the lanes of experts that few tokens choose: the load is uneven.",
		link:  "/routing/#v=1&view=lanes",
	},
	{
		id: "lanes-expert-choice", note: "expert-choice", kind: recall.Picture, tags: experts,
		front: "Every lane is equally full, though some experts are liked far better. Which router is this?",
		back:  "Expert choice: each expert takes as many tokens as the others.",
		link:  "/routing/#v=1&router=expert-choice&view=lanes",
	},
	{
		id: "lanes-collapse", kind: recall.Picture, tags: active,
		front: "What is wrong with this routing?",
		back:  "The load has collapsed: nearly all tokens go to a few experts.",
		link:  "/routing/#v=1&router=topk&skew=4&view=lanes",
	},
}
