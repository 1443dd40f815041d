package model

import (
	"fmt"
	"strings"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// MostTokens and MostSequences are the largest context and batch of a report.
const (
	MostTokens    = 1 << 31
	MostSequences = 1 << 20
)

// A Report is what a model's choices cost in one use: its parameters, and its
// cache at a context, a batch and a dtype. Each number can tell how it came
// about, and from which fields.
type Report struct {
	Architecture *Architecture
	Use          attention.Use
	Count
	// PerToken is what one more token adds to the cache of a sequence while
	// every layer still grows; Cache is all of it, every window at its bound;
	// State is the fixed state of linear layers, apart; CacheIfMHA is Cache if
	// every query head had keys and values of its own. In bytes.
	PerToken, Cache, State, CacheIfMHA quantity.Result
}

// CheckUse refuses a use that no report can be made for: a context from 1 to
// [MostTokens], a batch from 1 to [MostSequences] and a known dtype are needed.
func CheckUse(u attention.Use) error {
	switch {
	case u.Context < 1 || u.Context > MostTokens:
		return fmt.Errorf("a context of %s tokens cannot be used: 1 to %s can", quantity.Count(u.Context), quantity.Count(MostTokens))
	case u.Batch < 1 || u.Batch > MostSequences:
		return fmt.Errorf("a batch of %s sequences cannot be used: 1 to %s can", quantity.Count(u.Batch), quantity.Count(MostSequences))
	}
	return u.Dtype.Check()
}

// Report counts a model for a use. Errors are those of [CheckUse], and numbers
// that do not fit an int64.
func (a *Architecture) Report(u attention.Use) (*Report, error) {
	err := CheckUse(u)
	if err != nil {
		return nil, err
	}
	r := &Report{Architecture: a, Use: u}
	if r.Count, err = a.Count(); err != nil {
		return nil, err
	}
	stack := a.Stack()
	for _, c := range []struct {
		to      *quantity.Result
		compute func() (quantity.Result, error)
	}{
		{&r.PerToken, func() (quantity.Result, error) { return stack.BytesPerToken(u.Dtype) }},
		{&r.Cache, func() (quantity.Result, error) { return stack.Bytes(u) }},
		{&r.State, func() (quantity.Result, error) { return stack.StateBytes(u) }},
		{&r.CacheIfMHA, func() (quantity.Result, error) { return stack.As(0).Bytes(u) }},
	} {
		if *c.to, err = c.compute(); err != nil {
			return nil, err
		}
		r.trace(c.to)
	}
	r.CacheIfMHA.Name, r.CacheIfMHA.Label = "kv-bytes-mha", "KV cache if each query head had its own keys and values"
	relabel(&r.CacheIfMHA, a.From("n_h"))
	return r, nil
}

// trace says where the inputs of a cache's size are from.
func (r *Report) trace(res *quantity.Result) {
	for i := range res.Inputs {
		in := &res.Inputs[i]
		switch {
		case in.From != "":
		case in.Symbol == "S" || in.Symbol == "B":
			in.From = "the use asked about"
		case in.Symbol == "b":
			in.From = "the dtype asked about, " + string(r.Use.Dtype)
		case in.Symbol == "L":
			n, _ := in.Value.Int()
			in.From = r.Architecture.layersFrom(n)
		default:
			in.From = r.Architecture.From(in.Symbol)
		}
	}
	if strings.HasSuffix(res.Formula, "· b") || strings.Contains(res.Formula, "· b ·") {
		r.width(res)
	}
	for i := range res.Parts {
		r.trace(&res.Parts[i])
	}
}

// width adds the bytes of a number to the inputs, unless they are there.
func (r *Report) width(res *quantity.Result) {
	for _, in := range res.Inputs {
		if in.Symbol == "b" {
			return
		}
	}
	res.Inputs = append(res.Inputs, quantity.Input{
		Symbol: "b", Meaning: "bytes a number", Value: quantity.Real(r.Use.Dtype.Width()), Unit: quantity.Bytes,
		From: "the dtype asked about, " + string(r.Use.Dtype),
	})
}

// relabel says of the KV heads of the comparison that they are the query heads.
func relabel(res *quantity.Result, from string) {
	for i := range res.Inputs {
		if res.Inputs[i].Symbol == "n_kv" {
			res.Inputs[i].From = "as many as query heads: " + from
		}
	}
	for i := range res.Parts {
		relabel(&res.Parts[i], from)
	}
}

// attending are the layers with keys and values, or latents, or the cache of a
// layer below.
func (a *Architecture) attending() attention.Stack {
	var s attention.Stack
	for _, l := range a.Stack() {
		if l.Kind != attention.LinearLayer {
			s = append(s, l)
		}
	}
	return s
}

// uniform returns a number that all of a stack's layers share; false where they
// differ or have none.
func uniform(s attention.Stack, of func(attention.Layer) int64) (int64, bool) {
	if len(s) == 0 {
		return 0, false
	}
	n := of(s[0])
	for _, l := range s[1:] {
		if of(l) != n {
			return 0, false
		}
	}
	return n, n > 0
}

// bounded are the layers with a window or a chunk.
func bounded(s attention.Stack) attention.Stack {
	var out attention.Stack
	for _, l := range s {
		if l.Kind == attention.SlidingLayer || l.Kind == attention.ChunkedLayer {
			out = append(out, l)
		}
	}
	return out
}

// routed returns the experts that layers with experts have, how many layers
// have some, how many a dense network only, and whether all have the same.
func (a *Architecture) routed() (e Experts, sparse, dense int64, alike bool) {
	alike = true
	for _, l := range a.Layers {
		switch {
		case l.Experts.Count > 0:
			alike = alike && (sparse == 0 || l.Experts == e)
			if sparse == 0 {
				e = l.Experts
			}
			sparse++
		case l.Dense.Width > 0:
			dense++
		}
	}
	return e, sparse, dense, alike
}
