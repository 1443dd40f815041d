package model

import (
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// A Part is a component of a model that its parameters are counted by.
type Part uint8

// The parts, in the order of the report. Mixers without attention, such as
// state-space layers, count as attention; all norms as norms.
const (
	Embedding Part = iota
	OutputHead
	Attention
	DenseFFN
	RoutedExperts
	SharedExperts
	Router
	Norms
	Other
	numParts
)

// String returns a part's name in JSON.
func (p Part) String() string {
	return [...]string{"embedding", "output_head", "attention", "dense_ffn", "experts", "shared", "router", "norms", "other"}[p]
}

// Label returns a part's name for people.
func (p Part) Label() string {
	return [...]string{
		"Input embedding", "Output head", "Attention and other mixers", "Dense feed-forward", "Routed experts", "Shared experts", "Router", "Norms", "Other",
	}[p]
}

// A factor is one number of a product, with its symbol; a constant is its own.
type factor struct {
	symbol string
	n      int64
}

// A weight is a matrix or a vector, or a few equal ones: the product of its
// factors is how many parameters it has.
type weight struct {
	part    Part
	name    string
	factors []factor
}

// weights are what a layer consists of.
type weights []weight

// add appends a weight; x makes its factors.
func (w *weights) add(p Part, name string, factors ...factor) {
	*w = append(*w, weight{p, name, factors})
}

// x is the factor of a symbol.
func x(symbol string, n int64) factor { return factor{symbol, n} }

// constant is a factor that is its own symbol.
func constant(n int64) factor { return factor{strconv.FormatInt(n, 10), n} }

// two is the constant of pairs of equal matrices.
var two = constant(2)

// size is how many parameters a weight has.
func (w weight) size() (int64, error) {
	ns := make([]int64, len(w.factors))
	for i, f := range w.factors {
		ns[i] = f.n
	}
	return quantity.Product(ns...)
}

// same reports whether two weights differ in nothing, so that their layers can
// be counted together.
func (w weight) same(v weight) bool {
	if w.part != v.part || w.name != v.name || len(w.factors) != len(v.factors) {
		return false
	}
	for i, f := range w.factors {
		if f != v.factors[i] {
			return false
		}
	}
	return true
}

// formula writes the product in symbols.
func (w weight) formula() string {
	symbols := make([]string, len(w.factors))
	for i, f := range w.factors {
		symbols[i] = f.symbol
	}
	return strings.Join(symbols, " · ")
}
