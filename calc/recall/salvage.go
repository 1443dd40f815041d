package recall

import (
	"fmt"
	"strings"
)

// more takes what stands between two items, and reports whether another one
// follows. What should not stand there is set aside up to the end of the line.
func (r *fileReader) more() bool {
	s := &r.s
	switch s.peek() {
	case ',':
		s.at++
		return true
	case ']', 0:
		s.want(']')
		return false
	case '{':
		r.aside("", "a comma is missing between two events")
	default:
		end := strings.IndexByte(s.text[s.at:], '\n')
		if end < 0 {
			return false
		}
		r.aside(s.text[s.at:s.at+end], "this stands between two events")
		s.at += end
	}
	return true
}

// pass passes over the damaged item that starts at a place: to its end if that
// can be told, else to the end of its line, for which an export has one an item.
func (r *fileReader) pass(start int) {
	s, why := &r.s, r.s.err
	whole := scanner{text: s.text, at: start}
	whole.skip()
	if after := whole.peek(); whole.err != nil || after != ',' && after != ']' {
		line := strings.IndexByte(s.text[start:], '\n')
		if line < 0 {
			s.at = len(s.text)
			r.aside(s.text[start:], why.Error())
			return
		}
		if whole.at = start + line; s.text[whole.at-1] == ',' {
			whole.at--
		}
	}
	s.at, s.err = whole.at, nil
	r.aside(s.text[start:s.at], why.Error())
}

// salvage looks for events, one a line, in an export whose head is damaged.
func (r *fileReader) salvage() {
	if r.failed == nil && (r.format != formatCards || len(r.file.Events) > 0 || r.count == 0) {
		return
	}
	other := fileReader{s: scanner{text: r.s.text}, progress: r.progress}
	if !other.lines(true) {
		return
	}
	why := "the head of the file is damaged"
	if r.failed != nil {
		why = r.failed.Error()
	}
	other.aside("", why)
	*r = other
}

// lines reads events as lines of text, and reports whether there were any. With
// salvage, lines that do not begin as an event does are passed over.
func (r *fileReader) lines(salvage bool) bool {
	n := 0
	for line := range strings.SplitSeq(r.s.text, "\n") {
		r.s.at += len(line) + 1
		line = strings.TrimSuffix(strings.TrimSpace(line), ",")
		if line == "" || salvage && !strings.HasPrefix(line, `{"v":`) {
			continue
		}
		if n++; n > MaxEvents {
			r.failed = fmt.Errorf("the file has more than %d events: split it", MaxEvents)
			return false
		}
		e, err := ReadEvent(line)
		if err != nil {
			r.aside(line, err.Error())
		} else {
			r.file.Events = append(r.file.Events, e)
		}
		r.tell()
	}
	return len(r.file.Events) > 0
}
