package model

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// llama is a config that can be read, with one field changed, and one more.
func llama(change ...string) string {
	fields := []string{
		`"architectures": ["LlamaForCausalLM"]`, `"model_type": "llama"`, `"hidden_size": 4096`, `"intermediate_size": 11008`,
		`"num_hidden_layers": 32`, `"num_attention_heads": 32`, `"num_key_value_heads": 8`, `"vocab_size": 32000`, `"tie_word_embeddings": false`,
	}
	for _, c := range change {
		key, _, hasValue := strings.Cut(c, ":")
		kept := fields[:0]
		for _, f := range fields {
			if !strings.HasPrefix(f, key+":") {
				kept = append(kept, f)
			}
		}
		if fields = kept; hasValue {
			fields = append(fields, c)
		}
	}
	return "{\n" + strings.Join(fields, ",\n") + "\n}"
}

func TestLlamaIsRead(t *testing.T) {
	if n := whole(t, report(t, read(t, llama())).Total); n != 5_933_109_248 {
		t.Errorf("%d parameters", n)
	}
}

func TestBadInputIsRefusedByName(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 100_000)
	for _, c := range []struct{ name, config, want string }{
		{"empty", "", "there is nothing here"},
		{"spaces", " \n\t", "there is nothing here"},
		{"50 MB", strings.Repeat(" ", 50<<20), "more than 1024 KiB"},
		{"50 MB of JSON", `{"a":"` + strings.Repeat("x", 50<<20) + `"}`, "more than 1024 KiB"},
		{"deep objects", deep, "nested more than 64 deep"},
		{"deep lists", strings.Repeat("[", 1<<20), "nested more than 64 deep"},
		{"many values", "[" + strings.Repeat("1,", 1<<16) + "1]", "more than 32768 values"},
		{"many and deep", "[" + strings.Repeat(strings.Repeat("[", MaxDepth-1)+strings.Repeat("]", MaxDepth-1)+",", 1<<13) + "1]", "more than 32768 values"},
		{"deep and closed", `{"model_type":"llama","x":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + `}`, "nested more than 64 deep"},
		{"web page", "\n<!DOCTYPE html><html></html>", "a web page"},
		{"GGUF", "GGUF\x03\x00\x00\x00", "a GGUF file"},
		{"safetensors", "\x10\x00\x00\x00\x00\x00\x00\x00{\"a\": {}}", "a safetensors file"},
		{"pickle", "PK\x03\x04\x00\x00", "a ZIP or PyTorch file"},
		{"bytes", "\xff\xfe{\x00", "not text in UTF-8"},
		{"list", "[1, 2]", "this is a list"},
		{"number", "17", "this is a number"},
		{"text", `"llama"`, "this is a text"},
		{"no model", "{}", "model_type is missing"},
		{"tokenizer config", `{"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>"}`, "tokenizer_class shows that this is a tokenizer's config"},
		{"tokenizer", `{"version": "1.0", "added_tokens": [], "model": {}}`, "added_tokens shows"},
		{"generation config", `{"do_sample": true, "temperature": 0.6}`, "do_sample shows"},
		{"weights' index", `{"metadata": {}, "weight_map": {}}`, "weight_map shows"},
		{"safetensors header", `{"__metadata__": {}}`, "__metadata__ shows"},
		{"adapter", `{"peft_type": "LORA"}`, "peft_type shows"},
		{"diffusion", `{"_class_name": "UNet"}`, "_class_name shows"},

		{"truncated", "{\n\"a\": 1", "line 2, column 7: this is not JSON: the text ends where a comma or } was expected"},
		{"comma at the end", "{\n\"a\": 1,\n}", "line 3, column 1: this is not JSON: a comma stands before }: remove it"},
		{"no quotes", "{a: 1}", "line 1, column 2: this is not JSON: 'a' stands where a key in quotes was expected"},
		{"single quotes", "{'a': 1}", "line 1, column 2"},
		{"no colon", `{"a" 1}`, "line 1, column 6: this is not JSON: '1' stands where a colon after the key was expected"},
		{"Python's None", `{"a": None}`, "line 1, column 7: this is not JSON: None is not a value"},
		{"two values", "{} {}", "line 1, column 4: this is not JSON: '{' stands where the end of the text was expected"},
		{"line break in a text", "{\"a\": \"b\n\"}", "a text has a line break"},
		{"open text", `{"a": "b`, "line 1, column 7: this is not JSON: a text has no closing quote"},
		{"escape", `{"a": "\q"}`, "an escape that JSON does not know"},
		{"leading zero", `{"a": 01}`, "01 is not a value"},
		{"column counts characters", `{"ä": x}`, "line 1, column 7"},
		{"duplicate", "{\"model_type\": \"llama\",\n \"a\": 1,\n \"a\": 1}", "a (line 3, column 2) is given twice"},
		{"duplicate inside", `{"model_type": "llama", "b": {"a": 1, "a": 2}}`, "b.a (line 1, column 39) is given twice"},

		{"text for a number", llama(`"num_attention_heads": "32"`), `num_attention_heads (line 10) is "32", a text: a whole number from 1 to 65,536 is needed, without quotes`},
		{"fraction", llama(`"hidden_size": 4096.5`), "hidden_size (line 10) is 4096.5: a whole number"},
		{"fraction that is whole", llama(`"hidden_size": 4096.0`), "hidden_size (line 10) is 4096.0"},
		{"exponent", llama(`"hidden_size": 4e3`), "hidden_size (line 10) is 4e3"},
		{"negative", llama(`"vocab_size": -1`), "vocab_size (line 10) is -1"},
		{"zero", llama(`"num_hidden_layers": 0`), "num_hidden_layers (line 10) is 0"},
		{"10^30", llama(`"hidden_size": 1000000000000000000000000000000`), "hidden_size (line 10) is 1000000000000000000000000000000: a whole number from 1 to 16,777,216"},
		{"absurd", llama(`"num_attention_heads": 65537`), "num_attention_heads (line 10) is 65537: a whole number from 1 to 65,536"},
		{"absurd layers", llama(`"num_hidden_layers": 10001`), "num_hidden_layers (line 10) is 10001: a whole number from 1 to 10,000"},
		{"a number of a megabyte", llama(`"hidden_size": ` + strings.Repeat("9", 900_000)), "hidden_size (line 10) is 9999"},
		{"NaN", llama(`"hidden_size": NaN`), "hidden_size (line 10) is NaN"},
		{"null", llama(`"hidden_size": null`), "hidden_size is missing"},
		{"list for a number", llama(`"hidden_size": [4096]`), "hidden_size (line 10) is a list"},
		{"missing", llama(`"num_attention_heads"`), "num_attention_heads is missing, and there is no default for it in the family llama"},
		{"heads that do not divide", llama(`"num_key_value_heads": 7`), "num_key_value_heads (line 10) is 7, which does not divide the 32 query heads"},
		{"more KV heads than heads", llama(`"num_key_value_heads": 64`), "num_key_value_heads (line 10) is 64"},
		{"width that heads do not divide", llama(`"num_attention_heads": 24`), "num_attention_heads is 24, which does not divide hidden_size, 4096, and head_dim is absent"},
		{"text for a switch", llama(`"tie_word_embeddings": "false"`), `tie_word_embeddings (line 10) is "false": true or false is needed`},
		{"number for a switch", llama(`"attention_bias": 1`), "attention_bias (line 11) is 1: true or false"},
		{"two names that disagree", llama(`"n_head": 16`), "n_head (line 11) is 16, and num_attention_heads is 32: the two mean the same and must agree"},
		{"another family's experts", llama(`"num_local_experts": 8`), "num_local_experts (line 11) is 8, and the family llama has no such thing"},
		{"another family's latent", llama(`"kv_lora_rank": 512`), "kv_lora_rank (line 11) is 512"},
		{"norms that the family does not have", llama(`"qk_norm": true`), "qk_norm (line 11) is true, and the family llama has no such thing"},
		{"class of another family", llama(`"architectures": ["MistralForCausalLM"]`), "architectures (line 10) is MistralForCausalLM, and model_type is llama: the two must agree"},
		{"no language model's head", llama(`"architectures": ["LlamaForSequenceClassification"]`), "architectures (line 10) is LlamaForSequenceClassification, which has no output head"},
		{"encoder and decoder", llama(`"is_encoder_decoder": true`), "is_encoder_decoder (line 11) is true"},
		{"model_type that is no text", llama(`"model_type": 3`), "model_type (line 10) is a number"},
		{"overflow", llama(`"hidden_size": 16777216`, `"intermediate_size": 16777216`, `"num_hidden_layers": 10000`, `"num_attention_heads": 65536`), "larger than 2^63"},

		{"experts", mixtral(`"num_experts_per_tok": 9`), "num_experts_per_tok (line 13) is 9, and there are only 8 experts"},
		{"no experts", mixtral(`"num_local_experts"`), "num_local_experts is missing"},
		{"short list", gptOss(23, `"head_dim": 64`), "layer_types (line 14) has 23 entries, and there are 24 layers"},
		{"long list", gptOss(25, `"head_dim": 64`), "layer_types (line 14) has 25 entries, and there are 24 layers"},
		{"empty list", gptOss(0, `"head_dim": 64`), "layer_types (line 14) has 0 entries"},
		{"list that is none", mixtral(`"layer_types": "full_attention"`), "layer_types (line 14) is a text: a list"},
		{"unknown kind of layer", mixtral(`"sliding_window": 4`, `"num_hidden_layers": 1`, `"layer_types": ["sparse_attention"]`), `layer_types (line 15) has "sparse_attention" as entry 1`},
		{"window that slides nowhere", mixtral(`"num_hidden_layers": 1`, `"layer_types": ["sliding_attention"]`), "layer_types (line 14) has sliding layers, and sliding_window"},
		{"linear attention where there is none", mixtral(`"sliding_window": 4`, `"num_hidden_layers": 1`, `"layer_types": ["linear_attention"]`), `"linear_attention" as entry 1: in the family mixtral, full_attention and sliding_attention can be counted`},
		{"a list that the family does not read", llama(`"num_hidden_layers": 1`, `"layer_types": ["sliding_attention"]`), "layer_types (line 11) is [\"sliding_attention\"], and the family llama has no such thing"},
		{"a field that all of the family give", mixtral(`"num_key_value_heads"`), "num_key_value_heads is missing, and what the classes of the family mixtral then take for granted fits one model only"},
		{"head size of its own", gptOss(24), "head_dim is missing, and what the classes of the family gpt_oss then take for granted fits one model only"},
		{"two ties", `{"model_type":"gemma3","tie_word_embeddings":true,"text_config":{"model_type":"gemma3_text","hidden_size":64,"num_hidden_layers":2,"tie_word_embeddings":false}}`, "tie_word_embeddings (line 1) is true, and text_config.tie_word_embeddings is false"},
		{"field inside", `{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","hidden_size":"64","num_hidden_layers":2}}`, "text_config.hidden_size (line 1) is \"64\""},
		{"unknown family", llama(`"model_type": "llamoid"`, `"architectures"`), "is \"llamoid\", a family that cannot be counted; nor does the config say enough to be read as that of a Llama-like model: it has no head_dim"},
		{"unknown family and field", llama(append(complete, `"model_type": "llamoid"`, `"architectures"`, `"num_memory_layers": 2`)...), "num_memory_layers (line 15) is not known, and neither is the family llamoid"},
		{"an encoder", `{"model_type": "bert", "architectures": ["BertForMaskedLM"], "hidden_size": 768}`, `model_type (line 1) is "bert", a family that cannot be counted`},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := Read("", []byte(c.config))
			if err == nil {
				t.Fatalf("was read: %+v", a)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%q does not say %q", err, c.want)
			}
			if strings.Contains(err.Error(), "\n") || len(err.Error()) > 400 {
				t.Errorf("%q is no plain sentence", err)
			}
		})
	}
}

// complete are the fields that a family that is not known must give.
var complete = []string{`"head_dim": 128`, `"attention_bias": false`, `"mlp_bias": false`, `"rms_norm_eps": 1e-5`, `"hidden_act": "silu"`}

func mixtral(change ...string) string {
	return llama(append([]string{
		`"architectures": ["MixtralForCausalLM"]`, `"model_type": "mixtral"`, `"num_local_experts": 8`, `"num_experts_per_tok": 2`, `"rope_theta": 1e6`,
	}, change...)...)
}

// gptOss is a config with 24 layers and a list of so many kinds.
func gptOss(kinds int, more ...string) string {
	list := strings.TrimSuffix(strings.Repeat(`"full_attention",`, kinds), ",")
	return llama(append(more, `"architectures": ["GptOssForCausalLM"]`, `"model_type": "gpt_oss"`, `"num_hidden_layers": 24`, `"num_local_experts": 8`,
		`"num_experts_per_tok": 2`, `"layer_types": [`+list+`]`, `"sliding_window": 128`)...)
}

func TestAFamilyThatIsNotKnownIsReadWhereNothingIsLeftToGuess(t *testing.T) {
	a := read(t, llama(append(complete, `"model_type": "llamoid"`, `"architectures"`)...))
	known := read(t, llama())
	if got, want := whole(t, report(t, a).Total), whole(t, report(t, known).Total); got != want {
		t.Errorf("%d parameters, as a Llama %d", got, want)
	}
	if len(a.Notes) == 0 || !strings.Contains(a.Notes[0], "The family llamoid is not known") {
		t.Errorf("notes %q", a.Notes)
	}
}

// The class of a model of several senses says nothing of its language model.
func TestANestedLanguageModelIsReadWhateverIsAroundIt(t *testing.T) {
	a := read(t, `{"architectures": ["InternVLChatModel"], "model_type": "internvl_chat", "vision_config": {"hidden_size": 8}, "llm_config": `+llama()+`}`)
	if got, want := whole(t, report(t, a).Total), whole(t, report(t, read(t, llama())).Total); got != want {
		t.Errorf("%d parameters, want %d", got, want)
	}
	if notes := strings.Join(a.Notes, " "); !strings.Contains(notes, "InternVLChatModel is not known") || !strings.Contains(notes, "vision tower") {
		t.Errorf("notes %q", a.Notes)
	}
	for _, f := range a.Fields {
		if f.Symbol == "d" && f.Path != "llm_config.hidden_size" {
			t.Errorf("the width is said to be from %s", f.Path)
		}
	}
}

func TestFieldsThatAreNotKnownAreListed(t *testing.T) {
	a := read(t, llama(`"favourite_colour": "blue"`, `"sliding_window": null`, `"rope_theta": 1e4`))
	if len(a.Unknown) != 1 || a.Unknown[0] != "favourite_colour" {
		t.Errorf("unknown are %v", a.Unknown)
	}
}

// What another family may have, said to be absent, is neither refused nor unknown.
func TestASwitchThatIsOffIsKnown(t *testing.T) {
	a := read(t, llama(`"use_qk_norm": false`, `"num_experts": 0`, `"kv_lora_rank": null`, `"layers_block_type": []`))
	if len(a.Unknown) > 0 {
		t.Errorf("unknown are %v", a.Unknown)
	}
}

// Granite's heads of Mamba-2 may be left to follow from the others' number.
func TestAHeadOfMambaMayFollow(t *testing.T) {
	granite := func(head string) string {
		return `{"model_type": "granitemoehybrid", "hidden_size": 2048, "num_hidden_layers": 2, "num_attention_heads": 32, "num_key_value_heads": 8,
			"shared_intermediate_size": 8192, "vocab_size": 100352, "tie_word_embeddings": true, "mamba_n_heads": 64, "layer_types": ["mamba", "attention"]` + head + `}`
	}
	want := whole(t, report(t, read(t, granite(`, "mamba_d_head": 64`))).Total)
	for _, head := range []string{"", `, "mamba_d_head": "auto"`, `, "mamba_d_head": null`} {
		if got := whole(t, report(t, read(t, granite(head))).Total); got != want {
			t.Errorf("%q: %d parameters, want %d", head, got, want)
		}
	}
	for head, said := range map[string]string{`, "mamba_d_head": 63`: "the three must agree", `, "mamba_d_head": "many"`: "whole number"} {
		if _, err := Read("", []byte(granite(head))); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%q: %v, want %q", head, err, said)
		}
	}
	if _, err := Read("", []byte(strings.Replace(granite(""), `"mamba_n_heads": 64`, `"mamba_n_heads": 60`, 1))); err == nil || !strings.Contains(err.Error(), "does not divide the inner width, 4096") {
		t.Errorf("60 heads: %v", err)
	}
}

func TestAnErrorHasAPlaceThatAPageCanShow(t *testing.T) {
	_, err := Read("", []byte("{\n  \"a\": tru\n}"))
	var e *Error
	if !errors.As(err, &e) || e.Line != 2 || e.Column != 8 || e.Field != "" {
		t.Errorf("%#v", err)
	}
	_, err = Read("", []byte(llama(`"vocab_size": -1`)))
	if !errors.As(err, &e) || e.Line != 10 || e.Field != "vocab_size" {
		t.Errorf("%#v", err)
	}
}

func TestWhatPythonWritesIsRead(t *testing.T) {
	read(t, llama(`"time_step_limit": [0.0, Infinity, -Infinity, NaN]`))
	read(t, "\ufeff"+llama())
	read(t, strings.ReplaceAll(llama(), "\n", "\r\n"))
	read(t, llama(`"name": "a\u00e9\"b"`))
}

// manyFields is a Llama with as many fields as may be.
func manyFields() []byte {
	var b bytes.Buffer
	b.WriteString(strings.TrimSuffix(llama(), "\n}"))
	for i := range MaxValues - 20 {
		fmt.Fprintf(&b, ",\n\"field_%d\": 1", i)
	}
	b.WriteString("\n}")
	return b.Bytes()
}

// How long that takes, BenchmarkManyFields says.
func TestAsManyFieldsAsMayBeAreRead(t *testing.T) {
	if _, err := Read("", manyFields()); err != nil {
		t.Fatal(err)
	}
}
