package moe

// A pass is the room that one batch takes on its way through the layer and
// back.
type pass struct {
	// tokens and want are the batch; logits and slope, the loss's gradient with
	// respect to them, have a row for each token; off is the layer's output less
	// want, and then the loss's gradient with respect to it.
	tokens, want, logits, slope, off []float64
	// The rest has a row for each assignment, in the order of the dispatcher's
	// queue: the token, the expert's hidden units, its output, and the loss's
	// gradient with respect to these two.
	input, hidden, output, hiddenSlope, outputSlope []float64
	// weightSlope is the loss's gradient with respect to each assignment's weight.
	weightSlope []float64
	// scratch has a number for each expert.
	scratch, mean []float64
	wanted        Loads

	taskLoss, auxLoss, zLoss float64
}

func newPass(c Training, assignments int) pass {
	row := func(n, width int) []float64 { return make([]float64, n*width) }
	return pass{
		tokens: row(c.Tokens, c.Width), want: row(c.Tokens, c.Width), off: row(c.Tokens, c.Width),
		logits: row(c.Tokens, c.Experts), slope: row(c.Tokens, c.Experts),
		input: row(assignments, c.Width), hidden: row(assignments, c.Hidden), output: row(assignments, c.Width),
		hiddenSlope: row(assignments, c.Hidden), outputSlope: row(assignments, c.Width),
		weightSlope: row(assignments, 1), scratch: row(1, c.Experts), mean: row(1, c.Experts),
		wanted: make(Loads, c.Experts),
	}
}

// forward runs the batch in t.pass through the layer, and measures the losses.
// A logit that is not finite makes at least one of them not finite.
func (t *Trainer) forward() {
	p, d, c := &t.pass, t.dispatcher, &t.config
	clear(p.logits)
	for i := range c.Tokens {
		addProduct(p.logits[i*c.Experts:(i+1)*c.Experts], p.tokens[i*c.Width:(i+1)*c.Width], t.parameters.router)
	}
	d.route(p.logits, t.bias)
	for i, w := range p.want {
		p.off[i] = -w
	}
	for e := range c.Experts {
		p.wanted[e] = int(d.queueAt[e+1] - d.queueAt[e])
		t.runExpert(e)
	}
	p.taskLoss = dot(p.off, p.off) / float64(len(p.off))
	t.measureRouter()
}

// line returns where expert e's assignments that have room are in the queue.
func (t *Trainer) line(e int) (from, to int) {
	from, to = int(t.dispatcher.queueAt[e]), int(t.dispatcher.queueAt[e+1])
	return from, min(to, from+t.dispatcher.out.Capacity)
}

// runExpert computes an expert for the tokens it has room for, and adds its
// weighted output to theirs.
func (t *Trainer) runExpert(e int) {
	p, n, c := &t.pass, t.parameters, &t.config
	w, h := c.Width, c.Hidden
	from, to := t.line(e)
	for q := from; q < to; q++ {
		a := &t.dispatcher.out.Assignments[t.dispatcher.queue[q]]
		token := int(a.Token)
		input, hidden, output := p.input[q*w:(q+1)*w], p.hidden[q*h:(q+1)*h], p.output[q*w:(q+1)*w]
		copy(input, p.tokens[token*w:(token+1)*w])
		copy(hidden, n.inBias[e*h:(e+1)*h])
		addProduct(hidden, input, n.in[e*w*h:(e+1)*w*h])
		for i, x := range hidden {
			if x < 0 { // not !(x > 0), which would hide that x is not a number
				hidden[i] = 0
			}
		}
		copy(output, n.outBias[e*w:(e+1)*w])
		addProduct(output, hidden, n.out[e*h*w:(e+1)*h*w])
		add1(p.off[token*w:(token+1)*w], a.Weight, output)
	}
}

// measureRouter computes the auxiliary loss and the z-loss.
func (t *Trainer) measureRouter() {
	p, d := &t.pass, t.dispatcher
	d.out.meanAffinities(p.mean)
	p.auxLoss = balance(p.wanted, p.mean)
	sum := 0.0
	for i := range d.Tokens {
		if d.Router == Sigmoid {
			d.logSums[i] = softmax(p.scratch, p.logits[i*d.Experts:(i+1)*d.Experts])
		}
		sum += float64(d.logSums[i] * d.logSums[i])
	}
	p.zLoss = sum / float64(d.Tokens)
}
