package model

import (
	"slices"
	"strings"
)

// harmless are fields that change neither parameters nor cache, in any family.
var harmless = map[string]bool{}

func init() {
	for name := range strings.FieldsSeq(`
		_name_or_path _attn_implementation_autoset _attn_implementation _experts_implementation architectures model_type
		auto_map transformers_version torch_dtype dtype params_dtype model_name name language verbose init_device init_config
		activation_function hidden_act hidden_activation ffn_act_fn act_fn activation activation_type swiglu_limit
		mamba_hidden_act mlp_hidden_act initializer_range initializer_std initializer_cutoff_factor init_method init_std
		embedding_initializer_range w_init_variance_scale final_w_init_variance_scale rescale_prenorm_residual use_cache
		cache_implementation return_dict output_hidden_states output_attentions output_router_logits torchscript rope_theta
		rope_scaling rope_parameters rope_type rope_local_base_freq rope_ratio rope_interleave rope_pct rotary_pct
		rotary_emb_base rotary_dim rotary rotary_base rotary_percentage partial_rotary_factor original_rope global_rope_theta
		local_rope_theta mrope_section use_dynamic_ntk use_logn_attn rotary_emb_fraction use_mrope mrope_interleaved
		rope_embedding_base swa_rope_theta rotary_type original_max_position_embeddings initial_context_length max_length
		min_length seq_len training_length alibi alibi_bias_max position_embedding_type pos_emb offset_alibi use_alibi
		position_embedding attn_logit_softcapping final_logit_softcapping logits_soft_cap logit_scale logits_scaling
		attention_multiplier residual_multiplier embedding_multiplier embeddings_scale_by_sqrt_dim query_pre_attn_scalar
		scale_emb scale_depth dim_model_base mup_denominator mup_width_scale layernorm_full_attention_alpha
		layernorm_full_attention_beta layernorm_linear_attention_alpha layernorm_linear_attention_beta layernorm_mlp_alpha
		layernorm_mlp_beta postnorm clip_qkv attn_scale softmax_scale attn_temperature_tuning floor_scale
		attention_softmax_in_fp32 scale_attention_softmax_in_fp32 scale_attn_weights scale_attn_by_inverse_layer_idx
		softmax_in_fp32 reorder_and_upcast_attn apply_query_key_layer_scaling fp32_residual_connection bias_dropout_fusion
		layernorm_compute_fp32 masked_softmax_fusion skip_bias_add skip_bias_add_qkv bias_dropout_add_fusion residual_in_fp32
		fused_add_norm rms_norm use_rmsnorm pad_vocab_size_multiple apply_residual_connection_post_layernorm use_flash_attn
		use_flash_attention_2 attn_implementation fp16 bf16 fp32 gradient_checkpointing use_cache_quantization use_cache_kernel
		onnx_safe z_loss_weight norm_softmax norm_topk_prob scoring_func score_function routed_scaling_factor n_group topk_group
		num_expert_group num_limited_groups moe_renormalize_topk seq_aux aux_loss_alpha ep_size router_jitter_noise
		input_jitter_noise moe_jitter_eps moe_loss_weight moe_normalize_expert_weights uniform_expert_assignment moe_gate_act
		router_dtype moe_router_enable_routed_scaling moe_router_topk_scaling_factor capacity_factor moe_drop_tokens
		moe_random_routing_dropped_token group_limited_greedy moe_router_activation_func use_mamba_kernels num_logits_to_keep
		pretraining_tp slow_but_exact chunk_size mamba_chunk_size mamba_ssm_cache_dtype mamba_ssm_dtype time_step_min
		time_step_max time_step_limit time_step_floor time_step_scale time_step_init_scheme summary_activation
		summary_proj_to_labels summary_type summary_use_proj task_specific_params runner_max_sequence_length for_llm_compressor
		mm_tokens_per_image bos_token eos_token pad_token tokenizer_class tokenizer_type id2label label2id problem_type
		finetuning_task prefix is_decoder is_encoder_decoder num_labels add_cross_attention org_vocab_size mtp_use_dedicated_embeddings
		temperature top_k top_p typical_p repetition_penalty length_penalty no_repeat_ngram_size encoder_no_repeat_ngram_size num_beams
		num_beam_groups diversity_penalty num_return_sequences output_scores return_dict_in_generate remove_invalid_values early_stopping
		exponential_decay_length_penalty suppress_tokens begin_suppress_tokens bad_words_ids chunk_size_feed_forward do_sample
		tie_encoder_decoder cross_attention_hidden_size max_new_tokens tf_legacy_loss use_bfloat16 sep_token
		n_ctx calc_logits_for_entire_prompt n_special predict_special_tokens inference_runner pad_key_length
		pre_allocate_kv_cache validate_runner_input layerdrop normalization_function tokenizer_name embedding_fraction
	`) {
		harmless[name] = true
	}
}

// native are families whose published models need no code beside their weights.
var native = []string{"llama", "mistral", "mixtral", "qwen2", "qwen2_moe", "qwen3", "qwen3_moe", "gemma", "gemma2", "gemma3", "gpt2", "gpt_neox", "gpt_oss"}

// harmlessEnds are what the names of more such fields end in.
var harmlessEnds = []string{
	"_token_id", "_token_ids", "_token_index", "_dropout", "_dropout_prob", "_pdrop", "_eps", "_epsilon", "_coef", "dropout_rate", "_jitter",
}

// isHarmless reports whether a field changes neither parameters nor cache.
func isHarmless(key string) bool {
	return harmless[key] || slices.ContainsFunc(harmlessEnds, func(end string) bool { return strings.HasSuffix(key, end) })
}

// elsewhere are parts of a model that are left out of the count, by the field
// that tells of them.
var elsewhere = map[string]string{
	"vision_config": "The vision tower", "visual": "The vision tower", "audio_config": "The audio tower",
}

// predictions are the fields that tell of layers that predict further tokens.
var predictions = map[string]bool{"num_nextn_predict_layers": true, "num_mtp_modules": true, "mtp_num_hidden_layers": true, "num_mtp_layers": true}

// structural are fields that change parameters or cache. A family that does not
// read them has no such thing, so one that is set contradicts its model_type.
var structural = map[string]bool{
	"num_local_experts": true, "num_experts": true, "n_routed_experts": true, "moe_num_experts": true, "n_shared_experts": true,
	"kv_lora_rank": true, "q_lora_rank": true, "attn_type_list": true, "use_cla": true, "cross_attention_layers": true,
	"index_n_heads": true, "index_head_dim": true, "ssm_cfg": true, "full_attention_interval": true, "attn_layer_period": true,
	"use_qk_norm": true, "qk_norm": true, "qk_layernorm": true, "num_kv_shared_layers": true, "hidden_size_per_layer_input": true, "layer_types": true,
	"draft_vocab_size": true, "medusa_num_heads": true, "speculators_model_type": true, "eagle_config": true, "num_key_value_heads_per_layer": true,
	"beacon_param": true, "pre_seq_len": true, "pruned_heads": true, "multi_gate": true,
	"block_configs": true, "hybrid_override_pattern": true, "layers_block_type": true, "mlp_layer_types": true, "compress_ratios": true,
}
