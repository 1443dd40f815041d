package recall

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep a value may be nested that is only passed over.
const maxDepth = 16

// A scanner reads JSON text front to back. After the first error its methods do
// nothing and return zero values, so that a reader reads on and asks once.
type scanner struct {
	text string
	at   int
	err  error
}

// fail keeps the first error, with the byte where it was met.
func (s *scanner) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("at byte %d: "+format, append([]any{s.at + 1}, args...)...)
	}
}

// peek returns the next character after white space; 0 at the end.
func (s *scanner) peek() byte {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\n', '\r', '\t':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// take takes a character if it is the next, and reports whether it was.
func (s *scanner) take(c byte) bool {
	if s.err != nil || s.peek() != c {
		return false
	}
	s.at++
	return true
}

// want takes a character that must be next.
func (s *scanner) want(c byte) {
	if s.take(c) {
		return
	}
	if s.at >= len(s.text) {
		s.fail("the text ends where %q should follow", string(c))
	} else {
		s.fail("%q should follow", string(c))
	}
}

// object reads an object and hands over each member's name when its value is
// next. A name that comes twice is an error.
func (s *scanner) object(member func(name string)) {
	s.want('{')
	if s.take('}') {
		return
	}
	names := make([]string, 0, 16)
	for s.err == nil {
		name := s.string(MaxCardID)
		s.want(':')
		for _, n := range names {
			if n == name {
				s.fail("the field %s is there twice", shown(name))
			}
		}
		if names = append(names, name); len(names) > 64 {
			s.fail("an object has more than 64 fields")
		}
		if s.err == nil {
			member(name)
		}
		if !s.take(',') {
			s.want('}')
			return
		}
	}
}

// array reads an array of at most so many items, each by the function given.
func (s *scanner) array(most int, item func()) {
	s.want('[')
	if s.take(']') {
		return
	}
	for n := 1; s.err == nil; n++ {
		if n > most {
			s.fail("a list has more than %d items", most)
			return
		}
		if item(); !s.take(',') {
			s.want(']')
			return
		}
	}
}

// integer reads a whole number between bounds.
func (s *scanner) integer(lo, hi int64) int64 {
	token := s.number()
	if s.err != nil {
		return 0
	}
	n, err := strconv.ParseInt(token, 10, 64)
	if err != nil || n < lo || n > hi {
		s.fail("the number is %s; allowed is a whole number from %d to %d", token, lo, hi)
		return 0
	}
	return n
}

// real reads a number.
func (s *scanner) real() float64 {
	token := s.number()
	if s.err != nil {
		return 0
	}
	f, err := strconv.ParseFloat(token, 64)
	if err != nil || math.IsInf(f, 0) {
		s.fail("the number %s is too large", token)
		return 0
	}
	return f
}

// number takes a number's characters. Whether they are in JSON's order is left
// to the parser of numbers, but what only that would take (hexadecimal digits,
// underscores, words) is no character of a number here.
func (s *scanner) number() string {
	if s.err != nil {
		return ""
	}
	s.peek()
	start := s.at
	for s.at < len(s.text) && s.at-start < 32 && strings.IndexByte("+-.0123456789eE", s.text[s.at]) >= 0 {
		s.at++
	}
	token := s.text[start:s.at]
	digits := strings.TrimPrefix(token, "-")
	if digits == "" || digits[0] < '0' || digits[0] > '9' || len(digits) > 1 && digits[0] == '0' && digits[1] <= '9' && digits[1] >= '0' {
		s.at = start
		s.fail("a number should follow")
	}
	return token
}

// string reads a string of at most so many bytes. The result shares memory with
// the text where nothing is escaped.
func (s *scanner) string(most int) string {
	s.want('"')
	if s.err != nil {
		return ""
	}
	start := s.at
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			text := s.text[start:s.at]
			s.at++
			return s.checked(text, most)
		case c == '\\':
			return s.escaped(start, most)
		case c < ' ':
			s.fail("a string has the control character %#x; it must be escaped", c)
			return ""
		}
		s.at++
	}
	s.fail("a string does not end")
	return ""
}

func (s *scanner) checked(text string, most int) string {
	if len(text) > most {
		s.fail("a text has %d bytes; allowed are %d", len(text), most)
		return ""
	}
	if !utf8.ValidString(text) {
		s.fail("a text is not UTF-8")
		return ""
	}
	return text
}

// escaped reads on where the first escape of a string stands.
func (s *scanner) escaped(start, most int) string {
	b := []byte(s.text[start:s.at])
	for s.at < len(s.text) && len(b) <= most+utf8.UTFMax {
		c := s.text[s.at]
		s.at++
		switch {
		case c == '"':
			return s.checked(string(b), most)
		case c == '\\':
			r, err := s.escape()
			if err != nil {
				s.fail("%w", err)
				return ""
			}
			b = utf8.AppendRune(b, r)
		case c < ' ':
			s.fail("a string has the control character %#x; it must be escaped", c)
			return ""
		default:
			b = append(b, c)
		}
	}
	s.fail("a string does not end, or has more than %d bytes", most)
	return ""
}

var errEscape = errors.New("a string has an escape that JSON does not know")

// escape reads what follows a backslash.
func (s *scanner) escape() (rune, error) {
	if s.at >= len(s.text) {
		return 0, errEscape
	}
	c := s.text[s.at]
	s.at++
	if i := strings.IndexByte(`"\/bfnrt`, c); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), nil
	}
	if c != 'u' {
		return 0, errEscape
	}
	r := s.hex4()
	if 0xd800 <= r && r < 0xdc00 && strings.HasPrefix(s.text[s.at:], `\u`) {
		s.at += 2
		if low := s.hex4(); 0xdc00 <= low && low < 0xe000 {
			return (r-0xd800)<<10 + (low - 0xdc00) + 0x10000, nil
		}
		return 0, errEscape
	}
	if !utf8.ValidRune(r) {
		return 0, errEscape
	}
	return r, nil
}

// hex4 reads four hexadecimal digits; −1 if they are not there.
func (s *scanner) hex4() rune {
	if s.at+4 > len(s.text) {
		return -1
	}
	n, err := strconv.ParseUint(s.text[s.at:s.at+4], 16, 32)
	if err != nil {
		return -1
	}
	s.at += 4
	return rune(n)
}

// skip passes over one value and returns its text.
func (s *scanner) skip() string {
	s.peek()
	start := s.at
	s.value(0)
	return s.text[start:s.at]
}

func (s *scanner) value(depth int) {
	if depth > maxDepth {
		s.fail("values are nested deeper than %d", maxDepth)
		return
	}
	switch c := s.peek(); {
	case c == '{':
		s.object(func(string) { s.value(depth + 1) })
	case c == '[':
		s.array(math.MaxInt, func() { s.value(depth + 1) })
	case c == '"':
		s.string(math.MaxInt / 2)
	case c == '-' || '0' <= c && c <= '9':
		s.number()
	default:
		for _, word := range []string{"true", "false", "null"} {
			if strings.HasPrefix(s.text[s.at:], word) {
				s.at += len(word)
				return
			}
		}
		s.fail("a value should follow")
	}
}

// compact returns JSON text without the white space between its parts.
func compact(text string) string {
	if !strings.ContainsAny(text, " \n\r\t") {
		return text
	}
	var b strings.Builder
	inside := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case inside && c == '\\' && i+1 < len(text):
			b.WriteByte(c)
			i++
			c = text[i]
		case c == '"':
			inside = !inside
		case !inside && (c == ' ' || c == '\n' || c == '\r' || c == '\t'):
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
