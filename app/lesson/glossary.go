package lesson

// Term is a word of the lesson with its meaning.
type Term struct {
	// ID is the term's place in an address: "kv-cache".
	ID string
	// Name is the term, Also are other words and spellings of it.
	Name string
	Also []string
	// Text says what it means, in one or two sentences that stand alone.
	Text string
	// Part is the ID of the part of the lesson that teaches it.
	Part string
}

// Glossary returns the lesson's terms in the order in which they are taught.
func Glossary() []Term { return terms }

const (
	partCosts    = "two-costs"
	partSharing  = "share-the-keys-and-values"
	partWindows  = "look-less-far"
	partExperts  = "more-parameters-same-work"
	partBalance  = "what-experts-cost"
	partActive   = "total-and-active"
	partSpec     = "read-a-spec"
	partTogether = "what-you-can-do-now"
)

var terms = []Term{
	{"query", "query", []string{"queries"}, "What a token looks with: a vector that a head compares with keys.", partCosts},
	{"key", "key", []string{"keys"}, "What a token is found by: a vector that queries are compared with.", partCosts},
	{"value", "value", []string{"values"}, "What a token hands on: a vector that is added up with those of other tokens, by how well their keys match a query.", partCosts},
	{"head", "head", []string{"heads", "attention head"}, "One of several attentions that a layer computes side by side. Each has projections of its own.", partCosts},
	{"projection", "projection", []string{"projections"}, "A matrix that makes one vector out of another, such as a query out of a token.", partCosts},
	{"feed-forward-network", "feed-forward network", []string{"feed-forward networks", "FFN", "MLP"}, "The part of a layer that works on each token by itself. In most models it holds most of the weights.", partCosts},
	{"mask", "mask", []string{"masks", "attention mask"}, "The rule that says which keys a query may see.", partCosts},
	{"causal-mask", "causal mask", []string{"causal", "causal attention"}, "The mask under which a token sees itself and all tokens before it, but none after it.", partCosts},
	{"pair", "pair", []string{"pairs"}, "A query and a key that it is compared with. Attention’s work is counted in them.", partCosts},
	{"work", "work", []string{"compute", "arithmetic"}, "How much has to be computed, counted in FLOPs.", partCosts},
	{"flop", "FLOP", []string{"FLOPs"}, "One operation with numbers that have a fraction: a multiplication, or an addition.", partCosts},
	{"kv-cache", "KV cache", []string{"cache", "KV caches", "key-value cache"}, "The keys and values of all tokens so far, kept so that no step of writing computes them again.", partCosts},
	{"prefill", "prefill", []string{"prefilling"}, "Reading a prompt. All of its tokens are known, so they are computed together.", partCosts},
	{"decoding", "decoding", []string{"decode", "writing"}, "Writing text, one token in each step. A step reads the weights and the whole KV cache.", partCosts},
	{"batch", "batch", []string{"batches"}, "The conversations that gain a token in the same step, or the tokens that a layer computes together.", partCosts},
	{"intensity", "intensity", []string{"arithmetic intensity"}, "How many FLOPs are done for each byte that is read.", partCosts},
	{"roofline", "roofline", nil, "The most FLOPs a second that a chip can do at an intensity: at low ones its bandwidth is the bound, at high ones its arithmetic.", partCosts},
	{"bf16", "bf16", []string{"bfloat16"}, "The usual way of storing a weight or a number of a cache, in 2 bytes.", partCosts},
	{"gib", "GiB", []string{"gibibyte", "GB"}, "1,024³ bytes, as memory is measured. A GB, 1,000³ bytes, is 6.9 % less.", partCosts},

	{"multi-head-attention", "multi-head attention", []string{"MHA"}, "Attention in which every query head has keys and values of its own.", partSharing},
	{"multi-query-attention", "multi-query attention", []string{"MQA"}, "Attention in which all query heads of a layer share one head of keys and values.", partSharing},
	{"grouped-query-attention", "grouped-query attention", []string{"GQA"}, "Attention in which the query heads stand in equal groups, each with one head of keys and values.", partSharing},
	{"query-head", "query head", []string{"query heads"}, "A head, as far as it makes queries. There may be more of them than KV heads.", partSharing},
	{"kv-head", "KV head", []string{"KV heads", "key/value head"}, "A head’s keys and values, which are what is kept. Several query heads may read the same.", partSharing},
	{"head-size", "head size", []string{"size of a head", "head_dim"}, "How many numbers a query, a key or a value of one head has.", partSharing},
	{"latent-attention", "multi-head latent attention", []string{"MLA", "latent attention"}, "Attention that keeps one small vector of a token in each layer, the latent, and makes every head’s keys and values out of it again.", partSharing},
	{"latent", "latent", []string{"latents"}, "The vector that latent attention keeps of a token in a layer, in place of keys and values for each head.", partSharing},
	{"positional-key", "positional key", nil, "A small key that says where a token stands. Latent attention keeps one beside the latent.", partSharing},

	{"sliding-window-attention", "sliding-window attention", []string{"sliding window", "sliding attention"}, "Attention in which a token sees only the last few tokens, itself included.", partWindows},
	{"window", "window", []string{"windows"}, "How many tokens a token sees with sliding-window attention, itself included.", partWindows},
	{"rolling-cache", "rolling cache", []string{"cache that rolls", "rolls"}, "A KV cache with as many slots as the window has tokens. A new token takes the place of the one that has just left the window.", partWindows},
	{"slot", "slot", []string{"slots"}, "A place in a rolling cache for one token.", partWindows},
	{"reach", "reach", nil, "How many tokens back information can have come to a token, handed on through all layers.", partWindows},
	{"local-layer", "local layer", []string{"local layers", "sliding layer"}, "A layer with a window.", partWindows},
	{"global-layer", "global layer", []string{"global layers", "full layer"}, "A layer whose tokens see everything before them, among others that have a window.", partWindows},
	{"sink", "sink", []string{"sinks", "attention sink", "attention sinks"}, "One of the very first tokens of a text, to which models give much attention whatever it says.", partWindows},

	{"mixture-of-experts", "mixture of experts", []string{"MoE", "mixtures of experts", "mixtures"}, "A layer with many feed-forward networks, the experts, of which each token uses a few.", partExperts},
	{"expert", "expert", []string{"experts"}, "One of the feed-forward networks of a mixture of experts.", partExperts},
	{"router", "router", []string{"routers", "gate"}, "The small matrix that scores the experts for a token, so that the best can be chosen.", partExperts},
	{"softmax", "softmax", nil, "The function that makes probabilities of scores: all above zero, and together one.", partExperts},
	{"top-k", "top-k", []string{"top-2"}, "Choosing the k experts with the largest scores.", partExperts},
	{"shared-expert", "shared expert", []string{"shared experts"}, "An expert that every token goes through, without being chosen.", partExperts},

	{"load", "load", []string{"loads"}, "How many tokens of a batch an expert is given.", partBalance},
	{"load-balance", "load balance", []string{"balance", "balanced"}, "How evenly the experts are used.", partBalance},
	{"collapse", "collapse", []string{"routing collapse"}, "What becomes of a router that nothing balances: a few experts get nearly all tokens, learn from them, and are chosen more and more.", partBalance},
	{"capacity", "capacity", []string{"capacities", "capacity factor"}, "How many tokens of a batch an expert has room for: its equal share, times a factor.", partBalance},
	{"dropped", "dropped", []string{"drop", "dropping"}, "Not computed by an expert because that is full. The token goes on by its residual path.", partBalance},
	{"residual-path", "residual path", []string{"residual", "residual stream"}, "The way past a part of a layer: what the part makes of a token is added to the token as it was.", partBalance},
	{"auxiliary-loss", "auxiliary loss", []string{"balancing loss"}, "A number that is smallest when all experts are used alike. It is added to the loss that training lowers.", partBalance},
	{"bias-balancing", "bias balancing", []string{"bias", "auxiliary-loss-free balancing"}, "Adding to each expert’s score a number that helps to choose and does not weigh. It is lowered for experts with too much to do, and raised for the others.", partBalance},
	{"expert-choice", "expert choice", []string{"experts choose their tokens"}, "Routing in which each expert takes the tokens that score best with it, all experts as many.", partBalance},
	{"max-violation", "MaxVio", []string{"maximal violation"}, "How far the largest load is above the mean one, as a share of the mean. It is zero when all are equal.", partBalance},

	{"resident", "resident", nil, "Held in memory, used or not.", partActive},
	{"total-parameters", "total parameters", []string{"total"}, "All weights of a model. They are what memory has to hold.", partActive},
	{"active-parameters", "active parameters", []string{"active", "computed"}, "The weights that one token is computed with: all but those of the experts that it does not use.", partActive},
	{"read", "read", []string{"bytes read"}, "Fetched from memory for a step: the weights that its batch uses, and its caches.", partActive},
	{"dense", "dense", []string{"dense model", "dense network"}, "Without experts: every token is computed with all weights.", partActive},
	{"embedding", "embedding", []string{"embeddings", "table of embeddings"}, "The table with a vector for each token of the vocabulary. A token’s row is looked up, not multiplied.", partActive},
	{"output-layer", "output layer", []string{"output head"}, "The matrix at the end of a model that gives each token of the vocabulary a score.", partActive},

	{"config", "configuration file", []string{"config", "config.json", "spec"}, "The file that is published with a model and lists its sizes and choices.", partSpec},

	{"kernel", "kernel", []string{"kernels"}, "A program that a chip runs for one operation, such as attention.", partTogether},
	{"tile", "tile", []string{"tiles", "block", "blocks"}, "A square piece of a mask that a kernel computes at once, or skips if the mask leaves nothing in it.", partTogether},
}
