package model

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"attnexperts/calc/quantity"
)

// A row of a report's table.
type row struct {
	result quantity.Result
	exact  string
}

// rows are the figures of a report in their order. Parts that are 0 are left
// out, and so is a cache that the model does not have.
func (r *Report) rows() []row {
	results := []quantity.Result{r.Total, r.Active, r.ActiveNoEmbedding}
	for _, p := range r.Parts {
		if n, _ := p.Value.Int(); n > 0 {
			results = append(results, p)
		}
	}
	if len(r.Architecture.attending()) > 0 {
		results = append(results, r.PerToken, r.Cache, r.CacheIfMHA)
	}
	if n, _ := r.State.Value.Int(); n > 0 {
		results = append(results, r.State)
	}
	out := make([]row, len(results))
	for i, res := range results {
		n, _ := res.Value.Int()
		out[i] = row{res, quantity.Count(n) + " " + string(res.Unit)}
	}
	return out
}

// title is the name with the class, where that says more.
func (r *Report) title() string {
	a := r.Architecture
	if class := a.className(); class != a.Name && class != "" {
		return a.Name + " (" + class + ")"
	}
	return a.Name
}

// Text is the report for a terminal: sentences, a table of exact numbers, notes.
func (r *Report) Text() string {
	var b strings.Builder
	b.WriteString(r.title() + "\n\n")
	for _, s := range r.Sentences() {
		b.WriteString(wrap(s, "", "") + "\n")
	}
	rows := r.rows()
	label, exact := 0, 0
	for _, row := range rows {
		label, exact = max(label, utf8.RuneCountInString(row.result.Label)), max(exact, len(row.exact))
	}
	b.WriteString("\n")
	for _, row := range rows {
		pad := strings.Repeat(" ", label-utf8.RuneCountInString(row.result.Label))
		fmt.Fprintf(&b, "  %s%s  %*s   %s\n", row.result.Label, pad, exact, row.exact, row.result.Text())
	}
	for i, s := range r.remarks() {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString(wrap(s, "- ", "  ") + "\n")
	}
	return b.String()
}

// remarks are the notes, and what was not understood.
func (r *Report) remarks() []string {
	notes := append([]string{}, r.Architecture.Notes...)
	if unknown := r.Architecture.Unknown; len(unknown) > 0 {
		notes = append(notes, "Fields that are not known: "+shortenTo(strings.Join(unknown, ", "), 500)+".")
	}
	return notes
}

// Markdown is the report for a document.
func (r *Report) Markdown() string {
	var b strings.Builder
	b.WriteString("## " + escape(r.title()) + "\n\n")
	for _, s := range r.Sentences() {
		b.WriteString(escape(s) + "\n")
	}
	fmt.Fprintf(&b, "\n| | exact | about |\n| --- | ---: | ---: |\n")
	for _, row := range r.rows() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", row.result.Label, row.exact, row.result.Text())
	}
	for i, s := range r.remarks() {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString("- " + escape(s) + "\n")
	}
	return b.String()
}

// escape keeps what stands in a config from being Markdown.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", "&lt;", "|", `\|`, "[", `\[`, "\n", " ", "\r", " ").Replace(s)
}

// wrap breaks a sentence into lines of at most 78 characters.
func wrap(s, first, rest string) string {
	const width = 78
	var b strings.Builder
	b.WriteString(first)
	at := utf8.RuneCountInString(first)
	for i, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n" + rest)
			at = utf8.RuneCountInString(rest)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}
