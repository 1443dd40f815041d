package model

import (
	"strings"
	"testing"
)

const (
	nested8  = `"hidden_size": 64, "num_hidden_layers": 8, "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 96, "vocab_size": 100`
	bailing8 = `{"model_type": "bailing_moe", "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, ` + common8 + `}`
	mha8     = `"hidden_size": 64, "num_hidden_layers": 8, "num_attention_heads": 4, "intermediate_size": 96, "vocab_size": 100, "tie_word_embeddings": false`
	experts8 = `"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 8, "shared_expert_intermediate_size": 8, `
)

// Of two language models in one config, or of one whose family is that of what is around
// it, none is counted.
func TestWhichLanguageModelIsMeantIsNotGuessed(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{`{"model_type": "llama", ` + nested8 + `, "text_config": {}}`, "hidden_size (line 1) is 64, and text_config.hidden_size is absent"},
		{`{"model_type": "llava", "num_hidden_layers": 4, "text_config": {"model_type": "llama", "hidden_size": 64}}`, "num_hidden_layers (line 1) is 4, and text_config.num_hidden_layers is absent"},
		{`{"model_type": "llama", "text_config": {"model_type": "clip_text_model", ` + nested8 + `}}`, `text_config.model_type (line 1) is "clip_text_model", a family that cannot be counted`},
		{`{"model_type": "llama", "text_config": {` + nested8 + `}}`, "is llama, whose configs have no text_config: a model_type is needed in there"},
		{`{"model_type": "x", "text_config": {"model_type": "llama"}, "llm_config": {"model_type": "llama"}}`, "llm_config (line 1) stands beside text_config"},
		// Mono-InternVL has a second network in each layer, which its class alone tells.
		{
			`{"architectures": ["InternVLChatModel"], "model_type": "internvl_chat", "llm_config": {"architectures": ["InternLM2VEForCausalLM"], "model_type": "internlm2", ` + nested8 + `}}`,
			"llm_config.architectures (line 1) is InternLM2VEForCausalLM, which is not known, and may have weights that no field tells of",
		},
		{`{"model_type": "x", "llm_config": {"architectures": ["Qwen2ForCausalLM"], "model_type": "llama", ` + nested8 + `}}`, "is Qwen2ForCausalLM, and model_type is llama"},
		{`{"model_type": "x", "llm_config": {"architectures": ["InternLM2ForRewardModel"], "model_type": "internlm2", ` + nested8 + `}}`, "InternLM2ForRewardModel, which has no output head"},
		// 1bitLLM's BitNet has two more norms in each layer.
		{`{"architectures": ["BitnetForCausalLM"], "model_type": "llama", ` + nested8 + `}`, "BitnetForCausalLM, which is not known"},
		{`{"architectures": ["GPT2LMHeadCustomModel"], "model_type": "gpt2", ` + nested8 + `}`, "GPT2LMHeadCustomModel, which is not known"},
		{`{"architectures": ["LlamaForCausalLMEagle3"], "model_type": "llama", ` + nested8 + `}`, "LlamaForCausalLMEagle3, which drafts tokens for another model"},
		{`{"model_type": "llava", "tie_word_embeddings": true, "text_config": {"model_type": "llama", ` + nested8 + `}}`, "tie_word_embeddings (line 1) is true, and text_config.tie_word_embeddings is absent"},
	} {
		if _, err := Read("", []byte(c.config)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q: %s", err, c.want, c.config)
		}
	}
	// What the language model says itself, or what its family nests, is read.
	want := whole(t, report(t, read(t, `{"model_type": "llama", `+nested8+`}`)).Total)
	for _, config := range []string{
		// PaliGemma 2 has its width in the language model, and a default of the class outside.
		`{"model_type": "llava", "hidden_size": 32, "tie_word_embeddings": false, "text_config": {"model_type": "llama", ` + nested8 + `}}`,
		`{"model_type": "qwen3_5", "text_config": {` + nested8 + `, "head_dim": 16, "linear_num_key_heads": 2, "linear_key_head_dim": 8, "linear_num_value_heads": 2, "linear_value_head_dim": 8, "linear_conv_kernel_dim": 4}}`,
	} {
		a := read(t, config)
		if got := whole(t, report(t, a).Total); a.Family == "llama" && got != want {
			t.Errorf("%d parameters, want %d: %s", got, want, config)
		}
	}
}

// Fields that the classes fill in with what fits one model only, switches that they do
// not have, and fields that they do not look at.
func TestWhatAClassDoesOtherwiseIsRefused(t *testing.T) {
	for _, c := range []struct{ base, fields, want string }{
		{bailing8, `"multi_gate": true`, "multi_gate (line 2) is true"},
		{bailing8, `"router_type": "MultiRouter"`, `router_type (line 2) is "MultiRouter"`},
		{bailing8, `"router_type": "topN"`, ""},
		{bailing8, `"architectures": ["BailingMoeV2ForCausalLM"]`, "use_qk_norm is missing"},
		{bailing8, `"architectures": ["BailingMoeV2ForCausalLM"], "use_qk_norm": true, "moe_router_enable_expert_bias": true`, "use_bias is missing"},
		{bailing8, `"moe_layer_freq": 2`, "moe_layer_freq (line 2) is 2"},
		{glm4of8, `"moe_layer_freq": 2`, "moe_layer_freq (line 2) is 2: the family glm4_moe can be counted with 1 only"},
		{glm4of8, `"moe_layer_freq": [1, 1, 1, 1, 1, 1, 1, 1]`, ""},
		{v3of8, `"moe_layer_freq": 2`, ""},
		{llama8, `"beacon_param": ["q", "k", "v"]`, "beacon_param (line 2)"},
		{llama8, `"pre_seq_len": 128`, "pre_seq_len (line 2) is 128"},
		{llama8, `"pre_seq_len": null`, ""},
		{llama8, `"pruned_heads": {"0": [1, 2]}`, "pruned_heads (line 2)"},
		{llama8, `"pruned_heads": {}`, ""},
		{strings.Replace(ernie8, `"moe_num_shared_experts": 0, `, "", 1), ``, "moe_num_shared_experts is missing"},
		{`{"model_type": "qwen2_5_vl", ` + mha8 + `}`, ``, "num_key_value_heads is missing"},
		{`{"model_type": "minimax_text_01", "num_local_experts": 4, "num_experts_per_tok": 2, "attn_type_list": [0,0,0,1,0,0,0,1], ` + mha8 + `}`, ``, "num_key_value_heads is missing"},
		{lfm8, `"block_ffn_dim_multiplier": null`, "block_ffn_dim_multiplier (line 2) is null"},
		{`{"model_type": "qwen2_moe", ` + experts8 + common8 + `}`, `"use_sliding_window": true, "sliding_window": 16`, "use_sliding_window (line 2) is true"},
		{`{"model_type": "qwen3_vl_text", ` + common8 + `}`, `"use_sliding_window": true, "sliding_window": 16`, "use_sliding_window (line 2) is true"},
		{next8, `"attn_output_gate": false`, "attn_output_gate (line 3) is false"},
		{`{"model_type": "baichuan", ` + common8 + `}`, ``, "num_key_value_heads (line 1) is 2, and in the family baichuan each of the 4 query heads has keys and values of its own"},
		{`{"model_type": "internlm", ` + common8 + `}`, ``, "num_key_value_heads (line 1) is 2"},
		{`{"model_type": "internlm2", "head_dim": 32, ` + nested8 + `}`, ``, "head_dim (line 1) is 32, and in the family internlm2 a head has the width, 64, divided by the 4 heads"},
		{`{"model_type": "stablelm", "head_dim": 32, ` + nested8 + `}`, ``, "head_dim (line 1) is 32"},
		{`{"model_type": "jamba", "num_experts": 4, "num_experts_per_tok": 2, "head_dim": 32, ` + nested8 + `}`, ``, "head_dim (line 1) is 32"},
		{`{"model_type": "deepseek", "head_dim": 32, ` + nested8 + `}`, ``, "head_dim (line 1) is 32"},
		{`{"model_type": "mimo", ` + common8 + `}`, `"attention_bias": false`, "attention_bias (line 2) is false"},
		{strings.Replace(llama4of8, `"num_local_experts"`, `"attention_chunk_size": null, "num_local_experts"`, 1), ``, "text_config.attention_chunk_size (line 1) is null"},
		{`{"model_type": "chatglm", "position_encoding_2d": true, "inner_hidden_size": 96, ` + common8 + `}`, ``, "position_encoding_2d (line 1) shows that this is the first ChatGLM"},
	} {
		config := with(c.base, c.fields)
		if _, err := Read("", []byte(config)); c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%v, want %q: %s", err, c.want, config)
		}
	}
}

// What follows from fields is held to the same bounds as they are.
func TestWhatFollowsFromFieldsMayBeAbsurdToo(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{`{"model_type": "mamba", "hidden_size": 16777216, "num_hidden_layers": 2, "vocab_size": 100, "expand": 1099511627776}`, "expand is 1,099,511,627,776, and times the model's width, 16,777,216, that is more than 16,777,216"},
		{`{"model_type": "mamba", "hidden_size": 64, "num_hidden_layers": 2, "vocab_size": 100, "expand": 1000000}`, "expand is 1,000,000, and times the model's width, 64"},
		{`{"model_type": "mpt", "d_model": 64, "n_layers": 8, "n_heads": 4, "vocab_size": 100, "expansion_ratio": 1000000, "attn_config": {"alibi": true}, "no_bias": true}`, "expansion_ratio is 1,000,000"},
		{`{"model_type": "jamba", "num_experts": 4, "num_experts_per_tok": 2, "mamba_expand": 1000000, ` + nested8 + `}`, "mamba_expand is 1,000,000"},
		{strings.Replace(lfm8, `"block_multiple_of": 8`, `"block_multiple_of": 1000000000`, 1), "block_ff_dim makes the width of the dense feed-forward network 1,000,000,000, and at most 16,777,216 can be counted"},
	} {
		if _, err := Read("", []byte(c.config)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q: %s", err, c.want, c.config)
		}
	}
}

// Windows that the classes have by default: from layer 80 on in Qwen2-VL, and of 4,096
// tokens in dots.1.
func TestWindowsThatNoFieldGives(t *testing.T) {
	for config, want := range map[string]string{
		`{"model_type": "qwen2_vl", "use_sliding_window": true, "sliding_window": 16, ` + common8 + `}`:                      "ffffffff",
		`{"model_type": "dots1", "n_routed_experts": null, "max_window_layers": 5, ` + common8 + `}`:                         "fffffsss",
		`{"model_type": "dots1", "n_routed_experts": null, "max_window_layers": 5, "sliding_window": null, ` + common8 + `}`: "ffffffff",
	} {
		if got := kindsOf(read(t, config)); got != want {
			t.Errorf("%s: layers %s, want %s", config, got, want)
		}
	}
	if note := strings.Join(read(t, with(llama8, `"auto_map": {"AutoModelForCausalLM": "modeling_own.LlamaForCausalLM"}`)).Notes, " "); !strings.Contains(note, "code of its own") {
		t.Errorf("code beside the weights is not noted: %q", note)
	}
}

// Dense models of families that mostly have experts, and DeepSeek's without latent
// attention: their cards give the totals, rounded.
func TestModelsUnlikeTheirFamily(t *testing.T) {
	mobile := func(width, layers, heads, kv, f string) string {
		return `{"architectures": ["Llama4ForCausalLM"], "model_type": "llama4_text", "hidden_size": ` + width + `, "num_hidden_layers": ` + layers + `, "num_attention_heads": ` + heads +
			`, "num_key_value_heads": ` + kv + `, "head_dim": 64, "intermediate_size": ` + f + `, "intermediate_size_mlp": ` + f + `, "vocab_size": 128256, "tie_word_embeddings": true,
			"num_local_experts": 0, "num_experts_per_tok": 0, "interleave_moe_layer_step": 0, "moe_layers": [], "attention_chunk_size": 32768, "max_position_embeddings": 32768}`
	}
	for _, c := range []struct {
		name, config string
		millions     float64
	}{
		{"MobileLLM-R1-140M", mobile("576", "15", "9", "3", "2048"), 140},
		{"MobileLLM-R1-360M", mobile("1024", "15", "16", "4", "4096"), 359},
		{"MobileLLM-R1-950M", mobile("1536", "22", "24", "6", "6144"), 949},
	} {
		a := read(t, c.config)
		if got := float64(whole(t, report(t, a).Total)) / 1e6; got < c.millions-0.1 || got >= c.millions+1 {
			t.Errorf("%s has %.1f million parameters, and its card says %g", c.name, got, c.millions)
		}
	}
	// GLM-4.5V has the language model of GLM-4.5-Air (106,852,251,264), and GLM-4.1V that
	// of GLM-4 with 9 billion (9,400,279,040).
	for config, want := range map[string]int64{
		`{"architectures": ["Glm4vMoeForConditionalGeneration"], "model_type": "glm4v_moe", "tie_word_embeddings": false, "text_config": {"model_type": "glm4v_moe_text", "attention_bias": true,
			"first_k_dense_replace": 1, "head_dim": 128, "hidden_size": 4096, "intermediate_size": 10944, "moe_intermediate_size": 1408, "n_routed_experts": 128, "num_local_experts": 128,
			"n_shared_experts": 1, "num_attention_heads": 96, "num_experts_per_tok": 8, "num_hidden_layers": 46, "num_key_value_heads": 8, "use_qk_norm": false, "vocab_size": 151552}}`: 106_852_251_264,
		`{"architectures": ["Glm4vForConditionalGeneration"], "model_type": "glm4v", "tie_word_embeddings": false, "text_config": {"model_type": "glm4v_text", "attention_bias": true,
			"hidden_size": 4096, "intermediate_size": 13696, "num_attention_heads": 32, "num_hidden_layers": 40, "num_key_value_heads": 2, "vocab_size": 151552}}`: 9_400_279_040,
	} {
		if got := whole(t, report(t, read(t, config)).Total); got != want {
			t.Errorf("%d parameters, want %d: %.80s", got, want, config)
		}
	}
	// By hand: embedding and head, 12 layers of attention, one dense network, and 11
	// layers of 64 routed and 2 shared experts with a router.
	const v, d = 129_280, 1280
	const want = 2*v*d + d + 12*(4*d*d+2*d) + 3*d*6848 + 11*(66*3*d*896+64*d)
	a := read(t, `{"model_type": "deepseek_vl_v2", "architectures": ["DeepseekOCRForCausalLM"], "language_config": {"architectures": ["DeepseekV2ForCausalLM"], "model_type": "deepseek_v2",
		"use_mla": false, "kv_lora_rank": null, "q_lora_rank": null, "qk_nope_head_dim": 0, "qk_rope_head_dim": 0, "v_head_dim": 0, "hidden_size": 1280, "num_hidden_layers": 12,
		"num_attention_heads": 10, "num_key_value_heads": 10, "intermediate_size": 6848, "vocab_size": 129280, "first_k_dense_replace": 1, "moe_layer_freq": 1, "topk_method": "greedy",
		"n_routed_experts": 64, "n_shared_experts": 2, "num_experts_per_tok": 6, "moe_intermediate_size": 896}}`)
	if got := whole(t, report(t, a).Total); got != want {
		t.Errorf("DeepSeek-OCR's language model has %d parameters, want %d", got, int64(want))
	}
}
