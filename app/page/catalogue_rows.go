package page

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"attnexperts/calc/attention"
	"attnexperts/calc/model"
	"attnexperts/calc/order"
	"attnexperts/calc/quantity"
)

// A listing is a published model as the catalogue lists it.
type listing struct {
	entry *model.Entry
	// total, active and perToken are parameters and bytes; group is how many query
	// heads share a KV head, window the tokens that a bounded layer sees: 0 where
	// there is none, −1 where layers differ.
	total, active, perToken, group, window int64
	kind                                   string
	// experts are E, of which a token uses k.
	experts, used int64
	// words are what it is found by.
	words string
}

// published lists all models. It is counted once, when a catalogue is first
// shown.
var published = sync.OnceValue(func() []listing {
	entries := model.Catalogue()
	list := make([]listing, len(entries))
	for i, e := range entries {
		list[i] = listingOf(e)
	}
	return list
})

func listingOf(e *model.Entry) listing {
	a, err := e.Architecture()
	if err != nil {
		panic("page: the catalogue's " + e.Name + ": " + err.Error()) // a test reads them all
	}
	count, err := a.Count()
	if err != nil {
		panic("page: the catalogue's " + e.Name + ": " + err.Error()) // reading it has counted it
	}
	r := listing{entry: e}
	r.total, _ = count.Total.Value.Int()
	r.active, _ = count.Active.Value.Int()
	stack := a.Stack()
	// Sizes that were read are none that overflow.
	r.perToken, _ = stack.Groups().Size(attention.Use{Context: 1, Batch: 1, Dtype: quantity.BF16})
	r.kind = stack.Kind()
	r.group, r.window = shared(stack)
	experts, _, alike := a.Routing()
	if r.experts, r.used = experts.Count, experts.Active; !alike {
		r.experts, r.used = -1, -1
	}
	r.words = strings.ToLower(strings.Join([]string{e.Name, e.Key, e.Maker, e.Date, a.Class, a.Family, r.kind, r.sorts(stack)}, " "))
	return r
}

// shared returns the group size and the window that a stack's layers have, −1
// where they differ.
func shared(stack attention.Stack) (group, window int64) {
	same := func(was *int64, is int64) {
		if *was != 0 && *was != is {
			is = -1
		}
		*was = is
	}
	for _, l := range stack {
		if l.Kind != attention.LinearLayer && !l.MLA() {
			same(&group, l.Heads/l.KV)
		}
		if l.Window > 0 {
			same(&window, l.Window)
		}
	}
	return group, window
}

// sorts are the choices that a model is found by.
func (r listing) sorts(stack attention.Stack) string {
	words := []string{"dense"}
	if r.experts != 0 {
		words = []string{"moe experts mixture"}
	}
	for kind, word := range map[attention.LayerKind]string{
		attention.SlidingLayer: "window sliding", attention.ChunkedLayer: "chunk window", attention.LinearLayer: "linear state-space ssm hybrid",
	} {
		if stack.Count(kind) > 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// matches reports whether a model has all words that are searched for.
func (r listing) matches(find string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(find)) {
		if !strings.Contains(r.words, word) {
			return false
		}
	}
	return true
}

// A column is what the catalogue says of a model.
type column struct {
	name, label string
	text        func(r listing) string
	compare     func(a, b listing) int
}

// columns are those of the catalogue, the name first.
var columns = []column{
	{"name", "Model", func(r listing) string { return r.entry.Name }, func(a, b listing) int {
		return cmp.Compare(strings.ToLower(a.entry.Name), strings.ToLower(b.entry.Name))
	}},
	{"date", "Date", func(r listing) string { return r.entry.Date }, func(a, b listing) int { return cmp.Compare(a.entry.Date, b.entry.Date) }},
	{"total", "Total, billions", func(r listing) string { return billions(r.total) }, func(a, b listing) int { return cmp.Compare(a.total, b.total) }},
	{"active", "Active, billions", func(r listing) string { return billions(r.active) }, func(a, b listing) int { return cmp.Compare(a.active, b.active) }},
	{"cache", "Cache a token", func(r listing) string { return quantity.BytesText(float64(r.perToken)) }, func(a, b listing) int { return cmp.Compare(a.perToken, b.perToken) }},
	{"kind", "Attention", func(r listing) string { return orDash(strings.ToUpper(r.kind), r.kind != "") }, func(a, b listing) int { return cmp.Compare(a.kind, b.kind) }},
	{"group", "Group", func(r listing) string { return whole(r.group) }, func(a, b listing) int { return cmp.Compare(a.group, b.group) }},
	{"window", "Window", func(r listing) string { return whole(r.window) }, func(a, b listing) int { return cmp.Compare(a.window, b.window) }},
	{"experts", "Experts", expertsText, func(a, b listing) int { return cmp.Compare(a.experts, b.experts) }},
}

// billions writes a number of parameters in billions.
func billions(n int64) string { return quantity.Times(float64(n) / 1e9) }

// whole writes a number that may be none, or differ from layer to layer.
func whole(n int64) string {
	if n < 0 {
		return "differs"
	}
	return orDash(quantity.Count(n), n > 0)
}

func expertsText(r listing) string {
	if r.experts < 0 {
		return "differs"
	}
	return orDash(quantity.Count(r.used)+" of "+quantity.Count(r.experts), r.experts > 0)
}

func orDash(text string, has bool) string {
	if !has {
		return "–"
	}
	return text
}

// sorted returns the models by a column, those that are equal in it by name.
func sorted(list []listing, by string, up bool) []listing {
	at := slices.IndexFunc(columns, func(c column) bool { return c.name == by })
	out := slices.Clone(list)
	order.By(out, func(a, b listing) int {
		n := columns[at].compare(a, b)
		if !up {
			n = -n
		}
		return cmp.Or(n, columns[0].compare(a, b))
	})
	return out
}
