package model

import (
	"strings"
	"testing"
)

const (
	llama8    = `{"model_type": "llama", ` + common8 + `}`
	phi8      = `{"model_type": "phi", ` + common8 + `}`
	stable8   = `{"model_type": "stablelm", ` + common8 + `}`
	cohere8   = `{"model_type": "cohere", ` + common8 + `}`
	neox8     = `{"model_type": "gpt_neox", ` + common8 + `}`
	opt8      = `{"model_type": "opt", "ffn_dim": 96, "max_position_embeddings": 50, ` + common8 + `}`
	seed8     = `{"model_type": "seed_oss", ` + common8 + `}`
	granite8  = `{"model_type": "granitemoeshared", "num_local_experts": 4, "num_experts_per_tok": 2, ` + common8 + `}`
	mamba8    = `{"model_type": "mamba", "hidden_size": 64, "num_hidden_layers": 8, "vocab_size": 100, "state_size": 4, "time_step_rank": 5}`
	mamba2of8 = `{"model_type": "mamba2", "hidden_size": 64, "num_hidden_layers": 8, "vocab_size": 100, "state_size": 4, "num_heads": 8, "head_dim": 16, "n_groups": 2}`
	lfm8      = `{"model_type": "lfm2", "block_ff_dim": 96, "block_multiple_of": 8, "conv_L_cache": 3, "full_attn_idxs": [1, 5], ` + common8 + `}`
	minicpm8  = `{"model_type": "minicpm3", "kv_lora_rank": 8, "q_lora_rank": 12, "qk_nope_head_dim": 6, "qk_rope_head_dim": 4, ` + common8 + `}`
	llama4of8 = `{"model_type": "llama4", "text_config": {"model_type": "llama4_text", "num_local_experts": 4, "num_experts_per_tok": 1,
		"hidden_size": 64, "num_hidden_layers": 8, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16, "intermediate_size": 96, "vocab_size": 100}}`
)

// What a switch adds to the 8 layers of a model of width 64, with 4 query heads
// and 2 KV heads of size 16, and networks of width 96, by hand.
func TestASwitchAddsWhatItShould(t *testing.T) {
	const d, q, kv, f = 64, 4 * 16, 2 * 16, 96
	for _, c := range []struct {
		base, fields string
		want         int64
	}{
		{llama8, `"attention_bias": true`, 8 * (q + 2*kv + d)},
		{llama8, `"mlp_bias": true`, 8 * (2*f + d)},
		{llama8, `"attention_bias": false, "mlp_bias": false`, 0},
		{seed8, `"attention_bias": false`, -8 * (q + 2*kv)},
		{seed8, `"attention_out_bias": true`, 8 * d},
		{phi8, `"qk_layernorm": true`, 8 * 2 * 2 * 16},
		{stable8, `"qk_layernorm": true`, 8 * (q + kv)},
		{stable8, `"use_qkv_bias": true`, 8 * (q + 2*kv)},
		{stable8, `"use_parallel_residual": true`, -8 * 2 * d},
		{cohere8, `"use_qk_norm": true`, 8 * (q + kv)},
		{neox8, `"attention_bias": false`, -8 * (3*q + d)},
		{opt8, `"enable_bias": false`, -8 * (3*q + d + f + d)},
		{opt8, `"do_layer_norm_before": false`, -2 * d},
		{opt8, `"word_embed_proj_dim": 64`, 0},
		{opt8, `"word_embed_proj_dim": 10`, 2*100*(10-d) + 2*10*d},
		{opt8, `"max_position_embeddings": null, "n_positions": 51`, d},
		{granite8, `"shared_intermediate_size": 20`, 8 * 3 * d * 20},
		{granite8, `"shared_intermediate_size": 0`, 0},
		{mamba8, `"use_bias": true`, 8 * (2*128 + d)},
		{mamba8, `"use_conv_bias": false`, -8 * 128},
		{mamba8, `"time_step_rank": "auto"`, 8 * (4 - 5) * 2 * 128},
		{mamba8, `"intermediate_size": 128, "expand": 3`, 0},
		{mamba2of8, `"use_bias": true`, 8 * (2*128 + 2*2*4 + 8 + d)},
		{mamba2of8, `"use_conv_bias": false`, -8 * (128 + 2*2*4)},
		{lfm8, `"conv_bias": true`, 6 * (3*d + d + d)},
		{lfm8, `"block_auto_adjust_ff_dim": false`, 8 * 3 * d * (96 - 64)},
		{lfm8, `"block_multiple_of": 100`, 8 * 3 * d * (100 - 64)},
		{minicpm8, `"attention_bias": true`, 8 * (12 + 8 + 4 + d)},
		{minicpm8, `"v_head_dim": 16`, 0},
		{minicpm8, `"q_lora_rank": null`, 8 * (d*4*10 - d*12 - 12*4*10 - 12)},
		{llama4of8, `"tie_word_embeddings": false`, 0},
	} {
		base := whole(t, report(t, read(t, c.base)).Total)
		fields := c.fields
		config := c.base
		// A field that is there gives way.
		for _, name := range []string{"time_step_rank", "max_position_embeddings", "q_lora_rank", "block_multiple_of", "intermediate_size"} {
			if strings.Contains(fields, `"`+name+`"`) {
				config = without(t, config, name)
			}
		}
		if got := whole(t, report(t, read(t, with(config, fields))).Total) - base; got != c.want {
			t.Errorf("%s with %s: %d parameters more, want %d", c.base[:28], c.fields, got, c.want)
		}
	}
}

// without is a config without one of its top fields.
func without(t *testing.T, config, name string) string {
	t.Helper()
	n, err := parse(config)
	if err != nil {
		t.Fatal(err)
	}
	m := n.member(name)
	if m == nil {
		return config
	}
	rest := strings.TrimLeft(config[m.value.end:], " \n\t")
	if strings.HasPrefix(rest, ",") {
		return config[:m.start] + rest[1:]
	}
	before := strings.TrimRight(config[:m.start], " \n\t")
	return strings.TrimSuffix(before, ",") + rest
}

// What would need another counter is refused, by the switch that asks for it.
func TestVariantsThatCannotBeCountedAreRefused(t *testing.T) {
	for _, c := range []struct{ base, fields, want string }{
		{`{"model_type": "chatglm", "rmsnorm": false, ` + common8 + `}`, ``, "rmsnorm (line 1) is false"},
		{`{"model_type": "starcoder2", "norm_type": "rms", ` + common8 + `}`, ``, "norm_type (line 1) is \"rms\": the family starcoder2 can be counted with layer_norm only"},
		{`{"model_type": "mpt", "d_model": 64, "n_layers": 8, "n_heads": 4, "vocab_size": 100, "attn_config": {"alibi": false}}`, ``, "attn_config.alibi (line 1) is false"},
		{`{"model_type": "mpt", "d_model": 64, "n_layers": 8, "n_heads": 4, "vocab_size": 100, "attn_config": {"attn_type": "multiquery_attention"}}`, ``, "attn_config.attn_type (line 1)"},
		{`{"model_type": "smollm3", ` + common8 + `}`, `"use_sliding_window": true`, "use_sliding_window (line 2) is true"},
		{`{"model_type": "phi3", ` + common8 + `}`, `"attention_bias": true`, "attention_bias (line 2) is true"},
		{`{"model_type": "exaone", ` + strings.ReplaceAll(common8, `, "tie_word_embeddings": false`, "") + `}`, ``, "tie_word_embeddings is missing"},
		{`{"model_type": "exaone4", "sliding_window": 16, ` + common8 + `}`, ``, "layer_types is missing"},
		{`{"model_type": "bailing_moe", "use_bias": true, "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, ` + common8 + `}`, ``, "use_bias (line 1) is true"},
		{ernie8, `"use_bias": true`, "use_bias (line 2) is true"},
		{minimax8, `"attn_type_list": [0,0,0,1,0,0,0,1], "shared_intermediate_size": 8`, "shared_intermediate_size (line 2) is 8"},
		{hunyuan8, `"use_mla": true`, "use_mla (line 2) is true"},
		{hunyuan8, `"moe_intermediate_size": [8,8,8,8,8,8,8,9]`, "moe_intermediate_size (line 2) has 8 and 9"},
		{lfm8, `"block_ffn_dim_multiplier": 1.5`, "block_ffn_dim_multiplier (line 2) is 1.5"},
		{lfm8, `"layer_types": ["conv","conv","conv","conv","conv","conv","conv","mamba"]`, `has "mamba" as entry 8`},
		{mamba2of8, `"expand": 3`, "num_heads and the size of such a head do not make expand times"},
		{sparse4, `"topk_method": 3, "indexer_types": ["full"]`, "indexer_types (line 3) has 1 entries"},
		{nemotron4[:len(nemotron4)-1] + `, "mamba_proj_bias": true}`, ``, "mamba_proj_bias (line 5) is true"},
		{strings.Replace(nemotron4, "ME*-", "ME*", 1), ``, "hybrid_override_pattern (line 1) is \"ME*\": a letter of M, *, - and E is needed for each of the 4 layers"},
		{strings.Replace(nemotron4, "ME*-", "ME*X", 1), ``, "hybrid_override_pattern (line 1) has something else than M, *, - and E as entry 4"},
		{`{"model_type": "gpt_neo", "hidden_size": 64, "num_layers": 2, "num_heads": 4, "vocab_size": 100, "max_position_embeddings": 9, "attention_layers": ["global","odd"]}`, ``, `has "odd" as entry 2`},
		{`{"model_type": "recurrent_gemma", "lru_width": 66, "block_types": ["recurrent"], ` + common8 + `}`, ``, "lru_width is 66, which the 4 heads do not divide"},
		{`{"model_type": "recurrent_gemma", "block_types": ["other"], ` + common8 + `}`, ``, "block_types (line 1) has entry 1 neither"},
		{`{"model_type": "gemma3_text", "num_hidden_layers": 3}`, ``, "hidden_size or num_hidden_layers is missing"},
		{`{"model_type": "gemma3n", "architectures": ["Gemma3nForConditionalGeneration"], ` + common8 + `}`, ``, `model_type (line 1) is "gemma3n", a family that cannot be counted`},
	} {
		config := with(c.base, c.fields)
		if _, err := Read("", []byte(config)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q: %s", err, c.want, config)
		}
	}
}
