package model

import (
	"fmt"
	"math"
	"slices"

	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
)

// A Named is a report with what its model is called.
type Named struct {
	*Report

	Name string
}

// Compare says in words how two models differ in one use, and why: first their
// caches, then their parameters.
func Compare(a, b Named) []string {
	return []string{compareCaches(a, b), compareSizes(a, b)}
}

// kept is what a model's cache is the product of.
type kept struct {
	// layers have a cache of their own; each keeps so many numbers a token, and so
	// many tokens: means over them, so that the product is exact.
	layers, numbers, tokens float64
	// bounded are those of the layers that forget, to the least of the bounds.
	bounded, bound int64
	stack          attention.Stack // those layers
}

func (n Named) kept() kept {
	k := kept{}
	sum, weighed := 0.0, 0.0
	for _, l := range n.Architecture.attending() {
		// Sizes that a report was made of are no errors.
		each, _ := l.PerToken()
		if each == 0 {
			continue
		}
		k.stack = append(k.stack, l)
		k.layers++
		sum += float64(each)
		tokens := l.Kept(n.Use.Context)
		weighed += float64(each) * float64(tokens)
		if tokens < n.Use.Context {
			k.bounded++
			if k.bound == 0 || l.Window < k.bound {
				k.bound = l.Window
			}
		}
	}
	if k.layers > 0 {
		k.numbers, k.tokens = sum/k.layers, weighed/sum
	}
	return k
}

// compareCaches says whose cache is larger, and which of its factors make it so.
func compareCaches(a, b Named) string {
	big, small := a, b
	if a.Cache.Value.Float() < b.Cache.Value.Float() {
		big, small = b, a
	}
	more, less := big.Cache.Value.Float(), small.Cache.Value.Float()
	at := "At " + big.use() + " "
	switch {
	case more == 0:
		return "Neither " + a.Name + " nor " + b.Name + " keeps keys and values."
	case less == 0:
		return at + big.Name + " keeps " + quantity.BytesBoth(more) + " of keys and values, and " + small.Name + " keeps none."
	case more == less:
		return at + a.Name + " and " + b.Name + " keep the same cache, " + quantity.BytesBoth(more) + "."
	}
	text := fmt.Sprintf("%s keeps %s times the cache of %s at %s (%s against %s)", big.Name, quantity.Times(more/less), small.Name, big.use(),
		quantity.BytesText(more), quantity.BytesText(less))
	because, although := reasons(big.kept(), small.kept())
	if len(because) > 0 {
		text += ", because " + quantity.Listed(because, "and")
	}
	if len(although) > 0 {
		text += ", although " + quantity.Listed(although, "and")
	}
	return text + "."
}

// reasons are the factors in which the larger cache is larger, and those in which
// it is smaller.
func reasons(big, small kept) (because, although []string) {
	say := func(more, less float64, text string) {
		switch {
		case math.Abs(more/less-1) < 0.005:
		case more > less:
			because = append(because, text)
		default:
			although = append(although, text)
		}
	}
	say(big.numbers, small.numbers, fmt.Sprintf(
		"a layer keeps %s (%s) instead of %s (%s)",
		mean(big.numbers, " numbers of a token", big.evenNumbers()), big.heads(), mean(small.numbers, "", small.evenNumbers()), small.heads(),
	))
	say(big.layers, small.layers, fmt.Sprintf("it has %s with a cache instead of %s", layers(int64(big.layers)), quantity.Count(int64(small.layers))))
	say(big.tokens, small.tokens, fmt.Sprintf(
		"a layer keeps %s%s instead of %s%s",
		mean(big.tokens, " tokens", big.evenTokens()), big.windows(), mean(small.tokens, "", small.evenTokens()), small.windows(),
	))
	return because, although
}

// mean writes a mean of something, and says that it is one unless all are alike.
func mean(f float64, of string, alike bool) string {
	text := quantity.Count(int64(math.Round(f))) + of
	if !alike {
		text += " on average"
	}
	return text
}

// alike reports whether all layers with a cache agree in something, evenNumbers whether
// they keep as many numbers of a token, evenTokens whether they keep as many tokens.
func (k kept) alike(of func(attention.Layer) int64) bool {
	first := of(k.stack[0])
	return !slices.ContainsFunc(k.stack, func(l attention.Layer) bool { return of(l) != first })
}

func (k kept) evenNumbers() bool {
	return k.alike(func(l attention.Layer) int64 {
		n, _ := l.PerToken() // sizes that a report was made of are no errors
		return n
	})
}

func (k kept) evenTokens() bool { return k.bounded == 0 || float64(k.bounded) == k.layers }

// heads says what the numbers of a token are.
func (k kept) heads() string {
	l := k.stack[0]
	switch {
	case !k.alike(func(l attention.Layer) int64 { return l.Latent }) || !k.alike(kvHeads) || !k.alike(headDim):
		return "its layers differ"
	case l.MLA():
		return fmt.Sprintf("a latent of %s and a positional key of %s", quantity.Count(l.Latent), quantity.Count(l.Rope))
	}
	return fmt.Sprintf("keys and values of %s of size %s", quantity.Plural(l.KV, "head", "heads"), quantity.Count(l.HeadDim))
}

// windows says which layers forget.
func (k kept) windows() string {
	if k.bounded == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s of %s no more than %s)", quantity.Count(k.bounded), quantity.Count(int64(k.layers)), quantity.Count(k.bound))
}

// compareSizes says whose parameters are more, held and computed with.
func compareSizes(a, b Named) string {
	big, small := a, b
	if a.Total.Value.Float() < b.Total.Value.Float() {
		big, small = b, a
	}
	total, active := ratio(big.Total, small.Total), ratio(big.Active, small.Active)
	text := fmt.Sprintf("%s holds %s times the parameters of %s (%s against %s)", big.Name, quantity.Times(total), small.Name, big.Total.Text(), small.Total.Text())
	if math.Abs(total-1) < 0.005 {
		text = fmt.Sprintf("%s and %s hold about as many parameters (%s against %s)", a.Name, b.Name, a.Total.Text(), b.Total.Text())
	}
	switch {
	case big.dense() && small.dense():
		return text + ", and each computes a token with all of them."
	case math.Abs(active-1) < 0.005:
		text += ", and both compute a token with about as many"
	case active > 1:
		text += fmt.Sprintf(", and computes a token with %s times as many", quantity.Times(active))
	default:
		text += fmt.Sprintf(", but computes a token with only %s times as many", quantity.Times(active))
	}
	if math.Abs(total-1) < 0.005 && math.Abs(active-1) >= 0.005 {
		text = fmt.Sprintf("%s and %s hold about as many parameters, and compute a token with %s and %s of them", a.Name, b.Name, a.Active.Text(), b.Active.Text())
	}
	return text + experts(big) + experts(small) + "."
}

// experts says which of a model's experts a token uses.
func experts(n Named) string {
	e, sparse, _, alike := n.Architecture.routed()
	if sparse == 0 || !alike {
		return ""
	}
	return fmt.Sprintf("; in %s a token uses %s of %s experts", n.Name, quantity.Count(e.Active), quantity.Count(e.Count))
}

// dense reports whether a token uses all parameters.
func (n Named) dense() bool { return n.Total.Value == n.Active.Value }

func ratio(a, b quantity.Result) float64 { return a.Value.Float() / b.Value.Float() }
