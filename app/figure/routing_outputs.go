package figure

import (
	"attnexperts/app/part"
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
)

// zWeight is the weight of the router z-loss: 10^-3 in the paper.
const zWeight = 1e-3

// outcomes are the figure's outputs: those of the scenario's router.
func (b *batch) outcomes() []part.Outcome {
	list := append(b.loadResults(), b.lossResults()...)
	list = append(list, b.deviceResult())
	out := make([]part.Outcome, len(list))
	for i, r := range list {
		out[i] = part.Outcome{Result: r}
	}
	return out
}

// count is a result that is a count.
func count(name, label string, n int, unit quantity.Unit, formula, source string, inputs ...quantity.Input) quantity.Result {
	return quantity.Result{Name: name, Label: label, Value: quantity.Whole(int64(n)), Unit: unit, Formula: formula, Source: source, Inputs: inputs}
}

// realResult is a result that is a ratio or another number.
func realResult(name, label string, f float64, formula, source string, inputs ...quantity.Input) quantity.Result {
	return quantity.Result{Name: name, Label: label, Value: quantity.Real(f), Formula: formula, Source: source, Inputs: inputs}
}

const fromRouting = "counted in the routed batch"

// loadResults measure how the assignments are spread over experts.
func (b *batch) loadResults() []quantity.Result {
	r, s := b.own, b.s
	total := quantity.In("A", "assignments the router made", int64(r.wanted.Total()), fromRouting)
	experts := quantity.In("E", "experts", s.Experts, "the control experts")
	most := quantity.In("max n", "largest load of an expert, dropped assignments included", int64(r.wanted.Max()), fromRouting)
	room := quantity.In("C", "room in an expert", int64(r.Capacity), b.roomFrom())
	return []quantity.Result{
		count("dropped", "Assignments dropped", r.dropped, quantity.Plain, "Σ max(0, n_i − C)", "Switch Transformer, arXiv 2101.03961, section 2.2", total, room),
		count("max-load", "Largest load of an expert", r.wanted.Max(), quantity.Plain, "max n_i", "", total, experts),
		realResult("max-violation", "Largest load over the mean, less 1 (MaxVio)", r.wanted.MaxViolation(), "max n_i / (A / E) − 1", "arXiv 2408.15664, section 4.1", most, total, experts),
		realResult("load-cv", "Spread of the loads (standard deviation over mean)", r.wanted.Variation(), "√(Σ (n_i − A/E)² / E) / (A / E)", "", total, experts),
		count("unused-experts", "Experts that no token chose", r.wanted.Unused(), quantity.Plain, "experts with n_i = 0", "", experts),
	}
}

func (b *batch) roomFrom() string {
	if b.own.limited() {
		return "⌊capacity · k · T / E⌋; expert choice has capacity 1"
	}
	return "this router has no limit: all tokens"
}

// lossResults measure the router's losses on the batch.
func (b *batch) lossResults() []quantity.Result {
	r, s := b.own, b.s
	weight := func(symbol, meaning string, f float64, from string) quantity.Input {
		return quantity.Input{Symbol: symbol, Meaning: meaning, Value: quantity.Real(f), From: from}
	}
	return []quantity.Result{
		realResult("aux-loss", "Auxiliary loss", s.Aux*r.balance, "α · E · Σ f_i · P_i", "Switch Transformer, arXiv 2101.03961, section 2.2, equations 4 to 6; f_i are shares of assignments, so that balance gives α for every k",
			weight("α", "its weight", s.Aux, "the control aux"), quantity.In("E", "experts", s.Experts, "the control experts"),
			weight("E · Σ f_i · P_i", "shares of assignments times mean probabilities, 1 at balance", r.balance, fromRouting)),
		realResult("z-loss", "Router z-loss", zWeight*r.z, "c · mean (log Σ e^x)²", "ST-MoE, arXiv 2202.08906, equation 5",
			weight("c", "its weight", zWeight, "as in the paper"), weight("mean (log Σ e^x)²", "over the tokens’ logits", r.z, fromRouting)),
	}
}

// add is what is added to the router's scores; an auxiliary loss is in its
// logits instead.
func (r *route) add() []float64 {
	if r.config.Router == moe.Sigmoid {
		return r.bias
	}
	return nil
}

// deviceResult measures how evenly the devices are at work.
func (b *batch) deviceResult() quantity.Result {
	d := b.devices()
	return realResult("device-imbalance", "Slowest device over the mean", d.loads.Imbalance(), "max over devices / mean over devices", "",
		quantity.In("max", "assignments computed by the busiest device", int64(d.loads.Max()), "the control place"),
		quantity.In("A − dropped", "assignments computed by all", int64(d.loads.Total()), fromRouting),
		quantity.In("D", "devices", b.s.Devices, "the control devices"))
}
