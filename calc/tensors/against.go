package tensors

import (
	"fmt"

	"attnexperts/calc/quantity"
)

// A Config is what the difference is explained with: what a config says of the
// model whose weights the file has.
type Config struct {
	// Total is the count of its parameters, Layers how many layers those have.
	Total, Layers int64
	// Tied says that the output head is the input embedding.
	Tied bool
}

// A Difference is a file's count beside a config's.
type Difference struct {
	// Params is the file's count, Total the config's.
	Params, Total int64
	// Extras are the tensors that the config's count leaves out, by what their
	// names show them to be. Packed are those whose numbers hold several
	// parameters each, so that they cannot be compared.
	Extras []Sum
	Packed Sum
	// Rest is what remains: the file's count, less the extras, less the config's.
	Rest int64
}

// Against compares the file's count with a config's.
func (f *File) Against(c Config) Difference {
	d := Difference{Params: f.Params, Total: c.Total}
	var sums [numExtras]Sum
	rest := f.Params
	for _, t := range f.Tensors {
		e := named(t.Name).extra(t, c)
		if e == packed {
			d.Packed.count(t)
		} else if e != counted {
			sums[e].count(t)
			rest -= t.Params
		}
	}
	for e, s := range sums {
		if s.Tensors > 0 {
			s.Name, s.Comment = extraWords[e].name, extraWords[e].why
			d.Extras = append(d.Extras, s)
		}
	}
	d.Rest = rest - c.Total
	return d
}

// An extra is a sort of tensor that a config's count leaves out.
type extra uint8

const (
	tower extra = iota
	prediction
	scale
	buffer
	head
	numExtras
	// counted are the tensors that the config counts too, packed those whose
	// numbers hold several parameters each.
	counted
	packed
)

var extraWords = [numExtras]struct{ name, why string }{
	tower:      {"vision or audio towers", "the config's count is the language model's alone"},
	prediction: {"layers that predict further tokens", "the forward pass of the model itself does not use them"},
	scale:      {"scales of quantised weights", "the config's count is of weights, without what is stored to widen them again"},
	buffer:     {"constants that no training changes", "buffers, such as rotary frequencies and masks, are no parameters"},
	head:       {"the output head, stored although it is the embedding", "a tied head counts once"},
}

// Sentences says in words what the difference is.
func (d Difference) Sentences() []string {
	says := []string{fmt.Sprintf("The file's tensors have %s numbers; the config's count is %s.", quantity.Count(d.Params), quantity.Count(d.Total))}
	for _, e := range d.Extras {
		says = append(says, fmt.Sprintf(
			"Not in the config's count: %s with %s in %s, such as %s (%s).",
			e.Name, numbers(e.Params), quantity.Plural(e.Tensors, "tensor", "tensors"), e.First, e.Comment,
		))
	}
	if p := d.Packed; p.Tensors > 0 {
		return append(says, fmt.Sprintf(
			"%s, such as %s, %s packed: each of their %s stored numbers holds several parameters, so the two counts cannot be set against each other.",
			quantity.Plural(p.Tensors, "tensor", "tensors"), p.First, isAre(p.Tensors), quantity.Count(p.Params),
		))
	}
	return append(says, d.restWords())
}

// restWords says what the extras do not explain.
func (d Difference) restWords() string {
	without := ""
	if len(d.Extras) > 0 {
		without = "Without them "
	}
	switch {
	case d.Rest == 0:
		return start(without, "the two agree to the number.")
	case d.Rest < 0 && d.Rest < -d.Total/10:
		return start(without, fmt.Sprintf("the file has %s of the config's count: it is one of several files of the model, or belongs to another one. All files can be opened at once.", quantity.Percent(float64(d.Total+d.Rest)/float64(d.Total))))
	case d.Rest < 0:
		return start(without, fmt.Sprintf("the file has %s fewer than the config's count, and the names of its tensors do not show why.", numbers(-d.Rest)))
	default:
		return start(without, fmt.Sprintf("the file has %s more than the config's count, and the names of its tensors do not show why.", numbers(d.Rest)))
	}
}

// start joins the beginning of a sentence, or makes what follows it one.
func start(before, rest string) string {
	if before != "" {
		return before + rest
	}
	return quantity.Capital(rest)
}

func numbers(n int64) string { return quantity.Plural(n, "number", "numbers") }

func isAre(n int64) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
