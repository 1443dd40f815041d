package practice

import (
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// counted is a model with experts, and what its parameters come to.
type counted struct {
	name, link    string
	p             model.Plain
	dtype         quantity.Dtype
	total, active int64
	// layers is how many layers have experts, expert the parameters of one: three
	// matrices.
	layers, expert int64
	// all and used are the parameters of all routed experts, and of those that a
	// token uses; rest is everything else.
	all, used, rest int64
}

// count works out what follows from the sizes and the total.
func (k *counted) count() *counted {
	k.layers, k.expert = k.p.Routed(), 3*k.p.Width*k.p.ExpertWidth
	each := k.layers * k.expert
	k.all, k.used = each*k.p.Experts, each*k.p.Active
	k.rest = k.total - k.all
	return k
}

// own counts a model of these sizes.
func own(name string, p model.Plain, dtype quantity.Dtype) *counted {
	c, _ := p.Architecture().Count()
	k := &counted{name: name, p: p, dtype: dtype}
	k.total, _ = c.Total.Value.Int()
	k.active, _ = c.Active.Value.Int()
	s := scenario.ParamsTable.Default()
	s.Model, s.Plain, s.Dtype = "none", p, dtype
	k.link = scenario.ParamsTable.Link(s)
	return k.count()
}

// published counts a model of the catalogue.
func published(key string, dtype quantity.Dtype) *counted {
	s := subjectOf(key)
	k := &counted{name: s.name, p: s.plain, dtype: dtype, total: s.total, active: s.active}
	p := scenario.ParamsTable.Default()
	_ = scenario.ParamsTable.Set(&p, "model", key)
	p.Dtype = dtype
	k.link = scenario.ParamsTable.Link(p)
	return k.count()
}
