package json

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"attnexperts/calc/order"
)

// Marshal returns a value as JSON. It fails on numbers that are not finite, and
// on kinds that the package does not know.
func Marshal(v any) ([]byte, error) { return appendValue(nil, reflect.ValueOf(v)) }

// A marshaler writes itself.
type marshaler interface{ MarshalJSON() ([]byte, error) }

func appendValue(b []byte, v reflect.Value) ([]byte, error) {
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return append(b, "null"...), nil
	}
	if m, ok := v.Interface().(marshaler); ok {
		text, err := m.MarshalJSON()
		return append(b, text...), err
	}
	switch v.Kind() {
	case reflect.Pointer:
		return appendValue(b, v.Elem())
	case reflect.Struct:
		return appendStruct(b, v)
	case reflect.Map:
		return appendMap(b, v)
	case reflect.Slice:
		if v.IsNil() {
			return append(b, "null"...), nil
		}
		return appendList(b, v)
	case reflect.Array:
		return appendList(b, v)
	case reflect.String:
		return appendText(b, v.String()), nil
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool()), nil
	case reflect.Float64:
		return appendFloat(b, v.Float())
	}
	if v.CanInt() {
		return strconv.AppendInt(b, v.Int(), 10), nil
	}
	if v.CanUint() {
		return strconv.AppendUint(b, v.Uint(), 10), nil
	}
	return b, errKind
}

func appendStruct(b []byte, v reflect.Value) (_ []byte, err error) {
	b = append(b, '{')
	first := true
	for _, f := range fieldsOf(v.Type()) {
		value := v.FieldByIndex(f.index)
		if f.omit && empty(value) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		if b, err = appendValue(append(appendText(b, f.name), ':'), value); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// empty reports whether omitempty leaves a value out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Struct:
		return false
	case reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() == 0
	}
	return v.IsZero()
}

func appendList(b []byte, v reflect.Value) (_ []byte, err error) {
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendValue(b, v.Index(i)); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

// appendMap writes a map by the texts of its keys, in their order.
func appendMap(b []byte, v reflect.Value) (_ []byte, err error) {
	if v.IsNil() {
		return append(b, "null"...), nil
	}
	values := map[string]reflect.Value{}
	var names []string
	for _, k := range v.MapKeys() {
		name := k.String()
		if k.CanInt() {
			name = strconv.FormatInt(k.Int(), 10)
		} else if k.Kind() != reflect.String {
			return b, errKind
		}
		values[name], names = v.MapIndex(k), append(names, name)
	}
	order.Up(names)
	b = append(b, '{')
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendValue(append(appendText(b, name), ':'), values[name]); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// appendFloat writes a number as ECMAScript does: with an exponent where it is
// very large or very small.
func appendFloat(b []byte, f float64) ([]byte, error) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return b, errors.New("json: a number that is not finite")
	}
	if abs := math.Abs(f); abs == 0 || 1e-6 <= abs && abs < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64), nil
	}
	text := strconv.FormatFloat(f, 'e', -1, 64)
	if n := len(text); text[n-3] == '-' && text[n-2] == '0' {
		text = text[:n-2] + text[n-1:] // e-09 is e-9
	}
	return append(b, text...), nil
}

// appendText writes a text in quotes, so that it may stand in HTML too. Bytes
// that are not UTF-8 are replaced.
func appendText(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		switch short := strings.IndexRune("\"\\\b\f\n\r\t", r); {
		case short >= 0:
			b = append(b, '\\', "\"\\bfnrt"[short])
		case r == utf8.RuneError && size == 1:
			b = append(b, `\ufffd`...)
		case r < ' ', r == '<', r == '>', r == '&', r == '\u2028', r == '\u2029':
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// MarshalIndent is [Marshal] with each member on a line of its own, after as many
// indents as it is deep.
func MarshalIndent(v any, indent string) ([]byte, error) {
	data, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	var out []byte
	deep, quoted := 0, false
	line := func() { out = append(append(out, '\n'), bytes.Repeat([]byte(indent), deep)...) }
	for i, c := range data {
		switch {
		case quoted:
			out = append(out, c)
			quoted = c != '"' || escaped(data[:i])
		case c == '"':
			out, quoted = append(out, c), true
		case c == '{', c == '[':
			out = append(out, c)
			if deep++; data[i+1] != '}' && data[i+1] != ']' {
				line()
			}
		case c == '}', c == ']':
			if deep--; data[i-1] != '{' && data[i-1] != '[' {
				line()
			}
			out = append(out, c)
		case c == ',':
			out = append(out, c)
			line()
		case c == ':':
			out = append(out, ": "...)
		default:
			out = append(out, c)
		}
	}
	return out, nil
}

// escaped reports whether what follows a text is escaped by it: whether it ends
// in an odd number of backslashes.
func escaped(before []byte) bool {
	return (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 1
}
