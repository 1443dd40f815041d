package deck

import (
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// windows asks about attention that looks less far.
var windows = []row{
	{
		id: "window-what", kind: recall.Cloze, tags: attention, keep: true,
		front: "With a sliding window of W, token i sees the tokens from {{c1::i − W + 1}} to i.",
		back:  "W tokens, itself included.",
		link:  "/mask/#v=1&layers=1", from: mistral,
	},
	{
		id: "window-mask-saves", tags: attention, keep: true,
		front: "A sliding mask saves work. What else is needed so that it saves memory?",
		back:  "A rolling cache, which overwrites the keys that have left the window.",
		link:  "/cache/#v=1&model=mistral-7b&view=fill", from: mistral,
	},
	{
		id: "rolling-slot", kind: recall.Numeric, tags: attention, value: 1808,
		front: "A rolling cache has 4,096 slots in a layer. Into which slot, counted from 0, does token 10,000 go?",
		back:  "10,000 − 2 · 4,096: the remainder, i mod W.",
		link:  "/cache/#v=1&model=mistral-7b&view=fill", from: mistral,
	},
	{
		id: "pairs-window", kind: recall.Numeric, tags: attention, value: 484,
		front: "64 tokens, a causal window of 8. How many pairs of a query and a key does a head compute?",
		back:  "8 · 64 − 8 · 7 ÷ 2: the first 7 tokens see fewer than 8.",
		link:  "/mask/#v=1&layers=1",
	},
	{
		id: "reach-formula", kind: recall.Cloze, tags: attention, keep: true,
		front: "Through k layers with a window of W, information can come from {{c1::k · (W − 1)}} tokens back.",
		back:  "Each layer looks W − 1 tokens behind the token itself.",
		link:  "/mask/#v=1&layers=6&query=60", from: mistral,
	},
	{
		id: "reach-mistral", kind: recall.Numeric, tags: attention, value: 131_040, unit: quantity.Tokens, within: 0.0001,
		front: "Mistral 7B: 32 layers, a window of 4,096 tokens. From how many tokens back can information have come, exactly?",
		back:  "32 · 4,095.",
		link:  "/mask/#v=1&rule=causal%26window%284096%29&tokens=262144&layers=32&query=200000", from: mistral,
	},
	{
		id: "global-layers", tags: attention,
		front: "Why do many models with windows keep a few global layers?",
		back:  "Otherwise what is far back has to be handed on from layer to layer, and little of it arrives.",
		link:  "/mask/#v=1&layers=6&global-every=3&query=60",
	},
	{
		id: "gemma-3-pattern", kind: recall.Cloze, tags: attention,
		front: "In Gemma-3-27B, {{c1::five}} local layers with a window of 1,024 take turns with {{c2::one}} global layer.",
		link:  "/cache/#v=1&model=gemma-3-27b&view=bytes", from: gemma3,
	},
	{
		id: "sink-what", tags: attention,
		front: "What is an attention sink?",
		back:  "One of the very first tokens, which get much attention whatever they say.",
		link:  "/mask/#v=1&rule=causal%26%28window%288%29%7Csink%284%29%29&layers=1", from: streaming,
	},
	{
		id: "kv-mistral-rolling", kind: recall.Numeric, tags: attention, value: 512 << 20, unit: quantity.Bytes, within: 0.01,
		front: "A token leaves 128 KiB in Mistral 7B, whose cache rolls with a window of 4,096. How much does it hold at 32,768 tokens?",
		back:  "4,096 · 128 KiB: older tokens have been overwritten.",
		link:  "/cache/#v=1&model=mistral-7b&context=32768&view=fill", from: config + "Mistral 7B v0.1",
	},
	{
		id: "rolling-overwrites", kind: recall.Picture, tags: attention,
		front: "The cache rolls through 16 slots, and cell 39 has just been written. Which cell did it overwrite?",
		back:  "Cell 23: 16 before it.",
		link:  "/cache/#v=1&model=mistral-7b&view=fill",
	},
	{
		id: "mask-window", kind: recall.Picture, tags: attention,
		front: "Which rule drew this mask, and with which number?",
		back:  "A sliding window of 5: each token sees the last 5, itself included.",
		link:  "/mask/#v=1&rule=causal%26window%285%29&tokens=16&layers=1&query=11&view=mask",
	},
	{
		id: "mask-sinks", kind: recall.Picture, tags: attention,
		front: "What are the two columns at the left, beside the window?",
		back:  "Attention sinks: the first 2 tokens stay in view.",
		link:  "/mask/#v=1&rule=causal%26%28window%286%29%7Csink%282%29%29&tokens=24&layers=1&query=17&view=mask",
	},
	{
		id: "mask-chunk", kind: recall.Picture, tags: attention,
		front: "This is no sliding window. How far back does a token look?",
		back:  "To the start of its chunk of 8 tokens.",
		link:  "/mask/#v=1&rule=causal%26chunk%288%29&tokens=24&layers=1&query=13&view=mask",
	},
	{
		id: "mask-not-causal", kind: recall.Picture, tags: attention + mistake,
		front: "This mask is meant for a model that writes text. What is wrong with it?",
		back:  "It is not causal: a token also sees later ones, up to 4 of them.",
		link:  "/mask/#v=1&rule=window%285%29&tokens=16&layers=1&query=9&view=mask",
	},
	{
		id: "mask-off-by-one", kind: recall.Picture, tags: attention + mistake,
		front: "A window of 4 was meant, the token itself included. What is wrong?",
		back:  "It is off by one: full rows have 5 cells.",
		link:  "/mask/#v=1&rule=causal%26window%285%29&tokens=12&layers=1&query=8&view=mask",
	},
	{
		id: "mistake-mask-only", tags: attention + mistake, note: "window-mask-saves",
		front: "“The mask slides over 4,096 tokens, so the cache never holds more.” What is wrong with it?",
		back:  "A mask only skips work. The cache is bounded only if it drops what has left the window.",
		link:  "/cache/#v=1&model=mistral-7b&view=fill",
	},
	{
		id: "mistake-one-layer", tags: attention + mistake,
		front: "“Each of Gemma-3-27B's 62 layers keeps 1,024 tokens.” What is wrong with it?",
		back:  "One layer's shape was used for all: 10 of them are global and keep every token.",
		link:  "/cache/#v=1&model=gemma-3-27b&context=131072&view=bytes", from: config + "Gemma 3 27B",
	},
}
