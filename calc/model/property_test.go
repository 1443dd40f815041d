package model

import (
	"encoding/json"
	"math/rand"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"

	"pgregory.net/rapid"
)

// sizes are a drawn Llama-like model.
type sizes struct {
	Layers, Width, Heads, KV, FFN, Vocab, Experts, Active int64
	Tied                                                  bool
}

func drawSizes(t *rapid.T) sizes {
	s := sizes{
		Layers: rapid.Int64Range(2, 40).Draw(t, "layers"),
		KV:     rapid.Int64Range(1, 8).Draw(t, "kv"),
		FFN:    rapid.Int64Range(1, 5000).Draw(t, "ffn"),
		Vocab:  rapid.Int64Range(1, 300_000).Draw(t, "vocab"),
		Tied:   rapid.Bool().Draw(t, "tied"),
	}
	s.Heads = 2 * s.KV * rapid.Int64Range(1, 8).Draw(t, "group")
	s.Width = s.Heads * rapid.Int64Range(1, 128).Draw(t, "head")
	s.Experts = rapid.Int64Range(1, 64).Draw(t, "experts")
	s.Active = rapid.Int64Range(1, s.Experts).Draw(t, "active")
	return s
}

// config writes the sizes as a config of a dense family, or of one with experts.
func (s sizes) config(modelType string, more map[string]any) []byte {
	c := map[string]any{
		"model_type": modelType, "hidden_size": s.Width, "intermediate_size": s.FFN, "num_hidden_layers": s.Layers,
		"num_attention_heads": s.Heads, "num_key_value_heads": s.KV, "vocab_size": s.Vocab, "tie_word_embeddings": s.Tied,
	}
	if modelType == "mixtral" {
		c["num_local_experts"], c["num_experts_per_tok"] = s.Experts, s.Active
	}
	for k, v := range more {
		c[k] = v
	}
	data, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	return data
}

// counts are what the properties compare.
type counts struct{ total, active, lean, perToken, cache int64 }

func (s sizes) count(t *rapid.T, modelType string, more map[string]any) counts {
	return countOf(t, s.config(modelType, more))
}

func countOf(t *rapid.T, config []byte) counts {
	a, err := Read("", config)
	if err != nil {
		t.Fatalf("%v: %s", err, config)
	}
	r, err := a.Report(attention.Use{Context: 5000, Batch: 3, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	n := func(r quantity.Result) int64 {
		i, _ := r.Value.Int()
		return i
	}
	return counts{n(r.Total), n(r.Active), n(r.ActiveNoEmbedding), n(r.PerToken), n(r.Cache)}
}

func TestALlamaIsTheSumOfItsMatrices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSizes(t)
		d, head := s.Width, s.Width/s.Heads
		layer := d*d + 2*d*s.KV*head + d*d + 3*d*s.FFN + 2*d
		want := s.Vocab*d + s.Layers*layer + d
		if !s.Tied {
			want += s.Vocab * d
		}
		got := s.count(t, "llama", nil)
		if got.total != want || got.active != want {
			t.Fatalf("%d total, %d active, want %d", got.total, got.active, want)
		}
		if cache := 2 * s.Layers * s.KV * head * 2; got.perToken != cache || got.cache != cache*5000*3 {
			t.Fatalf("%d and %d bytes of cache, want %d a token", got.perToken, got.cache, cache)
		}
	})
}

func TestALayerLessIsThatLayersParametersLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSizes(t)
		for _, family := range []string{"llama", "mixtral", "qwen2", "olmo2", "starcoder2"} {
			all := s.count(t, family, nil)
			less, least := s, s
			less.Layers--
			least.Layers = 1
			two := s
			two.Layers = 2
			if got, want := all.total-less.count(t, family, nil).total, two.count(t, family, nil).total-least.count(t, family, nil).total; got != want {
				t.Fatalf("%s: the last layer has %d parameters, the second %d", family, got, want)
			}
		}
	})
}

func TestTyingRemovesOneTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSizes(t)
		for _, family := range []string{"llama", "mixtral", "gemma2", "cohere"} {
			s.Tied = false
			free := s.count(t, family, nil)
			s.Tied = true
			tied := s.count(t, family, nil)
			if free.total-tied.total != s.Vocab*s.Width {
				t.Fatalf("%s: tying removes %d of %d", family, free.total-tied.total, s.Vocab*s.Width)
			}
			// The tied table is multiplied, the free one looked up.
			if free.lean != tied.lean || tied.lean != tied.active {
				t.Fatalf("%s: without the input embedding %d and %d", family, free.lean, tied.lean)
			}
		}
	})
}

func TestTwiceTheKVHeadsTwiceTheCache(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSizes(t)
		one := s.count(t, "llama", nil)
		s.KV *= 2
		two := s.count(t, "llama", nil)
		if two.cache != 2*one.cache || two.perToken != 2*one.perToken {
			t.Fatalf("%+v and %+v", one, two)
		}
	})
}

func TestAnExpertMoreCostsMemoryNotCompute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSizes(t)
		before := s.count(t, "mixtral", nil)
		s.Experts++
		after := s.count(t, "mixtral", nil)
		router := s.Layers * s.Width
		if got, want := after.total-before.total, s.Layers*3*s.Width*s.FFN+router; got != want {
			t.Fatalf("an expert more is %d parameters, want %d", got, want)
		}
		if got := after.active - before.active; got != router {
			t.Fatalf("an expert more is %d active parameters, want the router's %d", got, router)
		}
	})
}

func TestAWindowPastTheContextChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSizes(t)
		none := s.count(t, "mistral", map[string]any{"sliding_window": nil})
		wide := s.count(t, "mistral", map[string]any{"sliding_window": rapid.Int64Range(5000, 1<<30).Draw(t, "window")})
		if none != wide {
			t.Fatalf("%+v and %+v", none, wide)
		}
		w := rapid.Int64Range(1, 4999).Draw(t, "narrow")
		if narrow := s.count(t, "mistral", map[string]any{"sliding_window": w}); narrow.cache != none.perToken*w*3 {
			t.Fatalf("a window of %d keeps %d bytes", w, narrow.cache)
		}
	})
}

func TestTheOrderOfFieldsDoesNotMatter(t *testing.T) {
	all := Catalogue()
	rapid.Check(t, func(t *rapid.T) {
		e := all[rapid.IntRange(0, len(all)-1).Draw(t, "model")]
		seed := rapid.Int64().Draw(t, "seed")
		if a, b := countOf(t, []byte(e.Config)), countOf(t, shuffled(t, e.Config, rand.New(rand.NewSource(seed)))); a != b {
			t.Fatalf("%s: %+v and %+v", e.Key, a, b)
		}
	})
}

// shuffled writes a config with its top fields in another order.
func shuffled(t *rapid.T, config string, r *rand.Rand) []byte {
	n, err := parse(config)
	if err != nil {
		t.Fatal(err)
	}
	members := n.members()
	out := []byte("{")
	for i, at := range r.Perm(len(members)) {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, config[members[at].start:members[at].value.end]...)
	}
	return append(out, '}')
}
