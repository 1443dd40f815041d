package tensors

import (
	"strconv"
	"strings"
)

// A name is what a tensor's name says, part by part between its dots.
type name struct {
	// last and before are the last two parts; layer is the number of the layer, −1
	// where it has none.
	last, before string
	layer        int64
	// tower, prediction and head say that a part names such a thing.
	tower, prediction, head bool
}

// named reads a name. Names of .gguf files are short: v and a begin those of
// towers, blk is a layer.
func named(text string) name {
	n := name{layer: -1}
	first := true
	for part := range strings.SplitSeq(text, ".") {
		switch part {
		case "vision_tower", "vision_model", "visual", "vision_encoder", "audio_tower", "audio_model", "multi_modal_projector", "mm_projector", "embed_vision",
			"embed_audio", "patch_merger":
			n.tower = true
		case "v", "a", "mm":
			n.tower = n.tower || first
		case "mtp", "nextn", "mtp_layers", "mtp_block":
			n.prediction = true
		case "lm_head":
			n.head = true
		default:
			switch n.last {
			case "layers", "h", "blk", "blocks", "layer":
				if k, err := strconv.ParseInt(part, 10, 64); err == nil && n.layer < 0 {
					n.layer = k
				}
			}
		}
		n.before, n.last, first = n.last, part, false
	}
	return n
}

// extra says what sort of tensor it is.
func (n name) extra(t Tensor, c Config) extra {
	switch {
	case n.tower:
		return tower
	case n.prediction, c.Layers > 0 && n.layer >= c.Layers:
		return prediction
	case n.scales():
		return scale
	case n.constant(t):
		return buffer
	case c.Tied && (n.head || n.before == "output" && n.last == "weight"):
		return head
	case n.packs(t):
		return packed
	}
	return counted
}

// scales reports whether it is stored beside quantised weights to widen them.
func (n name) scales() bool {
	switch n.last {
	case "weight_scale", "scales", "qzeros", "g_idx", "input_scale", "k_scale", "v_scale", "weight_scale_2", "absmax", "quant_map", "nested_absmax",
		"nested_quant_map", "weight_zero_point", "weight_shape", "SCB":
		return true
	}
	return n.before == "quant_state" || strings.HasSuffix(n.last, "_scale_inv") || strings.HasSuffix(n.last, "_scales")
}

// constant reports whether it is a buffer that no training changes.
func (n name) constant(t Tensor) bool {
	switch n.last {
	case "inv_freq", "masked_bias", "cos_cached", "sin_cached":
		return true
	case "weight":
		return n.before == "rope_freqs" || n.before == "rope_factors_long" || n.before == "rope_factors_short"
	case "bias":
		// GPT-2's causal mask is called attn.bias; a bias of a projection has a name
		// of its own between the two, and is smaller.
		return (n.before == "attention" || n.before == "attn") && t.Params > 1<<16
	}
	return false
}

// packs reports whether a tensor's numbers hold several parameters each: GPTQ and
// AWQ keep eight of 4 bits in a number of 32, MXFP4 and bitsandbytes two in a
// byte.
func (n name) packs(t Tensor) bool {
	switch t.Dtype {
	case "I32", "U32", "U8":
		return n.last == "qweight" || n.last == "weight_packed" || n.last == "weight" || strings.HasSuffix(n.last, "_blocks")
	}
	return false
}
