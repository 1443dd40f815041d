package model

import (
	"strings"
	"testing"

	"attnexperts/calc/attention"
)

// kindsOf writes a letter for each layer: f full, s sliding, c chunked, l linear,
// in capitals where it has experts, with a dash where it keeps no cache of its
// own.
func kindsOf(a *Architecture) string {
	var b strings.Builder
	for _, l := range a.Layers {
		letter := "-"
		if l.Mixer != nil {
			c := l.Mixer.Cache()
			if letter = c.Kind.String()[:1]; c.Shared {
				letter = "-"
			}
		}
		if l.Experts.Count > 0 {
			letter = strings.ToUpper(letter)
			if letter == "-" {
				letter = "="
			}
		}
		b.WriteString(letter)
	}
	return b.String()
}

// with is a base config with fields put in before its end.
func with(base, fields string) string {
	if fields == "" {
		return base
	}
	return strings.TrimSuffix(base, "}") + ", " + fields + "}"
}

const (
	common8 = `"hidden_size": 64, "num_hidden_layers": 8, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16,
		"intermediate_size": 96, "vocab_size": 100, "tie_word_embeddings": false`
	qwen8     = `{"model_type": "qwen3_moe", "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, ` + common8 + `}`
	deepseek8 = `{"model_type": "deepseek", "n_routed_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, ` + common8 + `}`
	llama48   = `{"model_type": "llama4_text", "num_local_experts": 4, "num_experts_per_tok": 1, "intermediate_size_mlp": 128, ` + common8 + `}`
	ernie8    = `{"model_type": "ernie4_5_moe", "moe_num_experts": 4, "moe_k": 2, "moe_num_shared_experts": 0, "moe_intermediate_size": 8, ` + common8 + `}`
	jamba8    = `{"model_type": "jamba", "num_experts": 4, "num_experts_per_tok": 2, ` + common8 + `}`
	minimax8  = `{"model_type": "minimax_m1", "num_local_experts": 4, "num_experts_per_tok": 2, ` + common8 + `}`
	mixed8    = `{"model_type": "gpt_oss", "num_local_experts": 4, "num_experts_per_tok": 2, ` + common8 + `}`
	hunyuan8  = `{"model_type": "hunyuan", "num_experts": 4, "moe_topk": 2, "num_shared_expert": 1, "use_mixed_mlp_moe": true, ` + common8 + `}`
	qwen2of8  = `{"model_type": "qwen2", ` + common8 + `}`
	gemma2of8 = `{"model_type": "gemma2", ` + common8 + `}`
	gemma3of8 = `{"model_type": "gemma3_text", ` + common8 + `}`
	next8     = `{"model_type": "qwen3_next", "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, "shared_expert_intermediate_size": 8,
		"linear_num_key_heads": 2, "linear_key_head_dim": 8, "linear_num_value_heads": 4, "linear_value_head_dim": 8, "linear_conv_kernel_dim": 4, ` + common8 + `}`
)

func TestEachLayerIsOfItsKind(t *testing.T) {
	for _, c := range []struct{ base, fields, want string }{
		{qwen8, ``, "FFFFFFFF"},
		{qwen8, `"decoder_sparse_step": 2`, "fFfFfFfF"},
		{qwen8, `"mlp_only_layers": [0, 7]`, "fFFFFFFf"},
		{qwen8, `"decoder_sparse_step": 2, "mlp_only_layers": [1]`, "fffFfFfF"},
		{deepseek8, ``, "FFFFFFFF"},
		{deepseek8, `"first_k_dense_replace": 3`, "fffFFFFF"},
		{deepseek8, `"first_k_dense_replace": 1, "moe_layer_freq": 2`, "ffFfFfFf"},
		{deepseek8, `"first_k_dense_replace": 1, "moe_layer_freq": [1,1,1,0,1,1,1,1]`, "fFFfFFFF"},
		{deepseek8, `"mlp_layer_types": ["dense","dense","sparse","sparse","sparse","sparse","sparse","dense"]`, "ffFFFFFf"},
		{llama48, ``, "CCCFCCCF"},
		{llama48, `"no_rope_layers": []`, "CCCFCCCF"},
		{llama48, `"no_rope_layers": [0,1,1,1,0,1,1,1]`, "FCCCFCCC"},
		{llama48, `"no_rope_layer_interval": 2`, "CFCFCFCF"},
		{llama48, `"interleave_moe_layer_step": 2`, "cCcFcCcF"},
		{llama48, `"moe_layers": [0, 1]`, "CCcfcccf"},
		{llama48, `"layer_types": ["full_attention","full_attention","full_attention","full_attention","chunked_attention","full_attention","full_attention","full_attention"]`, "FFFFCFFF"},
		{ernie8, ``, "fFFFFFFF"},
		{ernie8, `"moe_layer_start_index": 2, "moe_layer_end_index": 4`, "ffFFFfff"},
		{ernie8, `"moe_layer_interval": 2, "moe_layer_end_index": -1`, "fFfFfFfF"},
		{jamba8, ``, "lLlLfLlL"},
		{jamba8, `"attn_layer_period": 4, "attn_layer_offset": 1, "expert_layer_period": 4, "expert_layer_offset": 3`, "lflLlflL"},
		{minimax8, `"attn_type_list": [0,0,0,1,0,0,0,1]`, "LLLFLLLF"},
		{mixed8, ``, "SFSFSFSF"},
		{mixed8, `"sliding_window": null`, "FFFFFFFF"},
		{hunyuan8, ``, "FFFFFFFF"},
		{hunyuan8, `"use_cla": true, "cla_share_factor": 2`, "F=F=F=F="},
		{hunyuan8, `"use_cla": true, "cla_share_factor": 4`, "F===F==="},
		{hunyuan8, `"use_cla": false, "cla_share_factor": 4`, "FFFFFFFF"},
		{qwen2of8, `"sliding_window": 16`, "ffffffff"},
		{qwen2of8, `"sliding_window": 16, "use_sliding_window": true, "max_window_layers": 5`, "fffffsss"},
		{gemma2of8, `"sliding_window": 16`, "sfsfsfsf"},
		{gemma2of8, `"sliding_window": 16, "max_position_embeddings": 16`, "ffffffff"},
		{gemma2of8, `"sliding_window": 16, "max_position_embeddings": 17`, "sfsfsfsf"},
		{gemma3of8, `"sliding_window": 16`, "sssssfss"},
		{gemma3of8, `"sliding_window": 16, "sliding_window_pattern": 2`, "sfsfsfsf"},
		{next8, ``, "LLLFLLLF"},
		{next8, `"full_attention_interval": 2`, "LFLFLFLF"},
	} {
		a := read(t, with(c.base, c.fields))
		if got := kindsOf(a); got != c.want {
			t.Errorf("%s with %s: layers %s, want %s", a.Family, c.fields, got, c.want)
		}
	}
}

func TestListsOfLayersMustFit(t *testing.T) {
	for _, c := range []struct{ base, fields, want string }{
		{qwen8, `"mlp_only_layers": [8]`, "mlp_only_layers (line 2) names layer 8, and there are only 8"},
		{qwen8, `"mlp_only_layers": 3`, "mlp_only_layers (line 2) is a number: a list of layers"},
		{deepseek8, `"moe_layer_freq": [1, 1]`, "moe_layer_freq (line 2) has 2 entries, and there are 8 layers"},
		{deepseek8, `"mlp_layer_types": ["dense","dense","sparse","sparse","sparse","sparse","sparse","denser"]`, `has "denser" as entry 8`},
		{llama48, `"no_rope_layers": [1]`, "no_rope_layers (line 2) has 1 entries"},
		{minimax8, ``, "attn_type_list is missing"},
		{minimax8, `"attn_type_list": [0,0,0,1,0,0,0,2]`, "attn_type_list (line 2) has 2 as entry 8"},
		{hunyuan8, `"use_cla": true`, "cla_share_factor is missing"},
	} {
		_, err := Read("", []byte(with(c.base, c.fields)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("with %s: %v, want %q", c.fields, err, c.want)
		}
	}
}

// A layer that reads the cache of one below has neither keys nor values, and
// keeps nothing.
func TestCrossLayerSharingHalvesTheCache(t *testing.T) {
	own, shared := report(t, read(t, hunyuan8)), report(t, read(t, with(hunyuan8, `"use_cla": true, "cla_share_factor": 2`)))
	if a, b := whole(t, own.Cache), whole(t, shared.Cache); a != 2*b {
		t.Errorf("%d and %d bytes", a, b)
	}
	if got, want := whole(t, own.Total)-whole(t, shared.Total), int64(4*2*64*2*16); got != want {
		t.Errorf("sharing saves %d parameters, want the keys and values of 4 layers, %d", got, want)
	}
}

const sparse4 = `{"model_type": "glm_moe_dsa", "hidden_size": 64, "num_hidden_layers": 4, "num_attention_heads": 4, "q_lora_rank": 8,
	"kv_lora_rank": 16, "qk_nope_head_dim": 8, "qk_rope_head_dim": 4, "v_head_dim": 8, "index_n_heads": 2, "index_head_dim": 4,
	"intermediate_size": 96, "vocab_size": 100, "n_routed_experts": null}`

// An indexer has its own key for each token, and four matrices.
func TestAnIndexerIsCountedWhereALayerHasOne(t *testing.T) {
	const indexer = 8*2*4 + 64*4 + 64*2 + 2*4
	base := report(t, read(t, sparse4))
	if got := whole(t, base.PerToken); got != 4*(16+4+4)*2 {
		t.Errorf("%d bytes a token", got)
	}
	for _, c := range []struct {
		fields   string
		indexers int64
	}{
		{`"index_topk_freq": 1`, 4},
		{`"index_topk_freq": 2, "index_skip_topk_offset": 1`, 2},
		{`"index_topk_pattern": "FSSS"`, 1},
		{`"indexer_types": ["full","shared","full","shared"]`, 2},
	} {
		r := report(t, read(t, with(sparse4, c.fields)))
		if got, want := whole(t, base.Total)-whole(t, r.Total), (4-c.indexers)*indexer; got != want {
			t.Errorf("%s: %d parameters less, want %d", c.fields, got, want)
		}
		if got, want := whole(t, r.PerToken), 2*(4*(16+4)+c.indexers*4); got != want {
			t.Errorf("%s: %d bytes a token, want %d", c.fields, got, want)
		}
	}
}

const nemotron4 = `{"model_type": "nemotron_h", "hidden_size": 64, "num_hidden_layers": 4, "hybrid_override_pattern": "ME*-",
	"mamba_num_heads": 4, "mamba_head_dim": 16, "ssm_state_size": 8, "n_groups": 2, "conv_kernel": 4,
	"num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16, "intermediate_size": 96,
	"n_routed_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, "moe_shared_expert_intermediate_size": 24,
	"vocab_size": 100, "tie_word_embeddings": false}`

func TestALayerOfNemotronIsOneThing(t *testing.T) {
	a := read(t, nemotron4)
	if got := kindsOf(a); got != "l=f-" {
		t.Errorf("layers %s", got)
	}
	inner, channels := int64(4*16), int64(4*16+2*2*8)
	want := 2*100*64 + 64 + 4*64 + // embedding and head, norms
		64*(inner+channels+4) + channels*5 + 3*4 + inner + inner*64 + // Mamba-2
		4*2*64*8 + 64*4 + 4 + 2*64*24 + // experts, router, its bias, the shared one
		2*64*4*16 + 2*64*2*16 + // attention
		2*64*96 // dense
	if got := whole(t, report(t, a).Total); got != want {
		t.Errorf("%d parameters, want %d", got, want)
	}
	list := strings.Replace(nemotron4, `"hybrid_override_pattern": "ME*-"`, `"layers_block_type": ["mamba","moe","attention","mlp"]`, 1)
	if got := whole(t, report(t, read(t, list)).Total); got != want {
		t.Errorf("as a list: %d parameters, want %d", got, want)
	}
	narrow := report(t, read(t, with(nemotron4, `"moe_latent_size": 16`)))
	if got, want := whole(t, narrow.Total)-want, int64(4*2*8*(16-64)+2*64*16); got != want {
		t.Errorf("narrow experts are %d parameters more, want %d", got, want)
	}
}

// The fixed state: what each recurrence keeps, and the last inputs of its
// convolution.
func TestStatesOfLinearLayers(t *testing.T) {
	for _, c := range []struct {
		mixer Mixer
		want  int64
	}{
		{Mamba{Inner: 10, State: 4, Rank: 2, Kernel: 4}, 10*4 + 10*3},
		{Mamba2{Heads: 3, HeadDim: 5, State: 7, Groups: 2, Kernel: 4}, 3*5*7 + 3*(15+28)},
		{DeltaNet{KeyHeads: 2, KeyDim: 3, ValueHeads: 4, ValueDim: 5, Kernel: 4}, 4*3*5 + 3*(12+20)},
		{Lightning{Heads: 64, HeadDim: 128}, 64 * 128 * 128},
		{RGLRU{Width: 10, Heads: 2, Kernel: 4}, 10 + 3*10},
	} {
		l := c.mixer.Cache()
		if l.Kind != attention.LinearLayer || l.State != c.want {
			t.Errorf("%T keeps %d numbers, want %d", c.mixer, l.State, c.want)
		}
	}
}
