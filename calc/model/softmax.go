package model

import "attnexperts/calc/attention"

// QKNorm is whether queries and keys are normalised with weights of their own.
type QKNorm uint8

// The norms of queries and keys.
const (
	NoQKNorm QKNorm = iota
	// HeadNorm has one norm of a head's size for all query heads, one for all
	// key heads (Qwen 3, Gemma 3).
	HeadNorm
	// FullNorm has a weight for each number of all heads (OLMo 2, Command R+).
	FullNorm
)

// Softmax is attention with keys and values, of any window and any sharing of
// heads.
type Softmax struct {
	attention.Layer
	// QKVBias and OutBias say that the projections have biases.
	QKVBias, OutBias bool
	QKNorm           QKNorm
	// QKNormBias says that those norms have biases as well.
	QKNormBias bool
	// Gated says that the query projection makes a gate for the output too
	// (Qwen3-Next).
	Gated bool
	// Sinks says that each query head has a learned sink (gpt-oss).
	Sinks bool
	// OutNorm says that what the heads return is normalised before the output projection
	// (BitNet).
	OutNorm bool
}

// Cache returns what the layer keeps.
func (s Softmax) Cache() attention.Layer { return s.Layer }

func (s Softmax) weights(d int64) weights {
	var w weights
	dims, heads, kv, size := x("d", d), x("n_h", s.Heads), x("n_kv", s.KV), x("d_h", s.HeadDim)
	queries := []factor{heads, size}
	if s.Gated {
		queries = []factor{two, heads, size}
	}
	w.add(Attention, "query projection", append([]factor{dims}, queries...)...)
	if !s.Shared {
		w.add(Attention, "key and value projections", two, dims, kv, size)
	}
	w.add(Attention, "output projection", heads, size, dims)
	if s.QKVBias {
		w.add(Attention, "query bias", queries...)
		if !s.Shared {
			w.add(Attention, "key and value biases", two, kv, size)
		}
	}
	if s.OutBias {
		w.add(Attention, "output bias", dims)
	}
	if s.Sinks {
		w.add(Attention, "sinks", heads)
	}
	if s.OutNorm {
		w.add(Norms, "norm before the output projection", heads, size)
	}
	return append(w, s.norms(heads, kv, size)...)
}

// norms are those of queries and keys.
func (s Softmax) norms(heads, kv, size factor) weights {
	var w weights
	query, key := []factor{size}, []factor{size}
	switch s.QKNorm {
	case NoQKNorm:
		return nil
	case FullNorm:
		query, key = []factor{heads, size}, []factor{kv, size}
	}
	if s.QKNormBias {
		query, key = append([]factor{two}, query...), append([]factor{two}, key...)
	}
	w.add(Norms, "query norm", query...)
	// Also where the keys are those of a layer below: it normalises them anew
	// (Hunyuan-Large).
	w.add(Norms, "key norm", key...)
	return w
}

// Latent is multi-head latent attention (DeepSeek-V2, arXiv 2405.04434, section
// 2.1). HeadDim is the part of a head without positions, Rope the part with.
type Latent struct {
	attention.Layer
	// QueryRank is the rank of the query projection; 0 where it is one matrix.
	QueryRank int64
	// Bias says that the projections to the latents and the output have biases.
	Bias bool
	// IndexHeads is how many heads of the size Index an indexer of sparse
	// attention has; 0 where there is none (DeepSeek-V3.2).
	IndexHeads int64
}

// Cache returns what the layer keeps.
func (l Latent) Cache() attention.Layer { return l.Layer }

func (l Latent) weights(d int64) weights {
	var w weights
	dims, heads, latent, rank := x("d", d), x("n_h", l.Heads), x("d_c", l.Layer.Latent), x("d_q", l.QueryRank)
	nope, rope, value := x("d_h", l.HeadDim), x("d_R", l.Rope), x("d_v", l.ValueDim)
	into := dims
	if l.QueryRank > 0 {
		w.add(Attention, "query down-projection", dims, rank)
		if l.Bias {
			w.add(Attention, "query down-projection's bias", rank)
		}
		w.add(Norms, "query latent's norm", rank)
		into = rank
	}
	w.add(Attention, "query projection", into, heads, nope)
	w.add(Attention, "query projection, positional part", into, heads, rope)
	w.add(Attention, "key and value down-projection", dims, latent)
	w.add(Attention, "shared positional key", dims, rope)
	if l.Bias {
		w.add(Attention, "key and value down-projection's bias", latent)
		w.add(Attention, "shared positional key's bias", rope)
	}
	w.add(Norms, "latent's norm", latent)
	w.add(Attention, "keys out of the latent", latent, heads, nope)
	w.add(Attention, "values out of the latent", latent, heads, value)
	w.add(Attention, "output projection", heads, value, dims)
	if l.Bias {
		w.add(Attention, "output bias", dims)
	}
	if l.IndexHeads > 0 {
		index, size := x("n_I", l.IndexHeads), x("d_I", l.Index)
		w.add(Attention, "indexer's queries", into, index, size)
		w.add(Attention, "indexer's key", dims, size)
		w.add(Attention, "indexer's weights of heads", dims, index)
		w.add(Norms, "indexer's norm", two, size)
	}
	return w
}
