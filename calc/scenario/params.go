package scenario

import (
	"slices"
	"sync"

	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// Params is the scenario of the page of parameters.
type Params struct {
	// Model is a key of the catalogue whose sizes it has; "none" for own numbers.
	Model string
	model.Plain
	// Batch is how many sequences gain a token in a step of decoding.
	Batch int64
	Dtype quantity.Dtype
	// Device is a key of package hardware.
	Device string
	// Duel is what a dense model and one with experts have in common where they
	// are compared: "total", "active" or "memory".
	Duel string

	Common
}

// paramsModels are the models of the catalogue that the sizes can say, but for
// what an architecture has besides; those with experts first.
var paramsModels = []string{
	"mixtral-8x7b", "mixtral-8x22b", "qwen3-30b-a3b", "qwen3-235b-a22b", "deepseek-v3", "deepseek-v2-lite", "deepseek-moe-16b",
	"gpt-oss-20b", "gpt-oss-120b", "olmoe-1b-7b", "llama-4-scout", "llama-4-maverick", "kimi-k2", "glm-4.5", "minimax-m2", "dbrx",
	"phi-3.5-moe", "qwen1.5-moe-a2.7b", "llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b", "llama-2-7b", "mistral-7b", "gemma-3-27b",
	"qwen3-8b", "qwen3-32b",
}

var paramsOptions = sync.OnceValue(func() []Option { return optionsOf(paramsModels) })

// ParamsModels returns the models that can be chosen, own numbers not among them.
func ParamsModels() []Option { return paramsOptions()[1:] }

// Named reports whether the scenario is a model of the catalogue.
func (p Params) Named() bool { return p.Model != none }

// Architecture returns the scenario's model as the catalogue has it, or the one
// that the reader's own sizes make.
func (p Params) Architecture() *model.Architecture {
	if a := architectureOf(p.Model); a != nil {
		return a
	}
	return p.Plain.Architecture()
}

// takeModel gives the scenario the sizes of its model.
func (p *Params) takeModel() {
	if p.Model == none {
		p.own()
	} else {
		p.Plain, _ = architectureOf(p.Model).Plain()
	}
}

// own makes a model's sizes the reader's. A width that it has no use for becomes
// one to start from: experts may be taken away from it, or given to it.
func (p *Params) own() {
	p.Model = none
	if p.Experts == 0 {
		p.DenseLayers = 0 // all are dense, and all may get experts
	}
	if p.DenseWidth == 0 {
		p.DenseWidth = (p.Active + p.Shared) * p.ExpertWidth
	}
	if p.ExpertWidth == 0 {
		p.ExpertWidth = p.DenseWidth
	}
}

// ParamsTable has the keys of the links to the page of parameters.
var ParamsTable = Table[Params]{
	Path: "/params/",
	Default: func() Params {
		p := Params{Model: "mixtral-8x7b", Batch: 4, Dtype: quantity.BF16, Device: "a100-80", Duel: "total"}
		p.takeModel()
		return p
	},
	// A link that gives sizes and no model means its own numbers.
	Prepare: func(p *Params, given func(string) bool) {
		if givesOwn(given, sizeKeys) {
			p.own()
		}
	},
	// A size that is set by hand is no longer the model's.
	Free: func(p *Params, key string) {
		if slices.Contains(sizeKeys, key) && p.Model != none {
			p.own()
		}
	},
	Fields: paramsFields,
}

// paramsFields are the keys of [ParamsTable], in the order of a link.
var paramsFields = slices.Concat(sizeFields, expertFields, []Field[Params]{
	{
		Key: "batch", Label: "Batch", Help: "How many conversations gain a token in one step.",
		Of: func(p *Params) Value { return Int(&p.Batch, 1, 1_000_000) },
	},
	{
		Key: "dtype", Label: "Stored as", Help: "How a parameter is stored.",
		Of: func(p *Params) Value { return OneOf(&p.Dtype, dtypeOptions) },
	},
	{
		Key: "device", Label: "Device", Help: "Whose memory the parameters have to fit into, and whose bandwidth reads them.",
		Of: func(p *Params) Value { return OneOf(&p.Device, deviceOptions()) },
	},
	{
		Key: "duel", Label: "Held equal", Help: "What the dense model and the one with experts have in common.",
		Of: func(p *Params) Value {
			return OneOf(&p.Duel, []Option{{"total", "total parameters"}, {"active", "active parameters"}, {"memory", "memory: each fills the device"}})
		},
	},
}, commonFields(func(p *Params) *Common { return &p.Common },
	[]Option{
		{"what", "what is stored, what is used"},
		{"batch", "three meanings against the batch"},
		{"touched", "experts touched"},
		{"duel", "dense against experts"},
		{"vendors", "what vendors quote"},
	},
	[]Option{
		{"total-params", "Total parameters"},
		{"active-params", "Active parameters"},
		{"active-params-no-embedding", "Active without the input embedding"},
		{"resident-bytes", "Resident bytes"},
		{"read-bytes-per-step", "Bytes read a step"},
		{"flops-per-token", "FLOPs a token"},
		{"experts-touched", "Experts touched in a layer"},
	}))
