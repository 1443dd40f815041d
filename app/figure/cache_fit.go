package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
)

// The measures of the picture of what fits: a bar of the device's memory for
// each variant.
const (
	fitWidth = 480.0
	fitLeft  = 10.0
	fitLine  = 62.0
	fitTall  = 30.0
	fitTop   = 26.0
)

// maxDrawn is how many conversations a bar draws one by one; more would be
// thinner than can be seen.
const maxDrawn = 160

// A fitRow is how much of the device one variant's conversations take.
type fitRow struct {
	variant

	// count is how many conversations fit, each of so many bytes.
	count, each int64
	err         error
}

// fitRows are the bars of the picture that is held by a name: of all variants, or,
// briefly, of the scenario's own and the baseline.
func (k cost) fitRows(what string) []fitRow {
	one := k.use
	one.Batch = 1
	var rows []fitRow
	for i, v := range k.variants {
		if what == briefFitName && i > 0 && !v.own {
			continue
		}
		r := fitRow{variant: v}
		if r.each, r.err = v.groups.Size(one); r.err == nil {
			result, err := k.fits(v.groups)
			r.count, _ = result.Value.Int()
			r.err = err
		}
		rows = append(rows, r)
	}
	return rows
}

// fit shows how many conversations each variant fits on the device.
func (k cost) fit(brief bool) Panel {
	what := fitName
	if brief {
		what = briefFitName
	}
	rows := k.fitRows(what)
	weights, _ := k.weights()
	share := func(bytes float64) float64 {
		return min(1, bytes/float64(k.device.Memory)) * (fitWidth - 2*fitLeft)
	}
	var nodes []markup.Node
	for i, r := range rows {
		y := fitTop + float64(i)*fitLine
		held := share(float64(weights))
		nodes = append(nodes,
			label(fitLeft, y-7, r.called(len(rows))+r.text()),
			markup.El("rect", markup.Class("c-frame"), markup.Attr("x", num(fitLeft)), markup.Attr("y", num(y)), markup.Attr("width", num(fitWidth-2*fitLeft)), markup.Attr("height", num(fitTall))),
			markup.El("rect", markup.Class("c-kept"), markup.Attr("x", num(fitLeft)), markup.Attr("y", num(y)), markup.Attr("width", num(held)), markup.Attr("height", num(fitTall))),
			markup.El("path", markup.Class("c-fits "+r.class), markup.Attr("d", r.bar(fitLeft+held, y, share(float64(r.each))))),
		)
	}
	height := fitTop + float64(len(rows))*fitLine - (fitLine - fitTall) + 10
	return Panel{
		Name: fitName, Asks: "max-batch", Question: "How many conversations fit?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(fitWidth)+" "+num(height)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The device's memory with the weights and the conversations of each variant."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
			markup.El(
				"g", markup.Attr("data-hold", what), markup.Attr("data-point", what), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"), markup.Attr("aria-orientation", "vertical"),
				markup.Attr("aria-label", "Variants; up and down read one"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", int64(len(rows)-1)), markup.Int("aria-valuenow", 0),
				markup.Attr("aria-valuetext", k.fitText(rows[0])),
				wholeRect("c-catch", fitWidth, height), wholeRect("ring", fitWidth, height),
			),
		),
		Hint:     "Point at a bar to read it. Its whole length is the device's memory.",
		Legend:   k.fitLegend(),
		Sentence: k.fitSentence(rows),
		Table:    func() Table { return k.fitTable(rows) },
	}
}

func (k cost) fitLegend() []markup.Node {
	var items []markup.Node
	if k.arch != nil {
		items = append(items, swatch("c-kept", "the weights"))
	}
	for _, v := range k.variants {
		if v.own {
			items = append(items, swatch("c-fits "+v.class, "conversations"))
		}
	}
	return append(items, swatch("c-slot", "free"))
}

// called is the variant's name, and whether it is the scenario's, among so many
// bars: a single one needs none.
func (r fitRow) called(among int) string {
	switch {
	case among == 1:
		return ""
	case r.own:
		return r.name + " (as set): "
	}
	return r.name + ": "
}

// text says how many fit.
func (r fitRow) text() string {
	if r.err != nil {
		return "cannot be counted"
	}
	return plural(r.count, "conversation", "conversations")
}

// bar draws the conversations, one by one where they can be told apart.
func (r fitRow) bar(x, y, each float64) string {
	if r.err != nil || r.count == 0 {
		return ""
	}
	if r.count > maxDrawn {
		return box(x, y+1, each*float64(r.count), fitTall-2)
	}
	d := ""
	gap := min(1, each*0.15)
	for i := range r.count {
		d += box(x+float64(i)*each+gap, y+1, max(each-2*gap, 0.2), fitTall-2)
	}
	return d
}

// fitText reads one bar.
func (k cost) fitText(r fitRow) string {
	if r.err != nil {
		return r.name + ": " + r.err.Error() + "."
	}
	return r.name + ": a conversation of " + plural(k.c.Context, "token", "tokens") + " keeps " + quantity.BytesBoth(float64(r.each)) + ", so " + plural(r.count, "fits", "fit") + "."
}

func (k cost) rowAt(at Place, rows int) int {
	return max(0, min(rows-1, int((at.Y-fitTop+20)/fitLine)))
}

func (k cost) pointFit(what string, at Place) Pointed {
	rows := k.fitRows(what)
	i := k.rowAt(at, len(rows))
	return Pointed{Panel: fitName, Text: k.fitText(rows[i]), Now: int64(i), Counted: true, Mark: outline(fitLeft-3, fitTop+float64(i)*fitLine-3, fitWidth-2*fitLeft+6, fitTall+6)}
}

// keyFit moves the place to another bar.
func (k cost) keyFit(what string, at *Place, key string) bool {
	rows := len(k.fitRows(what))
	i := -1
	if at.X >= 0 {
		i = k.rowAt(*at, rows)
	}
	switch key {
	case "ArrowUp":
		i--
	case "ArrowDown":
		i++
	case "Home":
		i = 0
	case "End":
		i = rows - 1
	default:
		return false
	}
	i = max(0, min(rows-1, i))
	*at = Place{X: fitWidth / 2, Y: fitTop + float64(i)*fitLine + fitTall/2}
	return true
}

// fitSentence says what the device has room for.
func (k cost) fitSentence(rows []fitRow) string {
	room, err := k.room()
	if err != nil || room <= 0 {
		return "The " + k.device.InText() + " has " + quantity.BytesBoth(float64(k.device.Memory)) + ", less than the weights of " + k.arch.Name + " take as " + string(k.c.Dtype) + ". A narrower dtype or a larger device makes room."
	}
	text := "The " + k.device.InText() + " has " + quantity.BytesBoth(float64(k.device.Memory))
	if k.arch != nil {
		text += "; the weights of " + k.arch.Name + " leave " + quantity.BytesText(room)
	} else {
		text += ", all of it for the cache, since own numbers have no weights"
	}
	text += ". "
	for _, r := range rows {
		if r.own && r.err == nil {
			text += "As set, a conversation of " + plural(k.c.Context, "token", "tokens") + " keeps " + quantity.BytesText(float64(r.each)) + ", and " + plural(r.count, "fits", "fit")
			if first := rows[0]; !first.own && first.err == nil {
				text += "; with MHA " + plural(first.count, "would", "would")
			}
			text += ". "
		}
	}
	return text + "Nothing is set aside here for activations, so a real server fits a little less." + k.deviceNote()
}

// deviceNote says what a reader should know of the device besides.
func (k cost) deviceNote() string {
	if k.device.Note == "" {
		return ""
	}
	return " " + k.device.Note
}

func (k cost) fitTable(rows []fitRow) Table {
	t := Table{Header: []string{"variant", "bytes of a conversation", "conversations that fit"}}
	for _, r := range rows {
		each, count := digits(r.each), digits(r.count)
		if r.err != nil {
			each, count = "", ""
		}
		t.Rows = append(t.Rows, []string{r.title(), each, count})
	}
	return t
}
