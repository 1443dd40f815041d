package scenario

import (
	"sync"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/tensors"
)

// Spec is the scenario of the spec reader.
type Spec struct {
	// Config is a pasted config.json; "" where the models are all from the
	// catalogue. Models are keys of the catalogue, "" past the last.
	Config string
	Models [MaxCompared]string
	// Context is the tokens of a conversation, Batch how many there are at once.
	Context, Batch int64
	Dtype          quantity.Dtype
	// Device is a key of package hardware.
	Device string
	// File is the table of a file of weights that is open beside the first
	// model; nil where none is. No link carries it.
	File *tensors.File

	Common
}

// MaxCompared is how many models can be compared.
const MaxCompared = 4

// MaxConfigLink is the length in bytes, fragment mark included, that no link
// with a pasted config exceeds; a longer config travels as a file.
const MaxConfigLink = 8000

// usualModel is what the spec reader shows at first: a model with windows, shared
// heads and experts, whose config says so in plain words.
const usualModel = "gpt-oss-20b"

// PastedKey is what a pasted config is called where models go by keys.
const PastedKey = "config"

// A Subject is one of the models that the spec reader shows.
type Subject struct {
	// Key is its key in the catalogue, or PastedKey.
	Key, Name string
	Config    string
	Arch      *model.Architecture
	// Entry is the catalogue's entry; nil for a pasted config.
	Entry *model.Entry
}

// Subjects returns the models: the pasted config first.
func (s Spec) Subjects() []Subject {
	var list []Subject
	if s.Config != "" {
		arch, err := ReadConfig(s.Config)
		if err != nil {
			panic("scenario: a config that was taken: " + err.Error()) // Set has read it
		}
		list = append(list, Subject{Key: PastedKey, Name: pastedName(arch), Config: s.Config, Arch: arch})
	}
	for _, key := range s.Models {
		if e := model.Find(key); e != nil {
			list = append(list, Subject{Key: key, Name: e.Name, Config: e.Config, Arch: architectureOf(key), Entry: e})
		}
	}
	return list
}

// pastedName is what a pasted config is called.
func pastedName(a *model.Architecture) string {
	switch {
	case a.Name == "":
		return "Your config"
	case a.Name == a.Class:
		return "Your config (" + Shown(a.Class) + ")"
	}
	return Shown(a.Name)
}

// Use is what the models are used for.
func (s Spec) Use() attention.Use {
	return attention.Use{Context: s.Context, Batch: s.Batch, Dtype: s.Dtype}
}

// follow makes room for a pasted config, in the place of the first model.
func (s *Spec) follow() {
	if s.Config != "" && s.Models[0] != "" {
		copy(s.Models[:], s.Models[1:])
		s.Models[MaxCompared-1] = ""
	}
}

// specModels are all models of the catalogue.
var specModels = sync.OnceValue(func() []Option {
	var options []Option
	for _, e := range model.Catalogue() {
		options = append(options, Option{e.Key, e.Name})
	}
	return options
})

// SpecTable has the keys of the spec reader's links.
var SpecTable = Table[Spec]{
	Path: "/spec/",
	Default: func() Spec {
		return Spec{Models: [MaxCompared]string{usualModel}, Context: 8192, Batch: 1, Dtype: quantity.BF16, Device: "a100-80"}
	},
	Fields: specFields,
}

// specFields are the keys of [SpecTable], in the order of a link.
var specFields = append([]Field[Spec]{
	{
		Key: "config", Label: "A model’s config.json", Help: "Paste one, or change a number in this one. What was read is marked.",
		Of: func(s *Spec) Value {
			// Another text is another model, and the pasted one takes its place.
			return Config(&s.Config, func() string { return s.Subjects()[0].Config }, func() { s.follow() })
		},
		Most: MaxConfigLink - 400, Instead: tooLong,
	},
	{
		Key: "model", Label: "Models", Help: "Up to four are compared.", Many: true,
		Of: func(s *Spec) Value {
			least, most := 1, MaxCompared
			if s.Config != "" {
				least, most = 0, MaxCompared-1
			}
			return Several(s.Models[:], least, most, specModels(), "models of the catalogue, such as llama-3.1-8b", usualModel)
		},
	},
	{
		Key: "context", Label: "Context", Help: "How many tokens a conversation has. Of a model, “128k” mostly means 131,072: type 128Ki.",
		Of: func(s *Spec) Value { return Int(&s.Context, 1, model.MostTokens) },
	},
	{
		Key: "batch", Label: "Batch", Help: "How many conversations are served at once.",
		Of: func(s *Spec) Value { return Int(&s.Batch, 1, model.MostSequences) },
	},
	{
		Key: "dtype", Label: "Stored as", Help: "How a number of the weights and of the cache is stored.",
		Of: func(s *Spec) Value { return OneOf(&s.Dtype, dtypeOptions) },
	},
	{
		Key: "device", Label: "Device", Help: "Whose memory and bandwidth are compared with.",
		Of: func(s *Spec) Value { return OneOf(&s.Device, deviceOptions()) },
	},
}, commonFields(func(s *Spec) *Common { return &s.Common },
	[]Option{
		{"stack", "the layers"},
		{"weights", "total and active"},
		{"bytes", "the cache against the context"},
		{"fit", "what fits"},
	},
	[]Option{
		{"total-params", "Total parameters"},
		{"active-params", "Active parameters"},
		{"kv-bytes-per-token", "Cache a token"},
		{"kv-bytes", "KV cache"},
		{"shrink", "MHA over this"},
		{"max-batch", "Conversations that fit"},
		{"decode-tokens-per-second", "Decoding, at most"},
	})...)
