package figure

import (
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/attention"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// flexAttention shows the rule as a mask_mod for PyTorch's FlexAttention.
func flexAttention(rule attention.Rule, s scenario.Mask) markup.Node {
	return markup.El(
		"details", markup.Class("fig-below more"),
		markup.El("summary", markup.Text("This rule as a FlexAttention mask_mod")),
		markup.El("pre", markup.Class("code"), markup.Attr("tabindex", "0"), markup.Attr("role", "region"), markup.Attr("aria-label", "Python source"),
			markup.El("code", markup.Text(rule.MaskMod(s.Tokens)))),
		markup.El("p",
			part.Quiet("copy:py", "Copy"),
			markup.Text(" "),
			part.Quiet("save:py", "Save mask_mod.py")),
	)
}

// maskMod is the rule as a file of Python.
func maskMod(s scenario.Mask, _ string) File {
	return File{"mask_mod.py", "text/x-python", ruleOf(s).MaskMod(s.Tokens)}
}

// maxRowsTable is how many queries a table holds: more would be a file that
// nobody reads and a page that waits.
const maxRowsTable = 4096

// maskTable lists, query by query, how many keys are seen and which. The keys
// are written as ranges with both ends included.
func maskTable(rule attention.Rule, s scenario.Mask) Table {
	t := Table{Header: []string{"query", "keys seen", "ranges of keys"}}
	if s.Tokens > maxRowsTable {
		t.Header = t.Header[:2]
		t.Note = "The table ends after " + quantity.Count(maxRowsTable) + " of " + quantity.Count(s.Tokens) + " queries, and does not list their keys; a shorter sequence has all."
	}
	for i := range min(s.Tokens, maxRowsTable) {
		row := []string{digits(i), digits(rule.RowCount(s.Tokens, i))}
		if s.Tokens <= maxRowsTable {
			row = append(row, ranges(rule.Row(s.Tokens, i)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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
