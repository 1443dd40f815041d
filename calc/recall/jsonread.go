package recall

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

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
