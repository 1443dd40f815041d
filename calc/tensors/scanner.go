package tensors

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"attnexperts/calc/json"
)

// A scanner reads a safetensors header. It knows only what such a header may
// hold, and makes nothing for a tensor, whose name stays where it is: that makes
// it many times as fast as encoding/json.
type scanner struct {
	src string
	at  int
	// numbers is the last list of numbers that was read.
	numbers []int64
}

// fail is an error at the present place of the header.
func (s *scanner) fail(wanted string) error {
	if s.at >= len(s.src) {
		return fmt.Errorf("the header is no table of tensors: it ends where %s was expected", wanted)
	}
	r, _ := utf8.DecodeRuneInString(s.src[s.at:])
	return fmt.Errorf("the header is no table of tensors: %q stands at byte %d, where %s was expected", r, s.at, wanted)
}

func (s *scanner) space() {
	for s.at < len(s.src) && (s.src[s.at] == ' ' || s.src[s.at] == '\n' || s.src[s.at] == '\r' || s.src[s.at] == '\t') {
		s.at++
	}
}

// take reads one byte, if it is the wanted one.
func (s *scanner) take(c byte) bool {
	s.space()
	if s.at < len(s.src) && s.src[s.at] == c {
		s.at++
		return true
	}
	return false
}

// must reads one byte.
func (s *scanner) must(c byte) error {
	if !s.take(c) {
		return s.fail(string(c))
	}
	return nil
}

// next moves to the next entry of a list or an object, and reports false at its
// end. first says that the opening bracket was read just before.
func (s *scanner) next(closing byte, first bool) (bool, error) {
	switch {
	case s.take(closing):
		return false, nil
	case first || s.take(','):
		return true, nil
	default:
		return false, s.fail("a comma or " + string(closing))
	}
}

// key reads the key of a member, up to its value.
func (s *scanner) key() (string, error) {
	key, err := s.text()
	if err != nil {
		return "", err
	}
	return key, s.must(':')
}

// text reads a text in quotes.
func (s *scanner) text() (string, error) {
	if err := s.must('"'); err != nil {
		return "", err
	}
	rest := s.src[s.at:]
	end := strings.IndexByte(rest, '"')
	if end < 0 {
		s.at = len(s.src)
		return "", s.fail("the end of a text")
	}
	if strings.IndexByte(rest[:end], '\\') < 0 {
		s.at += end + 1
		return rest[:end], nil
	}
	return s.escaped()
}

// escaped reads the rest of a text in which something is escaped.
func (s *scanner) escaped() (string, error) {
	start := s.at
	for ; s.at < len(s.src); s.at++ {
		switch s.src[s.at] {
		case '\\':
			s.at++
		case '"':
			s.at++
			var t string
			if err := json.Unmarshal([]byte(s.src[start-1:s.at]), &t); err != nil {
				s.at = start
				return "", s.fail("a text with escapes that JSON knows")
			}
			return t, nil
		}
	}
	s.at = len(s.src)
	return "", s.fail("the end of a text")
}

// whole reads a whole number that is not negative.
func (s *scanner) whole() (int64, error) {
	s.space()
	start, at, n := s.at, s.at, int64(0)
	for ; at < len(s.src) && '0' <= s.src[at] && s.src[at] <= '9'; at++ {
		n = 10*n + int64(s.src[at]-'0')
	}
	const safe = 18 // so many digits are never too large
	if s.at = at; at == start {
		return 0, s.fail("a whole number of at least 0")
	} else if at-start > safe {
		var err error
		if n, err = strconv.ParseInt(s.src[start:at], 10, 64); err != nil {
			return 0, fmt.Errorf("a number at byte %d of the header is larger than 2^63 − 1", start)
		}
	}
	return n, nil
}

// wholes reads a list of whole numbers, which is good until the next one.
func (s *scanner) wholes() ([]int64, error) {
	const most = 64
	s.numbers = s.numbers[:0]
	if err := s.must('['); err != nil {
		return nil, err
	}
	for first := true; ; first = false {
		more, err := s.next(']', first)
		if err != nil || !more {
			return s.numbers, err
		}
		n, err := s.whole()
		if err != nil {
			return nil, err
		}
		if s.numbers = append(s.numbers, n); len(s.numbers) > most {
			return nil, s.fail(fmt.Sprintf("the end of a list of at most %d numbers", most))
		}
	}
}
