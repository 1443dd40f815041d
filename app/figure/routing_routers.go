package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/moe"
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

// routers shows what each router makes of the same batch.
func (b *batch) routers() Panel {
	frame := b.routersRows()
	var nodes []markup.Node
	for i, r := range b.routes {
		nodes = append(nodes, b.routerRow(frame.y(i), r))
	}
	return Panel{
		Name: routersName, Question: "One batch, five routers: who gets how much?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(frame.width)+" "+num(frame.height())), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The load of each expert, a row of bars for each router."),
			markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes)),
			markup.El(
				"g", markup.Attr("data-hold", routersName), markup.Attr("data-point", routersName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
				markup.Attr("aria-label", "Routers and experts; up and down choose a router, left and right mark an expert"),
				markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", b.s.Experts-1), markup.Int("aria-valuenow", b.s.Expert),
				markup.Attr("aria-valuetext", b.routerText(b.own, int(b.s.Expert))),
				wholeRect("c-catch", frame.width, frame.height()), wholeRect("ring", frame.width, frame.height()),
			),
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
		if first := b.routes[0]; r != first && first.wanted[e] != r.kept[e] {
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
	return name + ": " + most + ", " + quantity.Count(int64(r.news(b.routes[0]))) + " differ"
}

// routerText reads one bar.
func (b *batch) routerText(r *route, e int) string {
	text := routerName(b.s, r.router) + ", expert " + quantity.Count(int64(e)) + ": " + plural(int64(r.wanted[e]), "assignment", "assignments")
	if over := r.wanted[e] - r.kept[e]; over > 0 {
		text += ", of which " + quantity.Count(int64(over)) + " find no room"
	}
	was := b.routes[0].wanted[e]
	switch {
	case r == b.routes[0]:
	case r.kept[e] > was:
		text += ", " + quantity.Count(int64(r.kept[e]-was)) + " more than plain top-k gives it"
	case r.kept[e] < was:
		text += "; it computes " + quantity.Count(int64(was-r.kept[e])) + " fewer than with plain top-k"
	default:
		text += ", as many as with plain top-k"
	}
	return text + "."
}

// routerAt returns the router and the expert under a place.
func (b *batch) routerAt(at Place) (*route, int) {
	e := int((at.X - routersLeft) / routersWide * float64(b.s.Experts))
	return b.routes[b.routersRows().at(at)], max(0, min(int(b.s.Experts)-1, e))
}

func (b *batch) pointRouters(at Place) Pointed {
	r, e := b.routerAt(at)
	w := routersWide / float64(r.Experts)
	y := b.routersRows().y(b.routersRows().at(at))
	return Pointed{Panel: routersName, Text: b.routerText(r, e), Mark: outline(routersLeft+float64(e)*w, y+routersTitle-2, w, routersTall+4)}
}

func (b *batch) holdRouters(s *scenario.Routing, at Place) {
	r, e := b.routerAt(at)
	s.Router, s.Expert = r.router, int64(e)
}

// keyRouters chooses another router, or marks another expert.
func (b *batch) keyRouters(s *scenario.Routing, key string) bool {
	by := map[string]int{"ArrowUp": -1, "ArrowDown": 1}[key]
	if by == 0 {
		return keyTwo(s, key, "expert", "")
	}
	for i, o := range scenario.RouterOptions {
		if o.Text == b.s.Router {
			s.Router = scenario.RouterOptions[max(0, min(len(scenario.RouterOptions)-1, i+by))].Text
		}
	}
	return true
}

// routersSentence compares the five.
func (b *batch) routersSentence() string {
	plain, room, aux, choice, bias := b.routes[0], b.routes[1], b.routes[2], b.routes[3], b.routes[4]
	text := "All five see the same " + plural(b.s.Tokens, "token", "tokens") + " with the same logits. Plain top-k gives the busiest expert " +
		quantity.Count(int64(plain.wanted.Max())) + " of " + plural(int64(plain.wanted.Total()), "assignment", "assignments") +
		", where an equal share is " + quantity.Times(b.mean()) + ". " +
		"A capacity of " + quantity.Count(int64(room.Capacity)) + " changes no choice and drops " + quantity.Count(int64(room.dropped)) + ". "
	if loop, _ := loopOf(b.s, scenario.RouterBias); bias.rounds < loop.To {
		text += b.learning() + " "
	}
	text += "After " + plural(int64(bias.rounds), "batch", "batches") + ", the auxiliary loss has brought the largest load to " + quantity.Count(int64(aux.wanted.Max())) +
		", the bias to " + quantity.Count(int64(bias.wanted.Max())) + ". Expert choice gives each expert " + quantity.Count(int64(choice.wanted.Max()))
	if choice.bare > 0 {
		return text + ", and " + plural(int64(choice.bare), "token", "tokens") + " no expert at all."
	}
	return text + ", and each token at least one."
}

func (b *batch) routersTable() Table {
	t := Table{Header: []string{"router", "token", "place", "expert", "score", "weight", "rank", "fate"}}
	for _, r := range b.routes {
		for i := range b.order {
			for _, a := range r.Of(b.place[i]) {
				t.Rows = append(t.Rows, append([]string{r.router}, b.assignmentRow(i, a)...))
			}
		}
	}
	return t
}

// assignmentRow is an assignment of a token as tables have it.
func (b *batch) assignmentRow(token int, a moe.Assignment) []string {
	return []string{digits(int64(token)), digits(int64(a.Token)), digits(int64(a.Expert)), exact(a.Score), exact(a.Weight), digits(int64(a.Rank)), a.Fate.String()}
}

// hatchSwatch is the legend's piece of what is hatched.
func hatchSwatch(name string) markup.Node {
	return markup.El("li",
		markup.El("svg", markup.Attr("viewBox", "0 0 15 15"), markup.Attr("aria-hidden", "true"),
			markup.El("path", markup.Class("c-drop"), markup.Attr("d", box(0.75, 0.75, 13.5, 13.5)+hatch(0.75, 0.75, 13.5, 13.5)))),
		markup.Text(name))
}

// lineLegend is the legend's piece of a line.
func lineLegend(class, dash, name string) markup.Node {
	return markup.El("li",
		markup.El("svg", markup.Class("line"), markup.Attr("viewBox", "0 0 34 10"), markup.Attr("aria-hidden", "true"),
			markup.El("path", markup.Class(class), markup.Attr("stroke-dasharray", dash), markup.Attr("d", "M1 5H33"))),
		markup.Text(name))
}
