package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/attention"
	"attnexperts/calc/model"
)

// The measures of the picture of layers: for each model a line of text over two
// rows of cells, how its layers see and what networks they have.
const (
	stackWidth = 480.0
	stackLeft  = 8.0
	stackWide  = stackWidth - 2*stackLeft
	stackHead  = 36.0
	stackTall  = 32.0
	stackGap   = 4.0
	stackEach  = stackHead + 2*stackTall + stackGap + 22
)

// stackScale is where one model's layers lie.
type stackScale struct {
	layers int
	top    float64
}

func (x examined) stackScale(i int) stackScale {
	return stackScale{len(x[i].Arch.Layers), float64(i) * stackEach}
}

func (c stackScale) unit() float64 { return stackWide / float64(c.layers) }

func (c stackScale) x(layer int) float64 { return stackLeft + float64(layer)*c.unit() }

// stack draws all layers of all models.
func (x examined) stack(brief bool) Panel {
	height := float64(len(x)) * stackEach
	var nodes []markup.Node
	for i, m := range x {
		c := x.stackScale(i)
		nodes = append(nodes, label(stackLeft, c.top+stackHead-12, m.short()+": "+plural(int64(c.layers), "layer", "layers")), c.draw(m.Arch))
	}
	longest := 0
	for _, m := range x {
		longest = max(longest, len(m.Arch.Layers))
	}
	return Panel{
		Name: stackName, Asks: "kv-bytes-per-token", Question: "What is each layer made of?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(stackWidth)+" "+num(height)), markup.Attr("role", "group"), markup.Attr("aria-label", "The layers of each model, from the first to the last."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
			markup.El(
				"g", markup.Attr("data-hold", stackName), markup.Attr("data-point", stackName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
				markup.Attr("aria-label", "Layers; left and right read one, up and down change the model"), markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", int64(longest-1)),
				markup.Int("aria-valuenow", 0), markup.Attr("aria-valuetext", x.layerText(0, 0)),
				wholeRect("c-catch", stackWidth, height), wholeRect("ring", stackWidth, height),
			),
		),
		Hint:     "Point at a layer to read it. Above: how far its tokens see. Below: its network.",
		Legend:   x.stackLegend(),
		Sentence: x.stackSentence(brief),
		Table:    x.stackTable,
	}
}

// usedClass is the colour of the experts that a token uses: it is computed with
// them. Blue, the first expert's elsewhere, is that of windows here.
const usedClass = "c-computed"

// A cell is a rectangle of a layer, as shares of its row from below.
type cell struct {
	class    string
	from, to float64
}

// How high a cell of attention is drawn: what sees less is lower.
const (
	highFull   = 1.0
	highBound  = 0.5
	highLinear = 0.16
)

// sight is a layer's cell of the upper row.
func sight(l model.Layer) []cell {
	if l.Mixer == nil {
		return nil
	}
	c := l.Mixer.Cache()
	switch {
	case c.Kind == attention.SlidingLayer:
		return []cell{{"c-local", 0, highBound}}
	case c.Kind == attention.ChunkedLayer:
		return []cell{{"c-chunk", 0, highBound}}
	case c.Kind == attention.LinearLayer:
		return []cell{{"c-linear", 0, highLinear}}
	}
	return []cell{{"c-attention", 0, highFull}}
}

// network are a layer's cells of the lower row: what a token uses of it below.
func network(l model.Layer) []cell {
	e := l.Experts
	if e.Count == 0 {
		if l.Dense.Width > 0 {
			return []cell{{"c-dense", 0, 1}}
		}
		return nil
	}
	const least = 0.07
	shared := float64(e.Shared*e.SharedWidth + l.Dense.Width)
	all := float64(e.Count*e.Width) + shared
	cells, at := []cell(nil), 0.0
	if l.Dense.Width > 0 {
		at = max(least, float64(l.Dense.Width)/all)
		cells = append(cells, cell{"c-dense", 0, at})
	}
	if e.Shared > 0 {
		to := at + max(least, float64(e.Shared*e.SharedWidth)/all)
		cells, at = append(cells, cell{"c-shared", at, to}), to
	}
	used := min(1, at+max(least, float64(e.Active*e.Width)/all))
	return append(cells, cell{usedClass, at, used}, cell{"c-kept", used, 1})
}

// draw draws a model's layers: a path for each class.
func (c stackScale) draw(a *model.Architecture) markup.Node {
	paths := map[string][]byte{}
	var order []string
	gap := min(1, c.unit()*0.12)
	put := func(top float64, from, to int, cells []cell) {
		for _, s := range cells {
			if paths[s.class] == nil {
				order = append(order, s.class)
			}
			paths[s.class] = append(paths[s.class], box(c.x(from)+gap, top+stackTall*(1-s.to), float64(to-from)*c.unit()-2*gap, stackTall*(s.to-s.from))...)
		}
	}
	for from := 0; from < len(a.Layers); {
		to := from + 1
		// Cells that are too thin to be told apart are drawn as one.
		for c.unit() < 2 && to < len(a.Layers) && a.Layers[to] == a.Layers[from] {
			to++
		}
		put(c.top+stackHead, from, to, sight(a.Layers[from]))
		put(c.top+stackHead+stackTall+stackGap, from, to, network(a.Layers[from]))
		from = to
	}
	ground := "M" + num(stackLeft) + " " + num(c.top+stackHead+stackTall) + "h" + num(stackWide)
	nodes := []markup.Node{markup.El("path", markup.Class("c-rule"), markup.Attr("d", ground))}
	for _, class := range order {
		nodes = append(nodes, markup.El("path", markup.Class(class), markup.Attr("d", string(paths[class]))))
	}
	return markup.El("g", markup.List(nodes))
}

// stackLegend names the colours that occur.
func (x examined) stackLegend() []markup.Node {
	occurs := map[string]bool{}
	for _, m := range x {
		for _, g := range m.Arch.Groups() {
			for _, c := range append(sight(g.Layer), network(g.Layer)...) {
				occurs[c.class] = true
			}
		}
	}
	var items []markup.Node
	for _, s := range []struct{ class, name string }{
		{"c-attention", "sees the whole context"},
		{"c-local", "sees a window"},
		{"c-chunk", "sees its chunk"},
		{"c-linear", "keeps a fixed state"},
		{"c-dense", "dense network"},
		{usedClass, "experts that a token uses"},
		{"c-kept", "experts that it does not"},
		{"c-shared", "shared experts"},
	} {
		if occurs[s.class] {
			items = append(items, swatch(s.class, s.name))
		}
	}
	return items
}
