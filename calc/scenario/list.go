package scenario

import (
	"slices"
	"strings"

	"attnexperts/calc/quantity"
)

// ListValue is a few of many texts, each at most once. A link gives each under
// the same key.
type ListValue struct {
	p           []string
	Least, Most int
	Options     []Option
	// what says what the texts are, usual is the one that stands for none where
	// there has to be one.
	what, usual string
}

// Several binds a list with room for texts: from least to most of the options.
// What they are is said in what; usual is what there is where one has to be and
// none is given.
func Several(p []string, least, most int, options []Option, what, usual string) ListValue {
	return ListValue{p, least, most, options, what, usual}
}

// Texts returns the texts.
func (v ListValue) Texts() []string {
	for i, t := range v.p {
		if t == "" {
			return v.p[:i]
		}
	}
	return v.p
}

// String returns the texts with commas between.
func (v ListValue) String() string { return strings.Join(v.Texts(), ",") }

// Set takes texts with commas between, whatever the case of their letters.
// Empty ones, and "none", are passed over. Where some cannot be used, the
// refusal names the first of those, and the rest as what is nearest.
func (v ListValue) Set(text string) error {
	var list []string
	refused := (*Refusal)(nil)
	for t := range strings.SplitSeq(strings.ToLower(text), ",") {
		t = strings.TrimSpace(t)
		known := slices.ContainsFunc(v.Options, func(o Option) bool { return o.Text == t })
		switch {
		case t == "" || t == none:
		case known && len(list) < v.Most && !slices.Contains(list, t):
			list = append(list, t)
		case refused == nil:
			refused = &Refusal{Given: t, Allowed: v.Allowed()}
		}
	}
	if len(list) < v.Least {
		list = []string{v.usual}
		if refused == nil {
			refused = &Refusal{Given: text, Allowed: v.Allowed()}
		}
	}
	if refused != nil {
		refused.Nearest = strings.Join(list, ",")
		return refused
	}
	clear(v.p)
	copy(v.p, list)
	return nil
}

// Allowed says which texts can be used.
func (v ListValue) Allowed() string {
	return "up to " + quantity.Count(int64(v.Most)) + " different " + v.what
}
