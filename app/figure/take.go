package figure

import (
	"strconv"

	"attnexperts/calc/quantity"
)

// file makes a file of a picture: its drawing, or the numbers behind it.
func (f *Figure) file(form, panel string) File {
	f.finish()
	for _, p := range f.drawing.Panels {
		if p.Name != panel {
			continue
		}
		if form == "csv" {
			return File{p.Name + ".csv", "text/csv", p.Table().CSV()}
		}
		return File{p.Name + ".svg", "image/svg+xml", standalone(p.Picture, p.Question, p.Sentence)}
	}
	return File{}
}

// plural is a number with the word for one or for many.
func plural(n int64, one, many string) string { return quantity.Plural(n, one, many) }

// digits is a number as tables have it.
func digits(n int64) string { return strconv.FormatInt(n, 10) }
