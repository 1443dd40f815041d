package moe

import "math"

// A task is what the layer learns: regression in clusters. A token is a point
// near the centre of its cluster, and what is to be added to it is a linear map
// of it that belongs to the cluster. One expert can learn a cluster well, and
// many clusters only badly, so it pays to specialise.
type task struct {
	width, clusters int
	seed            uint64
	centres, maps   []float64
}

const (
	// common is the length of the mean of all tokens: hidden states in a
	// transformer share a large component too. It is what a router has for a
	// constant input.
	common = 2.0
	// spread is the size of a centre in each direction, noise that of a token
	// around its centre.
	spread, noise = 1.0, 0.5
)

func newTask(c Training) *task {
	s := newSource(c.Seed, taskStream, 0)
	k := &task{width: c.Width, clusters: c.Clusters, seed: c.Seed}
	k.centres = make([]float64, c.Clusters*c.Width)
	mean := common / math.Sqrt(float64(c.Width))
	for i := range k.centres {
		k.centres[i] = mean + float64(spread*s.normal())
	}
	k.maps = make([]float64, c.Clusters*c.Width*c.Width)
	size := 1 / math.Sqrt(float64(c.Width))
	for i := range k.maps {
		k.maps[i] = size * s.normal()
	}
	return k
}

// draw fills x with the tokens of a step, a row each, and want with what is to
// be added to them.
func (k *task) draw(x, want []float64, step int) {
	s := newSource(k.seed, dataStream, uint64(step))
	n := k.width
	clear(want)
	for at := 0; at < len(x); at += n {
		c := s.below(k.clusters)
		token, centre := x[at:at+n], k.centres[c*n:(c+1)*n]
		for i := range token {
			token[i] = centre[i] + float64(noise*s.normal())
		}
		addProduct(want[at:at+n], token, k.maps[c*n*n:(c+1)*n*n])
	}
}
