package figure

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/scenario"
)

// flexAttention shows the rule as a mask_mod for PyTorch's FlexAttention.
func flexAttention(rule attention.Rule, s scenario.Mask) markup.Node {
	return markup.El(
		"details", markup.Class("fig-below more"),
		markup.El("summary", markup.Text("This rule as a FlexAttention mask_mod")),
		markup.El("pre", markup.Class("code"), markup.Attr("tabindex", "0"), markup.Attr("aria-label", "Python source"),
			markup.El("code", markup.Text(rule.MaskMod(s.Tokens)))),
		markup.El("p",
			markup.El("button", markup.Attr("type", "button"), markup.Class("quiet"), do("copy:py"), markup.Text("Copy")),
			markup.Text(" "),
			markup.El("button", markup.Attr("type", "button"), markup.Class("quiet"), do("save:py"), markup.Text("Save mask_mod.py"))),
	)
}

// saveMask makes a file of the figure.
func saveMask(s scenario.Mask, what string) File {
	rule := ruleOf(s)
	switch what {
	case "svg":
		d := drawMask(s, Embed{})
		return File{"mask.svg", "image/svg+xml", standalone(d.Picture, rule.String()+", "+strconv.FormatInt(s.Tokens, 10)+" tokens", d.Sentence)}
	case "py":
		return File{"mask_mod.py", "text/x-python", rule.MaskMod(s.Tokens)}
	default:
		return File{"mask.csv", "text/csv", maskCSV(rule, s)}
	}
}

// maxRowsCSV is how many queries a table holds: more would be a file that
// nobody reads and a page that waits.
const maxRowsCSV = 4096

// maskCSV lists, query by query, how many keys are seen and which. The keys
// are written as ranges with both ends included.
func maskCSV(rule attention.Rule, s scenario.Mask) string {
	var b strings.Builder
	b.WriteString("query,keys seen,ranges of keys\r\n")
	for i := range min(s.Tokens, maxRowsCSV) {
		b.WriteString(strconv.FormatInt(i, 10) + "," + strconv.FormatInt(rule.RowCount(s.Tokens, i), 10) + ",")
		if s.Tokens <= maxRowsCSV {
			b.WriteString(ranges(rule.Row(s.Tokens, i)))
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

func ranges(row []attention.Interval) string {
	texts := make([]string, len(row))
	for k, v := range row {
		texts[k] = strconv.FormatInt(v.From, 10)
		if v.To-v.From > 1 {
			texts[k] += "-" + strconv.FormatInt(v.To-1, 10)
		}
	}
	return strings.Join(texts, " ")
}
