package json

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

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

// word passes over a word that is next.
func (r *reader) word(w string) bool {
	ok := strings.HasPrefix(r.text[r.at:], w)
	if ok {
		r.at += len(w)
	}
	return ok
}

// number reads a number, as it is written.
func (r *reader) number() string {
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
	}
	return r.text[start:r.at]
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
			c, size := Escape(r.text[r.at:])
			if r.at += size; size == 0 {
				r.fail("a text has an escape that JSON does not know")
			}
			b = utf8.AppendRune(b, c)
		case c < ' ':
			r.fail("a text has a control character")
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	r.fail("a text does not end")
	return ""
}
