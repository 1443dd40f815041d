package model

// weights lists what belongs to no layer.
func (a *Architecture) weights() weights {
	var w weights
	vocab, dims, embed := x("V", a.Vocab), x("d", a.Width), x("d", a.Width)
	if a.EmbedWidth > 0 {
		embed = x("d_e", a.EmbedWidth)
	}
	w.add(Embedding, "input embedding", vocab, embed)
	if !a.Tied {
		w.add(OutputHead, "output head", vocab, embed)
	}
	if a.HeadBias {
		w.add(OutputHead, "output head's bias", vocab)
	}
	if a.EmbedWidth > 0 {
		w.add(Other, "projections to and from the embedding's width", two, embed, dims)
	}
	if a.Positions > 0 {
		w.add(Other, "learned positions", x("S_p", a.Positions), dims)
	}
	if a.EmbedNorm {
		w.norm("embedding's norm", a.Norm, 1, dims)
	}
	if a.FinalNorm {
		w.norm("final norm", a.Norm, 1, dims)
	}
	return w
}

// norm adds so many norms of width d.
func (w *weights) norm(name string, kind Norm, n int64, dims factor) {
	perNorm := map[Norm]int64{PlainNorm: 0, ScaleNorm: 1, BiasNorm: 2}[kind]
	switch n *= perNorm; n {
	case 0:
	case 1:
		w.add(Norms, name, dims)
	default:
		w.add(Norms, name, constant(n), dims)
	}
}

// weights lists what a layer consists of.
func (l Layer) weights(d int64, norm Norm) weights {
	var w weights
	if l.Mixer != nil {
		w = l.Mixer.weights(d)
	}
	w = append(w, l.Dense.weights(d)...)
	w = append(w, l.Experts.weights(d)...)
	w.norm("norms of the layer", norm, l.Norms, x("d", d))
	return w
}

func (f Dense) weights(d int64) weights {
	var w weights
	if f.Width == 0 {
		return nil
	}
	dims, width := x("d", d), x("f", f.Width)
	into := int64(1)
	if f.Gated {
		into = 2
	}
	w.add(DenseFFN, "matrices", constant(into+1), dims, width)
	if f.UpBias {
		w.add(DenseFFN, "biases of width f", constant(into), width)
	}
	if f.DownBias {
		w.add(DenseFFN, "output bias", dims)
	}
	if f.Norm {
		w.add(Norms, "norm inside the network", width)
	}
	if f.Slopes {
		w.add(DenseFFN, "slopes of the activation", two)
	}
	return w
}

func (e Experts) weights(d int64) weights {
	var w weights
	if e.Count == 0 {
		return nil
	}
	dims, count, width := x("d", d), x("E", e.Count), x("f_e", e.Width)
	into := int64(1)
	if e.Gated {
		into = 2
	}
	if e.Narrow > 0 {
		narrow := x("d_n", e.Narrow)
		w.add(RoutedExperts, "matrices of the experts", count, constant(into+1), narrow, width)
		w.add(Other, "projections to and from the width of the experts", two, dims, narrow)
	} else {
		w.add(RoutedExperts, "matrices of the experts", count, constant(into+1), dims, width)
	}
	if e.Bias {
		w.add(RoutedExperts, "experts' biases of width f_e", count, constant(into), width)
		w.add(RoutedExperts, "experts' output biases", count, dims)
	}
	w.add(Router, "router", dims, count)
	if e.RouterBias {
		w.add(Router, "router's bias", count)
	}
	if e.Correction {
		w.add(Router, "bias that balances the load", count)
	}
	if e.Shared > 0 {
		w.add(SharedExperts, "matrices of the shared experts", x("E_s", e.Shared), constant(into+1), dims, x("f_s", e.SharedWidth))
	}
	if e.SharedGate {
		w.add(SharedExperts, "gate of the shared experts", dims)
	}
	return w
}
