package practice

import (
	"sync"

	"attnexperts/calc/attention"
	"attnexperts/calc/hardware"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// subject is a published model, as far as the exercises ask about it.
type subject struct {
	key, name string
	arch      *model.Architecture
	// plain are its sizes.
	plain model.Plain
	// stack is its attention, layer its first one.
	stack attention.Stack
	layer attention.Layer
	// layers is how many it has, total and active are its parameters.
	layers, total, active int64
}

// subjects keeps those that were asked for.
var subjects = struct {
	sync.Mutex
	of map[string]*subject
}{of: map[string]*subject{}}

// subjectOf returns a model of the catalogue. Tests hold that each key here is
// one, and can be counted.
func subjectOf(key string) *subject {
	subjects.Lock()
	defer subjects.Unlock()
	if s := subjects.of[key]; s != nil {
		return s
	}
	entry := model.Find(key)
	s := &subject{key: key, name: entry.Name}
	s.arch, _ = entry.Architecture()
	s.plain, _ = s.arch.Plain()
	s.stack = s.arch.Stack()
	s.layer, s.layers = s.stack[0], int64(len(s.stack))
	counted, _ := s.arch.Count()
	s.total, _ = counted.Total.Value.Int()
	s.active, _ = counted.Active.Value.Int()
	subjects.of[key] = s
	return s
}

// fullModels are models of which all layers keep all tokens and share heads
// alike.
var fullModels = []string{
	"llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b", "llama-3.2-1b", "llama-3.2-3b", "llama-2-7b", "llama-2-13b", "llama-2-70b",
	"qwen2.5-72b", "qwen2.5-7b", "qwen3-0.6b", "qwen3-8b", "qwen3-32b", "mistral-nemo-12b", "mistral-small-24b", "phi-4", "smollm3-3b",
	"command-r-plus", "olmo-2-13b", "gemma-7b", "falcon-7b", "mixtral-8x7b", "mixtral-8x22b", "qwen3-30b-a3b",
}

// device draws an accelerator that models are served on.
func (m *maker) device() hardware.Device {
	d, _ := hardware.Find(m.word("a100-80", "h100", "h200", "l40s", "rtx-4090", "mi300x", "b200", "l4"))
	return d
}

// stored says how a dtype stores a number: "bf16 (2 bytes a number)".
//
//go:noinline
func stored(d quantity.Dtype) string {
	return string(d) + " (" + quantity.Plural(size(d), "byte", "bytes") + " a number)"
}

// size is how many bytes a number takes, of the dtypes that take whole ones.
//
//go:noinline
func size(d quantity.Dtype) int64 { return d.Bits() / 8 }
