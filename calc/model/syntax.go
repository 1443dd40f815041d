package model

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"attnexperts/calc/json"
)

// A scanner turns a JSON text into nodes. It keeps what encoding/json loses:
// where each value stands, and that a key was given twice.
type scanner struct {
	src    string
	at     int
	depth  int
	values int
}

// parse reads a whole JSON text. Beyond JSON it takes NaN and Infinity, which
// Python writes and published configs of state-space models contain.
func parse(src string) (node, error) {
	s := scanner{src: src}
	s.space()
	n, err := s.value("")
	if err != nil {
		return node{}, err
	}
	if s.space(); s.at < len(src) {
		return node{}, s.unexpected("the end of the text")
	}
	return n, nil
}

func (s *scanner) space() {
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// fail is an error at the present place.
func (s *scanner) fail(format string, args ...any) error {
	line, column := place(s.src, s.at)
	return &Error{Line: line, Column: column, Problem: "this is not JSON: " + fmt.Sprintf(format, args...)}
}

// unexpected says what stands where something else was expected.
func (s *scanner) unexpected(wanted string) error {
	if s.at >= len(s.src) {
		return s.fail("the text ends where %s was expected", wanted)
	}
	r, _ := utf8.DecodeRuneInString(s.src[s.at:])
	return s.fail("%q stands where %s was expected", r, wanted)
}

// value reads any value; path is that of the object or member it belongs to.
func (s *scanner) value(path string) (node, error) {
	if s.at >= len(s.src) {
		return node{}, s.unexpected("a value")
	}
	if s.values++; s.values > MaxValues {
		return node{}, fmt.Errorf("the text has more than %d values, far more than describe a model: "+
			"leave out lists of single weights, such as those of quantization_config", MaxValues)
	}
	switch c := s.src[s.at]; {
	case c == '{' || c == '[':
		if s.depth++; s.depth > MaxDepth {
			line, column := place(s.src, s.at)
			problem := fmt.Sprintf("lists and objects are nested more than %d deep, which no model's config has", MaxDepth)
			return node{}, &Error{Line: line, Column: column, Problem: problem}
		}
		defer func() { s.depth-- }()
		if c == '{' {
			return s.object(path)
		}
		return s.list(path)
	case c == '"':
		start := s.at
		t, err := s.text()
		return node{kind: text, start: int32(start), end: int32(s.at), text: t}, err
	default:
		return s.word()
	}
}

func (s *scanner) object(path string) (node, error) {
	n := node{kind: object, start: int32(s.at)}
	for first := true; ; first = false {
		done, err := s.next('}', first)
		if done || err != nil {
			n.end = int32(s.at)
			return n, err
		}
		m := member{start: int32(s.at)}
		if s.at >= len(s.src) || s.src[s.at] != '"' {
			return n, s.unexpected("a key in quotes")
		}
		if m.key, err = s.text(); err != nil {
			return n, err
		}
		if m.path = m.key; path != "" {
			m.path = path + "." + m.key
		}
		if n.member(m.key) != nil {
			line, column := place(s.src, int(m.start))
			return n, &Error{Field: m.path, Line: line, Column: column, Problem: "is given twice in the same object: remove one of the two"}
		}
		if s.space(); s.at >= len(s.src) || s.src[s.at] != ':' {
			return n, s.unexpected("a colon after the key")
		}
		s.at++
		s.space()
		if m.value, err = s.value(m.path); err != nil {
			return n, err
		}
		n.add(m)
	}
}

func (s *scanner) list(path string) (node, error) {
	n := node{kind: list, start: int32(s.at)}
	for first := true; ; first = false {
		done, err := s.next(']', first)
		if done || err != nil {
			n.end = int32(s.at)
			return n, err
		}
		item, err := s.value(path)
		if err != nil {
			return n, err
		}
		n.items = append(n.items, item)
	}
}

// next moves to the next entry of a list or an object, or past its end.
func (s *scanner) next(end byte, first bool) (done bool, err error) {
	if first {
		// The opening bracket.
		s.at++
	}
	if s.space(); s.at < len(s.src) && s.src[s.at] == end {
		s.at++
		return true, nil
	}
	if first {
		return false, nil
	}
	if s.at >= len(s.src) || s.src[s.at] != ',' {
		return false, s.unexpected("a comma or " + string(end))
	}
	s.at++
	if s.space(); s.at < len(s.src) && s.src[s.at] == end {
		return false, s.fail("a comma stands before %s: remove it", string(end))
	}
	return false, nil
}

// text reads a text in quotes.
func (s *scanner) text() (string, error) {
	start := s.at
	for s.at++; s.at < len(s.src); s.at++ {
		switch c := s.src[s.at]; {
		case c == '\\':
			s.at++
		case c == '"':
			s.at++
			quoted := s.src[start:s.at]
			if !strings.Contains(quoted, `\`) {
				return quoted[1 : len(quoted)-1], nil
			}
			var t string
			if err := json.Unmarshal([]byte(quoted), &t); err != nil {
				s.at = start
				return "", s.fail("a text has an escape that JSON does not know")
			}
			return t, nil
		case c < ' ':
			return "", s.fail("a text has a line break or another control character: close its quotes first")
		}
	}
	s.at = start
	return "", s.fail("a text has no closing quote")
}

// word reads what is written without quotes: a number, true, false or null.
func (s *scanner) word() (node, error) {
	start := s.at
	for s.at < len(s.src) && strings.IndexByte("+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", s.src[s.at]) >= 0 {
		s.at++
	}
	n := node{start: int32(start), end: int32(s.at), text: s.src[start:s.at]}
	switch n.text {
	case "null":
		n.kind = null
	case "true", "false":
		n.kind = boolean
	case "NaN", "Infinity", "-Infinity":
		n.kind = number
	case "":
		return n, s.unexpected("a value")
	default:
		if !json.Valid([]byte(n.text)) {
			s.at = start
			return n, s.fail("%s is not a value: a text needs quotes", shorten(n.text))
		}
		n.kind = number
	}
	return n, nil
}
