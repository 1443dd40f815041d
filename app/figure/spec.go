package figure

import (
	"slices"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/model"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// Spec is the figure of the spec reader: what a model's config says, what its
// choices cost, and how up to four models differ in that.
//
// Its outputs have the contract's names, once for each model: they stand in table
// cells whose data-model is the model's key in the catalogue, or "config" for a
// pasted one. The first model's come first in the document.
var Spec = Kind[scenario.Spec]{
	Name:     "spec",
	Question: "What do this model’s choices cost?",
	Table:    scenario.SpecTable,
	Main:     []string{"config", "model", "context", "batch", "dtype", "device"},
	Common:   func(s *scenario.Spec) *scenario.Common { return &s.Common },
	Draw:     drawSpec,
	Point:    pointSpec,
	Hold:     func(*scenario.Spec, string, Place) bool { return false },
	Key:      keySpec,
	Do:       doSpec,
	Copy:     copySpec,
	Take:     takeSpec,
	Keep:     func(s *scenario.Spec, before scenario.Spec) { s.File = before.File },
	Instead:  insteadSpec,
}

// The pictures of the spec reader; that of bytes and that of what fits have the
// names they have for the cache.
const (
	stackName   = "stack"
	weightsName = "weights"
)

// drawSpec makes everything of the spec reader that its scenario decides.
func drawSpec(s scenario.Spec, e Embed) Drawing {
	x := examine(s)
	d := Drawing{
		Sentence: x.sentence(),
		Numbers:  x.report(e),
		Panels:   e.panels(maker{stackName, func() Panel { return x.stack(e.Brief) }}, maker{weightsName, x.weights}, maker{bytesName, x.bytesChart}, maker{fitName, x.fit}),
	}
	if !e.Brief {
		d.Below = x.below()
	}
	for _, o := range x[0].outcomes() {
		if f, _ := scenario.SpecTable.Field("ask"); o.err == nil && asks(f.Of(&s), o.Name) {
			d.Outputs = append(d.Outputs, o.Result)
		}
	}
	return d
}

// asks reports whether an output can be predicted.
func asks(ask scenario.Value, name string) bool {
	v, ok := ask.(scenario.OptionValue)
	return ok && slices.ContainsFunc(v.Options, func(o scenario.Option) bool { return o.Text == name })
}

func pointSpec(s scenario.Spec, what string, at Place) Pointed {
	x := examine(s)
	switch what {
	case stackName:
		return x.pointStack(at)
	case weightsName:
		return x.pointWeights(at)
	case bytesName:
		return x.curves().point(at)
	case fitName:
		return x.pointFit(at)
	}
	return Pointed{}
}

func keySpec(s *scenario.Spec, at *Place, held, key string) bool {
	x := examine(*s)
	switch held {
	case stackName:
		return x.keyStack(at, key)
	case weightsName:
		return x.keyWeights(at, key)
	case bytesName:
		px, py, ok := x.curves().chart.Move(at.X, at.Y, key)
		at.X, at.Y = px, py
		return ok
	case fitName:
		return fitScale(len(x.fittings())).key(at, key)
	}
	return false
}

// doSpec carries out the buttons that the spec reader has of its own.
func doSpec(s *scenario.Spec, action string) bool {
	switch action {
	case "no-config":
		return scenario.SpecTable.Set(s, "config", "none") == nil
	case "no-file":
		s.File = nil
		return true
	}
	return false
}

// sentence says what the one model is, how two differ and why, or what several
// come to.
func (x examined) sentence() string {
	for _, m := range x {
		if m.err != nil {
			return m.Name + " cannot be counted in this use: " + m.err.Error() + "."
		}
	}
	switch len(x) {
	case 1:
		return strings.Join(x[0].report.Sentences(), " ")
	case 2:
		return strings.Join(model.Compare(x[0].named(), x[1].named()), " ")
	}
	var caches, sizes []string
	for _, m := range x {
		caches = append(caches, m.Name+" keeps "+m.report.Cache.Text())
		sizes = append(sizes, m.Name+" holds "+m.report.Total.Text()+" and uses "+m.report.Active.Text())
	}
	s := x[0].s
	return "At " + plural(s.Context, "token", "tokens") + " and " + plural(s.Batch, "conversation", "conversations") + ": " + strings.Join(caches, ", ") +
		". Of parameters, " + strings.Join(sizes, ", ") + "."
}

// copySpec makes a report to take away.
func copySpec(s scenario.Spec, what string) File {
	var reports []*model.Report
	for _, m := range examine(s) {
		if m.err == nil {
			reports = append(reports, m.report)
		}
	}
	name := "spec"
	if len(reports) == 1 {
		name = fileName(reports[0].Architecture.Name)
	}
	switch what {
	case "json":
		return File{name + ".spec.json", "application/json", jsonOf(reports)}
	case "md":
		var texts []string
		for _, r := range reports {
			texts = append(texts, r.Markdown())
		}
		return File{name + ".md", "text/markdown", strings.Join(texts, "\n")}
	}
	return File{name + ".csv", "text/csv", model.CSV(reports...)}
}

// jsonOf is one report as `spec -json` prints it, or a list of several.
func jsonOf(reports []*model.Report) string {
	texts := make([]string, len(reports))
	for i, r := range reports {
		data, err := r.MarshalJSON()
		if err != nil {
			panic(err) // texts and exact numbers
		}
		texts[i] = string(data)
	}
	if len(texts) == 1 {
		return texts[0] + "\n"
	}
	return "[" + strings.Join(texts, ",\n ") + "]\n"
}

// fileName is a name without what file systems do not take.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '.', r == '-':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, scenario.Shown(name))
	if name = strings.Trim(name, "-."); name == "" {
		return "spec"
	}
	return name
}

// insteadSpec is what carries a config that is too long for a link.
func insteadSpec(s scenario.Spec) (File, string) {
	return File{"spec-reader.json", "application/json", scenario.SaveSpec(s)}, tooLongWords(s)
}

// tooLongWords says why there is no link.
func tooLongWords(s scenario.Spec) string {
	f, _ := scenario.SpecTable.Field("config")
	return "The config is too long for a link: compressed it has " + quantity.Count(int64(len(f.Of(&s).String()))) + " characters, and links of more than " +
		quantity.Count(scenario.MaxConfigLink) + " are cut off by programs that pass them on."
}

// below has what can be taken away.
func (x examined) below() markup.Node {
	if !x.counted() {
		return markup.Node{}
	}
	what := "The report"
	if len(x) > 1 {
		what = "All " + quantity.Count(int64(len(x))) + " reports"
	}
	long := markup.Node{}
	if s := x[0].s; !scenario.SpecTable.Carries(s) {
		long = markup.El("p", markup.Class("too-long"), markup.Text(tooLongWords(s)+" Share saves a file instead, which opens here the same way."))
	}
	return markup.El(
		"div", markup.Class("fig-below take-away"), long,
		markup.El("p", markup.Text(what+", to take away:")),
		markup.El("div", markup.Class("take"), part.Quiet("save:json", "Save JSON"), part.Quiet("save:md", "Save Markdown"), part.Quiet("copy:md", "Copy Markdown"), part.Quiet("save:csv", "Save CSV")),
	)
}
