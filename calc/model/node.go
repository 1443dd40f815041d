package model

import (
	"strings"
	"unicode/utf8"
)

// A kind is what a JSON value is.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

// String names a kind for people, with its article.
func (k kind) String() string {
	return [...]string{"null", "true or false", "a number", "a text", "a list", "an object"}[k]
}

// A node is a JSON value with its place in the source.
type node struct {
	kind       kind
	start, end int32
	// text is the literal of a number or of true and false, and what a text
	// says, without its quotes.
	text  string
	items []node
	// fields are an object's; nil where it has none.
	fields *fields
}

// fields are the members of an object, in their order.
type fields struct {
	list []member
	// index has the place of each key in the list, once they are many.
	index map[string]int
}

// A member is a key of an object with its value.
type member struct {
	key, path string
	start     int32
	value     node
	// used says that the member has been read or is known not to matter.
	used bool
}

// member returns the member with a key, nil where there is none.
func (n *node) member(key string) *member {
	switch {
	case n.fields == nil:
		return nil
	case n.fields.index != nil:
		if i, ok := n.fields.index[key]; ok {
			return &n.fields.list[i]
		}
		return nil
	}
	for i := range n.fields.list {
		if n.fields.list[i].key == key {
			return &n.fields.list[i]
		}
	}
	return nil
}

// members are an object's, in their order.
func (n *node) members() []member {
	if n.fields == nil {
		return nil
	}
	return n.fields.list
}

// add appends a member. Past a few dozen an index pays.
func (n *node) add(m member) {
	const few = 32
	if n.fields == nil {
		n.fields = &fields{}
	}
	f := n.fields
	f.list = append(f.list, m)
	switch {
	case f.index != nil:
		f.index[m.key] = len(f.list) - 1
	case len(f.list) > few:
		f.index = make(map[string]int, 2*len(f.list))
		for i := range f.list {
			f.index[f.list[i].key] = i
		}
	}
}

// place returns the line and the column, both from 1, of a byte of a text.
func place(src string, at int) (line, column int) {
	before := src[:min(at, len(src))]
	line = 1 + strings.Count(before, "\n")
	column = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return line, column
}

// shorten cuts what a message quotes.
func shorten(s string) string { return shortenTo(s, 40) }

func shortenTo(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
