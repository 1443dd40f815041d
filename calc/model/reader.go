package model

import (
	"fmt"
	"strconv"
	"strings"

	"attnexperts/calc/quantity"
)

// A reader reads the fields of one config into an architecture. Its methods
// note what they read; after the first error they do nothing and return zero
// values, so that a family reads on without asking, and [Read] asks once.
type reader struct {
	arch   *Architecture
	family string
	src    string
	// scope is the object with the language model's fields, top the whole
	// config; they are the same where nothing is nested.
	scope, top *node
	prefix     string
	// defaults are those of the family's class for sizes that its configs leave
	// out.
	defaults map[string]int64
	// listed is how many layers a list names, where no number says it; else 0.
	listed int64
	err    error
}

// defaultTo gives a size a default.
func (r *reader) defaultTo(name string, n int64) {
	if r.defaults == nil {
		r.defaults = map[string]int64{}
	}
	r.defaults[name] = n
}

// fail keeps the first error: a field with its place, and what is wrong.
func (r *reader) fail(m *member, format string, args ...any) {
	if r.err != nil {
		return
	}
	line, _ := place(r.src, int(m.start))
	r.err = &Error{Field: m.path, Line: line, Problem: fmt.Sprintf(format, args...)}
}

// missing keeps the error of a field that is needed and is not there.
func (r *reader) missing(name string) {
	r.refuse(name, "is missing, and there is no default for it in the family %s: add it", r.family)
}

// refuse keeps the error of a field that stands nowhere, or of several.
func (r *reader) refuse(name, format string, args ...any) {
	if r.err == nil {
		r.err = &Error{Field: r.prefix + name, Problem: fmt.Sprintf(format, args...)}
	}
}

// mustTell refuses a config that leaves a field out.
func (r *reader) mustTell(name string) {
	if r.err == nil && !r.has(name) {
		r.missing(name)
	}
}

// note adds a sentence to what the numbers do not say.
func (r *reader) note(format string, args ...any) {
	r.arch.Notes = append(r.arch.Notes, fmt.Sprintf(format, args...))
}

// lookup returns the member at a path below the scope, null or not.
func (r *reader) lookup(path string) *member {
	n := r.scope
	for {
		key, rest, deeper := strings.Cut(path, ".")
		m := n.member(key)
		if m == nil {
			return nil
		}
		m.used = true
		if !deeper {
			return m
		}
		n, path = &m.value, rest
	}
}

// find returns the member that has one of the names for a thing, nil where none
// is there or all are null. Two names with different values are an error.
func (r *reader) find(names ...string) *member {
	var found *member
	for _, name := range names {
		m := r.lookup(name)
		switch {
		case m == nil || m.value.kind == null:
		case found == nil:
			found = m
		case r.raw(found) != r.raw(m):
			r.fail(m, "is %s, and %s is %s: the two mean the same and must agree", r.raw(m), found.path, r.raw(found))
		}
	}
	return found
}

// has reports whether a field is there and not null.
func (r *reader) has(name string) bool { return r.find(name) != nil }

// raw is a value as the config has it, cut where it is long.
func (r *reader) raw(m *member) string {
	return shorten(strings.Join(strings.Fields(r.src[m.value.start:m.value.end]), " "))
}

// record notes a field that was read.
func (r *reader) record(symbol string, m *member) {
	line, _ := place(r.src, int(m.start))
	r.arch.Fields = append(r.arch.Fields, Field{
		Path: m.path, Symbol: symbol, Value: r.src[m.value.start:m.value.end], Line: line, Start: int(m.start), End: int(m.value.end),
	})
}

// assume notes a default that stands in for a field.
func (r *reader) assume(symbol, name, value, why string) {
	if r.err == nil {
		r.arch.Fields = append(r.arch.Fields, Field{Path: r.prefix + name, Symbol: symbol, Value: value, Default: why})
	}
}

// derive notes a number that follows from others, and returns it.
func (r *reader) derive(symbol, name string, n int64, why string) int64 {
	if s, ok := symbols[symbol]; ok && n > s.most {
		const problem = "makes the %s %s, and at most %s can be counted"
		r.refuse(name, problem, s.meaning, quantity.Count(n), quantity.Count(s.most))
		return 0
	}
	r.assume(symbol, name, strconv.FormatInt(n, 10), why)
	return n
}
