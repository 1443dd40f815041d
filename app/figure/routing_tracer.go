package figure

import (
	"attnexperts/app/markup"
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

// queues is how many queues the picture has room for.
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
		Name: tokenName, Question: "What becomes of one token?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(height)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The token’s score for each expert, and its place in the queues of those that were chosen."),
			b.tracerBars(), b.tracerQueues(),
			markup.El(
				"g", markup.Attr("data-hold", tokenName), markup.Attr("data-point", tokenName), markup.Attr("role", "slider"), markup.Attr("tabindex", "0"),
				markup.Attr("aria-label", "Token; left and right follow another one"),
				markup.Int("aria-valuemin", 0), markup.Int("aria-valuemax", b.s.Tokens-1), markup.Int("aria-valuenow", b.s.Token),
				markup.Attr("aria-valuetext", b.tokenText()),
				wholeRect("c-catch", routingWidth, height), wholeRect("ring", routingWidth, height),
			),
		),
		Hint:     "Point at a bar to read it. Left and right follow the next token.",
		Legend:   b.tracerLegend(),
		Sentence: b.tracerSentence(),
		Controls: []string{"token", "order"},
		Numbers: markup.El("p", markup.Class("do"),
			button("shuffle", "Shuffle the batch"), button("unshuffle", "Back in order")),
		Table: b.tracerTable,
	}
}

func (b *batch) tracerLegend() []markup.Node {
	items := []markup.Node{swatch("c-self", "chosen"), swatch("c-kept", "not chosen"), hatchSwatch("chosen, but no room")}
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
		text := "Expert " + quantity.Count(int64(e)) + ": " + quantity.Ordinal(int64(a.Rank)+1) + " of " + quantity.Count(int64(r.wanted[e]))
		line := ""
		if r.limited() {
			text += ", room for " + quantity.Count(int64(r.Capacity))
			x := tracerLeft + min(float64(r.Capacity)*unit, tracerWide)
			line = "M" + num(x) + " " + num(at-5) + "v" + num(queueTall+10)
		}
		text += ": " + map[moe.Fate]string{moe.Kept: "computed", moe.Full: "dropped"}[a.Fate]
		served := float64(r.kept[e]) * unit
		over := float64(r.wanted[e]-r.kept[e]) * unit
		nodes = append(nodes, queueNode(label(tracerLeft, y+16, text),
			box(tracerLeft, at, served, queueTall), box(tracerLeft+served, at, over, queueTall)+hatch(tracerLeft+served, at, over, queueTall),
			box(tracerLeft+float64(a.Rank)*unit, at-3, max(unit, 3), queueTall+6), line))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}

// queueNode is one queue: its title, who is served, who is not, the token, and
// the line of the capacity.
func queueNode(title markup.Node, served, over, mine, line string) markup.Node {
	return markup.El("g", title,
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", served)),
		markup.El("path", markup.Class("c-drop"), markup.Attr("d", over)),
		markup.El("path", markup.Class("c-self"), markup.Attr("d", mine)),
		markup.El("path", markup.Class("c-boundary"), markup.Attr("d", line)))
}

// holdTracer marks the expert under the hand.
func (b *batch) holdTracer(s *scenario.Routing, at Place) {
	if at.Y < tracerQueues-10 {
		s.Expert = int64(b.tracedExpert(at))
	}
}

func (b *batch) tracedExpert(at Place) int {
	return max(0, min(b.own.Experts-1, int((at.X-tracerLeft)/tracerWide*float64(b.own.Experts))))
}

func (b *batch) pointTracer(at Place) Pointed {
	if at.Y > tracerQueues-10 {
		list := b.own.Of(b.place[b.s.Token])
		if i := int((at.Y - tracerQueues) / queueLine); 0 <= i && i < min(len(list), b.tracedQueues()) {
			return Pointed{Panel: tokenName, Text: b.assignmentText(int(b.s.Token), list[i])}
		}
		return Pointed{Panel: tokenName, Text: b.tokenText()}
	}
	e := b.tracedExpert(at)
	w := tracerWide / float64(b.own.Experts)
	return Pointed{Panel: tokenName, Text: b.barText(e), Mark: outline(tracerLeft+float64(e)*w, tracerTop-4, w, tracerTall+8)}
}

// barText reads one bar.
func (b *batch) barText(e int) string {
	place := b.place[b.s.Token]
	text := "Expert " + quantity.Count(int64(e)) + ": "
	if a := b.own.AffinitiesOf(place)[e]; b.own.config.Router == moe.Sigmoid {
		text += "affinity " + quantity.Times(a)
	} else {
		text += "probability " + quantity.Percent(a)
	}
	if add := b.own.add(); add != nil {
		text += ", with the bias a score of " + signed(b.score(e))
	}
	switch fate, chosen := fateOf(b.own.Of(place), e); {
	case !chosen:
		return text + ", not chosen."
	case fate == moe.Full:
		return text + ", chosen, but there was no room."
	}
	return text + ", chosen."
}

// signed writes a number that may be below 0.
func signed(f float64) string {
	if f < 0 {
		return "−" + quantity.Times(-f)
	}
	return quantity.Times(f)
}

// tokenText reads the token that is followed.
func (b *batch) tokenText() string { return b.placeText(int(b.s.Token)) }

// tracerSentence tells the token's way.
func (b *batch) tracerSentence() string {
	token, place := int(b.s.Token), b.place[b.s.Token]
	list := b.own.Of(place)
	text := "Token " + quantity.Count(int64(token)) + " comes in place " + quantity.Count(int64(place)+1) + " of " + quantity.Count(b.s.Tokens) + ". "
	if len(list) == 0 {
		return text + "No expert takes it: other tokens like each of them better. Only its residual path goes on."
	}
	served := 0
	for i, a := range list {
		if i < 3 {
			text += "It" + b.queueText(a) + " "
		}
		if a.Fate == moe.Kept {
			served++
		}
	}
	switch {
	case served == 0:
		text += "So nothing is added to it here: it goes on as it came. "
	case served < len(list):
		text += "The weight of what was dropped is not given to the others. "
	}
	return text + b.orderText(served < len(list))
}

// orderText says what the order of the batch has to do with it.
func (b *batch) orderText(dropped bool) string {
	switch {
	case b.s.Router != scenario.RouterCapacity:
		return "The order of the batch changes nothing about that."
	case b.s.Overflow == string(moe.DropLeast):
		return "Room is given to those whom the router likes best, whatever their order."
	case dropped:
		return "Shuffle the batch, and it may find room: only its place in the queue has to change."
	}
	return "Shuffle the batch, and it may lose its room without having changed itself."
}

func (b *batch) tracerTable() Table {
	t := Table{Header: []string{"expert", "probability or affinity", "score", "chosen", "weight", "rank", "fate"}}
	place := b.place[b.s.Token]
	for e, a := range b.own.AffinitiesOf(place) {
		row := []string{digits(int64(e)), exact(a), exact(b.score(e)), "no", "", "", ""}
		for _, c := range b.own.Of(place) {
			if int(c.Expert) == e {
				row = append(row[:3], "yes", exact(c.Weight), digits(int64(c.Rank)), c.Fate.String())
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
