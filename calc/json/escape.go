package json

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Escape reads what follows a backslash in a text of JSON, and returns the
// character that it stands for and how many bytes it has: 0 where JSON knows no
// such escape. Half of a pair that makes one character (a surrogate) is returned
// as it is where the other half does not follow; it is no character.
func Escape(text string) (c rune, size int) {
	if text == "" {
		return 0, 0
	}
	if at := strings.IndexByte(`"\/bfnrt`, text[0]); at >= 0 {
		return rune("\"\\/\b\f\n\r\t"[at]), 1
	}
	c, size = unit(text)
	if size == 0 || !utf16.IsSurrogate(c) {
		return c, size
	}
	if rest, ok := strings.CutPrefix(text[size:], `\`); ok {
		low, more := unit(rest)
		if whole := utf16.DecodeRune(c, low); whole != utf8.RuneError {
			return whole, size + 1 + more
		}
	}
	return c, size
}

// unit reads a “u” with its four digits.
func unit(text string) (rune, int) {
	const size = 5
	if len(text) < size || text[0] != 'u' {
		return 0, 0
	}
	n, err := strconv.ParseUint(text[1:size], 16, 16)
	if err != nil {
		return 0, 0
	}
	return rune(n), size
}
