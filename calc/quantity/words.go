package quantity

import "strings"

// Plural returns a count with the word for one or for many: "1 token", "1,024
// tokens".
func Plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Ordinal returns a number's place in an order: "2nd", "6th", "1,001st".
func Ordinal(n int64) string {
	ending := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return Count(n) + ending
}

// Listed joins texts with commas, and the last one with a word: "a, b and c". It
// is "" for none.
func Listed(texts []string, word string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " " + word + " " + texts[last]
}
