package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
)

// A fitting is one bar of the picture of what fits: a model stored in some way.
type fitting struct {
	specimen

	// weights, one conversation, and how many of those fit; err says why that
	// cannot be said.
	weights, each, count int64
	err                  error
	// set is the scenario's own dtype.
	set bool
}

// fittings are the models as they are stored, or the only one in several ways.
func (x examined) fittings() []fitting {
	var list []fitting
	for _, m := range x {
		dtypes := []quantity.Dtype{m.s.Dtype}
		if len(x) == 1 {
			dtypes = []quantity.Dtype{quantity.FP32, quantity.BF16, quantity.FP8, quantity.INT4}
			switch m.s.Dtype {
			case quantity.FP16:
				dtypes[1] = quantity.FP16
			case quantity.INT8:
				dtypes[2] = quantity.INT8
			}
		}
		for _, d := range dtypes {
			f := fitting{specimen: *m, set: d == m.s.Dtype}
			f.s.Dtype, f.cost.c.Dtype, f.cost.use.Dtype = d, d, d
			f.fill()
			list = append(list, f)
		}
	}
	return list
}

// fill counts what fits.
func (f *fitting) fill() {
	if f.weights, f.err = f.cost.weights(); f.err != nil {
		return
	}
	one := f.cost.use
	one.Batch = 1
	if f.each, f.err = held(f.cost.groups, one); f.err != nil {
		return
	}
	r, err := f.cost.fits(f.cost.groups)
	f.count, _ = r.Value.Int()
	f.err = err
}

// fitScale is that of a picture with so many bars.
func fitScale(bars int) rows { return rows{width: fitWidth, top: 0, line: 88, count: bars} }

// fitTitle names a bar.
func (x examined) fitTitle(f fitting) string {
	if len(x) > 1 {
		return f.specimen.short()
	}
	if f.set {
		return string(f.s.Dtype) + " (as set)"
	}
	return string(f.s.Dtype)
}

// fit shows how the device's memory is filled.
func (x examined) fit() Panel {
	list := x.fittings()
	memory := float64(x[0].cost.device.Memory)
	wide := func(bytes float64) float64 { return min(1, bytes/memory) * (fitWidth - 2*fitLeft) }
	scale := fitScale(len(list))
	var nodes []markup.Node
	for i, f := range list {
		y := scale.y(i) + 40
		weights := wide(float64(f.weights))
		row := fitRow{count: f.count, each: f.each, err: f.err}
		nodes = append(nodes,
			label(fitLeft, y-10, x.fitTitle(f)+": "+f.room()),
			markup.El("rect", markup.Class("c-frame"), markup.Attr("x", num(fitLeft)), markup.Attr("y", num(y)), markup.Attr("width", num(fitWidth-2*fitLeft)), markup.Attr("height", num(fitTall))),
			bar("c-kept", fitLeft, y, weights, fitTall),
			markup.El("path", markup.Class("c-fits "+f.class), markup.Attr("d", row.bar(fitLeft+weights, y, wide(float64(f.each))))),
		)
	}
	return Panel{
		Name: fitName, Asks: "max-batch", Question: "What fits on the " + x[0].cost.device.InText() + "?",
		Picture:  scale.svg(fitName, "The device's memory, with weights and conversations in it.", "Bars", x.fitText(list[0]), nodes...),
		Hint:     "Point at a bar to read it. Its whole length is the device's memory.",
		Legend:   []markup.Node{swatch("c-kept", "the weights"), swatch("c-fits v-gqa", "conversations"), swatch("c-slot", "free")},
		Sentence: x.fitSentence(list),
		Table:    func() Table { return x.fitTable(list) },
	}
}

// room says in the picture what fits.
func (f fitting) room() string {
	switch {
	case f.err == nil && f.weights > f.cost.device.Memory:
		return "the weights do not fit"
	case f.err == nil:
		return plural(f.count, "conversation", "conversations")
	case f.weights <= f.cost.device.Memory && f.each == 0:
		return "any number of conversations"
	}
	return "cannot be counted"
}

// fitText reads a bar.
func (x examined) fitText(f fitting) string {
	text := x.fitTitle(f) + ": the weights take " + quantity.BytesBoth(float64(f.weights))
	if f.weights > f.cost.device.Memory {
		return text + ", and the " + f.cost.device.InText() + " has " + quantity.BytesBoth(float64(f.cost.device.Memory)) + "."
	}
	if f.err != nil {
		return text + "; " + f.err.Error() + "."
	}
	return text + "; a conversation of " + plural(f.s.Context, "token", "tokens") + " keeps " + quantity.BytesBoth(float64(f.each)) + ", so " + plural(f.count, "fits", "fit") + "."
}

func (x examined) pointFit(at Place) Pointed {
	list := x.fittings()
	scale := fitScale(len(list))
	i := scale.at(at)
	return Pointed{Panel: fitName, Text: x.fitText(list[i]), Now: int64(i), Counted: true, Mark: outline(fitLeft-3, scale.y(i)+37, fitWidth-2*fitLeft+6, fitTall+6)}
}

// fitSentence says what the device has room for.
func (x examined) fitSentence(list []fitting) string {
	text := "The " + x[0].cost.device.InText() + " has " + quantity.BytesBoth(float64(x[0].cost.device.Memory)) + ". "
	var says []string
	for _, f := range list {
		if len(x) > 1 || f.set {
			says = append(says, f.Name+" as "+string(f.s.Dtype)+": "+f.room())
		}
	}
	return text + "With " + plural(x[0].s.Context, "token", "tokens") + " each, " + strings.Join(says, "; ") + ". Nothing is set aside for activations, so a real server fits a little less." + x[0].cost.deviceNote()
}

func (x examined) fitTable(list []fitting) Table {
	t := Table{Header: []string{"model", "dtype", "bytes of the weights", "bytes of a conversation", "conversations that fit"}}
	for _, f := range list {
		count := digits(f.count)
		if f.err != nil {
			count = ""
		}
		t.Rows = append(t.Rows, []string{f.Name, string(f.s.Dtype), digits(f.weights), digits(f.each), count})
	}
	return t
}
