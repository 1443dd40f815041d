package moe

// A BiasLoop balances by bias alone: after each batch the bias of an expert
// with less than the mean load rises by a fixed rate u, and that of one with
// more falls, b_i += u·sign(mean load − load_i) (arXiv 2408.15664, section 2.2,
// algorithm 1; DeepSeek-V3, arXiv 2412.19437, section 2.1.2). The bias takes
// part in choosing only: what an expert weighs once it is chosen follows from
// the affinities.
//
// Each step has a fresh batch, and the router itself does not learn.
type BiasLoop struct {
	rate       float64
	step       int
	bias       []float64
	popularity []float64
	batch      Batch
	dispatcher *dispatcher
}

// A BiasStep is what one step of a [BiasLoop] did.
type BiasStep struct {
	// Step counts from 0.
	Step int
	// Bias is what the batch was routed with; Loads are the assignments wanted.
	Bias  []float64
	Loads Loads
}

// NewBiasLoop returns a loop at its beginning, all biases 0. It is an error if
// the config fails [Config.Check], experts choose, or the rate is not from 0
// to 1.
func NewBiasLoop(c Config, rate float64) (*BiasLoop, error) {
	d, err := newDispatcher(c)
	if err != nil {
		return nil, err
	}
	bias := make([]float64, c.Experts)
	if err := c.checkBias(bias); err != nil {
		return nil, err
	}
	if err := within("bias-rate", rate, 0, 1); err != nil {
		return nil, err
	}
	return &BiasLoop{
		rate: rate, bias: bias, popularity: c.Popularity(), dispatcher: d,
		batch: Batch{c.Tokens, c.Experts, make([]float64, c.Tokens*c.Experts)},
	}, nil
}

// Step routes the next batch, adjusts the bias, and returns what it did; the
// caller owns it.
func (l *BiasLoop) Step() BiasStep {
	l.dispatcher.fill(l.batch, l.popularity, l.step)
	l.dispatcher.route(l.batch.Logits, l.bias)
	done := BiasStep{Step: l.step, Bias: append([]float64(nil), l.bias...), Loads: l.dispatcher.out.Wanted()}
	adjust(l.bias, done.Loads, l.rate)
	l.step++
	return done
}

// adjust moves each bias one step towards balance.
func adjust(bias []float64, loads Loads, rate float64) {
	total := loads.Total()
	for e, n := range loads {
		// n against total ÷ E, in whole numbers.
		switch load := n * len(loads); {
		case load < total:
			bias[e] += rate
		case load > total:
			bias[e] -= rate
		}
	}
}
