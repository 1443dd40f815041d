package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"attnexperts/calc/attention"
)

// Read reads a model's config.json. name is what the caller calls the model;
// where it is empty, the config's own name or class stands for it. An error
// says what is wrong, and is an [*Error] where that has a field or a place; the
// text may be anything at all.
func Read(name string, config []byte) (*Architecture, error) {
	src, top, err := open(config)
	if err != nil {
		return nil, err
	}
	r := &reader{arch: &Architecture{Name: name}, src: src, top: &top, scope: &top}
	f := r.identify()
	if r.err == nil {
		r.onlyDecoders()
		f.read(r)
	}
	if r.err == nil {
		r.leftovers(f)
		r.caveats()
	}
	if r.err == nil {
		r.err = r.arch.check()
	}
	if r.err != nil {
		return nil, r.err
	}
	return r.arch, nil
}

// caveats notes what the numbers of such a model are not.
func (r *reader) caveats() {
	a := r.arch
	linear, latent := false, false
	for _, l := range a.Stack() {
		linear = linear || l.Kind == attention.LinearLayer
		latent = latent || l.MLA()
	}
	if _, sparse, _, _ := a.routed(); sparse > 0 {
		r.note("Vendors differ in what they call active parameters: with embedding and output head, or without one or both.")
	}
	if latent {
		r.note("The cache is as in the paper; a runtime may store more, such as whole keys and values.")
	}
	if linear {
		r.note("The state of linear layers is in the dtype of the cache; many runtimes keep it in fp32.")
	}
	if a.Tied {
		r.note("The output head is the input embedding and counts once; a checkpoint may store it twice.")
	}
}

// check refuses an architecture that cannot be.
func (a *Architecture) check() error {
	if len(a.Layers) == 0 {
		return &Error{Field: a.From("L"), Problem: "leaves the model without a layer"}
	}
	for _, g := range a.Stack().Groups() {
		if err := g.Check(); err != nil {
			return fmt.Errorf("%s: %w", g.Name(), err)
		}
	}
	_, err := a.Count()
	return err
}

// nests are the names under which the language model stands in the config of a
// model of several senses.
var nests = []string{"text_config", "llm_config", "language_config"}

// nested are the sizes that the classes of language models have by default, where
// models of several senses are published that name only those that differ (LLaVA,
// Pixtral).
var nested = map[string]map[string]int64{
	"llama": {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32},
	"mistral": {
		"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
		"num_key_value_heads": 8,
	},
}

// identify finds the language model in the config, and its family.
func (r *reader) identify() *family {
	r.nest()
	r.name()
	m := r.modelType()
	if m == nil {
		return r.unnamed()
	}
	if m.value.kind != text {
		r.fail(m, "is %s: a text such as llama is needed", m.value.kind)
		return nil
	}
	f := familyOf(m.value.text)
	if f == nil {
		return r.unnamed()
	}
	r.family = strings.TrimSuffix(m.value.text, "_text")
	if r.scope != r.top {
		r.defaults = maps.Clone(nested[r.family])
		if r.scope.member("model_type") == nil && !slices.Contains(f.types, r.family+"_text") {
			r.fail(m, "is %s, whose configs have no %s: a model_type is needed in there", r.family, strings.TrimSuffix(r.prefix, "."))
		}
	}
	r.record("", m)
	r.agree(f)
	return f
}

// nest finds the object that the language model's fields stand in, if they are nested.
// A size that stands beside it alone may be that of another model.
func (r *reader) nest() {
	for _, name := range nests {
		m := r.top.member(name)
		if m == nil || m.value.kind != object {
			continue
		}
		if r.scope != r.top {
			r.fail(m, "stands beside %s: only one language model can be counted", strings.TrimSuffix(r.prefix, "."))
			return
		}
		m.used = true
		r.scope, r.prefix = &m.value, name+"."
	}
	if r.scope == r.top {
		return
	}
	for _, name := range slices.Concat(widthNames, layerNames, headNames) {
		outer, inner := r.top.member(name), r.scope.member(name)
		if outer != nil && outer.value.kind != null && inner == nil {
			r.fail(outer, "is %s, and %s is absent: whose it is cannot be told", r.raw(outer), r.prefix+name)
		}
	}
}

// modelType is the language model's model_type, or that of the whole; nil where neither
// is there.
func (r *reader) modelType() *member {
	if m := r.scope.member("model_type"); m != nil {
		return m
	}
	return r.top.member("model_type")
}

// name takes the model's class, and its name where the caller has none.
func (r *reader) name() {
	a := r.arch
	for _, n := range []*node{r.top, r.scope} {
		if m, class := classOf(n); m != nil && a.Class == "" {
			a.Class = class
			r.record("", m)
		}
	}
	if m := r.top.member("_name_or_path"); m != nil && a.Name == "" {
		a.Name = m.value.text
	}
	if a.Name == "" {
		a.Name = a.Class
	}
}

// agree refuses classes of another family, and those that may have other weights. A
// class around a language model that is nested may be any.
func (r *reader) agree(f *family) {
	r.arch.Family = r.family
	for _, n := range []*node{r.scope, r.top} {
		m, class := classOf(n)
		other := familyOfClass(class)
		switch {
		case class == "" || other == f:
		case other != nil:
			r.fail(m, "is %s, and model_type is %s: the two must agree", class, r.family)
		case n != r.scope:
			r.note("The class %s is not known; its language model is counted as its model_type says, %s.", class, r.family)
		case strings.Contains(class, "Eagle") || strings.Contains(class, "Medusa"):
			r.fail(m, "is %s, which drafts tokens for another model: only whole language models can be counted", class)
		case slices.ContainsFunc(headless, func(end string) bool { return strings.HasSuffix(class, end) }) && !strings.Contains(class, "LMHead"):
			r.fail(m, "is %s, which has no output head over the vocabulary: only language models (such as …ForCausalLM) can be counted", class)
		default:
			const problem = "is %s, which is not known, and may have weights that no field tells of; if its layers are those of %s, take the class out of the config"
			r.fail(m, problem, class, r.family)
		}
	}
}

// headless is how classes without an output head over the vocabulary are called.
var headless = []string{"Model", "Classification", "QuestionAnswering", "MaskedLM", "Reward", "ScoringModel", "Embedding"}

// classOf is the first of a config's classes, "" where it names none.
func classOf(n *node) (*member, string) {
	m := n.member("architectures")
	if m == nil || m.value.kind != list || len(m.value.items) == 0 {
		return nil, ""
	}
	return m, m.value.items[0].text
}

// unnamed finds the family of a config whose model_type is absent or not known.
func (r *reader) unnamed() *family {
	given := r.modelType()
	if given == nil {
		f := familyOfClass(r.arch.Class)
		if f == nil {
			r.err = &Error{Field: "model_type", Problem: "is missing, so its family cannot be told: a model's config.json has it"}
			return nil
		}
		r.family = f.types[0]
		r.arch.Family = r.family
		r.note("model_type is absent; the family is that of the class %s.", r.arch.Class)
		return f
	}
	r.family = given.value.text
	r.arch.Family = r.family
	r.record("", given)
	return &common
}

// onlyDecoders refuses models that are more than a decoder.
func (r *reader) onlyDecoders() {
	for _, name := range []string{"is_encoder_decoder", "add_cross_attention"} {
		if m := r.lookup(name); m != nil && m.value.kind != null && m.value.text != "false" {
			r.fail(m, "is %s: only models that are a decoder alone can be counted", r.raw(m))
		}
	}
}
