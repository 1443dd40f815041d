package recall

import (
	"math"
	"strings"
)

// maxDepth is how deep a value may be nested that is only passed over.
const maxDepth = 16

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
