// Package json writes and reads JSON as encoding/json does, byte for byte, for
// what the project has in it: structs with tags, lists, maps, texts, numbers and
// booleans. It is here because of its size: the standard library's package is a
// thirtieth of what a visitor would download. Its tests hold it to the
// standard library's.
//
// [Marshal] and [Unmarshal] are used as there; [Valid] only reads, and [Escape]
// is for readers that go through a text on their own, as those of packages
// recall and model do to say where a mistake stands. Errors name the byte,
// counted from 1.
//
// What it leaves out: values and maps of interfaces, lists of bytes as base64,
// the tag's option "string", types that read themselves, embedded pointers, a field
// that hides one of a struct that is embedded, and depths beyond 200.
package json

import (
	"errors"
	"reflect"
	"strings"
)

// maxDepth is how deep lists and objects may lie in each other: a config has a few
// levels, and a browser's stack ends at some thousands.
const maxDepth = 200

var errKind = errors.New("json: a value of a kind that this package does not know")

// field is a field of a struct that is written and read.
type field struct {
	name  string
	index []int
	// omit leaves the field out where it is empty.
	omit bool
}

// fieldsOf are the fields of a struct, with those of structs that it embeds.
func fieldsOf(t reflect.Type) []field {
	var list []field
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
			for _, in := range fieldsOf(f.Type) {
				in.index = append([]int{i}, in.index...)
				list = append(list, in)
			}
			continue
		case !f.IsExported() || tag == "-":
			continue
		case name == "":
			name = f.Name
		}
		list = append(list, field{name, []int{i}, options == "omitempty"})
	}
	return list
}
