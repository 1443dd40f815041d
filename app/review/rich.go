package review

import (
	"attnexperts/app/markup"
	"attnexperts/calc/recall"
)

// A piece is characters in one style, or what stands for a gap.
type piece struct {
	recall.Span
	// gap is whether the piece stands for an open gap, filled whether it fills the
	// one that is asked.
	gap, filled bool
}

// rich is a text as paragraphs, and its lines of code as blocks. It makes no
// element that recall.Spans does not name.
func rich(text string) []markup.Node { return blocks(pieces(text, false)) }

func pieces(text string, filled bool) []piece {
	spans := recall.Spans(text)
	list := make([]piece, len(spans))
	for i, s := range spans {
		list[i] = piece{Span: s, filled: filled}
	}
	return list
}

// gapped is a cloze's text: the gap of a number is open, or filled and marked.
func gapped(front string, gap int, open bool) []markup.Node {
	var list []piece
	for _, s := range recall.Gaps(front) {
		switch {
		case s.Gap == 0 || s.Gap != max(gap, 1):
			list = append(list, pieces(s.Text, false)...)
		case open:
			hint := "…"
			if s.Hint != "" {
				hint = recall.Plain(s.Hint)
			}
			list = append(list, piece{Span: recall.Span{Text: hint}, gap: true})
		default:
			list = append(list, pieces(s.Text, true)...)
		}
	}
	return blocks(list)
}

// blocks puts pieces into paragraphs; lines of nothing but code are put together
// into a block.
func blocks(list []piece) []markup.Node {
	var out, text, code []markup.Node
	var line []piece
	end := func() {
		isCode := len(line) > 0
		for _, p := range line {
			isCode = isCode && p.Code && !p.gap
		}
		nodes := inline(line)
		line = line[:0]
		if isCode {
			if len(text) > 0 {
				out, text = append(out, markup.El("p", markup.List(text))), nil
			}
			code = append(code, markup.El("span", markup.Class("line"), markup.List(nodes)))
			return
		}
		if len(code) > 0 {
			out, code = append(out, markup.El("pre", markup.El("code", markup.List(code)))), nil
		}
		if len(text) > 0 {
			text = append(text, markup.El("br"))
		}
		text = append(text, nodes...)
	}
	for _, p := range list {
		if p.Break {
			end()
		} else {
			line = append(line, p)
		}
	}
	if len(line) > 0 {
		end()
	}
	if len(code) > 0 {
		out = append(out, markup.El("pre", markup.El("code", markup.List(code))))
	}
	if len(text) > 0 {
		out = append(out, markup.El("p", markup.List(text)))
	}
	return out
}

// inline is pieces as text and elements.
func inline(list []piece) []markup.Node {
	whole := len(list) > 0 // whether all is code, whose block says so already
	for _, p := range list {
		whole = whole && p.Code
	}
	var nodes []markup.Node
	for _, p := range list {
		n := markup.Text(p.Text)
		for _, style := range []struct {
			on  bool
			tag string
		}{{p.Sup, "sup"}, {p.Sub, "sub"}, {p.Code && !whole, "code"}, {p.Italic, "em"}, {p.Bold, "strong"}, {p.filled, "mark"}} {
			if style.on && p.Text != "" {
				n = markup.El(style.tag, n)
			}
		}
		if p.gap {
			n = markup.El("span", markup.Class("gap"), markup.El("span", markup.Class("unseen"), markup.Text("gap: ")), markup.Text(p.Text))
		}
		nodes = append(nodes, n)
	}
	return nodes
}
