package attention

import "strings"

// unknown is the mistake of a name that is none.
func unknown(word string, column int) *SyntaxError {
	e := &SyntaxError{Column: column, Found: shortened(word), Expected: "the name of a rule", Nearest: nearest(lower(word))}
	if hint := spoken[lower(word)]; hint != "" {
		e.Nearest = ""
		e.Message = quote(word) + " is not a known rule; " + hint
		return e
	}
	e.Message = quote(word) + " is not a known rule"
	if e.Nearest != "" {
		e.Message += "; did you mean " + quote(e.Nearest) + "?"
	} else {
		e.Message += "."
	}
	e.Message += " Known: " + Known()
	return e
}

// Known lists how all named rules are written: "full, causal, window(w), …".
func Known() string {
	forms := make([]string, len(atoms))
	for i, a := range atoms {
		forms[i] = a.form
	}
	return strings.Join(forms, ", ")
}

// nearest returns the known name that is most like a word, or nothing if none
// is like it: at most a third of the letters may differ, but one always may.
func nearest(word string) string {
	if name, ok := synonyms[word]; ok {
		return name
	}
	best, least := "", len(word)
	for _, a := range atoms {
		// A far longer word is never near; and the distance costs its length.
		if len(word) > 2*len(a.name) {
			continue
		}
		if d := distance(word, a.name); d < least && d <= max(1, len(a.name)/3) {
			best, least = a.name, d
		}
	}
	return best
}

// distance counts the letters to insert, drop, exchange or swap with their
// neighbour to turn one word into the other (optimal string alignment).
func distance(a, b string) int {
	var before, above []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, above = above, row
		row = make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			exchange := above[j]
			if a[i] != b[j] {
				exchange++
			}
			row[j+1] = min(exchange, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
