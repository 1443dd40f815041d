package figure

import (
	"errors"

	"attnexperts/calc/attention"
	"attnexperts/calc/hardware"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// A specimen is one of the models that the spec reader shows, with what it comes
// to.
type specimen struct {
	scenario.Subject

	s    scenario.Spec
	cost cost
	// class and dash are its colour and line where several are drawn.
	class, dash string
	// report counts the model for the scenario's use; err says why it cannot.
	report *model.Report
	err    error
}

// examined are the models of a scenario.
type examined []*specimen

// lines are how the models are told apart.
var lines = [scenario.MaxCompared]struct{ class, dash string }{{"v-gqa", ""}, {"v-mha", "10 4"}, {"v-mqa", "3 4"}, {"v-mla", "12 4 2 4"}}

func examine(s scenario.Spec) examined {
	device, _ := hardware.Find(s.Device)
	subjects := s.Subjects()
	x := make(examined, len(subjects))
	for i, subject := range subjects {
		stack := subject.Arch.Stack()
		m := &specimen{
			Subject: subject, s: s, class: lines[i].class, dash: lines[i].dash,
			cost: cost{
				c:   scenario.Cache{Model: subject.Key, Context: s.Context, Batch: s.Batch, Dtype: s.Dtype, Device: s.Device},
				use: s.Use(), stack: stack, groups: stack.Groups(), device: device, arch: subject.Arch,
			},
		}
		m.report, m.err = subject.Arch.Report(s.Use())
		x[i] = m
	}
	return x
}

// counted reports whether any model has a report.
func (x examined) counted() bool {
	for _, m := range x {
		if m.err == nil {
			return true
		}
	}
	return false
}

// named is the report with what the page calls the model.
func (m *specimen) named() model.Named { return model.Named{Report: m.report, Name: m.Name} }

// short is the model's name where a picture has little room.
func (m *specimen) short() string {
	const most = 26
	if runes := []rune(m.Name); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return m.Name
}

// sizing is the model as the figure of parameters sees it.
func (m *specimen) sizing() sizing {
	s := sizing{
		p:    scenario.Params{Model: m.Key, Batch: m.s.Batch, Dtype: m.s.Dtype, Device: m.s.Device},
		arch: m.Arch, device: m.cost.device, count: countOf(m.Arch).Count,
	}
	s.experts, s.routed, _ = m.Arch.Routing()
	return s
}

// A finding is an outcome of the spec reader. Text stands in for the number where
// it is not one.
type finding struct {
	quantity.Result

	text string
	// kind is the way to share heads, where that is what it is.
	kind string
	err  error
}

// outcomes are all numbers of a model, in their order.
func (m *specimen) outcomes() []finding {
	list := m.choices()
	sizes, caches := m.sizing().outcomes(), m.cost.outcomes()
	for _, o := range sizes {
		list = append(list, finding{Result: o.Result, text: o.Text(), err: o.Err})
	}
	for _, o := range caches {
		list = append(list, finding{Result: o.Result, text: o.Text(), err: o.Err})
		if o.Name == "kv-bytes" {
			list = append(list, m.state()...)
		}
	}
	return list
}

// state is what the model's linear layers keep, where it has some.
func (m *specimen) state() []finding {
	if m.cost.stack.Count(attention.LinearLayer) == 0 {
		return nil
	}
	r, err := m.cost.stack.StateBytes(m.cost.use)
	return []finding{{Result: r, text: quantity.BytesBoth(r.Value.Float()), err: err}}
}

// kindNames are what people call the ways to share heads.
var kindNames = map[string]string{
	"mha": "multi-head (MHA)", "gqa": "grouped-query (GQA)", "mqa": "multi-query (MQA)", "mla": "latent (MLA)", "mixed": "layers differ", "": "none",
}

// choices are what the config chooses: attention and experts.
func (m *specimen) choices() []finding {
	stack := m.cost.stack
	kind := stack.Kind()
	first := attention.Layer{}
	for _, l := range stack {
		if l.Kind != attention.LinearLayer {
			first = l
			break
		}
	}
	in := func(symbol, meaning string, n int64) quantity.Input {
		return quantity.In(symbol, meaning, n, m.Arch.From(symbol))
	}
	heads := []quantity.Input{in("n_h", "query heads", first.Heads), in("n_kv", "KV heads", first.KV)}
	kindOf := finding{
		Result: quantity.Result{Name: "attention-kind", Label: "Attention", Formula: "n_kv = n_h: MHA; n_kv = 1: MQA; between: GQA; a latent d_c in their place: MLA", Inputs: heads},
		text:   kindNames[kind], kind: kind,
	}
	group := finding{Result: quantity.Result{Name: "group-size", Label: "Query heads to a KV head", Formula: "n_h / n_kv", Inputs: heads}}
	switch kind {
	case "mha", "mqa", "gqa":
		group.Value = quantity.Whole(first.Heads / first.KV)
		group.text = quantity.Count(first.Heads / first.KV)
		for _, l := range stack {
			if l.Kind != attention.LinearLayer && l.Heads/l.KV != first.Heads/first.KV {
				group.err = errors.New("layers differ")
			}
		}
	case "mla":
		kindOf.Inputs = []quantity.Input{in("d_c", "size of the latent", first.Latent), in("d_R", "size of the positional key", first.Rope)}
		group.err = errors.New("one latent for all")
	case "mixed":
		group.err = errors.New("layers differ")
	default:
		kindOf.Formula, kindOf.Inputs = "no layer keeps keys and values", nil
		group.err = errors.New("no KV heads")
	}
	return append([]finding{kindOf, group}, m.experts()...)
}

// experts are how many a layer has, and how many a token uses.
func (m *specimen) experts() []finding {
	e, layers, alike := m.Arch.Routing()
	count := finding{Result: quantity.Result{Name: "expert-count", Label: "Experts of a layer", Value: quantity.Whole(e.Count), Formula: "E"}, text: quantity.Count(e.Count)}
	active := finding{Result: quantity.Result{Name: "active-experts", Label: "Experts that a token uses", Value: quantity.Whole(e.Active), Formula: "k"}, text: quantity.Count(e.Active)}
	switch {
	case layers == 0:
		count.Formula, active.Formula = "0, as no layer has experts", "0, as no layer has experts"
		count.text, active.text = "none", "none"
	case !alike:
		count.err, active.err = errors.New("layers differ"), errors.New("layers differ")
	default:
		count.Inputs = []quantity.Input{quantity.In("E", "routed experts", e.Count, m.Arch.From("E"))}
		active.Inputs = []quantity.Input{quantity.In("k", "experts that a token uses", e.Active, m.Arch.From("k"))}
	}
	return []finding{count, active}
}
