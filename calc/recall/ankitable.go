package recall

import (
	"fmt"
	"strconv"
	"strings"
)

// The most that is read of a text from Anki.
const (
	maxRows   = 100_000
	maxFields = 100
)

// A tableReader reads records of a text with separators, as Anki does: fields
// may stand between quotation marks and then have separators, line ends and
// doubled quotation marks in them; a record that begins with # is a comment.
type tableReader struct {
	rest      string
	separator byte
	line      int
	// unclosed is the line of a quotation mark that is never closed; 0 if all are.
	unclosed int
}

// next returns the next record, or a comment; false at the end.
func (r *tableReader) next() (record []string, comment string, ok bool) {
	for r.rest != "" {
		switch r.rest[0] {
		case '\n', '\r':
			r.endLine()
			continue
		case '#':
			line, rest, _ := strings.Cut(r.rest, "\n")
			r.rest = rest
			r.line++
			return nil, strings.TrimSuffix(line, "\r"), true
		}
		return r.record(), "", true
	}
	return nil, "", false
}

func (r *tableReader) record() []string {
	var fields []string
	for {
		f := r.field()
		if len(fields) < maxFields {
			fields = append(fields, f)
		}
		if r.rest == "" {
			return fields
		}
		if r.rest[0] == r.separator {
			r.rest = r.rest[1:]
			if r.rest == "" {
				return append(fields, "")
			}
			continue
		}
		r.endLine()
		return fields
	}
}

// endLine takes one line end: \n, \r\n or \r.
func (r *tableReader) endLine() {
	r.line++
	if strings.HasPrefix(r.rest, "\r\n") {
		r.rest = r.rest[2:]
	} else {
		r.rest = r.rest[1:]
	}
}

// field takes a field and leaves what ends it.
func (r *tableReader) field() string {
	quoted := ""
	if strings.HasPrefix(r.rest, `"`) {
		quoted = r.quoted()
	}
	end := 0
	for end < len(r.rest) && r.rest[end] != r.separator && r.rest[end] != '\n' && r.rest[end] != '\r' {
		end++
	}
	text := r.rest[:end]
	r.rest = r.rest[end:]
	return quoted + text
}

// quoted takes a field's part between quotation marks. One that is never closed
// goes to the end of the text.
func (r *tableReader) quoted() string {
	var b strings.Builder
	start := r.line
	r.rest = r.rest[1:]
	for {
		end := strings.IndexByte(r.rest, '"')
		if end < 0 {
			b.WriteString(r.rest)
			r.line += strings.Count(r.rest, "\n")
			r.rest, r.unclosed = "", start
			return b.String()
		}
		b.WriteString(r.rest[:end])
		r.line += strings.Count(r.rest[:end], "\n")
		r.rest = r.rest[end+1:]
		if !strings.HasPrefix(r.rest, `"`) {
			return b.String()
		}
		b.WriteByte('"')
		r.rest = r.rest[1:]
	}
}

// ankiHead is what the headers of a text for Anki say. Columns count from 1; 0
// is none.
type ankiHead struct {
	separator                  byte
	html, htmlSaid             bool
	guid, notetype, deck, tags int
	notetypeName               string
	tagsForAll                 []string
	labels                     []string
}

var separators = map[string]byte{"comma": ',', "semicolon": ';', "tab": '\t', "space": ' ', "pipe": '|', "colon": ':'}

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
	case "notetype":
		h.notetypeName = value
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

// useLabels finds by the columns' labels what no header of its own says.
func (h *ankiHead) useLabels() {
	for i, label := range h.labels {
		for _, c := range []struct {
			name string
			to   *int
		}{{"guid", &h.guid}, {"notetype", &h.notetype}, {"deck", &h.deck}, {"tags", &h.tags}} {
			if strings.EqualFold(strings.TrimSpace(label), c.name) && *c.to == 0 {
				*c.to = i + 1
			}
		}
	}
}

// guessSeparator returns the separator that a text most likely has: tabs hardly
// stand in a card's text, commas do.
func guessSeparator(text string) byte {
	line, _, _ := strings.Cut(text, "\n")
	for _, c := range []byte("\t|;,:") {
		if strings.IndexByte(line, c) >= 0 {
			return c
		}
	}
	return '\t'
}
