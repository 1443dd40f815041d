package moe

import "fmt"

// An AuxLoop balances by the auxiliary loss alone, as a [BiasLoop] does by bias:
// each expert has an offset that is added to its logits, and after each batch
// the offsets move down the loss's slope, c_i −= α·∂(E·Σ f_i·P_i)/∂c_i. The
// fractions f_i follow from a choice and have no slope; only the probabilities
// P_i do (Switch Transformer, arXiv 2101.03961, section 2.2). The offset is part
// of the logits, so it changes what an expert weighs, also where the choice
// stays the same.
//
// Each step has a fresh batch, and the router learns nothing else.
type AuxLoop struct {
	alpha         float64
	step          int
	offset, slope []float64
	popularity    []float64
	shifted       []float64
	batch         Batch
	dispatcher    *dispatcher
}

// NewAuxLoop returns a loop at its beginning, all offsets 0. It is an error if
// the config fails [Config.Check], its router has no softmax that tokens choose
// by, or alpha is not from 0 to 1,000.
func NewAuxLoop(c Config, alpha float64) (*AuxLoop, error) {
	d, err := newDispatcher(c)
	if err != nil {
		return nil, err
	}
	if c.Router != Softmax && c.Router != SoftmaxAfter {
		return nil, fmt.Errorf("router is %q: the auxiliary loss is followed here for a softmax that tokens choose by; take %q", c.Router, Softmax)
	}
	if err := within("aux", alpha, 0, 1000); err != nil {
		return nil, err
	}
	return &AuxLoop{
		alpha: alpha, offset: make([]float64, c.Experts), slope: make([]float64, c.Experts),
		popularity: c.Popularity(), shifted: make([]float64, c.Experts), dispatcher: d,
		batch: Batch{c.Tokens, c.Experts, make([]float64, c.Tokens*c.Experts)},
	}, nil
}

// Step routes the next batch, moves the offsets, and returns what it did; the
// caller owns it. The step's Bias are the offsets.
func (l *AuxLoop) Step() BiasStep {
	for e, p := range l.popularity {
		l.shifted[e] = p + l.offset[e]
	}
	l.dispatcher.fill(l.batch, l.shifted, l.step)
	l.dispatcher.route(l.batch.Logits, nil)
	done := BiasStep{Step: l.step, Bias: append([]float64(nil), l.offset...), Loads: l.dispatcher.out.Wanted()}
	l.dispatcher.out.auxSlope(l.slope, done.Loads)
	for e, s := range l.slope {
		l.offset[e] -= float64(l.alpha * s)
	}
	l.step++
	return done
}

// auxSlope writes the slope of E·Σ f_i·P_i with respect to an offset of each
// expert's logits: E times the mean over tokens of p_e·(f_e − Σ f_i·p_i).
func (r *Routing) auxSlope(slope []float64, loads Loads) {
	clear(slope)
	total := float64(max(1, loads.Total()))
	for t := range r.Tokens {
		row, mean := r.AffinitiesOf(t), 0.0
		for e, p := range row {
			mean += float64(float64(loads[e]) / total * p)
		}
		for e, p := range row {
			slope[e] += float64(p * (float64(loads[e])/total - mean))
		}
	}
	for e := range slope {
		slope[e] *= float64(r.Experts) / float64(r.Tokens)
	}
}

// Shift returns the batch with an offset for each expert added to its logits.
func (b Batch) Shift(offset []float64) Batch {
	moved := Batch{Tokens: b.Tokens, Experts: b.Experts, Logits: make([]float64, len(b.Logits))}
	for t := range b.Tokens {
		row := moved.Row(t)
		for e, x := range b.Row(t) {
			row[e] = x + offset[e]
		}
	}
	return moved
}
