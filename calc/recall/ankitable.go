package recall

import "strings"

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
			end := strings.IndexAny(r.rest, "\r\n")
			if end < 0 {
				end = len(r.rest)
			}
			line := r.rest[:end]
			if r.rest = r.rest[end:]; r.rest != "" {
				r.endLine()
			}
			return nil, line, true
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
