package json

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
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

// A reader reads a text front to back. After the first error it reads nothing.
type reader struct {
	text  string
	at    int
	depth int
	err   error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = errors.New("json: at byte " + strconv.Itoa(r.at+1) + ": " + what)
	}
}

// space passes over white space and returns what follows, or 0.
func (r *reader) space() byte {
	for ; r.at < len(r.text); r.at++ {
		if c := r.text[r.at]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c
		}
	}
	return 0
}

// take passes over a byte if it is next.
func (r *reader) take(c byte) bool {
	if r.err != nil || r.space() != c || r.at >= len(r.text) {
		return false
	}
	r.at++
	return true
}

// must passes over a byte that has to be next.
func (r *reader) must(c byte) {
	if r.err == nil && !r.take(c) {
		r.fail("there is no " + string(rune(c)))
	}
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
		r.number(v, skip)
	default:
		r.fail("a value cannot be read")
	}
}

// word passes over a word that is next.
func (r *reader) word(w string) bool {
	ok := strings.HasPrefix(r.text[r.at:], w)
	if ok {
		r.at += len(w)
	}
	return ok
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

// series reads what stands between two brackets, with commas between.
func (r *reader) series(from, to byte, item func()) {
	if r.depth++; r.depth > maxDepth {
		r.fail("it is too deep")
	}
	r.must(from)
	if !r.take(to) {
		for r.err == nil {
			if item(); !r.take(',') {
				r.must(to)
				break
			}
		}
	}
	r.depth--
}

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

// number reads a number into v.
func (r *reader) number(v reflect.Value, skip bool) {
	start := r.at
	digits := func() bool {
		from := r.at
		for r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9' {
			r.at++
		}
		return r.at > from
	}
	next := func(bytes string) bool {
		ok := r.at < len(r.text) && strings.IndexByte(bytes, r.text[r.at]) >= 0
		if ok {
			r.at++
		}
		return ok
	}
	next("-")
	ok := next("0") || digits()
	if ok && next(".") {
		ok = digits()
	}
	if ok && next("eE") {
		next("+-")
		ok = digits()
	}
	if !ok {
		r.fail("a number cannot be read")
	} else if !skip {
		r.set(v, r.text[start:r.at])
	}
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

// quoted reads a text in quotes. What is no text of Unicode is replaced.
func (r *reader) quoted() string {
	r.at++
	var b []byte
	for r.err == nil && r.at < len(r.text) {
		c, size := utf8.DecodeRuneInString(r.text[r.at:])
		r.at += size
		switch {
		case c == '"':
			return string(b)
		case c == '\\':
			b = utf8.AppendRune(b, r.escape())
		case c < ' ':
			r.fail("a text has a control character")
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	r.fail("a text does not end")
	return ""
}

// escape reads what follows a backslash.
func (r *reader) escape() rune {
	if r.at >= len(r.text) {
		return utf8.RuneError // the text does not end
	}
	c := r.text[r.at]
	r.at++
	if c != 'u' {
		at := strings.IndexByte(`"\/bfnrt`, c)
		if at < 0 {
			r.fail("a text has an escape that JSON does not know")
			return 0
		}
		return rune("\"\\/\b\f\n\r\t"[at])
	}
	unit := r.unit()
	if utf16.IsSurrogate(unit) && strings.HasPrefix(r.text[r.at:], `\u`) {
		at := r.at
		r.at += 2
		if whole := utf16.DecodeRune(unit, r.unit()); whole != utf8.RuneError {
			return whole
		}
		r.at = at // the second is one of its own
	}
	return unit // half a pair is replaced where it is written
}

// unit reads the four digits of an escape.
func (r *reader) unit() rune {
	if r.at+4 <= len(r.text) {
		if n, err := strconv.ParseUint(r.text[r.at:r.at+4], 16, 16); err == nil {
			r.at += 4
			return rune(n)
		}
	}
	r.fail("a text has an escape that JSON does not know")
	return 0
}
