package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of five routers: a row of bars for each, so that
// an expert's bars stand under one another.
const (
	routingWidth = 640.0
	routersLeft  = 8.0
	routersWide  = routingWidth - 2*routersLeft
	routersTitle = 36.0
	routersTall  = 70.0
	routersLine  = routersTitle + routersTall + 16
	routersTop   = 6.0
)

// routersRows are the rows of the routers.
func (b *batch) routersRows() rows {
	return rows{width: routingWidth, top: routersTop, line: routersLine, count: len(b.routes)}
}

// expertClass is the colour of an expert; colours repeat after eight.
func expertClass(e int) string { return kvClass(int64(e)) }

// byClass collects paths by the colour of experts.
type byClass [8][]byte

func (p *byClass) add(e int, d string) { p[e%8] = append(p[e%8], d...) }

func (p *byClass) markup() markup.Node {
	nodes := make([]markup.Node, len(p))
	for i, d := range p {
		nodes[i] = markup.El("path", markup.Class(expertClass(i)), markup.Attr("d", string(d)))
	}
	return markup.El("g", markup.List(nodes))
}

// rowKey is all that a router's row depends on.
type rowKey struct {
	r, first *route
	title    string
	expert   int64
	most     int
}

var rowMemory = memory[rowKey, markup.Node]{most: 12}

// routers shows what each router makes of the same batch.
func (b *batch) routers() Panel {
	frame := b.routersRows()
	var nodes []markup.Node
	for i, r := range b.routes {
		key := rowKey{r, b.with(scenario.RouterTopK), b.routerTitle(r), b.s.Expert, b.most()}
		nodes = append(nodes, rowMemory.get(key, func() markup.Node { return b.routerRow(frame.y(i), r) }))
	}
	return Panel{
		Name: routersName, Asks: "max-load", Question: "One batch, five routers: who gets how much?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(frame.width)+" "+num(frame.height())), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The load of each expert, a row of bars for each router."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
			reader(routersName, "Routers and experts; up and down choose a router, left and right mark an expert", b.s.Experts-1, b.s.Expert,
				b.routerText(b.own, int(b.s.Expert)), frame.height()),
		),
		Hint: "Point at a bar to read it. Press to mark the expert and to look at that router below.",
		Legend: []markup.Node{
			swatch("k0", "an expert’s load, each expert a colour"), hatchSwatch("dropped"),
			lineLegend("c-was", "", "the load with plain top-k"), lineLegend("c-rule strong", "4 4", "an equal share"),
		},
		Sentence: b.routersSentence(),
		Controls: []string{"aux", "bias-rate"},
		More:     []string{"groups", "keep-groups", "norm", "shared"},
		Table:    b.routersTable,
	}
}

// routerRow draws one router's loads.
func (b *batch) routerRow(y float64, r *route) markup.Node {
	base := y + routersTitle + routersTall
	scale := routersTall / float64(b.most())
	w := routersWide / float64(r.Experts)
	gap := min(w*0.12, 4)
	var bars byClass
	var dropped, was string
	for e, n := range r.wanted {
		x, kept := routersLeft+float64(e)*w, float64(r.kept[e])*scale
		if r.kept[e] > 0 {
			bars.add(e, box(x+gap, base-kept, w-2*gap, kept))
		}
		if over := float64(n)*scale - kept; over > 0 {
			dropped += box(x+gap, base-kept-over, w-2*gap, over) + hatch(x+gap, base-kept-over, w-2*gap, over)
		}
		if first := b.with(scenario.RouterTopK); r != first && first.wanted[e] != r.kept[e] {
			was += "M" + num(x) + " " + num(base-float64(first.wanted[e])*scale) + "h" + num(w)
		}
	}
	share := num(base - b.mean()*scale)
	class := "t-row"
	if r == b.own {
		class = "t-row own"
	}
	return markup.El(
		"g",
		markup.El("text", markup.Class(class), markup.Attr("x", num(routersLeft)), markup.Attr("y", num(y+19)), markup.Text(b.routerTitle(r))),
		markup.El("path", markup.Class("c-rule strong"), markup.Attr("stroke-dasharray", "4 4"), markup.Attr("d", "M"+num(routersLeft)+" "+share+"h"+num(routersWide))),
		bars.markup(),
		markup.El("path", markup.Class("c-drop"), markup.Attr("d", dropped)),
		markup.El("path", markup.Class("c-was"), markup.Attr("d", was)),
		markup.El("path", markup.Class("c-rule strong"), markup.Attr("d", "M"+num(routersLeft)+" "+num(base)+"h"+num(routersWide))),
		markup.El("path", markup.Class("c-chosen"), markup.Attr("d", chosenMark(routersLeft+(float64(b.s.Expert)+0.5)*w, base+4))),
	)
}

// chosenMark is a small triangle that points up at the marked expert.
func chosenMark(x, y float64) string {
	return "M" + num(x) + " " + num(y) + "l6 9h-12z"
}

// routerTitle is a row's name and what is most to be said about it.
func (b *batch) routerTitle(r *route) string {
	name := routerName(b.s, r.router)
	if r == b.own {
		name = "▸ " + name
	}
	most := "largest " + quantity.Count(int64(r.wanted.Max()))
	switch r.router {
	case scenario.RouterTopK:
		return name + ": " + most + ", " + quantity.Count(int64(r.wanted.Unused())) + " unused"
	case scenario.RouterCapacity:
		return name + ": " + quantity.Count(int64(r.dropped)) + " of " + quantity.Count(int64(r.wanted.Total())) + " dropped"
	}
	return name + ": " + most + ", " + quantity.Count(int64(r.news(b.with(scenario.RouterTopK)))) + " differ"
}
