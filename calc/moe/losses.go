package moe

// AuxLoss returns the load-balancing loss of a batch, α·E·Σ f_i·P_i (Switch
// Transformer, arXiv 2101.03961, section 2.2, equations 4 to 6). f_i is the
// fraction of the assignments, dropped ones included, that went to expert i:
// the fraction of tokens divided by k, so that balance gives α for every k. P_i
// is the mean over tokens of the router's probability of i: the softmax, or for
// sigmoid affinities each over their token's sum (DeepSeek-V3, arXiv
// 2412.19437, section 2.1.2, equations 17 to 20).
//
// Balance is the least there is for the f_i that follow the P_i, not for any:
// loads against the probabilities give less.
func (r *Routing) AuxLoss(alpha float64) float64 {
	return alpha * balance(r.Wanted(), r.MeanAffinities())
}

// balance returns E·Σ f_i·P_i.
func balance(loads Loads, mean []float64) float64 {
	total := loads.Total()
	if total == 0 {
		return 0
	}
	sum := 0.0
	for e, n := range loads {
		sum += float64(float64(n) * mean[e])
	}
	return float64(len(loads)) * sum / float64(total)
}

// MeanAffinities returns P_i: each expert's mean share of a token's affinities.
// The shares of a softmax are its probabilities.
func (r *Routing) MeanAffinities() []float64 {
	mean := make([]float64, r.Experts)
	r.meanAffinities(mean)
	return mean
}

// meanAffinities writes P into mean.
func (r *Routing) meanAffinities(mean []float64) {
	clear(mean)
	for t := range r.Tokens {
		row := r.AffinitiesOf(t)
		share := 1 / sumOf(row)
		for e, a := range row {
			mean[e] += float64(a * share)
		}
	}
	for e := range mean {
		mean[e] /= float64(r.Tokens)
	}
}

// sumOf returns the sum of a row.
func sumOf(row []float64) float64 {
	sum := 0.0
	for _, x := range row {
		sum += x
	}
	return sum
}

// ZLoss returns the router z-loss of a batch, the mean over tokens of
// (log Σ e^x)², times a weight, 10^-3 in the paper (ST-MoE, arXiv 2202.08906,
// equation 5). It keeps logits small.
func (b Batch) ZLoss(weight float64) float64 {
	if b.Tokens == 0 {
		return 0
	}
	scratch, sum := make([]float64, b.Experts), 0.0
	for t := range b.Tokens {
		z := softmax(scratch, b.Row(t))
		sum += float64(z * z)
	}
	return weight * sum / float64(b.Tokens)
}
