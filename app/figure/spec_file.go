package figure

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
	"attnexperts/calc/tensors"
)

// configKey is the control that takes files.
const configKey = "config"

// takeSpec reads files that were opened or dropped: a config or a saved scenario,
// or one or more files of weights.
func takeSpec(files []Opened) Taken[scenario.Spec] {
	taken := Taken[scenario.Spec]{Key: configKey}
	problem := func(f Opened, err error) Taken[scenario.Spec] {
		taken.Problem = scenario.Shown(f.Name) + ": " + err.Error()
		return taken
	}
	var tables []*tensors.File
	for _, f := range files {
		start := make([]byte, min(f.Size, 16))
		if _, err := f.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
			return problem(f, err)
		}
		if tensors.Is(f.Name, start) {
			table, err := tensors.Read(scenario.Shown(f.Name), f, f.Size)
			if err != nil {
				return problem(f, err)
			}
			tables = append(tables, table)
			continue
		}
		text, err := textOf(f)
		if err != nil {
			return problem(f, err)
		}
		if saved, ok, err := scenario.OpenSpec(text); ok && err != nil {
			return problem(f, err)
		} else if ok {
			taken.Change = func(s *scenario.Spec) {
				if s.Lock != "" {
					saved.Common = s.Common // a file opens no locks
				}
				saved.File, *s = s.File, saved
			}
		}
		taken.Text = text
	}
	if len(tables) == 0 {
		return taken
	}
	table, err := tensors.Join(tables)
	if err != nil {
		return problem(files[0], err)
	}
	taken.Show = ".spec-file h3"
	text, change := taken.Text, taken.Change
	taken.Change = func(s *scenario.Spec) {
		if change != nil {
			change(s)
		} else if text != "" {
			// A config that cannot be read leaves the table standing alone.
			_ = scenario.SpecTable.Set(s, configKey, text)
		}
		s.File = table
	}
	return taken
}

// textOf reads a config, if the file is no larger than one may be.
func textOf(f Opened) (string, error) {
	// A saved scenario quotes its config, which makes it longer.
	if f.Size > 4*model.MaxBytes {
		return "", fmt.Errorf("the file has %s, and a model's config.json has a few KiB; weights can be opened as .safetensors or .gguf", quantity.BytesText(float64(f.Size)))
	}
	data := make([]byte, f.Size)
	if n, err := f.ReadAt(data, 0); err != nil && (n < len(data) || !errors.Is(err, io.EOF)) {
		return "", err
	}
	return string(data), nil
}

// file reports the table of a file of weights that is open, beside the count of
// the first model's config.
func (x examined) file(e Embed) markup.Node {
	f := x[0].s.File
	if f == nil {
		return markup.Node{}
	}
	d := x[0].difference()
	var says []markup.Node
	for _, text := range append(d.Sentences(), f.Notes...) {
		says = append(says, markup.El("li", markup.Text(text)))
	}
	return markup.El(
		"section", markup.Class("spec-file"),
		markup.El("h3", markup.Class("panel-title"), markup.Attr("tabindex", "-1"), markup.Text(f.Name+", beside the config of "+x[0].Name)),
		markup.El("p", markup.Text(fileWords(f))),
		markup.El("ul", markup.List(says)),
		fileDtypes(f), fileMeta(f, e),
		markup.El("p", markup.Class("help"), markup.Text("To set it beside another config, choose or paste that one. A link does not carry the file.")),
		part.Quiet("no-file", "Put the file away"),
	)
}

// differences keeps the last one, which each change of a control asks for again:
// a table may have a hundred thousand tensors.
var differences struct {
	sync.Mutex
	file   *tensors.File
	config tensors.Config
	kept   tensors.Difference
}

// difference sets the open file beside the model's config.
func (m *specimen) difference() tensors.Difference {
	total, _ := countOf(m.Arch).Total.Value.Int()
	c := tensors.Config{Total: total, Layers: int64(len(m.Arch.Layers)), Tied: m.Arch.Tied}
	d := &differences
	d.Lock()
	defer d.Unlock()
	if d.file != m.s.File || d.config != c {
		d.file, d.config, d.kept = m.s.File, c, m.s.File.Against(c)
	}
	return d.kept
}

// fileWords says what the table holds.
func fileWords(f *tensors.File) string {
	bytes := ""
	if f.Bytes > 0 {
		bytes = ", in " + quantity.BytesBoth(float64(f.Bytes))
	}
	return "By its own table (" + f.Format + "): " + plural(int64(len(f.Tensors)), "tensor", "tensors") + " with " + quantity.Count(f.Params) + " numbers" + bytes + ". Only the header was read."
}

// fileDtypes is the table of how the tensors are stored.
func fileDtypes(f *tensors.File) markup.Node {
	var rows []markup.Node
	for _, s := range f.Dtypes {
		bits := "–"
		if s.Bytes > 0 && s.Params > 0 {
			bits = quantity.Times(8 * float64(s.Bytes) / float64(s.Params))
		}
		rows = append(rows, markup.El("tr", markup.El("th", markup.Attr("scope", "row"), markup.Text(s.Name)),
			markup.El("td", markup.Text(quantity.Count(s.Tensors))), markup.El("td", markup.Text(quantity.Count(s.Params))), markup.El("td", markup.Text(bits))))
	}
	var heads []markup.Node
	for _, h := range []string{"Stored as", "Tensors", "Numbers", "Bits each"} {
		heads = append(heads, markup.El("th", markup.Attr("scope", "col"), markup.Text(h)))
	}
	return markup.El(
		"div", markup.Class("wide"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "How the tensors are stored; scrolls sideways where it is wide"),
		markup.El("table", markup.Class("numbers"), markup.El("thead", markup.El("tr", markup.List(heads))), markup.El("tbody", markup.List(rows))),
	)
}

// fileMeta lists what the file says of itself.
func fileMeta(f *tensors.File, e Embed) markup.Node {
	const most = 60
	if len(f.Meta) == 0 {
		return markup.Node{}
	}
	var items []markup.Node
	for _, m := range f.Meta[:min(len(f.Meta), most)] {
		items = append(items, markup.El("li", markup.El("code", markup.Text(scenario.Shown(m.Key))), markup.Text(": "+strings.TrimSpace(scenario.Shown(m.Value)))))
	}
	if more := len(f.Meta) - most; more > 0 {
		items = append(items, markup.El("li", markup.Text("and "+quantity.Count(int64(more))+" more")))
	}
	return markup.El("details", markup.Class("more"), markup.ID(e.Prefix+"spec-meta"),
		markup.El("summary", markup.Text("What the file says of itself")), markup.El("ul", markup.List(items)))
}
