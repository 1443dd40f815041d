package attention

// A Preset is a rule that has a name of its own.
type Preset struct {
	// Name is short, in small letters but for names; Rule is its text, with
	// numbers that can be seen at 64 tokens; Note is a sentence that says who uses
	// it, and where that is from.
	Name, Rule, Note string
}

// Presets returns the rules that have a name, the plainest first.
func Presets() []Preset {
	return []Preset{
		{
			"bidirectional", "full",
			"Encoders such as BERT see this way (arXiv 1810.04805).",
		},
		{
			"causal", "causal",
			"Decoders such as GPT see this way, so that they can be trained to predict the next token: it is the mask of the Transformer’s decoder (arXiv 1706.03762).",
		},
		{
			"sliding window", "causal & window(8)",
			"Mistral 7B has such windows, of 4,096 tokens (arXiv 2310.06825), and so have most layers of Gemma 3: their cache stops growing.",
		},
		{
			"window with sinks", "causal & (window(8) | sink(2))",
			"StreamingLLM keeps the first 4 tokens in view beside a window, so that long generation stays stable (arXiv 2309.17453).",
		},
		{
			"chunked", "causal & chunk(16)",
			"Most layers of Llama 4 look back to the start of a chunk only (attention_chunk_size 8192 in its config).",
		},
		{
			"prefix LM", "causal | prefix(12)",
			"The input is read both ways and the output causally: the T5 paper compares this prefix LM with other masks (arXiv 1910.10683).",
		},
		{
			"packed documents", "causal & docs(24,16,24)",
			"Several texts share one training sequence and must not see each other: Llama 3 is pre-trained so (arXiv 2407.21783).",
		},
		{
			"Longformer", "window(8) | global(2)",
			"Longformer has a window on both sides and a few global tokens, which see all and are seen by all (arXiv 2004.05150).",
		},
		{
			"dilated", "causal & (window(4) | dilated(8))",
			"Sparse Transformers have such a strided pattern in some of their heads (arXiv 1904.10509).",
		},
	}
}
