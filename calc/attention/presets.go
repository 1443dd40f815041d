package attention

// A Preset is a rule that has a name of its own.
type Preset struct {
	// Name is short, in small letters but for names; Rule is its text, with
	// numbers that can be seen at 64 tokens; Note says who uses it.
	Name, Rule, Note string
}

// Presets returns the rules that have a name, the plainest first.
func Presets() []Preset {
	return []Preset{
		{
			"bidirectional", "full",
			"Every token sees every other: encoders such as BERT (arXiv 1810.04805).",
		},
		{
			"causal", "causal",
			"A token sees itself and the past, so that it can be trained to predict the next one: decoders such as GPT, as in the Transformer (arXiv 1706.03762).",
		},
		{
			"sliding window", "causal & window(8)",
			"Only the last tokens are seen, so the cache stops growing: Mistral 7B, with 4,096 (arXiv 2310.06825), and most layers of Gemma 3.",
		},
		{
			"window with sinks", "causal & (window(8) | sink(2))",
			"The first tokens stay in view beside the window, which keeps long generation stable: StreamingLLM, with 4 sinks (arXiv 2309.17453).",
		},
		{
			"chunked", "causal & chunk(16)",
			"A token looks back to the start of its chunk only: most layers of Llama 4 (attention_chunk_size 8192 in its config).",
		},
		{
			"prefix LM", "causal | prefix(12)",
			"The input is read both ways, the output causally: the prefix LM that the T5 paper compares with others (arXiv 1910.10683).",
		},
		{
			"packed documents", "causal & docs(24,16,24)",
			"Several texts share one training sequence and must not see each other: Llama 3 pre-trains with such a mask (arXiv 2407.21783).",
		},
		{
			"Longformer", "window(8) | global(2)",
			"A window on both sides and a few global tokens that see, and are seen by, all: Longformer (arXiv 2004.05150).",
		},
		{
			"dilated", "causal & (window(4) | dilated(8))",
			"The nearest tokens and every 8th one before them: the strided pattern of Sparse Transformers, in one head (arXiv 1904.10509).",
		},
	}
}
