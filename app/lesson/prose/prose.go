// Package prose reads the lesson's Markdown. It runs when the project is
// built; the client never links it.
//
// Beyond plain Markdown the lesson uses five conventions:
//   - an image alone in its paragraph, whose target is a scenario link, is the
//     figure in that state, its text is the figure's question, and its title has
//     the keys of the controls that stand beside it;
//   - a quotation is a side note;
//   - a link to "as:NAME" gives words the colour of what they name;
//   - a link to "term:ID" says that the glossary has its words;
//   - a link to "set:LINK" sets the nearest figure to that scenario.
package prose

import (
	"bytes"
	"fmt"
	"go/format"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"attnexperts/app/lesson"
)

// Parse reads the lesson's source into its parts. Every second-level heading
// starts one; nothing may stand before the first.
func Parse(source []byte) ([]lesson.Part, error) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.NewTypographer(extension.WithTypographicSubstitutions(quotes))),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)
	md.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(own{}, 100)))
	document := md.Parser().Parse(text.NewReader(source))
	var parts []lesson.Part
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
			if len(parts) > 0 {
				closeProse(&parts[len(parts)-1])
			}
			id, _ := h.AttributeString("id")
			parts = append(parts, lesson.Part{ID: string(id.([]byte)), Title: words(h, source)})
			continue
		}
		if len(parts) == 0 {
			return nil, fmt.Errorf("something stands before the first heading: %q", words(n, source))
		}
		if err := add(&parts[len(parts)-1], n, md, source); err != nil {
			return nil, err
		}
	}
	if len(parts) > 0 {
		closeProse(&parts[len(parts)-1])
	}
	return parts, nil
}

// quotes are those of the text; dashes and dots stay as they were written.
var quotes = map[extension.TypographicPunctuation][]byte{
	extension.LeftDoubleQuote: []byte("“"), extension.RightDoubleQuote: []byte("”"), extension.Apostrophe: []byte("’"),
	extension.LeftSingleQuote: []byte("‘"), extension.RightSingleQuote: []byte("’"),
	extension.EnDash: nil, extension.EmDash: nil, extension.Ellipsis: nil, extension.LeftAngleQuote: nil, extension.RightAngleQuote: nil,
}

// bound are a number and its unit, which no line parts.
var bound = regexp.MustCompile(`(\d) (%|[KMG]i?B\b|FLOPs?\b|TFLOPs\b|billion\b|million\b|bytes\b)`)

// add appends a block of the document to a part: a figure as a block of its
// own, anything else to the prose before it.
func add(p *lesson.Part, n ast.Node, md goldmark.Markdown, source []byte) error {
	if image, ok := n.FirstChild().(*ast.Image); ok && n.ChildCount() == 1 {
		link := string(image.Destination)
		if !strings.HasPrefix(link, "/") || !strings.Contains(link, "#v=") {
			return fmt.Errorf("the figure %q does not lead to a scenario link", link)
		}
		closeProse(p)
		p.Blocks = append(p.Blocks, lesson.Block{Figure: link, Title: words(image, source), Lead: strings.Fields(string(image.Title))})
		return nil
	}
	if n.Kind() == ast.KindBlockquote && !beside(n.PreviousSibling()) {
		return fmt.Errorf("the side note %.40q has no paragraph before it to stand beside", words(n, source))
	}
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, source, n); err != nil {
		return err
	}
	if len(p.Blocks) == 0 || p.Blocks[len(p.Blocks)-1].HTML == "" {
		p.Blocks = append(p.Blocks, lesson.Block{HTML: open})
	}
	html := bound.ReplaceAllString(b.String(), "$1\u00a0$2")
	// A side note stands in the margin beside what it follows: the two go
	// together.
	if n.Kind() != ast.KindBlockquote && n.NextSibling() != nil && n.NextSibling().Kind() == ast.KindBlockquote {
		html = `<div class="noted">` + html
	} else if n.Kind() == ast.KindBlockquote {
		html += "</div>"
	}
	p.Blocks[len(p.Blocks)-1].HTML += html
	if count := len(strings.Fields(words(n, source))); n.Kind() == ast.KindBlockquote {
		p.Aside += count
	} else {
		p.Words += count
	}
	return nil
}

// beside reports whether a side note can stand beside a block: a figure is as
// wide as both.
func beside(n ast.Node) bool {
	if n == nil || n.Kind() != ast.KindParagraph {
		return false
	}
	_, figure := n.FirstChild().(*ast.Image)
	return !figure || n.ChildCount() > 1
}

const open, shut = `<div class="prose">`, `</div>`

// closeProse ends the part's last block of prose, if that is open.
func closeProse(p *lesson.Part) {
	if k := len(p.Blocks) - 1; k >= 0 && p.Blocks[k].HTML != "" {
		p.Blocks[k].HTML += shut
	}
}

// words returns the plain text below a node.
func words(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		if !entering && n.Type() == ast.TypeBlock {
			b.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// Generate returns the two Go files that hold the parts of a source: how they
// are built, and their prose, which the client has no need of, since it stands on
// the page.
func Generate(source []byte) (parts, texts []byte, err error) {
	list, err := Parse(source)
	if err != nil {
		return nil, nil, err
	}
	const note = "// Code generated from lesson.md by go generate. DO NOT EDIT.\n\n"
	var p, t bytes.Buffer
	p.WriteString(note + "package lesson\n\nvar parts = []Part{\n")
	t.WriteString(note + "//go:build !js\n\npackage lesson\n\nvar prose = [...]string{\n")
	proses := 0
	for _, part := range list {
		fmt.Fprintf(&p, "{ID: %q, Title: %q, Words: %d, Aside: %d, Blocks: []Block{\n", part.ID, part.Title, part.Words, part.Aside)
		for _, block := range part.Blocks {
			if block.Figure != "" {
				fmt.Fprintf(&p, "{Figure: %q, Title: %q", block.Figure, block.Title)
				if len(block.Lead) > 0 {
					fmt.Fprintf(&p, ", Lead: %#v", block.Lead)
				}
				p.WriteString("},\n")
				continue
			}
			fmt.Fprintf(&p, "{HTML: text(%d)},\n", proses)
			fmt.Fprintf(&t, "%q,\n", block.HTML)
			proses++
		}
		p.WriteString("}},\n")
	}
	p.WriteString("}\n")
	t.WriteString("}\n\nfunc text(i int) string { return prose[i] }\n")
	if parts, err = format.Source(p.Bytes()); err != nil {
		return nil, nil, err
	}
	texts, err = format.Source(t.Bytes())
	return parts, texts, err
}
