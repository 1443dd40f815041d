package json

import (
	"reflect"
	"strconv"
	"strings"
)

// Valid reports whether a text is one JSON value.
func Valid(data []byte) bool { return Unmarshal(data, new(skipped)) == nil }

// skipped is where a value goes that nobody asks for.
type skipped struct{}

// Unmarshal reads a JSON value into what a pointer points at. Members that the
// value does not have are passed over; null leaves it as it is. After an error
// part of it may have been set.
func Unmarshal(data []byte, into any) error {
	r := reader{text: string(data)}
	r.value(reflect.ValueOf(into).Elem())
	if r.space(); r.err == nil && r.at < len(r.text) {
		r.fail("something follows the value")
	}
	return r.err
}

var skippedType = reflect.TypeFor[skipped]()

// value reads any value into v.
func (r *reader) value(v reflect.Value) {
	if r.err != nil {
		return
	}
	skip := v.Type() == skippedType
	c := r.space()
	if v.Kind() == reflect.Pointer && c != 'n' {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		r.value(v.Elem())
		return
	}
	kind := v.Kind()
	switch {
	case c == '{' && skip:
		r.object(func(string) { r.value(v) })
	case c == '{' && kind == reflect.Struct:
		fields := fieldsOf(v.Type())
		r.object(func(name string) { r.member(v, fields, name) })
	case c == '{' && kind == reflect.Map:
		r.mapping(v)
	case c == '[' && skip:
		r.list(func() { r.value(v) })
	case c == '[' && kind == reflect.Slice:
		r.slice(v)
	case c == '"' && (skip || kind == reflect.String):
		if text := r.quoted(); !skip {
			v.SetString(text)
		}
	case c == 'n' && r.word("null"):
		if kind == reflect.Pointer || kind == reflect.Slice || kind == reflect.Map {
			v.SetZero()
		}
	case c == 't' && (skip || kind == reflect.Bool) && r.word("true"), c == 'f' && (skip || kind == reflect.Bool) && r.word("false"):
		if !skip {
			v.SetBool(c == 't')
		}
	case c == '-' || '0' <= c && c <= '9':
		if text := r.number(); r.err == nil && !skip {
			r.set(v, text)
		}
	default:
		r.fail("a value cannot be read")
	}
}

// member reads a member of an object into a struct's field: the one with its
// name, or one whose name differs in the case of letters.
func (r *reader) member(v reflect.Value, fields []field, name string) {
	for _, f := range fields {
		if f.name == name {
			r.value(v.FieldByIndex(f.index))
			return
		}
	}
	for _, f := range fields {
		if strings.EqualFold(f.name, name) {
			r.value(v.FieldByIndex(f.index))
			return
		}
	}
	r.value(reflect.ValueOf(new(skipped)).Elem())
}

// object reads an object, whose members are read by a function.
func (r *reader) object(member func(name string)) {
	r.series('{', '}', func() {
		if r.space() != '"' {
			r.fail("a member has no name")
			return
		}
		name := r.quoted()
		r.must(':')
		member(name)
	})
}

func (r *reader) list(item func()) { r.series('[', ']', item) }

func (r *reader) slice(v reflect.Value) {
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	r.list(func() {
		item := reflect.New(v.Type().Elem()).Elem()
		r.value(item)
		v.Set(reflect.Append(v, item))
	})
}

func (r *reader) mapping(v reflect.Value) {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	r.object(func(name string) {
		key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		switch {
		case key.Kind() == reflect.String:
			key.SetString(name)
		case key.CanInt():
			n, err := strconv.ParseInt(name, 10, 64)
			if err != nil || key.OverflowInt(n) {
				r.fail("a name is no number")
				return
			}
			key.SetInt(n)
		default:
			r.err = errKind
			return
		}
		if r.value(item); r.err == nil {
			v.SetMapIndex(key, item)
		}
	})
}

// set sets v to a number, if it is one of its kind.
func (r *reader) set(v reflect.Value, text string) {
	var err error
	switch {
	case v.CanInt():
		var n int64
		if n, err = strconv.ParseInt(text, 10, v.Type().Bits()); err == nil {
			v.SetInt(n)
		}
	case v.CanUint():
		var n uint64
		if n, err = strconv.ParseUint(text, 10, v.Type().Bits()); err == nil {
			v.SetUint(n)
		}
	case v.CanFloat():
		var f float64
		if f, err = strconv.ParseFloat(text, v.Type().Bits()); err == nil {
			v.SetFloat(f)
		}
	default:
		err = errKind
	}
	if err != nil {
		r.fail(text + " cannot be used here")
	}
}
