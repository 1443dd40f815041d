package attention

import (
	"fmt"

	"attnexperts/calc/quantity"
)

// Sources of the formulas.
const (
	sourceKV    = "Shazeer 2019, arXiv 1911.02150; Ainslie et al. 2023, arXiv 2305.13245"
	sourceMLA   = "DeepSeek-V2, arXiv 2405.04434, section 2.1"
	sourceSlide = "Mistral 7B, arXiv 2310.06825, section 2"
)

// A Use is how a stack is used: the tokens of a conversation, how many such
// conversations at a time, and how a cached number is stored.
type Use struct {
	Context, Batch int64
	Dtype          quantity.Dtype
}

// BytesPerToken returns what one more token adds to the cache of a sequence
// while every layer still grows. It is an error if a layer cannot be (see
// [Layer.Check]) or the result does not fit an int64.
func (s Stack) BytesPerToken(d quantity.Dtype) (quantity.Result, error) {
	return s.cache("kv-bytes-per-token", "Cache a token", d, func(Layer) int64 { return 1 }, Use{Context: 1, Batch: 1, Dtype: d})
}

// Bytes returns the size of the cache for a use, every window at its bound.
// Its parts are the groups of equal layers. Errors are those of
// [Stack.BytesPerToken].
func (s Stack) Bytes(u Use) (quantity.Result, error) {
	return s.cache("kv-bytes", "KV cache", u.Dtype, func(l Layer) int64 { return l.Kept(u.Context) }, u)
}

// Size returns the size of the cache for a use in bytes, as [Stack.Bytes] does,
// without saying how it came about: for the many points of a curve. It is an
// error if it does not fit an int64.
func (gs Groups) Size(u Use) (int64, error) {
	total := int64(0)
	for _, g := range gs {
		each, err := g.PerToken()
		if err != nil {
			return 0, err
		}
		numbers, err := quantity.Product(g.Count, each, g.Kept(u.Context), u.Batch)
		if err != nil {
			return 0, err
		}
		if total, err = quantity.Sum(total, numbers); err != nil {
			return 0, err
		}
	}
	return u.Dtype.Size(total)
}

// cache sums what is kept over groups of equal layers.
func (s Stack) cache(name, label string, d quantity.Dtype, kept func(Layer) int64, u Use) (quantity.Result, error) {
	r := quantity.Result{Name: name, Label: label, Unit: quantity.Bytes, Formula: "the sum over all layers", Source: sourceKV}
	if err := d.Check(); err != nil {
		return r, err
	}
	total := int64(0)
	for _, g := range s.Groups() {
		if err := g.Check(); err != nil {
			return r, fmt.Errorf("%s: %w", g.Name(), err)
		}
		part, numbers, err := g.part(d, kept(g.Layer), u)
		if err != nil {
			return r, fmt.Errorf("%s: %w", g.Name(), err)
		}
		if total, err = quantity.Sum(total, numbers); err != nil {
			return r, err
		}
		r.Parts = append(r.Parts, part)
	}
	// Rounded once, at the end: half bytes of int4 add up.
	bytes, err := d.Size(total)
	if err != nil {
		return r, err
	}
	r.Value = quantity.Whole(bytes)
	if len(r.Parts) == 1 {
		p := r.Parts[0]
		r.Formula, r.Inputs, r.Source, r.Parts = p.Formula, p.Inputs, p.Source, nil
	}
	return r, nil
}

// part counts what a group keeps, in numbers and as a result in bytes.
func (g Group) part(d quantity.Dtype, kept int64, u Use) (r quantity.Result, numbers int64, err error) {
	perToken, err := g.PerToken()
	if err != nil {
		return r, 0, err
	}
	if numbers, err = quantity.Product(g.Count, perToken, kept, u.Batch); err != nil {
		return r, 0, err
	}
	bytes, err := d.Size(numbers)
	if err != nil {
		return r, 0, err
	}
	r = quantity.Result{Label: g.Name(), Value: quantity.Whole(bytes), Unit: quantity.Bytes}
	g.explain(&r)
	if perToken == 0 {
		return r, 0, nil
	}
	r.Inputs = append(r.Inputs, quantity.Input{Symbol: "b", Meaning: "bytes a number, " + string(d), Value: quantity.Real(d.Width())})
	if g.bounded() && u.Context > 1 {
		r.Formula += " · min(S, W)"
		r.Inputs = append(r.Inputs, quantity.In("W", "tokens of the window", g.Window, ""))
		r.Source += "; " + sourceSlide
	} else if u.Context > 1 {
		r.Formula += " · S"
	}
	if u.Context > 1 {
		r.Inputs = append(r.Inputs, quantity.In("S", "tokens of context", u.Context, ""))
	}
	if u.Batch > 1 {
		r.Formula += " · B"
		r.Inputs = append(r.Inputs, quantity.In("B", "sequences", u.Batch, ""))
	}
	return r, numbers, nil
}

// explain writes the formula of what a group keeps a token, with its inputs.
func (g Group) explain(r *quantity.Result) {
	switch {
	case g.Kind == LinearLayer:
		r.Formula = "no cache: a state of fixed size"
		return
	case g.Shared:
		r.Formula = "no cache of its own: it reads that of a layer below"
		return
	}
	in := func(symbol, meaning string, n int64) {
		r.Inputs = append(r.Inputs, quantity.In(symbol, meaning, n, ""))
	}
	in("L", "layers", g.Count)
	numbers, sum := "2 · n_kv · d_h", g.MLA() || g.Index > 0
	r.Source = sourceKV
	if g.MLA() {
		numbers, r.Source = "d_c + d_R", sourceMLA
		in("d_c", "size of the latent", g.Latent)
		in("d_R", "size of the positional key", g.Rope)
	} else {
		in("n_kv", "KV heads", g.KV)
		in("d_h", "size of a head", g.HeadDim)
		if g.valueDim() != g.HeadDim {
			numbers = "n_kv · (d_h + d_v)"
			in("d_v", "size of a value head", g.valueDim())
		}
	}
	if g.Index > 0 {
		numbers += " + d_I"
		in("d_I", "size of the indexer's key", g.Index)
	}
	if sum {
		numbers = "(" + numbers + ")"
	}
	r.Formula = "L · " + numbers + " · b"
}

// StateBytes returns the size of the fixed state of all linear layers, for a
// batch of sequences. It is an error if the dtype is not known, or a number does not
// fit an int64.
func (s Stack) StateBytes(u Use) (quantity.Result, error) {
	r := quantity.Result{Name: "state-bytes", Label: "State of linear layers", Unit: quantity.Bytes, Formula: "the sum over all linear layers"}
	total := int64(0)
	for _, g := range s.Groups() {
		if g.State == 0 {
			continue
		}
		n, err := quantity.Product(g.Count, g.State, u.Batch)
		if err != nil {
			return r, fmt.Errorf("%s: %w", g.Name(), err)
		}
		if total, err = quantity.Sum(total, n); err != nil {
			return r, err
		}
		part, err := g.state(n, u)
		if err != nil {
			return r, err
		}
		r.Parts = append(r.Parts, part)
	}
	bytes, err := u.Dtype.Size(total)
	r.Value = quantity.Whole(bytes)
	return r, err
}

// state says how the state of a group came about, of so many numbers.
func (g Group) state(numbers int64, u Use) (quantity.Result, error) {
	bytes, err := u.Dtype.Size(numbers)
	return quantity.Result{
		Label: g.Name(), Value: quantity.Whole(bytes), Unit: quantity.Bytes, Formula: "L · s · B · b",
		Inputs: []quantity.Input{
			quantity.In("L", "layers", g.Count, ""),
			quantity.In("s", "numbers of a layer's state", g.State, "the sizes of the linear layer"),
			quantity.In("B", "sequences", u.Batch, ""),
			{Symbol: "b", Meaning: "bytes a number, " + string(u.Dtype), Value: quantity.Real(u.Dtype.Width())},
		},
	}, err
}
