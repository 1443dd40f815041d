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

// A counting is what a model's parameters come to.
type counting struct {
	model.Count
	model.Reading
}

// countings keeps those of the models that were asked for.
var countings = struct {
	sync.Mutex
	of map[*model.Architecture]counting
}{of: map[*model.Architecture]counting{}}

func countOf(a *model.Architecture) counting {
	countings.Lock()
	defer countings.Unlock()
	if c, ok := countings.of[a]; ok {
		return c
	}
	count, err := a.Count()
	reading, err2 := a.Reading()
	if err = errors.Join(err, err2); err != nil {
		panic("figure: " + a.Name + ": " + err.Error()) // what was read has been counted
	}
	c := counting{count, reading}
	// Many more than the catalogue has are configs that somebody types.
	if len(countings.of) > 200 {
		clear(countings.of)
	}
	countings.of[a] = c
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
	return k.c.Dtype.Size(countOf(k.arch).Read(batch))
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

var errNoCache = errors.New("no layer keeps a cache")

// shrink is how many times smaller the cache is than with MHA.
func shrink(mha, bytes part.Outcome) part.Outcome {
	o := part.Outcome{Result: quantity.Result{Name: "shrink", Label: "MHA keeps", Unit: quantity.Ratio, Formula: "KV cache with MHA / KV cache"}}
	if o.Err = errors.Join(mha.Err, bytes.Err); o.Err != nil {
		o.Err = quantity.ErrTooLarge
		return o
	}
	if bytes.Value.Float() == 0 {
		o.Err = errNoCache
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
	bytes, err := held(groups, one)
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

// held is what conversations keep: their caches, and the states of linear layers.
func held(groups attention.Groups, u attention.Use) (int64, error) {
	states := int64(0)
	for _, g := range groups {
		n, err := quantity.Product(g.Count, g.State, u.Batch)
		if err != nil {
			return 0, err
		}
		if states, err = quantity.Sum(states, n); err != nil {
			return 0, err
		}
	}
	state, err := u.Dtype.Size(states)
	if err != nil {
		return 0, err
	}
	cache, err := groups.Size(u)
	if err != nil {
		return 0, err
	}
	return quantity.Sum(cache, state)
}

// speed is how fast the device can decode at most.
func (k cost) speed() part.Outcome {
	o := part.Outcome{Result: quantity.Result{Name: "decode-tokens-per-second", Label: "Decoding, at most"}}
	step, err := k.step(k.groups, k.stack, k.c.Batch)
	if err != nil {
		o.Err = err
		return o
	}
	r, err := k.device.TokensPerSecond(step)
	r.Label = "Decoding, at most, by memory"
	return outcome(r, err)
}

// step is one decoding step of a batch with a stack.
func (k cost) step(groups attention.Groups, stack attention.Stack, batch int64) (hardware.Step, error) {
	s := hardware.Step{Batch: batch, Dtype: k.c.Dtype}
	use := k.use
	use.Batch = batch
	var err error
	if s.Cache, err = held(groups, use); err != nil {
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
