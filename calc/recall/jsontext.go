package recall

import (
	"unicode/utf8"

	"attnexperts/calc/json"
)

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
			r, size := json.Escape(s.text[s.at:])
			if size == 0 || !utf8.ValidRune(r) {
				s.fail("a string has an escape that JSON does not know")
				return ""
			}
			s.at += size
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
