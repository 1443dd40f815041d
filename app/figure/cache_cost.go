package figure

import (
	"errors"
	"fmt"
	"sync"

	"attnexperts/app/part"
	"attnexperts/calc/attention"
	"attnexperts/calc/hardware"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// A cost is a scenario of the cache figure with what it comes to.
type cost struct {
	c      scenario.Cache
	use    attention.Use
	stack  attention.Stack
	groups attention.Groups
	device hardware.Device
	// variants are the ways to attend that it is compared with.
	variants []variant
	// arch is the scenario's model; nil for own numbers, which have no weights.
	arch *model.Architecture
}

func costOf(c scenario.Cache) cost {
	stack := c.Stack()
	device, _ := hardware.Find(c.Device)
	return cost{
		c: c, variants: variantsOf(c), use: attention.Use{Context: c.Context, Batch: c.Batch, Dtype: c.Dtype},
		stack: stack, groups: stack.Groups(), device: device, arch: c.Architecture(),
	}
}

// counted keeps the parameters of the models that were asked for.
var counted sync.Map // of *model.Architecture to model.Count

func countOf(a *model.Architecture) model.Count {
	if c, ok := counted.Load(a); ok {
		return c.(model.Count)
	}
	c, err := a.Count()
	if err != nil {
		panic("figure: the catalogue's " + a.Name + ": " + err.Error()) // a test counts them all
	}
	counted.Store(a, c)
	return c
}

// weights returns the bytes of all of the model's weights; 0 for own numbers.
func (k cost) weights() (int64, error) {
	if k.arch == nil {
		return 0, nil
	}
	total, _ := countOf(k.arch).Total.Value.Int()
	return k.c.Dtype.Size(total)
}

// weightsRead returns the bytes of the weights that one step of a batch reads.
func (k cost) weightsRead(batch int64) (int64, error) {
	if k.arch == nil {
		return 0, nil
	}
	r, err := k.arch.WeightsRead(batch)
	if err != nil {
		return 0, err
	}
	n, _ := r.Value.Int()
	return k.c.Dtype.Size(n)
}

// active returns the parameters that a token is computed with.
func (k cost) active() int64 {
	if k.arch == nil {
		return 0
	}
	n, _ := countOf(k.arch).ActiveNoEmbedding.Value.Int()
	return n
}

// outcomes are the figure's outputs.
func (k cost) outcomes() []part.Outcome {
	perToken := outcome(k.stack.BytesPerToken(k.c.Dtype))
	bytes := outcome(k.stack.Bytes(k.use))
	mha, mqa := outcome(k.stack.As(0).Bytes(k.use)), outcome(k.stack.As(1).Bytes(k.use))
	mha.Name, mha.Label = "kv-bytes-mha", "The same with MHA"
	mqa.Name, mqa.Label = "kv-bytes-mqa", "The same with MQA"
	intensity := outcome(k.stack.Intensity(k.use))
	list := []part.Outcome{perToken, bytes, mha, mqa, shrink(mha, bytes), k.maxBatch(), k.speed(), intensity}
	for i := range list {
		k.trace(&list[i].Result)
	}
	return list
}

func outcome(r quantity.Result, err error) part.Outcome { return part.Outcome{Result: r, Err: err} }

// shrink is how many times smaller the cache is than with MHA.
func shrink(mha, bytes part.Outcome) part.Outcome {
	o := part.Outcome{Result: quantity.Result{Name: "shrink", Label: "MHA keeps", Unit: quantity.Ratio, Formula: "KV cache with MHA / KV cache"}}
	if o.Err = errors.Join(mha.Err, bytes.Err); o.Err != nil {
		o.Err = quantity.ErrTooLarge
		return o
	}
	o.Value = quantity.Real(mha.Value.Float() / bytes.Value.Float())
	o.Inputs = []quantity.Input{
		{Symbol: "MHA", Meaning: "KV cache with MHA", Value: mha.Value, Unit: quantity.Bytes},
		{Symbol: "KV", Meaning: "KV cache", Value: bytes.Value, Unit: quantity.Bytes},
	}
	return o
}

// maxBatch is how many such conversations fit on the device.
func (k cost) maxBatch() part.Outcome {
	return outcome(k.fits(k.groups))
}

// fits is how many conversations of a stack fit on the device beside the
// weights.
func (k cost) fits(groups attention.Groups) (quantity.Result, error) {
	r := quantity.Result{Name: "max-batch", Label: "Conversations that fit"}
	one := k.use
	one.Batch = 1
	bytes, err := groups.Size(one)
	if err != nil {
		return r, err
	}
	weights, err := k.weights()
	if err != nil {
		return r, err
	}
	r, err = k.device.MaxBatch(weights, bytes)
	r.Label = "Conversations that fit"
	return r, err
}

// speed is how fast the device can decode at most.
func (k cost) speed() part.Outcome {
	o := part.Outcome{Result: quantity.Result{Name: "decode-tokens-per-second", Label: "Decoding, at most"}}
	step, err := k.step(k.groups, k.stack, k.c.Batch)
	if err != nil {
		o.Err = err
		return o
	}
	return outcome(k.device.TokensPerSecond(step))
}

// step is one decoding step of a batch with a stack.
func (k cost) step(groups attention.Groups, stack attention.Stack, batch int64) (hardware.Step, error) {
	s := hardware.Step{Batch: batch, Dtype: k.c.Dtype}
	use := k.use
	use.Batch = batch
	var err error
	if s.Cache, err = groups.Size(use); err != nil {
		return s, fmt.Errorf("the cache: %w", err)
	}
	if s.Weights, err = k.weightsRead(batch); err != nil {
		return s, fmt.Errorf("the weights: %w", err)
	}
	flops, err := stack.DecodeFLOPs(use)
	if err != nil {
		return s, err
	}
	over, _ := flops.Value.Int()
	through, err := quantity.Product(2, k.active(), batch)
	if err != nil {
		return s, err
	}
	s.FLOPs, err = quantity.Sum(over, through)
	return s, err
}

// trace says where a result's numbers are from, where it does not say so itself.
func (k cost) trace(r *quantity.Result) {
	from := map[string]string{"S": "context", "B": "batch", "b": "dtype"}
	for i := range r.Inputs {
		in := &r.Inputs[i]
		switch {
		case in.From != "" && in.From != "the model" && in.From != "the cache":
		case from[in.Symbol] != "":
			in.From = "the control " + from[in.Symbol]
		case k.arch != nil && k.arch.From(in.Symbol) != "":
			in.From = "config of " + k.arch.Name + ": " + k.arch.From(in.Symbol)
		}
	}
	for i := range r.Parts {
		k.trace(&r.Parts[i])
	}
}
