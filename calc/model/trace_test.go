package model

import (
	"strings"
	"testing"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// report is what an architecture costs at 8,192 tokens.
func report(t testing.TB, a *Architecture) *Report {
	t.Helper()
	r, err := a.Report(attention.Use{Context: 8192, Batch: 2, Dtype: quantity.BF16})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read reads a config that must be readable.
func read(t testing.TB, config string) *Architecture {
	t.Helper()
	a, err := Read("", []byte(config))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// architecture is that of a model of the catalogue.
func architecture(t testing.TB, key string) *Architecture {
	t.Helper()
	e := Find(key)
	if e == nil {
		t.Fatalf("%s is not in the catalogue", key)
	}
	a, err := e.Architecture()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// walk visits a result and its parts.
func walk(r quantity.Result, visit func(quantity.Result)) {
	visit(r)
	for _, p := range r.Parts {
		walk(p, visit)
	}
}

// configs are those of the catalogue and of the other tests, by name.
func configs(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{
		"sparse4": sparse4, "nemotron4": nemotron4, "narrow": with(nemotron4, `"moe_latent_size": 16`),
		"hunyuan8": with(hunyuan8, `"use_cla": true, "cla_share_factor": 2`), "next8": next8, "jamba8": jamba8,
	}
	for _, e := range Catalogue() {
		all[e.Key] = e.Config
	}
	for line := range strings.SplitSeq(strings.TrimRight(further, "\n"), "\n") {
		cells := strings.Split(line, "\t")
		all[cells[0]] = cells[2]
	}
	return all
}

func TestEveryInputOfEveryFigureSaysWhereItIsFrom(t *testing.T) {
	for name, config := range configs(t) {
		r := report(t, read(t, config))
		for _, top := range []quantity.Result{r.Total, r.Active, r.ActiveNoEmbedding, r.PerToken, r.Cache, r.State, r.CacheIfMHA} {
			walk(top, func(res quantity.Result) {
				for _, in := range res.Inputs {
					if in.From == "" || in.Meaning == "" {
						t.Errorf("%s: %s: %s (%s) = %s has no origin", name, res.Label, in.Symbol, in.Meaning, in.Value.Exact())
					}
				}
			})
		}
	}
}

func TestAnInputIsTheFieldThatItNames(t *testing.T) {
	for name, config := range configs(t) {
		a := read(t, config)
		given := map[string]string{}
		for _, f := range a.Fields {
			if f.Default == "" {
				given[f.Path] = f.Value
			}
		}
		r := report(t, a)
		for _, top := range []quantity.Result{r.Total, r.Active, r.ActiveNoEmbedding, r.PerToken, r.Cache} {
			walk(top, func(res quantity.Result) {
				for _, in := range res.Inputs {
					// A list has the number once for each layer.
					if value, ok := given[in.From]; ok && value != in.Value.Exact() && !strings.ContainsRune("[\"", rune(value[0])) {
						t.Errorf("%s: %s: %s = %s, and its field %s is %s", name, res.Label, in.Symbol, in.Value.Exact(), in.From, value)
					}
				}
			})
		}
	}
}

func TestPartsOfEveryFigureSumToIt(t *testing.T) {
	for name, config := range configs(t) {
		r := report(t, read(t, config))
		for _, top := range []quantity.Result{r.Total, r.PerToken, r.Cache, r.CacheIfMHA} {
			walk(top, func(res quantity.Result) {
				if len(res.Parts) == 0 {
					return
				}
				sum := int64(0)
				for _, p := range res.Parts {
					sum += whole(t, p)
				}
				if sum != whole(t, res) {
					t.Errorf("%s: %s is %d, its parts sum to %d", name, res.Label, whole(t, res), sum)
				}
			})
		}
	}
}

func TestAFieldStandsWhereItIsSaidTo(t *testing.T) {
	for name, config := range configs(t) {
		for _, f := range read(t, config).Fields {
			if f.Default != "" {
				if f.Start != 0 || f.End != 0 || f.Line != 0 {
					t.Errorf("%s: the default of %s has a place", name, f.Path)
				}
				continue
			}
			text := config[f.Start:f.End]
			last := f.Path[strings.LastIndexByte(f.Path, '.')+1:]
			if !strings.HasPrefix(text, `"`+last+`"`) || !strings.HasSuffix(text, f.Value) {
				t.Errorf("%s: %s = %s is said to stand at %q", name, f.Path, f.Value, text)
			}
			if line := 1 + strings.Count(config[:f.Start], "\n"); line != f.Line {
				t.Errorf("%s: %s stands in line %d, not %d", name, f.Path, line, f.Line)
			}
		}
	}
}

func TestADefaultIsSaidToBeOne(t *testing.T) {
	for _, c := range []struct{ key, path, want string }{
		{"gemma-3-27b", "text_config.tie_word_embeddings", "default of gemma3: true, as tie_word_embeddings is absent"},
		{"gemma-3-4b", "text_config.num_key_value_heads", "default of gemma3: 4, as num_key_value_heads is absent"},
		{"gemma-3-4b", "text_config.vocab_size", "default of gemma3: 262208, as vocab_size is absent"},
		{"gemma-2-9b", "tie_word_embeddings", "default of gemma2: true, as tie_word_embeddings is absent"},
		{"llama-3.1-8b", "head_dim", "hidden_size ÷ num_attention_heads, as head_dim is absent"},
		{"falcon-7b", "multi_query", "1, as multi_query is true"},
		{"gpt-2", "n_inner", "4 · n_embd, as n_inner is absent"},
	} {
		found := false
		for _, f := range architecture(t, c.key).Fields {
			found = found || f.Path == c.path && f.Default == c.want
		}
		if !found {
			t.Errorf("%s has no default of %s that says %q", c.key, c.path, c.want)
		}
	}
}

func TestNotesSayWhatTheNumbersAreNot(t *testing.T) {
	for _, c := range []struct{ key, want string }{
		{"deepseek-v3", "num_nextn_predict_layers"},
		{"deepseek-v3", "quantised"},
		{"deepseek-v3", "num_key_value_heads (128) is not used"},
		{"gpt-oss-20b", "quantised"},
		{"gemma-3-27b", "vision"},
		{"llama-4-scout", "vision"},
		{"qwen3-next-80b-a3b", "multi-token-prediction"},
		{"qwen2-7b", "switched off by use_sliding_window"},
		{"phi-3.5-moe", "no shorter than the longest context"},
		{"qwen3-30b-a3b", "intermediate_size (6144) is not used"},
		{"falcon-7b", "num_kv_heads (71) is not used"},
		{"falcon-40b", "multi_query (true) is not used"},
	} {
		if notes := strings.Join(architecture(t, c.key).Notes, "\n"); !strings.Contains(notes, c.want) {
			t.Errorf("%s: no note has %q: %q", c.key, c.want, notes)
		}
	}
}
