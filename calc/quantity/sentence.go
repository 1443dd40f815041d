package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capital returns a text with its first letter as a capital.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Sentence returns a text, such as that of an error, as a sentence: with a capital,
// and one full stop at its end.
func Sentence(text string) string { return Capital(strings.TrimRight(text, ".")) + "." }
