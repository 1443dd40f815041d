package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
)

// A share is a part of a model in the picture of what is stored and what is
// used: all of it is used by a token, or nothing.
type share struct {
	// letter stands in the picture where there is room, name in words; class is
	// the colour.
	letter, name, class string
	n                   float64
	// experts is how many routed experts of a layer it is; 0 for other parts.
	experts int64
	idle    bool
}

// shares are the parts that there are, those that a token uses first.
func (s sizing) shares() []share {
	part := func(of ...model.Part) float64 {
		n := 0.0
		for _, p := range of {
			n += s.n(s.count.Parts[p])
		}
		return n
	}
	embedding := "input embedding"
	if s.arch.Tied {
		embedding = "embedding, which is the output head too"
	}
	all := []share{
		{letter: "E", name: embedding, class: "c-embed", n: part(model.Embedding)},
		{letter: "H", name: "output head", class: "c-head", n: part(model.OutputHead)},
		{letter: "A", name: "attention", class: "c-attention", n: part(model.Attention)},
		{letter: "D", name: "dense feed-forward", class: "c-dense", n: part(model.DenseFFN)},
		{letter: "R", name: "router, norms and the rest", class: "c-rest", n: part(model.Router, model.Norms, model.Other)},
		{letter: "S", name: "shared experts", class: "c-shared", n: part(model.SharedExperts)},
	}
	if s.routed > 0 {
		each := part(model.RoutedExperts) / float64(s.experts.Count)
		k, rest := s.experts.Active, s.experts.Count-s.experts.Active
		all = append(all,
			share{name: "routed experts, used", class: "k0", n: each * float64(k), experts: k},
			share{name: "routed experts, idle", class: "c-kept", n: each * float64(rest), experts: rest, idle: true})
	}
	var some []share
	for _, a := range all {
		if a.n > 0 {
			some = append(some, a)
		}
	}
	return some
}

// shareText reads one part.
func (s sizing) shareText(a share) string {
	text := quantity.Capital(a.name) + ": " + params(a.n) + ", " + quantity.Percent(a.n/s.n(s.count.Total)) + " of what is stored"
	layers := plural(s.routed, "layer", "layers")
	switch {
	case a.idle:
		return text + ": " + plural(a.experts, "expert", "experts") + " in each of " + layers + " that this token does not use. Another token may."
	case a.experts > 0:
		return text + ": " + plural(a.experts, "expert", "experts") + " in each of " + layers + ", chosen anew for each token."
	case a.letter == "E" && !s.arch.Tied:
		return text + ". A token looks up one row of it and multiplies with none."
	}
	return text + ", used by every token."
}

// what shows what is stored and what a token uses.
func (s sizing) what() Panel {
	const question = "What is stored, and what does a token use?"
	p := Panel{
		Name: whatName, Asks: "active-params", Question: question, Controls: []string{"experts", "k", "shared", "expert-ffn"},
		More: []string{"layers", "hidden", "vocab", "heads", "kv", "head-dim", "dense-layers", "dense-ffn", "tied"},
	}
	if s.err != nil {
		empty := s.uncounted(whatName, question)
		p.Picture, p.Sentence, p.Table = empty.Picture, empty.Sentence, empty.Table
		return p
	}
	shares := s.shares()
	p.Picture = s.storage(shares).picture()
	p.Hint = "Point at a part to read it. Areas are parameters; the lower bar magnifies what a token uses."
	p.Legend = s.shareLegend(shares)
	p.Sentence = s.whatSentence()
	p.Table = func() Table { return s.shareTable(shares) }
	return p
}

func (s sizing) shareLegend(shares []share) []markup.Node {
	items := make([]markup.Node, len(shares))
	for i, a := range shares {
		name := a.name
		if a.letter != "" {
			name = a.letter + ", " + name
		}
		if a.experts > 0 {
			name += ": " + quantity.Count(a.experts) + " of " + quantity.Count(s.experts.Count)
		}
		items[i] = swatch(a.class, name+": "+amount(a.n))
	}
	return items
}

// whatSentence says what makes total and active differ, and what the sizes leave
// out of a published model.
func (s sizing) whatSentence() string {
	total, active := s.n(s.count.Total), s.n(s.count.Active)
	text := s.name() + " keeps " + params(total) + ". "
	if total == active {
		text += "A token goes through all of them: total and active are one number."
		if s.routed == 0 {
			text += " Give it experts to pull the two apart."
		}
	} else {
		text += "A token goes through " + amount(active) + ", " + quantity.Percent(active/total) +
			", since " + quantity.Count(s.experts.Count-s.experts.Active) + " of " + quantity.Count(s.experts.Count) + " experts stay idle in each of " + plural(s.routed, "layer", "layers") +
			". They are kept all the same, for the next token may want them."
	}
	if s.arch.Tied {
		text += " The input embedding is the output head too, so a token is multiplied with it, and it counts as active."
	} else {
		text += " Without the input embedding, which is looked up and not multiplied, " + amount(s.n(s.count.ActiveNoEmbedding)) + " are active."
	}
	return text + s.plainNote()
}

// plainNote says what changes where a published model is made one's own.
func (s sizing) plainNote() string {
	if !s.p.Named() {
		return ""
	}
	plain, err := s.p.Plain.Architecture().Count()
	if err != nil || plain.Total.Value == s.count.Total.Value {
		return ""
	}
	return " Some of its weights, such as latents, biases or norms, are no setting here: with these settings alone it would count " + quantity.Count(int64(s.n(plain.Total))) + " instead of " + quantity.Count(int64(s.n(s.count.Total))) + "."
}

func (s sizing) shareTable(shares []share) Table {
	t := Table{Header: []string{"part", "stored", "used by a token"}}
	for _, a := range shares {
		used := a.n
		if a.idle {
			used = 0
		}
		t.Rows = append(t.Rows, []string{a.name, exact(a.n), exact(used)})
	}
	total, _ := s.count.Total.Value.Int()
	active, _ := s.count.Active.Value.Int()
	t.Rows = append(t.Rows, []string{"sum", digits(total), digits(active)})
	return t
}
