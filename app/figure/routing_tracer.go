package figure

import (
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// The measures of the picture of one token: what it thinks of each expert, over
// the queues of those that were chosen.
const (
	tracerLeft   = 8.0
	tracerWide   = routingWidth - 2*tracerLeft
	tracerTop    = 34.0
	tracerTall   = 150.0
	tracerBase   = tracerTop + tracerTall
	tracerQueues = tracerBase + 58
	queueLine    = 62.0
	queueTall    = 22.0
	// maxQueues is how many queues are drawn.
	maxQueues = 8
)

// tracedQueues is how many queues the picture has room for.
func (b *batch) tracedQueues() int {
	if b.s.Router == scenario.RouterExpertChoice {
		return int(min(maxQueues, b.s.Experts, max(4, b.s.K)))
	}
	return int(min(maxQueues, b.s.K))
}

// score is what the choice is made by: the affinity and the bias.
func (b *batch) score(e int) float64 {
	s := b.own.AffinitiesOf(b.place[b.s.Token])[e]
	if add := b.own.add(); add != nil {
		s += add[e]
	}
	return s
}

// tracer follows one token.
func (b *batch) tracer() Panel {
	height := tracerQueues + float64(b.tracedQueues())*queueLine
	return Panel{
		Name: tokenName, Asks: "max-load", Question: "What becomes of one token?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(height)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The token’s score for each expert, and its place in the queues of those that were chosen."),
			b.tracerBars(), b.tracerQueues(),
			reader(tokenName, "Token; left and right follow another one", b.s.Tokens-1, b.s.Token, b.tokenText(), height),
		),
		Hint:     "Point at a bar to read it. Left and right follow the next token.",
		Legend:   b.tracerLegend(),
		Sentence: b.tracerSentence(),
		Controls: []string{"token", "order"},
		Numbers: markup.El("p", markup.Class("do"),
			part.Quiet("shuffle", "Shuffle the batch"), part.Quiet("unshuffle", "Back in order")),
		Table: b.tracerTable,
	}
}

func (b *batch) tracerLegend() []markup.Node {
	items := []markup.Node{swatch("c-self", "chosen"), swatch("c-kept", "not chosen")}
	for _, a := range b.own.Of(b.place[b.s.Token]) {
		if b.own.wanted[a.Expert] > b.own.kept[a.Expert] {
			items = append(items, hatchSwatch("chosen, but no room"))
			break
		}
	}
	if b.own.add() != nil {
		items = append(items, lineLegend("c-was", "", "score with the bias, which chooses and does not weigh"))
	}
	return items
}

// tracerScale is what the highest bar stands for.
func (b *batch) tracerScale() float64 {
	most := 0.0
	for e, a := range b.own.AffinitiesOf(b.place[b.s.Token]) {
		most = max(most, a, b.score(e))
	}
	if most <= 0 {
		return 1
	}
	return most
}

// tracerBars draws the token's affinity for each expert; those that were chosen
// carry a tick, or a cross where there was no room.
func (b *batch) tracerBars() markup.Node {
	r, place := b.own, b.place[b.s.Token]
	w := tracerWide / float64(r.Experts)
	gap, scale := min(w*0.14, 4), tracerTall/b.tracerScale()
	var plain, kept, dropped, score, ticks string
	list := r.Of(place)
	for e, a := range r.AffinitiesOf(place) {
		x, h := tracerLeft+float64(e)*w, a*scale
		if add := r.add(); add != nil {
			score += "M" + num(x) + " " + num(tracerBase-max(0, b.score(e))*scale) + "h" + num(w)
		}
		drawn := box(x+gap, tracerBase-h, w-2*gap, h)
		switch fate, chosen := fateOf(list, e); {
		case !chosen:
			plain += drawn
		case fate == moe.Kept:
			kept += drawn
			ticks += "M" + num(x+w/2-5) + " " + num(tracerBase+10) + "l4 5l7 -9"
		default:
			dropped += drawn + hatch(x+gap, tracerBase-h, w-2*gap, h)
			ticks += "M" + num(x+w/2-5) + " " + num(tracerBase+6) + "l10 10m0 -10l-10 10"
		}
	}
	title := "Probability of each expert"
	if r.config.Router == moe.Sigmoid {
		title = "Affinity to each expert, and score"
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		label(tracerLeft, 20, title),
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", plain)),
		markup.El("path", markup.Class("c-self"), markup.Attr("d", kept)),
		markup.El("path", markup.Class("c-drop"), markup.Attr("d", dropped)),
		markup.El("path", markup.Class("c-was"), markup.Attr("d", score)),
		markup.El("path", markup.Class("c-rule strong"), markup.Attr("d", "M"+num(tracerLeft)+" "+num(tracerBase)+"h"+num(tracerWide))),
		markup.El("path", markup.Class("c-tick"), markup.Attr("d", ticks)),
		markup.El("g", markup.List(expertNumbers(r.Experts, tracerLeft, w, tracerBase+38))))
}

// expertNumbers are the numbers under bars, as many as there is room for.
func expertNumbers(experts int, left, w, y float64) []markup.Node {
	every := 1
	for float64(every)*w < 36 {
		every *= 2
	}
	var nodes []markup.Node
	for e := 0; e < experts; e += every {
		nodes = append(nodes, anchored("middle", left+(float64(e)+0.5)*w, y, quantity.Count(int64(e))))
	}
	return nodes
}

// fateOf returns what became of a token's assignment to an expert, and whether
// there is one.
func fateOf(list []moe.Assignment, e int) (moe.Fate, bool) {
	for _, a := range list {
		if int(a.Expert) == e {
			return a.Fate, true
		}
	}
	return 0, false
}

// tracerQueues draws the queues that the token stands in.
func (b *batch) tracerQueues() markup.Node {
	r := b.own
	list := r.Of(b.place[b.s.Token])
	longest := b.most()
	var nodes []markup.Node
	for i := range b.tracedQueues() {
		y := tracerQueues + float64(i)*queueLine
		if i >= len(list) {
			text := ""
			if i == 0 {
				text = "No expert takes this token."
			}
			nodes = append(nodes, queueNode(label(tracerLeft, y+16, text), "", "", "", ""))
			continue
		}
		a := list[i]
		e, unit := int(a.Expert), tracerWide/float64(longest)
		at := y + 24
		line := ""
		if r.limited() {
			x := tracerLeft + min(float64(r.Capacity)*unit, tracerWide)
			line = "M" + num(x) + " " + num(at-5) + "v" + num(queueTall+10)
		}
		served := float64(r.kept[e]) * unit
		over := float64(r.wanted[e]-r.kept[e]) * unit
		dropped := ""
		if over > 0 {
			dropped = box(tracerLeft+served, at, over, queueTall) + hatch(tracerLeft+served, at, over, queueTall)
		}
		nodes = append(nodes, queueNode(label(tracerLeft, y+16, r.queueTitle(a)), box(tracerLeft, at, served, queueTall), dropped,
			box(tracerLeft+float64(a.Rank)*unit, at-3, max(unit, 3), queueTall+6), line))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// queueTitle says what becomes of an assignment: without a limit its place in the
// queue does not matter.
func (r *route) queueTitle(a moe.Assignment) string {
	text := "Expert " + quantity.Count(int64(a.Expert)) + ": "
	if !r.limited() {
		return text + "weight " + quantity.Times(a.Weight) + ", one of " + plural(int64(r.wanted[a.Expert]), "token", "tokens")
	}
	return text + quantity.Ordinal(int64(a.Rank)+1) + " of " + quantity.Count(int64(r.wanted[a.Expert])) + ", room for " + quantity.Count(int64(r.Capacity)) +
		": " + map[moe.Fate]string{moe.Kept: "computed", moe.Full: "dropped"}[a.Fate]
}

// queueNode is one queue: its title, who is served, who is not, the token, and
// the line of the capacity.
func queueNode(title markup.Node, served, over, mine, line string) markup.Node {
	return markup.El("g", title,
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", served)),
		markup.El("path", markup.Class("c-drop"), markup.Attr("d", over)),
		markup.El("path", markup.Class("c-mine"), markup.Attr("d", mine)),
		markup.El("path", markup.Class("c-boundary"), markup.Attr("d", line)))
}
