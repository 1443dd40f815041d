package moe

import "fmt"

// Batch is what a router sees: one logit for each token and expert.
type Batch struct {
	Tokens, Experts int
	// Logits holds a row for each token: token t's logit for expert e is
	// Logits[t·Experts+e].
	Logits []float64
}

// Row returns the logits of a token, not copied.
func (b Batch) Row(token int) []float64 {
	return b.Logits[token*b.Experts : (token+1)*b.Experts]
}

// Batch makes a batch of random tokens. The logit of a token for an expert is
// a standard normal number and −Skew·ln r, where r is the expert's place, from
// 1, in an order of popularity. So the odds of experts fall as r^-Skew, as
// Zipf's law has it: with 0 all are liked alike, with 1 the first is liked
// twice as much as the second.
//
// Popularity belongs to the seed, the tokens to the seed and the step: batches
// of one seed are fresh tokens of one taste. The config must have passed
// [Config.Check].
func (c Config) Batch(step int) Batch {
	b := Batch{Tokens: c.Tokens, Experts: c.Experts, Logits: make([]float64, c.Tokens*c.Experts)}
	c.fill(b, c.Popularity(), step)
	return b
}

// fill makes a batch in place.
func (c Config) fill(b Batch, popularity []float64, step int) {
	s := newSource(c.Seed, logitStream, uint64(step))
	for t := range b.Tokens {
		row := b.Row(t)
		for e := range row {
			row[e] = popularity[e] + s.normal()
		}
	}
}

// Popularity returns the mean logit of each expert: −Skew·ln r for the place r
// that the seed gives it.
func (c Config) Popularity() []float64 {
	s := newSource(c.Seed, popularityStream, 0)
	popularity := make([]float64, c.Experts)
	for e, place := range s.shuffled(c.Experts) {
		// 0 − …, since −0 would be another number to a checksum.
		popularity[e] = 0 - float64(c.Skew*logarithm(float64(place+1)))
	}
	return popularity
}

// Order returns a random order of n tokens: entry i is the token that comes to
// place i.
func Order(seed uint64, n int) []int {
	s := newSource(seed, orderStream, 0)
	return s.shuffled(max(n, 0))
}

// Reorder returns the batch with its tokens in another order, such as one from
// [Order]: the token at place i is the one that was at order[i]. It is an error
// if the order does not hold each token once.
func (b Batch) Reorder(order []int) (Batch, error) {
	seen := make([]bool, b.Tokens)
	if len(order) != b.Tokens {
		return Batch{}, fmt.Errorf("the order has %d entries: it must hold each of the %d tokens once", len(order), b.Tokens)
	}
	moved := Batch{Tokens: b.Tokens, Experts: b.Experts, Logits: make([]float64, len(b.Logits))}
	for i, t := range order {
		if t < 0 || t >= b.Tokens || seen[t] {
			return Batch{}, fmt.Errorf("entry %d of the order is %d: it must hold each token from 0 to %d once", i, t, b.Tokens-1)
		}
		seen[t] = true
		copy(moved.Row(i), b.Row(t))
	}
	return moved, nil
}
