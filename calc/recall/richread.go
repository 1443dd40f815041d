package recall

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A richReader reads rich text front to back into spans.
type richReader struct {
	rest string
	// html reads as a browser would where rich text is stricter. There, white space
	// after white space or at the start of a line is blank and left out.
	html, blank bool
	// open counts the tags of each style that are open: bold, italic, code, sub,
	// sup.
	open  [5]int
	text  strings.Builder
	spans []Span
}

var styles = map[string]int{"b": 0, "strong": 0, "i": 1, "em": 1, "code": 2, "sub": 3, "sup": 4}

func (r *richReader) read() []Span {
	stops := "<&\n"
	if r.html {
		stops = "<&\n\r\t "
		r.blank = true
	}
	for r.rest != "" {
		stop := strings.IndexAny(r.rest, stops)
		if stop < 0 {
			stop = len(r.rest)
		}
		r.put(r.rest[:stop])
		r.rest = r.rest[stop:]
		if r.rest == "" {
			break
		}
		switch r.rest[0] {
		case '<':
			r.tag()
		case '&':
			r.entity()
		default:
			r.rest = r.rest[1:]
			r.space()
		}
	}
	r.flush()
	return r.spans
}

// put adds characters that are no white space.
func (r *richReader) put(text string) {
	if text != "" {
		r.text.WriteString(text)
		r.blank = false
	}
}

// space takes the end of a line and, in HTML, any other white space.
func (r *richReader) space() {
	switch {
	case !r.html:
		r.lineBreak()
	case !r.blank:
		r.text.WriteByte(' ')
		r.blank = true
	}
}

// flush ends the span at hand; two neighbours in one style are one span.
func (r *richReader) flush() {
	if r.text.Len() == 0 {
		return
	}
	s := Span{
		Text: r.text.String(), Bold: r.open[0] > 0, Italic: r.open[1] > 0,
		Code: r.open[2] > 0, Sub: r.open[3] > 0, Sup: r.open[4] > 0,
	}
	r.text.Reset()
	if n := len(r.spans); n > 0 && !r.spans[n-1].Break {
		last := r.spans[n-1]
		text := last.Text
		last.Text = s.Text
		if last == s {
			r.spans[n-1].Text = text + s.Text
			return
		}
	}
	r.spans = append(r.spans, s)
}

func (r *richReader) lineBreak() {
	r.flush()
	r.spans = append(r.spans, Span{Break: true})
	r.blank = true
}

// tag takes what stands at a '<': a tag that is understood, or the character.
func (r *richReader) tag() {
	// No tag that is understood is longer; a search to the end for each < of many
	// would take time that grows with the square.
	end := strings.IndexByte(r.rest[:min(len(r.rest), 1<<10)], '>')
	inside := ""
	if end > 0 {
		inside = r.rest[1:end]
	}
	closing := strings.HasPrefix(inside, "/")
	name, attributes := cutName(strings.TrimPrefix(inside, "/"))
	style, styled := styles[name]
	block := r.html && (name == "div" || name == "p")
	if name != "br" && !styled && !block || attributes && !r.html {
		r.put("<")
		r.rest = r.rest[1:]
		return
	}
	r.rest = r.rest[end+1:]
	switch {
	case styled:
		r.flush()
		if closing {
			r.open[style] = max(0, r.open[style]-1)
		} else {
			r.open[style]++
		}
	case block:
		// A block ends the line that is begun, and begins none before the first.
		if r.flush(); len(r.spans) > 0 && !r.spans[len(r.spans)-1].Break {
			r.lineBreak()
		}
	case !closing:
		r.lineBreak()
	}
}

// cutName returns a tag's name in small letters, and whether more than spaces
// and the slash of an empty tag follow it.
func cutName(inside string) (name string, attributes bool) {
	end := 0
	for end < len(inside) && end < 8 && (inside[end]|0x20 >= 'a' && inside[end]|0x20 <= 'z') {
		end++
	}
	rest := inside[end:]
	if rest != "" && strings.IndexByte(" \t\n\r/", rest[0]) < 0 {
		return "", true
	}
	return strings.ToLower(inside[:end]), strings.Trim(rest, " \t\n\r/") != ""
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\'', "nbsp": '\u00a0'}

// entity takes what stands at a '&': an entity that is understood, or the
// character.
func (r *richReader) entity() {
	// The longest is &#x10FFFF; with nine characters after the &.
	end := strings.IndexByte(r.rest[:min(len(r.rest), 10)], ';')
	c := rune(-1)
	if end > 1 {
		c = entityRune(r.rest[1:end])
	}
	if c < 0 {
		r.put("&")
		r.rest = r.rest[1:]
		return
	}
	r.put(string(c))
	r.rest = r.rest[end+1:]
}

// entityRune returns the character of an entity, or −1.
func entityRune(name string) rune {
	if c, ok := entities[name]; ok {
		return c
	}
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		return -1
	}
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(number), "x"); ok {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if err != nil || n < ' ' || n == 0x7f || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return -1
	}
	return rune(n)
}
