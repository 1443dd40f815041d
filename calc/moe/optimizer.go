package moe

import "math"

// Adam's constants, as its paper proposes them.
const (
	decay1, decay2 = 0.9, 0.999
	epsilon        = 1e-8
)

// An optimizer is Adam (Kingma and Ba 2015, arXiv 1412.6980, algorithm 1): each
// parameter moves by the mean of its gradients over the root of the mean of
// their squares, of late, times the learning rate.
type optimizer struct {
	rate           float64
	mean, square   []float64
	power1, power2 float64 // decay1 and decay2 to the number of steps
}

func newOptimizer(c Training) optimizer {
	return optimizer{c.LearningRate, newNetwork(c).all, newNetwork(c).all, 1, 1}
}

// update takes a step against the gradient. It reports whether all squares
// were finite: with an infinite one, a parameter would silently stand still.
func (o *optimizer) update(parameters, gradient []float64) bool {
	o.power1 = float64(o.power1 * decay1)
	o.power2 = float64(o.power2 * decay2)
	rate, unbias := o.rate/(1-o.power1), 1/(1-o.power2)
	mean, square := o.mean[:len(parameters)], o.square[:len(parameters)]
	gradient = gradient[:len(parameters)]
	sum := 0.0
	for i, g := range gradient {
		m := float64(decay1*mean[i]) + float64((1-decay1)*g)
		v := float64(decay2*square[i]) + float64((1-decay2)*float64(g*g))
		mean[i], square[i] = m, v
		sum += v
		parameters[i] -= float64(rate * (m / (math.Sqrt(float64(v*unbias)) + epsilon)))
	}
	return finite(sum)
}
