package recall

import "strings"

// Span is a piece of rich text: characters in one style, or a line break.
type Span struct {
	// Text is plain characters, to be put on the page as a text node.
	Text                         string
	Bold, Italic, Code, Sub, Sup bool
	// Break is a line break; it has no text.
	Break bool
}

// Spans reads rich text. Understood are <b> and <strong>, <i> and <em>, <code>,
// <sub>, <sup> and <br>, all without attributes, a newline as a line break, and
// the entities &lt; &gt; &amp; &quot; &apos; &nbsp; and those with numbers.
// Everything else, every other tag included, is text and is shown as it was
// written. So no text, wherever it is from, can become an element that this
// function does not make.
func Spans(text string) []Span {
	r := richReader{rest: text}
	return r.read()
}

// Plain returns the characters of rich text, without its styles.
func Plain(text string) string {
	if strings.IndexByte(text, '<') < 0 && strings.IndexByte(text, '&') < 0 {
		return text
	}
	var b strings.Builder
	for _, s := range Spans(text) {
		b.WriteString(s.Text)
		if s.Break {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// FromPlain returns the rich text that shows exactly the given characters.
func FromPlain(text string) string {
	return escapeRich(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
}

// FromHTML turns HTML from outside into rich text: attributes of the tags that
// [Spans] understands are dropped, <div> and <p> become line breaks, white space
// is folded, and every other tag becomes text that shows what was there.
func FromHTML(html string) string {
	r := richReader{rest: html, html: true}
	spans := r.read()
	for len(spans) > 0 && spans[len(spans)-1].Break {
		spans = spans[:len(spans)-1]
	}
	return writeRich(spans)
}

// HTML returns rich text as HTML that has only the tags that [Spans] names, for
// other programs.
func HTML(text string) string { return writeRich(Spans(text)) }

var richEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeRich(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	return richEscaper.Replace(text)
}

// writeRich writes spans so that [Spans] reads them back as they are.
func writeRich(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Break {
			b.WriteString("<br>")
			continue
		}
		tags := s.tags()
		for _, t := range tags {
			b.WriteString("<" + t + ">")
		}
		b.WriteString(escapeRich(s.Text))
		for i := len(tags) - 1; i >= 0; i-- {
			b.WriteString("</" + tags[i] + ">")
		}
	}
	return b.String()
}

// tags lists the tags that a span stands in, the outermost first.
func (s Span) tags() []string {
	var tags []string
	for _, t := range []struct {
		on   bool
		name string
	}{{s.Bold, "b"}, {s.Italic, "i"}, {s.Code, "code"}, {s.Sub, "sub"}, {s.Sup, "sup"}} {
		if t.on {
			tags = append(tags, t.name)
		}
	}
	return tags
}
