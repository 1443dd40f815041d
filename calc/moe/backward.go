package moe

// backward computes the gradient of the loss with respect to all parameters,
// after forward. Which experts are chosen, and the fractions f of the auxiliary
// loss, count as constants: they are steps, flat almost everywhere.
func (t *Trainer) backward() {
	p, c, g := &t.pass, &t.config, t.gradient
	clear(g.all)
	each := 2 / float64(len(p.off))
	for i := range p.off {
		p.off[i] *= each
	}
	clear(p.weightSlope)
	for e := range c.Experts {
		t.expertGradient(e)
	}
	t.logitGradient()
	addOuter(g.router, p.tokens, p.slope, c.Width, c.Experts)
}

// expertGradient goes back through an expert, to its parameters and to the
// weights of its assignments.
func (t *Trainer) expertGradient(e int) {
	p, n, g := &t.pass, t.parameters, t.gradient
	w, h := t.config.Width, t.config.Hidden
	from, to := t.line(e)
	second := n.out[e*h*w : (e+1)*h*w]
	for q := from; q < to; q++ {
		i := t.dispatcher.queue[q]
		a := &t.dispatcher.out.Assignments[i]
		token := int(a.Token)
		off, outputSlope := p.off[token*w:(token+1)*w], p.outputSlope[q*w:(q+1)*w]
		p.weightSlope[i] = dot(off, p.output[q*w:(q+1)*w])
		for j, x := range off {
			outputSlope[j] = a.Weight * x
		}
		add1(g.outBias[e*w:(e+1)*w], 1, outputSlope)
		hidden, hiddenSlope := p.hidden[q*h:(q+1)*h], p.hiddenSlope[q*h:(q+1)*h]
		for j, x := range hidden {
			hiddenSlope[j] = 0
			if x > 0 {
				hiddenSlope[j] = dot(outputSlope, second[j*w:(j+1)*w])
			}
		}
		add1(g.inBias[e*h:(e+1)*h], 1, hiddenSlope)
	}
	addOuter(g.out[e*h*w:(e+1)*h*w], p.hidden[from*h:to*h], p.outputSlope[from*w:to*w], h, w)
	addOuter(g.in[e*w*h:(e+1)*w*h], p.input[from*w:to*w], p.hiddenSlope[from*h:to*h], w, h)
}

// logitGradient goes back from the weights, the auxiliary loss and the z-loss
// to the logits.
func (t *Trainer) logitGradient() {
	p, d, c := &t.pass, t.dispatcher, &t.config
	// pull is the auxiliary loss's gradient with respect to a token's share of
	// each expert: α·E·f_i ÷ T.
	pull := p.mean
	assignments := float64(len(d.out.Assignments))
	for e, n := range p.wanted {
		pull[e] = c.Aux * float64(c.Experts) * (float64(n) / assignments) / float64(c.Tokens)
	}
	clear(p.slope)
	for i := range c.Tokens {
		slope, affinities := p.slope[i*c.Experts:(i+1)*c.Experts], d.out.AffinitiesOf(i)
		list := d.out.Of(i)
		slopes := p.weightSlope[d.out.first[i]:d.out.first[i+1]]
		if d.Router == Sigmoid {
			t.sigmoidSlope(slope, affinities, pull, list, slopes)
		} else {
			t.softmaxSlope(slope, affinities, pull, list, slopes)
		}
		if c.Z > 0 {
			t.zSlope(slope, i)
		}
	}
}

// softmaxSlope adds to the logits' slope of a token what comes through its
// softmax.
func (t *Trainer) softmaxSlope(slope, p, pull []float64, list []Assignment, weightSlopes []float64) {
	if t.dispatcher.renormalizes() {
		// The weights are Scale times a softmax over the chosen.
		mean := 0.0
		for j, a := range list {
			mean += float64(a.Weight * weightSlopes[j])
		}
		for j, a := range list {
			slope[a.Expert] += float64(a.Weight * (weightSlopes[j] - mean/t.config.Scale))
		}
		if t.config.Aux == 0 {
			return
		}
		list = nil
	}
	// Of p = softmax(x), with slopes s: ∂/∂x_e = p_e·(s_e − Σ p·s).
	mean := dot(p, pull)
	for j, a := range list {
		mean += float64(p[a.Expert] * (t.config.Scale * weightSlopes[j]))
	}
	for e, s := range pull {
		slope[e] += float64(p[e] * (s - mean))
	}
	for j, a := range list {
		slope[a.Expert] += float64(p[a.Expert] * (t.config.Scale * weightSlopes[j]))
	}
}

// sigmoidSlope adds to the logits' slope of a token what comes through its
// sigmoids s.
func (t *Trainer) sigmoidSlope(slope, s, pull []float64, list []Assignment, weightSlopes []float64) {
	scale, chosen, mean := t.config.Scale, 1.0, 0.0
	if t.dispatcher.renormalizes() {
		// Of w_j = Scale·s_j ÷ S: ∂/∂s_j = Scale·(slope_j − Σ slope·w ÷ Scale) ÷ S.
		chosen = 0
		for j, a := range list {
			chosen += s[a.Expert]
			mean += float64(a.Weight * weightSlopes[j])
		}
		mean /= scale
	}
	for j, a := range list {
		v := s[a.Expert]
		slope[a.Expert] += float64(scale * (weightSlopes[j] - mean) / chosen * v * (1 - v))
	}
	if t.config.Aux == 0 {
		return
	}
	sum := sumOf(s)
	mean = dot(s, pull) / sum
	for e, v := range s {
		slope[e] += float64((pull[e] - mean) / sum * v * (1 - v))
	}
}

// zSlope adds what comes from the z-loss: of (log Σ e^x)² it is 2·log Σ e^x
// times the softmax.
func (t *Trainer) zSlope(slope []float64, token int) {
	d, c := t.dispatcher, &t.config
	p := d.out.AffinitiesOf(token)
	if d.Router == Sigmoid {
		p = t.pass.scratch
		softmax(p, t.pass.logits[token*c.Experts:(token+1)*c.Experts])
	}
	add1(slope, 2*c.Z*d.logSums[token]/float64(c.Tokens), p)
}
