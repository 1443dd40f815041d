package prose

import (
	"bytes"

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

func (own) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	to := node.(*ast.Link).Destination
	name, coloured := bytes.CutPrefix(to, []byte("as:"))
	switch {
	case coloured && entering:
		_, _ = w.WriteString(`<span class="is-` + string(util.EscapeHTML(name)) + `">`)
	case coloured:
		_, _ = w.WriteString("</span>")
	case entering:
		_, _ = w.WriteString(`<a href="` + string(util.EscapeHTML(util.URLEscape(to, true))) + `"`)
		if !bytes.HasPrefix(to, []byte("/")) && !bytes.HasPrefix(to, []byte("#")) {
			_, _ = w.WriteString(` target="_blank" rel="noopener noreferrer"`)
		}
		_, _ = w.WriteString(">")
	default:
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}
