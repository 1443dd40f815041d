package recall

import (
	"fmt"
	"strconv"
	"strings"
)

// ankiHead is what the headers of a text for Anki say. Columns count from 1; 0
// is none.
type ankiHead struct {
	separator                  byte
	html, htmlSaid             bool
	guid, notetype, deck, tags int
	// front is known where labels name it and the back.
	front      int
	tagsForAll []string
	labels     []string
}

var separators = map[string]byte{"comma": ',', "semicolon": ';', "tab": '\t', "space": ' ', "pipe": '|', "colon": ':'}

// heads reads the headers at the start.
func (r *ankiReader) heads() {
	if tags, ok := strings.CutPrefix(r.table.rest, "tags:"); ok {
		// An old form of #tags:, for the first line only.
		line, rest, _ := strings.Cut(tags, "\n")
		r.head.tagsForAll = strings.Fields(line)
		r.table.rest = rest
		r.table.line++
	}
	if said, ok := strings.CutPrefix(r.table.rest, "sep="); ok && said != "" {
		// As spreadsheets say it, above all others.
		r.head.separator = said[0]
		r.table.rest = said[1:]
	}
	for strings.HasPrefix(r.table.rest, "#") && !strings.HasPrefix(r.table.rest, cardMark) {
		line := r.table.line
		_, comment, _ := r.table.next()
		if err := r.head.header(comment); err != nil {
			r.notice(line, err)
		}
	}
	r.head.useLabels()
	if r.head.separator == 0 {
		r.head.separator = guessSeparator(r.table.rest)
	}
	r.table.separator = r.head.separator
	if !r.head.htmlSaid {
		r.head.html = looksLikeHTML(r.table.rest)
	}
}

// header reads one header, "#key:value", and reports a value that it cannot use.
func (h *ankiHead) header(line string) error {
	key, value, _ := strings.Cut(strings.TrimPrefix(line, "#"), ":")
	word := strings.ToLower(strings.TrimSpace(value))
	column := func(to *int) error {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > maxFields {
			return fmt.Errorf("the header %s names no column; allowed are 1 to %d. It was passed over", shown(line), maxFields)
		}
		*to = n
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "separator":
		if c, ok := separators[word]; ok {
			h.separator = c
		} else if len(value) == 1 && strings.ContainsAny(value, ",;\t |:") {
			h.separator = value[0]
		} else {
			return fmt.Errorf("the header %s names no separator; allowed are tab, comma, semicolon, pipe, colon and space. It was passed over", shown(line))
		}
	case "html":
		h.html, h.htmlSaid = word == "true", true
	case "tags":
		h.tagsForAll = strings.Fields(value)
	case "guid column":
		return column(&h.guid)
	case "notetype column":
		return column(&h.notetype)
	case "deck column":
		return column(&h.deck)
	case "tags column":
		return column(&h.tags)
	case "columns":
		r := tableReader{rest: value, separator: h.separator}
		if h.separator == 0 {
			r.separator = guessSeparator(value)
		}
		if value != "" {
			h.labels = r.record()
		}
	}
	return nil
}

// columnNames are what a column may be called, and what is then in it; "" is one
// field more.
var columnNames = map[string]string{
	"front": "front", "question": "front", "term": "front",
	"back": "back", "answer": "back", "definition": "back",
	"tags": "tags", "tag": "tags", "deck": "deck", "guid": "guid", "notetype": "notetype", "note type": "notetype",
	"extra": "", "hint": "", "notes": "", "source": "",
}

// roleOf is what is in a column of a name; known is whether it is one.
func roleOf(label string) (role string, known bool) {
	role, known = columnNames[strings.ToLower(strings.TrimSpace(label))]
	return role, known
}

// useLabels finds by the columns' labels what no header of its own says.
func (h *ankiHead) useLabels() {
	back := 0
	columns := map[string]*int{"guid": &h.guid, "notetype": &h.notetype, "deck": &h.deck, "tags": &h.tags, "front": &h.front, "back": &back}
	for i, label := range h.labels {
		role, _ := roleOf(label)
		if to := columns[role]; to != nil && *to == 0 {
			*to = i + 1
		}
	}
	if back == 0 {
		h.front = 0
	}
}

// heading takes a first line of nothing but names of columns for what it is.
func (r *ankiReader) heading() {
	after := r.table
	record, _, _ := after.next()
	if len(r.head.labels) > 0 || !areLabels(record) {
		return
	}
	r.note(r.table.line, record)
	for _, c := range r.cards {
		r.file.Heading = c
	}
	r.cards, r.file.Media = nil, 0
	r.table = after
	r.head.labels = record
	r.head.useLabels()
}

// areLabels reports whether cells are names of columns beyond doubt: all of them,
// each once, and the front and the back among them.
func areLabels(record []string) bool {
	seen := map[string]bool{}
	for _, label := range record {
		role, known := roleOf(label)
		if !known || role != "" && seen[role] {
			return false
		}
		seen[role] = true
	}
	return seen["front"] && seen["back"]
}

// guessSeparator returns the separator that a text most likely has: the first that
// parts its first notes into equally many fields, or else its first note at all. Tabs
// hardly stand in a card's text, commas do.
func guessSeparator(text string) byte {
	likely := byte(0)
	for _, c := range []byte("\t|;,:") {
		switch fields, even := parted(text, c); {
		case fields > 1 && even:
			return c
		case fields > 1 && likely == 0:
			likely = c
		}
	}
	if likely == 0 {
		return '\t'
	}
	return likely
}

// parted returns into how many fields a separator parts the first note of a text,
// and whether it does so with the next ones.
func parted(text string, separator byte) (fields int, even bool) {
	const looked, notes = 64 << 10, 10
	t := tableReader{rest: text[:min(looked, len(text))], separator: separator}
	even = true
	for n := 0; n < notes; {
		record, _, ok := t.next()
		if !ok {
			break
		}
		if record == nil {
			continue // a comment
		}
		if n++; n == 1 {
			fields = len(record)
		}
		even = even && len(record) == fields
	}
	return fields, even
}

// looksLikeHTML reports whether a text without a header has HTML in its fields.
func looksLikeHTML(text string) bool {
	for _, sign := range []string{"<br", "</", "&nbsp;", "&lt;", "&amp;", "<div>", "<img"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
