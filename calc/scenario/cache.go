package scenario

import (
	"slices"
	"sync"

	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// Cache is the scenario of the cache page.
type Cache struct {
	// Model is a key of the catalogue whose shape it has; "none" for own numbers.
	Model string
	Shape
	// Context is the tokens of a conversation, Batch how many there are at once.
	Context, Batch int64
	Dtype          quantity.Dtype
	// Device is a key of package hardware.
	Device string
	// Scale is how the axes of the chart of bytes run: "log" or "linear".
	Scale string
	// Step is how many cells of the filling cache have been written.
	Step int64

	Common
}

// FillCells is how many cells a window has in the picture of the filling cache,
// at most; FillWindows is how many windows the picture runs over.
const (
	FillCells   = 16
	FillWindows = 3
)

// FillWindow is the window that the filling cache shows: the shape's, or, where
// all layers are full, a quarter of the context, to compare with.
func (c Cache) FillWindow() int64 {
	if c.Window > 0 {
		return c.Window
	}
	return max(1, c.Context/4)
}

// Steps is how many cells the filling cache writes.
func (c Cache) Steps() int64 { return FillWindows * min(FillCells, c.FillWindow()) }

// cacheModels are the models of the catalogue that have a shape, the best known
// first.
var cacheModels = []string{
	"llama-3.1-8b", "llama-2-7b", "llama-3.1-70b", "mistral-7b", "gemma-3-27b", "gemma-3-4b", "gemma-3-1b", "gemma-2-9b", "gemma-7b",
	"gpt-oss-20b", "qwen3-8b", "qwen3-0.6b", "qwen2-7b", "qwen3-30b-a3b", "mixtral-8x7b", "deepseek-v3", "deepseek-v2-lite", "minicpm3-4b",
	"olmo-3.1-32b", "olmoe-1b-7b", "glm-4.5", "falcon-7b", "falcon-40b", "starcoder2-7b", "gpt-2",
}

// modelOptions are the models that can be chosen, and own numbers.
var modelOptions = sync.OnceValue(func() []Option { return optionsOf(cacheModels) })

// Architecture returns the scenario's model as the catalogue has it; nil for
// own numbers.
func (c Cache) Architecture() *model.Architecture { return architectureOf(c.Model) }

// takeModel gives the scenario the shape of its model.
func (c *Cache) takeModel() {
	if a := c.Architecture(); a != nil {
		c.Shape, _ = ShapeOf(a.Stack())
	}
}

// shapeKeys are the keys that a model decides.
var shapeKeys = []string{"layers", "heads", "kv", "head-dim", "window", "global-every", "latent", "rope-dim"}

// MaxContext is the longest conversation of the cache page.
const MaxContext = 1_000_000_000_000

// CacheTable has the keys of the cache page's links.
var CacheTable = Table[Cache]{
	Path: "/cache/",
	Default: func() Cache {
		return Cache{
			Model: "llama-3.1-8b", Shape: Shape{Layers: 32, Heads: 32, KV: 8, HeadDim: 128},
			Context: 8192, Batch: 1, Dtype: quantity.BF16, Device: "a100-80", Scale: "log", Step: 40,
		}
	},
	// A link that gives sizes and no model means its own numbers.
	Prepare: func(c *Cache, given func(string) bool) {
		if givesOwn(given, shapeKeys) {
			c.Model = none
		}
	},
	// A size that is set by hand is no longer the model's.
	Free: func(c *Cache, key string) {
		if slices.Contains(shapeKeys, key) {
			c.Model = none
		}
	},
	Fields: cacheFields,
}

// cacheFields are the keys of [CacheTable], in the order of a link.
var cacheFields = append([]Field[Cache]{
	{
		Key: "model", Label: "Model", Help: "Whose sizes these are. Changing one of them makes them your own.",
		Of: func(c *Cache) Value { return OneOf(&c.Model, modelOptions()).Then(c.takeModel) },
	},
	{
		Key: "layers", Label: "Layers", Help: "How many layers have a cache.",
		Of: shaped(func(c *Cache) Value { return Int(&c.Layers, 1, 512) }),
	},
	{
		Key: "heads", Label: "Query heads", Help: "How many heads ask, in each layer.",
		Of: shaped(func(c *Cache) Value { return Int(&c.Heads, 1, 512) }),
	},
	{
		Key: "kv", Label: "KV heads", Help: "How many heads are kept. The query heads share them in equal groups.",
		Of: shaped(func(c *Cache) Value { return equalGroups(&c.KV, c.Heads, "query heads") }),
	},
	{
		Key: "head-dim", Label: "Size of a head", Help: "How many numbers a key has, and a value.",
		Of: shaped(func(c *Cache) Value { return Int(&c.HeadDim, 1, 1000) }),
	},
	{
		Key: "window", Label: "Window", Help: "How many tokens a sliding layer sees and keeps, the token itself included.",
		Of: shaped(func(c *Cache) Value { return Optional(&c.Window, 1, MaxContext) }),
	},
	{
		Key: "global-every", Label: "A full layer every", Help: "One layer in this many is full, the others slide; 0: all slide.",
		Of: shaped(func(c *Cache) Value { return Int(&c.GlobalEvery, 0, 512) }),
	},
	{
		Key: "latent", Label: "Latent", Help: "What latent attention (MLA) keeps of a token instead of keys and values; 0: none.",
		Of: shaped(func(c *Cache) Value { return Int(&c.Latent, 0, 65_536) }),
	},
	{
		Key: "rope-dim", Label: "Positional key", Help: "The size of the one key with a position that latent attention keeps beside the latent.",
		Of: shaped(func(c *Cache) Value { return Int(&c.RopeDim, 0, 4096) }),
	},
	{
		Key: "context", Label: "Context", Help: "How many tokens a conversation has. Of a model, “128k” mostly means 131,072: type 128Ki.",
		Of: func(c *Cache) Value { return Int(&c.Context, 1, MaxContext) },
	},
	{
		Key: "batch", Label: "Batch", Help: "How many conversations are served at once.",
		Of: func(c *Cache) Value { return Int(&c.Batch, 1, 1_000_000) },
	},
	{
		Key: "dtype", Label: "Stored as", Help: "How a number of the weights and of the cache is stored.",
		Of: func(c *Cache) Value { return OneOf(&c.Dtype, dtypeOptions) },
	},
	{
		Key: "device", Label: "Device", Help: "Whose memory and bandwidth are compared with.",
		Of: func(c *Cache) Value { return OneOf(&c.Device, deviceOptions()) },
	},
	{
		Key: "scale", Label: "Axes", Help: "How the axes of the chart run.",
		Of: func(c *Cache) Value {
			return OneOf(&c.Scale, []Option{{"log", "logarithmic: a step is a factor"}, {"linear", "linear: a step is a number"}})
		},
	},
	{
		Key: "step", Label: "Written", Help: "How many cells of the sequence have been written.",
		Of: func(c *Cache) Value { return Int(&c.Step, 0, c.Steps()) },
	},
}, commonFields(func(c *Cache) *Common { return &c.Common },
	[]Option{
		{"heads", "how heads share"},
		{"fill", "the cache filling"},
		{"bytes", "bytes against context"},
		{"fit", "what fits"},
		{"roofline", "the roofline of decoding"},
	},
	[]Option{
		{"kv-bytes-per-token", "Cache a token"},
		{"kv-bytes", "KV cache"},
		{"kv-bytes-mha", "KV cache with MHA"},
		{"kv-bytes-mqa", "KV cache with MQA"},
		{"shrink", "MHA over this"},
		{"max-batch", "Conversations that fit"},
		{"decode-tokens-per-second", "Decoding, at most"},
		{"intensity", "Intensity of decoding"},
	})...)

// shaped binds a size that the scenario's model decides, where it has one.
func shaped(of func(c *Cache) Value) func(c *Cache) Value {
	return func(c *Cache) Value { return decidedBy(c.Model, of(c)) }
}
