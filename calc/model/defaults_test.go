package model

import (
	"strings"
	"testing"

	"attnexperts/calc/attention"
)

const (
	v3of8 = `{"model_type": "deepseek_v3", "q_lora_rank": 8, "kv_lora_rank": 16, "qk_nope_head_dim": 8, "qk_rope_head_dim": 4, "v_head_dim": 8,
		"n_routed_experts": 4, "n_shared_experts": 1, "num_experts_per_tok": 2, "moe_intermediate_size": 8, "first_k_dense_replace": 1, ` + common8 + `}`
	glm4of8   = `{"model_type": "glm4_moe", "n_routed_experts": 4, "n_shared_experts": 1, "num_experts_per_tok": 2, "moe_intermediate_size": 8, "first_k_dense_replace": 1, ` + common8 + `}`
	dbrx8     = `{"model_type": "dbrx", "attn_config": {"kv_n_heads": 2}, "ffn_config": {"moe_num_experts": 4, "moe_top_k": 2, "ffn_hidden_size": 8}, ` + common8 + `}`
	bloom8    = `{"model_type": "bloom", "hidden_size": 64, "n_layer": 8, "n_head": 4, "vocab_size": 100}`
	gpt2of8   = `{"model_type": "gpt2", "n_embd": 64, "n_layer": 8, "n_head": 4, "n_positions": 50, "vocab_size": 100}`
	falcon8   = `{"model_type": "falcon", "hidden_size": 64, "num_hidden_layers": 8, "num_attention_heads": 4, "vocab_size": 100, "tie_word_embeddings": true}`
	exaone4of = `{"model_type": "exaone4", "sliding_window": null, ` + common8 + `}`
)

// A field that a class of transformers gives a default that fits one model is
// refused where it is absent, and read as none where it is null.
func TestDefaultsThatFitOneModelAreNotTaken(t *testing.T) {
	for _, c := range []struct{ base, field string }{
		{v3of8, "q_lora_rank"},
		{v3of8, "n_routed_experts"},
		{v3of8, "n_shared_experts"},
		{v3of8, "first_k_dense_replace"},
		{glm4of8, "n_routed_experts"},
		{glm4of8, "n_shared_experts"},
		{glm4of8, "first_k_dense_replace"},
		{exaone4of, "sliding_window"},
		{phi8, "intermediate_size"},
	} {
		read(t, c.base)
		_, err := Read("", []byte(without(t, c.base, c.field)))
		if err == nil || !strings.Contains(err.Error(), c.field+" is missing") {
			t.Errorf("%s without %s: %v", c.base[:28], c.field, err)
		}
	}
	for _, config := range []string{strings.Replace(dbrx8, `"kv_n_heads": 2`, "", 1), strings.Replace(dbrx8, `{"kv_n_heads": 2}`, "null", 1)} {
		if _, err := Read("", []byte(config)); err == nil || !strings.Contains(err.Error(), "attn_config.kv_n_heads is missing") {
			t.Errorf("%s: %v", config[:60], err)
		}
	}
	if l := read(t, strings.Replace(v3of8, `"q_lora_rank": 8`, `"q_lora_rank": null`, 1)).Layers[0].Mixer.(Latent); l.QueryRank != 0 {
		t.Errorf("null makes a rank of %d", l.QueryRank)
	}
}

// Windows that the class has where the config says nothing of their size.
func TestAWindowMayBeTheClasses(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{with(qwen2of8, `"use_sliding_window": true, "max_window_layers": 6`), "ffffffss"},
		{with(qwen2of8, `"use_sliding_window": true, "max_window_layers": 6, "sliding_window": null`), "ffffffff"},
		{`{"model_type": "ministral", ` + common8 + `}`, "ssssssss"},
		{`{"model_type": "ministral", "sliding_window": null, ` + common8 + `}`, "ffffffff"},
		{`{"model_type": "ministral3", "sliding_window": null, ` + common8 + `}`, "ffffffff"},
		// Dots has no switch, whatever a config says.
		{`{"model_type": "dots1", "n_routed_experts": null, "use_sliding_window": false, "sliding_window": 16, "max_window_layers": 5, ` + common8 + `}`, "fffffsss"},
	} {
		a := read(t, c.config)
		if got := kindsOf(a); got != c.want {
			t.Errorf("%s: layers %s, want %s", c.config, got, c.want)
		}
		if s := a.Layers[7].Mixer.(Softmax); s.Kind == attention.SlidingLayer && s.Window != 4096 && s.Window != 16 {
			t.Errorf("%s: a window of %d", c.config, s.Window)
		}
	}
}

// What a class ignores is not obeyed, and what it cannot be is refused.
func TestFieldsThatTheClassIgnores(t *testing.T) {
	for _, c := range []struct{ base, fields, want string }{
		{gpt2of8, `"head_dim": 32`, "head_dim (line 1) is 32, and in the family gpt2 a head has the width, 64, divided by the 4 heads"},
		{falcon8, `"head_dim": 32`, "head_dim (line 1) is 32"},
		{`{"model_type": "olmoe", "num_experts": 4, "num_experts_per_tok": 2, ` + strings.Replace(common8, `"head_dim": 16`, `"head_dim": 32`, 1) + `}`, ``, "head_dim (line 1) is 32"},
		{`{"model_type": "hunyuan_v1_dense", ` + strings.Replace(common8, `"head_dim"`, `"attention_head_dim"`, 1) + `, "use_qk_norm": true}`, ``, ""},
		{`{"model_type": "hunyuan_v1_dense", ` + strings.Replace(common8, `"head_dim": 16`, `"attention_head_dim": 32`, 1) + `}`, ``, "attention_head_dim (line 1) is 32, and head_dim is absent"},
		{`{"model_type": "hunyuan", "num_experts": 4, "moe_topk": 2, "num_shared_expert": 1, ` + common8 + `}`, ``, "use_mixed_mlp_moe is missing"},
		{qwen8, `"use_sliding_window": true`, "use_sliding_window (line 2) is true"},
		{v3of8, `"use_mla": false`, "use_mla (line 3) is false"},
		{gpt2of8, `"tie_word_embeddings": null`, "tie_word_embeddings (line 1) is null: true or false is needed"},
		{`{"model_type": "internlm", "bias": null, ` + common8 + `}`, ``, "bias (line 1) is null"},
		{llama8, `"attention_bias": null`, ""},
		{llama8, `"draft_vocab_size": 32000`, "draft_vocab_size (line 2) is 32000, and the family llama has no such thing"},
		{llama8, `"medusa_num_heads": 5`, "medusa_num_heads"},
		{llama8, `"speculators_model_type": "eagle3"`, "speculators_model_type"},
		{llama8, `"is_encoder_decoder": 1`, "is_encoder_decoder (line 2) is 1: only models that are a decoder alone"},
		{llama8, `"is_encoder_decoder": null`, ""},
		{sparse4, `"layer_types": ["indexed_attention", "deepseek_sparse_attention", "indexed_attention", "indexed_attention"]`, ""},
		{sparse4, `"layer_types": ["indexed_attention", "indexed_attention", "indexed_attention", "full_attention"]`, `has "full_attention" as entry 4`},
	} {
		_, err := Read("", []byte(with(c.base, c.fields)))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%.40s with %s: %v, want %q", c.base, c.fields, err, c.want)
		}
	}
	if got, want := whole(t, report(t, read(t, with(bloom8, `"n_inner": 16`))).Total), whole(t, report(t, read(t, bloom8)).Total); got != want {
		t.Errorf("bloom with another n_inner has %d parameters, want %d", got, want)
	}
}

// Norms of Falcon: two, but one where attention and network run in parallel, unless
// the layout is the new one or a field says otherwise.
func TestNormsOfFalcon(t *testing.T) {
	for _, c := range []struct {
		fields string
		want   int64
	}{
		{`"parallel_attn": true`, 1},
		{`"parallel_attn": false`, 2},
		{`"parallel_attn": false, "num_ln_in_parallel_attn": 1`, 2},
		{`"num_ln_in_parallel_attn": 2`, 2},
		{`"new_decoder_architecture": true, "num_kv_heads": 2`, 2},
		{`"new_decoder_architecture": true, "num_kv_heads": 2, "num_ln_in_parallel_attn": null`, 2},
		{`"new_decoder_architecture": true, "num_kv_heads": 2, "num_ln_in_parallel_attn": 1`, 1},
	} {
		if got := read(t, with(falcon8, c.fields)).Layers[0].Norms; got != c.want {
			t.Errorf("with %s: %d norms, want %d", c.fields, got, c.want)
		}
	}
}

// Language models that are nested leave out what their class has by default: LLaVA
// 1.5 is Llama 2 with 64 more tokens, Pixtral is as large as Mistral Nemo.
func TestNestedConfigsLeaveSizesToTheClass(t *testing.T) {
	for _, c := range []struct {
		config string
		want   int64
	}{
		{
			`{"architectures": ["LlavaForConditionalGeneration"], "model_type": "llava", "vision_config": {"hidden_size": 1024},
			"text_config": {"architectures": ["LlamaForCausalLM"], "max_position_embeddings": 4096, "model_type": "llama", "rms_norm_eps": 1e-05, "vocab_size": 32064}}`,
			6_738_415_616 + 2*64*4096,
		},
		{
			`{"architectures": ["LlavaForConditionalGeneration"], "model_type": "llava", "vision_config": {"model_type": "pixtral"},
			"text_config": {"head_dim": 128, "hidden_size": 5120, "is_composition": true, "max_position_embeddings": 1024000, "model_type": "mistral",
			"num_hidden_layers": 40, "rms_norm_eps": 1e-05, "rope_theta": 1000000000.0, "sliding_window": null, "vocab_size": 131072}}`,
			12_247_782_400,
		},
	} {
		if got := whole(t, report(t, read(t, c.config)).Total); got != c.want {
			t.Errorf("%d parameters, want %d", got, c.want)
		}
	}
}

// Where no field says how many layers there are, the list of their kinds does.
func TestAListOfKindsCountsTheLayers(t *testing.T) {
	want := report(t, read(t, nemotron4)).Total
	for _, config := range []string{
		without(t, nemotron4, "num_hidden_layers"),
		strings.Replace(without(t, nemotron4, "num_hidden_layers"), `"hybrid_override_pattern": "ME*-"`, `"layers_block_type": ["mamba", "moe", "full_attention", "mlp"]`, 1),
	} {
		if got := report(t, read(t, config)).Total; got.Value != want.Value {
			t.Errorf("%v parameters, want %v", got.Value, want.Value)
		}
	}
	for pattern, problem := range map[string]string{
		`""`:                                     "num_hidden_layers is missing",
		`7`:                                      "num_hidden_layers is missing",
		`"` + strings.Repeat("M", 900_000) + `"`: "hybrid_override_pattern (line 1) has 900,000 entries, one for each layer: 10,000 can be counted",
	} {
		config := strings.Replace(without(t, nemotron4, "num_hidden_layers"), `"ME*-"`, pattern, 1)
		if _, err := Read("", []byte(config)); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("a pattern of %.20s: %v, want %q", pattern, err, problem)
		}
	}
}

// Hunyuan's class makes a plain network where there is one expert, and the head of
// LFM2's first configs is tied by a field of its own.
func TestFieldsThatTurnAModelIntoAnother(t *testing.T) {
	total := func(config string) int64 { return whole(t, report(t, read(t, config)).Total) }
	one := `{"model_type": "hunyuan", "num_experts": 1, "moe_topk": 1, "num_shared_expert": 1, "use_mixed_mlp_moe": false, ` + common8 + `}`
	if got, want := total(one), total(llama8); got != want {
		t.Errorf("one expert makes %d parameters, want those of a dense model, %d", got, want)
	}
	if got, want := total(with(lfm8, `"tie_embedding": true`)), total(lfm8)-100*64; got != want {
		t.Errorf("a tied head makes %d parameters, want %d", got, want)
	}
}
