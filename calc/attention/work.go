package attention

import (
	"fmt"

	"attnexperts/calc/quantity"
)

const sourceWork = "Hoffmann et al. 2022, arXiv 2203.15556, appendix F: 2 FLOPs for a multiplication with its addition"

// PrefillFLOPs returns the floating-point operations of the scores and of the
// sums of values when a prompt of so many tokens is read: 2·n_h·(d_h + d_v) for
// each pair, summed over the layers and the sequences of a batch. Projections
// are not counted; a linear layer has no pairs. Sharing KV heads changes none
// of it. Errors are those of [Stack.BytesPerToken].
func (s Stack) PrefillFLOPs(tokens, batch int64) (quantity.Result, error) {
	r := quantity.Result{
		Name: "prefill-flops", Label: "FLOPs of reading the prompt", Unit: quantity.FLOPs,
		Formula: "the sum over all layers of 4 · n_h · d_h · P · B", Source: sourceWork,
		Inputs: []quantity.Input{quantity.In("S", "tokens of the prompt", tokens, ""), quantity.In("B", "sequences", batch, "")},
	}
	total, err := s.sum(func(l Layer) (int64, error) {
		pairs, err := l.Pairs(tokens)
		if err != nil {
			return 0, err
		}
		each, err := l.PairFLOPs(false)
		if err != nil {
			return 0, err
		}
		return quantity.Product(each, pairs, batch)
	})
	r.Value = quantity.Whole(total)
	return r, err
}

// DecodeFLOPs returns the floating-point operations of the scores and of the
// sums of values in one decoding step, for all sequences of the batch: a new
// query of each meets the tokens that the layer keeps.
func (s Stack) DecodeFLOPs(u Use) (quantity.Result, error) {
	r := quantity.Result{
		Name: "decode-flops", Label: "FLOPs of one decoding step over the cache", Unit: quantity.FLOPs,
		Formula: "the sum over all layers of 4 · n_h · d_h · min(S, W) · B", Source: sourceWork,
		Inputs: u.inputs(),
	}
	total, err := s.sum(func(l Layer) (int64, error) {
		each, err := l.PairFLOPs(true)
		if err != nil {
			return 0, err
		}
		return quantity.Product(each, l.Kept(u.Context), u.Batch)
	})
	r.Value = quantity.Whole(total)
	return r, err
}

// ReadBytes returns how many bytes of cache one decoding step reads. A layer
// that shares the cache of another reads it once more.
func (s Stack) ReadBytes(u Use) (quantity.Result, error) {
	r := quantity.Result{
		Name: "read-bytes", Label: "Cache read in one decoding step", Unit: quantity.Bytes,
		Formula: "the sum over all layers of what each keeps, read once", Source: sourceKV,
		Inputs: u.inputs(),
	}
	numbers, err := s.sum(func(l Layer) (int64, error) {
		l.Shared = false
		each, err := l.PerToken()
		if err != nil {
			return 0, err
		}
		return quantity.Product(each, l.Kept(u.Context), u.Batch)
	})
	if err != nil {
		return r, err
	}
	bytes, err := u.Dtype.Size(numbers)
	r.Value = quantity.Whole(bytes)
	return r, err
}

// Intensity returns the arithmetic intensity of decoding: FLOPs for each byte
// of cache that is read. For equal layers of n_kv heads it is 2·G/b with the
// group size G = n_h / n_kv, whatever the context and the batch; for latent
// attention n_h·(4·d_c + 2·d_R)/(b·(d_c + d_R)). It is an error where no layer
// keeps anything.
func (s Stack) Intensity(u Use) (quantity.Result, error) {
	r := quantity.Result{
		Name: "intensity", Label: "Intensity of decoding", Unit: quantity.Intensity,
		Formula: "FLOPs of a step over the cache ÷ bytes of cache read", Source: "Williams et al. 2009, doi 10.1145/1498765.1498785",
	}
	flops, err := s.DecodeFLOPs(u)
	if err != nil {
		return r, err
	}
	bytes, err := s.ReadBytes(u)
	if err != nil {
		return r, err
	}
	if bytes.Value.Float() == 0 {
		return r, fmt.Errorf("no layer keeps a cache, so nothing of it is read")
	}
	r.Inputs = []quantity.Input{
		{Symbol: "FLOPs", Meaning: flops.Label, Value: flops.Value, Unit: quantity.FLOPs},
		{Symbol: "bytes", Meaning: bytes.Label, Value: bytes.Value, Unit: quantity.Bytes},
	}
	r.Value = quantity.Real(flops.Value.Float() / bytes.Value.Float())
	return r, nil
}

// inputs are the numbers of a use, but for the dtype.
func (u Use) inputs() []quantity.Input {
	return []quantity.Input{quantity.In("S", "tokens of context", u.Context, ""), quantity.In("B", "sequences", u.Batch, "")}
}

// sum adds a count of every layer. Equal layers are counted once and
// multiplied.
func (s Stack) sum(count func(Layer) (int64, error)) (int64, error) {
	total := int64(0)
	for _, g := range s.Groups() {
		if err := g.Check(); err != nil {
			return 0, fmt.Errorf("%s: %w", g.Name(), err)
		}
		each, err := count(g.Layer)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", g.Name(), err)
		}
		all, err := quantity.Product(each, g.Count)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", g.Name(), err)
		}
		if total, err = quantity.Sum(total, all); err != nil {
			return 0, err
		}
	}
	return total, nil
}
