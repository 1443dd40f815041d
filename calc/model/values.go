package model

import (
	"fmt"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// size reads a whole number of at least 1 that must be there, if the family's
// class has no default for it.
func (r *reader) size(symbol string, names ...string) int64 {
	if m := r.find(names...); m != nil {
		return r.whole(symbol, m, 1)
	}
	if def, ok := r.defaults[names[0]]; ok {
		return r.sizeOr(symbol, def, names...)
	}
	r.missing(names[0])
	return 0
}

// sizeOr reads a whole number of at least 1, or takes the family's default.
func (r *reader) sizeOr(symbol string, def int64, names ...string) int64 {
	if m := r.find(names...); m != nil {
		return r.whole(symbol, m, 1)
	}
	return r.derive(symbol, names[0], def, fmt.Sprintf("default of %s: %d, as %s is absent", r.family, def, names[0]))
}

// expanded reads how many times the model's width something has, or takes the family's
// default, and returns that width.
func (r *reader) expanded(def int64, name string) int64 {
	times := r.sizeOr("", def, name)
	n, err := quantity.Product(times, r.arch.Width)
	if r.err == nil && (err != nil || n > mostWidth) {
		const problem = "is %s, and times the model's width, %s, that is more than %s, the most that can be counted"
		r.refuse(name, problem, quantity.Count(times), quantity.Count(r.arch.Width), quantity.Count(mostWidth))
	}
	return n
}

// numberOr reads a whole number that may be 0, or takes the family's default.
func (r *reader) numberOr(symbol string, def int64, names ...string) int64 {
	if m := r.find(names...); m != nil {
		return r.whole(symbol, m, 0)
	}
	if r.mustBeGiven(names[0]) {
		return 0
	}
	return r.derive(symbol, names[0], def, fmt.Sprintf("default of %s: %d, as %s is absent", r.family, def, names[0]))
}

// whole reads a member's value, a whole number of at least the given.
func (r *reader) whole(symbol string, m *member, least int64) int64 {
	n := r.integer(symbol, m, &m.value, least)
	if r.err == nil {
		r.record(symbol, m)
	}
	return n
}

// integer reads a value of a member: its own, or an item of its list.
func (r *reader) integer(symbol string, m *member, v *node, least int64) int64 {
	most := int64(mostTokens)
	if s, ok := symbols[symbol]; ok {
		most = s.most
	}
	wanted := fmt.Sprintf("a whole number from %s to %s is needed", quantity.Count(least), quantity.Count(most))
	switch v.kind {
	case number:
	case text:
		r.fail(m, "is %q, a text: %s, without quotes", shorten(v.text), wanted)
		return 0
	default:
		r.fail(m, "is %s: %s", v.kind, wanted)
		return 0
	}
	n, err := strconv.ParseInt(v.text, 10, 64)
	if err != nil || n < least || n > most {
		r.fail(m, "is %s: %s", shorten(v.text), wanted)
		return 0
	}
	return n
}

// flag reads true or false, or takes the family's default. Null is false to the
// classes, whatever the default, so it stands for an absent one only where that is
// false too.
func (r *reader) flag(def bool, names ...string) bool {
	m := r.find(names...)
	if m == nil {
		if null := r.lookup(names[0]); def && null != nil {
			r.fail(null, "is null: true or false is needed")
			return false
		}
		value := strconv.FormatBool(def)
		r.assume("", names[0], value, fmt.Sprintf("default of %s: %s, as %s is absent", r.family, value, names[0]))
		return def
	}
	if m.value.kind != boolean {
		r.fail(m, "is %s: true or false is needed", r.raw(m))
		return false
	}
	r.record("", m)
	return m.value.text == "true"
}

// word reads a text that must be one of the allowed, or takes the first of them
// as the default.
func (r *reader) word(name string, allowed ...string) string {
	m := r.find(name)
	if m == nil {
		r.assume("", name, allowed[0], fmt.Sprintf("default of %s: %s, as %s is absent", r.family, allowed[0], name))
		return allowed[0]
	}
	for _, a := range allowed {
		if m.value.kind == text && m.value.text == a {
			r.record("", m)
			return a
		}
	}
	r.fail(m, "is %s: the family %s can be counted with %s only", r.raw(m), r.family, strings.Join(allowed, " or "))
	return allowed[0]
}

// want refuses a switch that is set otherwise than the only way that can be
// counted.
func (r *reader) want(value bool, names ...string) {
	if got := r.flag(value, names...); got != value && r.err == nil {
		r.fail(r.find(names...), "is %t: the family %s can be counted with %t only", got, r.family, value)
	}
}

// list reads a list of exactly n items; nil where the field is absent.
func (r *reader) list(name string, n int64) (m *member, items []node) {
	m = r.find(name)
	if m == nil {
		return nil, nil
	}
	if m.value.kind != list {
		r.fail(m, "is %s: a list with an entry for each layer is needed", m.value.kind)
		return nil, nil
	}
	if int64(len(m.value.items)) != n {
		r.fail(m, "has %d entries, and there are %d layers: it needs one for each", len(m.value.items), n)
		return nil, nil
	}
	r.record("L_i", m)
	return m, m.value.items
}

// numbers reads a list of whole numbers, one for each of n layers; nil where it
// is absent.
func (r *reader) numbers(name string, n int64) []int64 {
	m, items := r.list(name, n)
	if items == nil {
		return nil
	}
	out := make([]int64, len(items))
	for i := range items {
		out[i] = r.integer("", m, &items[i], 0)
	}
	return out
}

// ignore says that fields of the scope do not matter in this family.
func (r *reader) ignore(names ...string) {
	for _, name := range names {
		r.lookup(name)
	}
}
