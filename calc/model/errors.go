package model

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// What a config may have: more is refused before it is read. The largest
// published one has 20 KiB and four levels.
const (
	MaxBytes  = 1 << 20
	MaxDepth  = 64
	MaxValues = 1 << 15
)

// An Error says why a config cannot be read.
type Error struct {
	// Field is the path of the field that is missing or wrong, such as
	// "text_config.hidden_size"; "" where the text as a whole is.
	Field string
	// Line and Column, from 1, are where it stands; 0 where it stands nowhere.
	Line, Column int
	// Problem is the rest of the sentence.
	Problem string
}

// Error returns one sentence: the field, its place, what is wrong.
func (e *Error) Error() string {
	at := ""
	switch {
	case e.Line > 0 && e.Column > 0:
		at = fmt.Sprintf("line %d, column %d", e.Line, e.Column)
	case e.Line > 0:
		at = fmt.Sprintf("line %d", e.Line)
	}
	switch {
	case e.Field == "" && at == "":
		return e.Problem
	case e.Field == "":
		return at + ": " + e.Problem
	case at == "":
		return e.Field + " " + e.Problem
	}
	return e.Field + " (" + at + ") " + e.Problem
}

// errEmpty is a text with nothing in it.
var errEmpty = errors.New("there is nothing here: a model's config.json is needed")

// open checks that a text may be a config and turns it into an object.
func open(config []byte) (src string, n node, err error) {
	if len(config) > MaxBytes {
		return "", node{}, fmt.Errorf("the text has more than %d KiB, which no model's config.json has: is it another file?", MaxBytes>>10)
	}
	src = string(config)
	trimmed := strings.TrimSpace(strings.TrimPrefix(src, "\ufeff"))
	switch {
	case trimmed == "":
		return "", node{}, errEmpty
	case strings.HasPrefix(src, "GGUF"):
		return "", node{}, errors.New("this is a GGUF file: its model's config.json is needed here")
	case strings.HasPrefix(trimmed, "<"):
		return "", node{}, errors.New("this is a web page or XML: the config.json itself is needed (on a model's page, choose the file's raw form)")
	case len(src) > 9 && src[8] == '{' && src[7] == 0:
		return "", node{}, errors.New("this is a safetensors file: its model's config.json is needed here")
	case strings.HasPrefix(src, "PK\x03\x04"):
		return "", node{}, errors.New("this is a ZIP or PyTorch file: its model's config.json is needed here")
	case !utf8.ValidString(src):
		return "", node{}, errors.New("this is not text in UTF-8: a model's config.json is needed")
	}
	if rest, found := strings.CutPrefix(src, "\ufeff"); found {
		// Blanks of the same length keep all places right.
		src = "   " + rest
	}
	if n, err = parse(src); err != nil {
		return "", node{}, err
	}
	if n.kind != object {
		return "", node{}, &Error{Line: 1, Problem: "a config is an object { … }, and this is " + n.kind.String()}
	}
	return src, n, notAnother(n)
}

// others are the JSON files that stand beside a model's config, by a key that
// only they have.
var others = []struct{ key, what string }{
	{"tokenizer_class", "a tokenizer's config"},
	{"added_tokens_decoder", "a tokenizer's config"},
	{"weight_map", "an index of weight files"},
	{"peft_type", "an adapter's config"},
	{"image_processor_type", "an image processor's config"},
	{"feature_extractor_type", "a feature extractor's config"},
	{"_class_name", "a diffusion model's config"},
	{"chat_template", "a chat template"},
	{"__metadata__", "a safetensors header"},
	{"do_sample", "a generation config"},
	{"added_tokens", "a tokenizer"},
}

// notAnother refuses the other JSON files of a model. A config has a
// model_type, and old ones may repeat a key of the tokenizer beside it.
func notAnother(n node) error {
	if n.member("model_type") != nil || n.member("architectures") != nil {
		return nil
	}
	for _, o := range others {
		if n.member(o.key) != nil {
			return &Error{Field: o.key, Problem: "shows that this is " + o.what + ": the model's config.json is needed"}
		}
	}
	return nil
}
