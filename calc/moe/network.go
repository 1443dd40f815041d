package moe

import "math"

// A network is the numbers that are trained, or a gradient of them, or one of
// Adam's moments: one flat vector and the parts of it.
type network struct {
	all []float64
	// router is width×experts. Expert e has in, width×hidden, and inBias, then
	// out, hidden×width, and outBias; each part holds those of all experts.
	router, in, inBias, out, outBias []float64
}

func newNetwork(c Training) network {
	sizes := []int{c.Width * c.Experts, c.Experts * c.Width * c.Hidden, c.Experts * c.Hidden, c.Experts * c.Hidden * c.Width, c.Experts * c.Width}
	total := 0
	for _, n := range sizes {
		total += n
	}
	n := network{all: make([]float64, total)}
	rest := n.all
	for i, part := range []*[]float64{&n.router, &n.in, &n.inBias, &n.out, &n.outBias} {
		*part, rest = rest[:sizes[i]:sizes[i]], rest[sizes[i]:]
	}
	return n
}

// start sets the parameters that training begins with: experts by He et al.
// 2015 (arXiv 1502.01852, equation 10), their second layer at a tenth of that
// so that the layer begins near nothing, and biases 0. The router's weights are
// small, and those along the mean token favour experts as
// [Config.Popularity] has it: a little luck, which collapse grows from.
func (n network) start(c Training) {
	s := newSource(c.Seed, startStream, 0)
	mean := 1 / (common * math.Sqrt(float64(c.Width)))
	popularity := c.Popularity()
	for i := range n.router {
		n.router[i] = float64(mean*popularity[i%c.Experts]) + float64(0.1*s.normal())
	}
	gain := math.Sqrt(2 / float64(c.Width))
	for i := range n.in {
		n.in[i] = gain * s.normal()
	}
	gain = 0.1 * math.Sqrt(2/float64(c.Hidden))
	for i := range n.out {
		n.out[i] = gain * s.normal()
	}
}
