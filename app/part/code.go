package part

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"attnexperts/app/markup"
	"attnexperts/calc/model"
	"attnexperts/calc/order"
	"attnexperts/calc/scenario"
)

// maxMarked is the longest text of which parts are marked: in a longer one the
// marks would make typing slow.
const maxMarked = 40_000

// A Span is the bytes of a text from Start up to, but not including, End.
type Span struct{ Start, End int }

// ReadSpans are the places of a config that were read, in their order.
func ReadSpans(fields []model.Field) []Span {
	var spans []Span
	for _, f := range fields {
		if f.Line > 0 {
			spans = append(spans, Span{f.Start, f.End})
		}
	}
	order.By(spans, func(a, b Span) int { return a.Start - b.Start })
	return spans
}

// Marked is a text with spans of it marked, a line each in an element of its own,
// which styles may number. Spans are in order; what of one lies in the one before
// is left out.
func Marked(class, text string, spans []Span) markup.Node {
	if len(text) > maxMarked {
		return markup.El("code", markup.Class(class), markup.Text(text))
	}
	var lines, now []markup.Node
	at := 0
	add := func(to int, marked bool) {
		for at < to {
			piece, _, whole := strings.Cut(text[at:to], "\n")
			at += len(piece)
			switch {
			case piece == "":
			case marked:
				now = append(now, markup.El("mark", markup.Text(piece)))
			default:
				now = append(now, markup.Text(piece))
			}
			if whole {
				at++
				lines, now = append(lines, line(now)), nil
			}
		}
	}
	for _, s := range spans {
		if s.Start >= at {
			add(s.Start, false)
			add(s.End, true)
		}
	}
	add(len(text), false)
	return markup.El("code", markup.Class(class), markup.List(append(lines, line(now))))
}

// line is a line of code; an empty one has its height all the same.
func line(nodes []markup.Node) markup.Node {
	if len(nodes) == 0 {
		nodes = []markup.Node{markup.Text("\u200b")}
	}
	return markup.El("span", markup.Class("line"), markup.List(nodes))
}

// config is the control of a config: a text area over its marked text, and the
// button that opens a file.
func (c Control) config(v scenario.ConfigValue, id string) markup.Node {
	spans, problem := []Span(nil), markup.Node{}
	arch, err := scenario.ReadConfig(c.Text)
	at, placed := errors.AsType[*model.Error](err)
	switch {
	case err == nil:
		spans = ReadSpans(arch.Fields)
	case placed && at.Line > 0:
		spans, problem = faultyLine(c.Text, *at)
	}
	stale := markup.Node{}
	if c.Problem != "" {
		stale = markup.El("p", markup.Class("help"), markup.Text("The report is still that of what could be read last."))
	}
	return markup.El(
		"div",
		c.opens(v, id),
		markup.El(
			"div", markup.Class("code-box"),
			markup.El("pre", markup.Attr("aria-hidden", "true"), Marked("numbered", c.Text, spans)),
			markup.El("textarea", c.common(id), markup.Attr("value", c.Text), markup.Attr("autocomplete", "off"), markup.Attr("autocapitalize", "none"),
				markup.Attr("spellcheck", "false"), markup.Attr("wrap", "soft")),
		),
		problem, stale,
	)
}

// opens is the line over the text: the button that opens files, and the one that
// puts a pasted config away.
func (c Control) opens(v scenario.ConfigValue, id string) markup.Node {
	return markup.El(
		"p", markup.Class("opens"),
		markup.El("span", markup.Class("quiet file"),
			markup.El("label", markup.Attr("for", id+"-file"), markup.Text("Open files…")),
			markup.El("input", markup.Attr("type", "file"), markup.ID(id+"-file"), markup.Attr("data-files", c.Key), markup.Flag("multiple", true),
				markup.Attr("accept", ".json,.safetensors,.gguf"))),
		markup.If(v.Pasted(), Quiet("no-"+c.Key, "Put this config away")),
		markup.El("span", markup.Text("Paste below, or drop files anywhere: a config.json, or weights (.safetensors, .gguf) of any size. They stay on your machine.")),
	)
}

// faultyLine is the line of a text in which something is wrong, with the place
// marked, and that place in the whole text.
func faultyLine(text string, e model.Error) ([]Span, markup.Node) {
	start := 0
	for range e.Line - 1 {
		_, rest, ok := strings.Cut(text[start:], "\n")
		if !ok {
			break
		}
		start = len(text) - len(rest)
	}
	content, _, _ := strings.Cut(text[start:], "\n")
	from, to := len(content)-len(strings.TrimLeft(content, " \t")), len(content)
	if e.Column > 0 {
		from = 0
		for range e.Column - 1 {
			_, n := utf8.DecodeRuneInString(content[from:])
			from += n
		}
		_, n := utf8.DecodeRuneInString(content[from:])
		to = from + n
	}
	span := Span{start + from, start + to}
	shown := Excerpt(text, span)
	return []Span{span}, markup.El("p", markup.Class("excerpt faulty"), markup.El("span", markup.Class("excerpt-line"), markup.Text(strconv.Itoa(e.Line))), shown)
}

// Excerpt is the line in which a span begins, with the span marked as far as it
// lies in the line. Of a long line it is the part around the mark.
func Excerpt(text string, s Span) markup.Node {
	const around = 60
	start := 1 + strings.LastIndexByte(text[:s.Start], '\n')
	end := len(text)
	if i := strings.IndexByte(text[s.Start:], '\n'); i >= 0 {
		end = s.Start + i
	}
	to := min(s.End, end)
	before, marked, after := text[start:s.Start], text[s.Start:to], text[to:end]
	if s.End > end {
		marked += " …"
	}
	if len(before) > around {
		before = "…" + strings.ToValidUTF8(before[len(before)-around:], "")
	}
	if len(marked) > 2*around {
		marked = strings.ToValidUTF8(marked[:2*around], "") + "…"
	}
	if len(after) > around {
		after = strings.ToValidUTF8(after[:around], "") + "…"
	}
	if marked == "" {
		marked = " " // the end of the line is what is wrong
	}
	return markup.El("code", markup.Text(before), markup.El("mark", markup.Text(marked)), markup.Text(after))
}
