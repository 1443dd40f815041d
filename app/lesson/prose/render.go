package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// own writes the lesson's conventions: side notes and coloured words. Links
// out of the site say so to the browser, which sends no referrer with them.
type own struct{}

func (o own) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindBlockquote, o.sideNote)
	r.Register(ast.KindLink, o.link)
	r.Register(ast.KindCodeBlock, o.code)
}

// code writes lines that may be wider than a phone: they scroll in a box of
// their own, by key too.
func (own) code(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<pre tabindex="0" role="region" aria-label="Lines of a configuration"><code>`)
	for i := range node.Lines().Len() {
		line := node.Lines().At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(source)))
	}
	return ast.WalkContinue, nil
}

func (own) sideNote(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<aside class="side" role="note" aria-label="Side note">`)
	} else {
		_, _ = w.WriteString("</aside>\n")
	}
	return ast.WalkContinue, nil
}

// link writes links: those of the lesson's conventions, and those to elsewhere.
func (own) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	to := string(node.(*ast.Link).Destination)
	scheme, rest, _ := strings.Cut(to, ":")
	if !entering {
		_, _ = w.WriteString(map[bool]string{true: "</span>", false: "</a>"}[scheme == "as"])
		return ast.WalkContinue, nil
	}
	escaped := func(link string) string { return string(util.EscapeHTML(util.URLEscape([]byte(link), true))) }
	switch {
	case scheme == "as":
		_, _ = w.WriteString(`<span class="is-` + escaped(rest) + `">`)
	case scheme == "term":
		_, _ = w.WriteString(`<a class="term" href="#term-` + escaped(rest) + `" aria-describedby="def-` + escaped(rest) + `">`)
	case scheme == "set":
		_, _ = w.WriteString(`<a class="set" href="` + escaped(rest) + `">`)
	case strings.HasPrefix(to, "/") || strings.HasPrefix(to, "#"):
		_, _ = w.WriteString(`<a href="` + escaped(to) + `">`)
	default:
		_, _ = w.WriteString(`<a href="` + escaped(to) + `" target="_blank" rel="noopener noreferrer">`)
	}
	return ast.WalkContinue, nil
}
