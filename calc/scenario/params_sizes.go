package scenario

// sizeKeys are the keys that a model decides.
var sizeKeys = []string{"layers", "hidden", "vocab", "heads", "kv", "head-dim", "dense-layers", "dense-ffn", "experts", "k", "shared", "expert-ffn", "tied"}

// sized binds a size that the scenario's model decides, where it has one.
func sized(of func(p *Params) Value) func(p *Params) Value {
	return func(p *Params) Value { return decidedBy(p.Model, of(p)) }
}

// The largest sizes of own numbers, far above what there is.
const (
	maxWidth   = 1 << 24
	maxExperts = 1 << 16
)

// sizeFields are the model, and what it decides of all layers.
var sizeFields = []Field[Params]{
	{
		Key: "model", Label: "Model", Help: "Whose sizes these are. Changing one of them makes them your own.",
		Of: func(p *Params) Value { return OneOf(&p.Model, paramsOptions()).Then(p.takeModel) },
	},
	{
		Key: "layers", Label: "Layers", Help: "How many layers there are.",
		Of: sized(func(p *Params) Value { return Int(&p.Layers, 1, 512) }),
	},
	{
		Key: "hidden", Label: "Width", Help: "How many numbers a token is between two layers.",
		Of: sized(func(p *Params) Value { return Int(&p.Width, 1, 1<<20) }),
	},
	{
		Key: "vocab", Label: "Vocabulary", Help: "How many tokens there are: the rows of the embedding.",
		Of: sized(func(p *Params) Value { return Int(&p.Vocab, 1, 1<<28) }),
	},
	{
		Key: "heads", Label: "Query heads", Help: "How many heads ask, in each layer.",
		Of: sized(func(p *Params) Value { return Int(&p.Heads, 1, 512) }),
	},
	{
		Key: "kv", Label: "KV heads", Help: "How many key/value heads the query heads share, in equal groups.",
		Of: sized(func(p *Params) Value { return equalGroups(&p.KV, p.Heads, "query heads") }),
	},
	{
		Key: "head-dim", Label: "Size of a head", Help: "How many numbers a query has, a key and a value.",
		Of: sized(func(p *Params) Value { return Int(&p.HeadDim, 1, 4096) }),
	},
}

// expertFields are what a model decides of its feed-forward networks, and how its
// head is made.
var expertFields = []Field[Params]{
	{
		Key: "dense-layers", Label: "Dense layers", Help: "How many layers have one dense network where the others have experts. Without experts all are dense.",
		Of: sized(func(p *Params) Value { return Int(&p.DenseLayers, 0, p.Layers) }),
	},
	{
		Key: "dense-ffn", Label: "Width of the dense network", Help: "The inner width of the feed-forward network in a dense layer.",
		Of: sized(func(p *Params) Value { return Int(&p.DenseWidth, 0, maxWidth) }),
	},
	{
		Key: "experts", Label: "Experts", Help: "How many routed experts a layer has; 0: none, every layer is dense.",
		Of: sized(func(p *Params) Value { return Int(&p.Experts, 0, maxExperts) }),
	},
	{
		Key: "k", Label: "Experts a token uses", Help: "How many of them the router chooses for a token (k).",
		Of: sized(func(p *Params) Value { return Int(&p.Active, min(1, p.Experts), p.Experts) }),
	},
	{
		Key: "shared", Label: "Shared experts", Help: "How many experts every token goes through besides.",
		Of: sized(func(p *Params) Value { return Int(&p.Shared, 0, min(1024, 1024*p.Experts)) }),
	},
	{
		Key: "expert-ffn", Label: "Width of an expert", Help: "The inner width of an expert's feed-forward network.",
		Of: sized(func(p *Params) Value { return Int(&p.ExpertWidth, 0, maxWidth) }),
	},
	{
		Key: "tied", Label: "Tied head", Help: "The output head is the input embedding, so that there is one table instead of two.",
		Of: sized(func(p *Params) Value { return Flag(&p.Tied) }),
	},
}
