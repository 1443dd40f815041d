package tensors

import (
	"fmt"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// A Config is what the difference is explained with: what a config says of the
// model whose weights the file has.
type Config struct {
	// Total is the count of its parameters, Layers how many layers those have.
	Total, Layers int64
	// Tied says that the output head is the input embedding.
	Tied bool
}

// A Difference is a file's count beside a config's.
type Difference struct {
	// Params is the file's count, Total the config's.
	Params, Total int64
	// Extras are the tensors that the config's count leaves out, by what their
	// names show them to be. Packed are those whose numbers hold several
	// parameters each, so that they cannot be compared.
	Extras []Sum
	Packed Sum
	// Rest is what remains: the file's count, less the extras, less the config's.
	Rest int64
}

// Against compares the file's count with a config's.
func (f *File) Against(c Config) Difference {
	d := Difference{Params: f.Params, Total: c.Total}
	at := map[*extra]int{}
	rest := f.Params
	for _, t := range f.Tensors {
		if packs(t) {
			d.Packed.count(t)
			continue
		}
		e := extraOf(t, c)
		if e == nil {
			continue
		}
		i, ok := at[e]
		if !ok {
			i = len(d.Extras)
			at[e] = i
			d.Extras = append(d.Extras, Sum{Name: e.name, Comment: e.why})
		}
		d.Extras[i].count(t)
		rest -= t.Params
	}
	d.Rest = rest - c.Total
	return d
}

// An extra is a sort of tensor that a config's count leaves out.
type extra struct {
	name, why string
	is        func(t Tensor, c Config) bool
}

// parts are what the names of tensors hold between dots.
func hasPart(name string, parts ...string) bool {
	for p := range strings.SplitSeq(name, ".") {
		for _, want := range parts {
			if p == want {
				return true
			}
		}
	}
	return false
}

func hasEnd(name string, ends ...string) bool {
	for _, end := range ends {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// extras are looked through in this order.
var extras = []*extra{
	{"vision or audio towers", "the config's count is the language model's alone", func(t Tensor, _ Config) bool {
		return hasPart(t.Name, "vision_tower", "vision_model", "visual", "vision_encoder", "audio_tower", "audio_model", "multi_modal_projector", "mm_projector", "embed_vision", "embed_audio", "patch_merger") ||
			strings.HasPrefix(t.Name, "v.blk.") || strings.HasPrefix(t.Name, "mm.") || strings.HasPrefix(t.Name, "v.patch") || strings.HasPrefix(t.Name, "v.position") || strings.HasPrefix(t.Name, "a.blk.")
	}},
	{"layers that predict further tokens", "the forward pass of the model itself does not use them", func(t Tensor, c Config) bool {
		if hasPart(t.Name, "mtp", "nextn", "mtp_layers", "mtp_block") {
			return true
		}
		n, ok := layerOf(t.Name)
		return ok && c.Layers > 0 && n >= c.Layers
	}},
	{"scales of quantised weights", "the config's count is of weights, without what is stored to widen them again", func(t Tensor, _ Config) bool {
		return hasEnd(t.Name, "_scale_inv", ".weight_scale", "_scales", ".scales", ".qzeros", ".g_idx", ".input_scale", ".k_scale", ".v_scale", ".weight_scale_2",
			".absmax", ".quant_map", ".nested_absmax", ".nested_quant_map", ".weight_zero_point", ".weight_shape", ".SCB") || strings.Contains(t.Name, ".quant_state.")
	}},
	{"constants that no training changes", "buffers, such as rotary frequencies and masks, are no parameters", func(t Tensor, _ Config) bool {
		return hasEnd(t.Name, "inv_freq", ".masked_bias", ".attention.bias", "rope_freqs.weight", "rope_factors_long.weight", "rope_factors_short.weight", ".rotary_emb.cos_cached", ".rotary_emb.sin_cached") ||
			// GPT-2's causal mask is called attn.bias; a bias of a projection has a
			// name of its own between the two.
			hasEnd(t.Name, ".attn.bias") && t.Params > 1<<16
	}},
	{"the output head, stored although it is the embedding", "a tied head counts once", func(t Tensor, c Config) bool {
		return c.Tied && (t.Name == "output.weight" || hasPart(t.Name, "lm_head"))
	}},
}

func extraOf(t Tensor, c Config) *extra {
	for _, e := range extras {
		if e.is(t, c) {
			return e
		}
	}
	return nil
}

// packs reports whether a tensor's numbers hold several parameters each: GPTQ and
// AWQ keep eight of 4 bits in a number of 32, MXFP4 and bitsandbytes two in a
// byte.
func packs(t Tensor) bool {
	switch t.Dtype {
	case "I32", "U32", "U8", "I8":
		return hasEnd(t.Name, ".qweight", "_blocks", ".weight_packed") || t.Dtype != "I8" && hasEnd(t.Name, ".weight")
	}
	return false
}

// layerOf returns the number of the layer that a tensor belongs to.
func layerOf(name string) (n int64, ok bool) {
	before := ""
	for p := range strings.SplitSeq(name, ".") {
		switch before {
		case "layers", "h", "blk", "blocks", "layer":
			if n, err := strconv.ParseInt(p, 10, 64); err == nil {
				return n, true
			}
		}
		before = p
	}
	return 0, false
}

// Sentences says in words what the difference is.
func (d Difference) Sentences() []string {
	says := []string{fmt.Sprintf("The file's tensors have %s numbers; the config's count is %s.", quantity.Count(d.Params), quantity.Count(d.Total))}
	for _, e := range d.Extras {
		says = append(says, fmt.Sprintf(
			"Not in the config's count: %s with %s in %s, such as %s (%s).",
			e.Name, numbers(e.Params), quantity.Plural(e.Tensors, "tensor", "tensors"), e.First, e.Comment,
		))
	}
	if p := d.Packed; p.Tensors > 0 {
		return append(says, fmt.Sprintf(
			"%s, such as %s, %s packed: each of their %s stored numbers holds several parameters, so the two counts cannot be set against each other.",
			quantity.Plural(p.Tensors, "tensor", "tensors"), p.First, isAre(p.Tensors), quantity.Count(p.Params),
		))
	}
	return append(says, d.restWords())
}

// restWords says what the extras do not explain.
func (d Difference) restWords() string {
	without := ""
	if len(d.Extras) > 0 {
		without = "Without them "
	}
	switch {
	case d.Rest == 0:
		return start(without, "the two agree to the number.")
	case d.Rest < 0 && d.Rest < -d.Total/10:
		return start(without, fmt.Sprintf("the file has %s of the config's count: it is one of several files of the model, or belongs to another one. All files can be opened at once.", quantity.Percent(float64(d.Total+d.Rest)/float64(d.Total))))
	case d.Rest < 0:
		return start(without, fmt.Sprintf("the file has %s fewer than the config's count, and the names of its tensors do not show why.", numbers(-d.Rest)))
	default:
		return start(without, fmt.Sprintf("the file has %s more than the config's count, and the names of its tensors do not show why.", numbers(d.Rest)))
	}
}

// start joins the beginning of a sentence, or makes what follows it one.
func start(before, rest string) string {
	if before != "" {
		return before + rest
	}
	return strings.ToUpper(rest[:1]) + rest[1:]
}

func numbers(n int64) string { return quantity.Plural(n, "number", "numbers") }

func isAre(n int64) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
