package figure

import (
	"attnexperts/app/markup"
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
)

// The measures of the picture of lanes: the batch down the left side, and a lane
// to the right for each expert, in which its tokens queue up.
const (
	stripLeft   = 10.0
	stripWide   = 12.0
	linksEnd    = 146.0
	laneNames   = 184.0
	laneLeft    = 200.0
	laneRight   = 618.0
	railX       = 630.0
	lanesTop    = 58.0
	lanesMost   = 500.0
	laneTallest = 30.0
	lanesFoot   = 40.0
	// maxLinks is up to how many assignments are drawn as lines.
	maxLinks = 256
)

// laneScale turns experts and ranks into the picture's units.
type laneScale struct {
	experts, tokens int
	// tall is a lane's height, unit a place's width.
	tall, unit float64
}

func (b *batch) laneScale() laneScale {
	e := float64(b.s.Experts)
	return laneScale{
		experts: int(b.s.Experts), tokens: int(b.s.Tokens),
		tall: min(laneTallest, lanesMost/e), unit: (laneRight - laneLeft) / float64(b.most()+1),
	}
}

func (m laneScale) y(e int) float64 { return lanesTop + float64(e)*m.tall }

func (m laneScale) bottom() float64 { return m.y(m.experts) }

// rank is the number of places up to a place of the picture.
func (m laneScale) rank(x float64) int { return max(0, int((x-laneLeft)/m.unit+0.5)) }

// stripY is the middle of a token's place in the batch.
func (m laneScale) stripY(place int) float64 {
	return lanesTop + (float64(place)+0.5)*(m.bottom()-lanesTop)/float64(m.tokens)
}

// lanes shows tokens flowing to experts, up to the capacity.
func (b *batch) lanes() Panel {
	m := b.laneScale()
	height := m.bottom() + lanesFoot
	if b.s.Shared > 0 {
		height += laneTallest
	}
	return Panel{
		Name: lanesName, Question: "Who finds room, and who does not?",
		Picture: markup.El(
			"svg", markup.Attr("viewBox", "0 0 "+num(routingWidth)+" "+num(height)), markup.Attr("role", "group"),
			markup.Attr("aria-label", "The tokens of the batch, and the queue of each expert up to the line of its capacity."),
			b.laneLinks(m), b.laneQueues(m), b.laneFoot(m),
			reader(lanesName, "Tokens in their lanes; left and right follow another token, up and down mark an expert", b.s.Tokens-1, b.s.Token, b.tokenText(), height),
			b.roomLine(m),
		),
		Hint:     "Drag the line of the capacity. Point at a place to read it, press to follow its token.",
		Legend:   b.lanesLegend(),
		Sentence: b.lanesSentence(),
		Controls: []string{"capacity", "overflow"},
		Table:    b.lanesTable,
	}
}

func (b *batch) lanesLegend() []markup.Node {
	return []markup.Node{
		swatch("k0", "a token that its expert computes"), hatchSwatch("no room: it goes past, on the residual path"),
		swatch("c-mine", "token "+quantity.Count(b.s.Token)+", which is followed"),
	}
}

// laneLinks draws the batch and who asks whom.
func (b *batch) laneLinks(m laneScale) markup.Node {
	r := b.own
	followed := b.place[b.s.Token]
	var links, kept, dropped, strip []byte
	all := len(r.Assignments) <= maxLinks
	for _, a := range r.Assignments {
		if !all && int(a.Token) != followed {
			continue
		}
		line := "M" + num(stripLeft+stripWide+2) + " " + num(m.stripY(int(a.Token))) + "L" + num(linksEnd) + " " + num(m.y(int(a.Expert))+m.tall/2)
		switch {
		case int(a.Token) == followed && a.Fate == moe.Kept:
			kept = append(kept, line...)
		case int(a.Token) == followed:
			dropped = append(dropped, line...)
		default:
			links = append(links, line...)
		}
	}
	step := (m.bottom() - lanesTop) / float64(m.tokens)
	if step < 3 { // too many to be told apart
		strip = append(strip, box(stripLeft, lanesTop, stripWide, m.bottom()-lanesTop)...)
	}
	for t := 0; t < m.tokens && step >= 3; t++ {
		strip = append(strip, box(stripLeft, m.stripY(t)-step*0.4, stripWide, step*0.8)...)
	}
	now := max(step*0.8, 4)
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		label(2, lanesTop-12, "Batch"),
		markup.El("path", markup.Class("c-link"), markup.Attr("d", string(links))),
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", string(strip))),
		markup.El("path", markup.Class("c-follow"), markup.Attr("d", string(kept))),
		markup.El("path", markup.Class("c-follow"), markup.Attr("stroke-dasharray", "5 4"), markup.Attr("d", string(dropped))),
		bar("c-mine", stripLeft-3, m.stripY(followed)-now/2, stripWide+6, now))
}

// laneQueues draws what waits in each lane.
func (b *batch) laneQueues(m laneScale) markup.Node {
	r := b.own
	var kept byClass
	var dropped, past, lines, mine string
	gap := min(m.tall*0.14, 3)
	each := m.unit >= 4 // wide enough to be told apart
	room := b.roomShown()
	for e, queue := range r.queues {
		y := m.y(e) + gap
		lines += "M" + num(laneLeft) + " " + num(m.y(e)+m.tall/2) + "H" + num(laneRight)
		served := min(len(queue), room)
		if !r.limited() {
			served = len(queue)
		}
		if each {
			for i := range served {
				kept.add(e, box(laneLeft+float64(i)*m.unit+0.75, y, m.unit-1.5, m.tall-2*gap))
			}
		} else if served > 0 {
			kept.add(e, box(laneLeft, y, float64(served)*m.unit, m.tall-2*gap))
		}
		if over := float64(len(queue)-served) * m.unit; over > 0 {
			x := laneLeft + float64(served)*m.unit
			dropped += box(x+0.75, y, over-1.5, m.tall-2*gap) + hatch(x+0.75, y, over-1.5, m.tall-2*gap)
			past += "M" + num(x+over) + " " + num(m.y(e)+m.tall/2) + "H" + num(railX) + "V" + num(m.bottom()+16)
		}
	}
	for _, a := range r.Of(b.place[b.s.Token]) {
		mine += box(laneLeft+float64(a.Rank)*m.unit+0.75, m.y(int(a.Expert))+gap, max(m.unit-1.5, 3), m.tall-2*gap)
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-rule"), markup.Attr("d", lines)),
		kept.markup(),
		markup.El("path", markup.Class("c-drop"), markup.Attr("d", dropped)),
		markup.El("path", markup.Class("c-past"), markup.Attr("d", past)),
		markup.El("path", markup.Class("c-mine"), markup.Attr("d", mine)),
		b.laneLabels(m))
}

// laneLabels names the lanes, as many as there is room for.
func (b *batch) laneLabels(m laneScale) markup.Node {
	every := 1
	for float64(every)*m.tall < 26 {
		every *= 2
	}
	nodes := []markup.Node{anchored("end", laneNames, lanesTop-12, "Expert")}
	for e := 0; e < m.experts; e += every {
		nodes = append(nodes, anchored("end", laneNames, m.y(e)+m.tall/2+6, quantity.Count(int64(e))))
	}
	mark := "M" + num(laneLeft-2) + " " + num(m.y(int(b.s.Expert))+m.tall/2) + "l-8 -5v10z"
	return markup.El("g", markup.List(nodes), markup.El("path", markup.Class("c-chosen"), markup.Attr("d", mark)))
}

// anchored is a label that ends, or has its middle, at a place.
func anchored(anchor string, x, y float64, text string) markup.Node {
	return markup.El("text", markup.Attr("x", num(x)), markup.Attr("y", num(y)), markup.Attr("text-anchor", anchor), markup.Text(text))
}

// laneFoot has what goes past the experts, and what always computes.
func (b *batch) laneFoot(m laneScale) markup.Node {
	y := m.bottom() + 16
	nodes := []markup.Node{
		markup.El("path", markup.Class("c-past"), markup.Attr("d", "M"+num(stripLeft+stripWide/2)+" "+num(m.bottom()+2)+"V"+num(y)+"H"+num(railX)+"l-9 -5m9 5l-9 5")),
		anchored("middle", routingWidth/2, y+20, "Residual path: "+quantity.Count(int64(b.own.dropped))+" of "+quantity.Count(int64(b.own.wanted.Total()))+" dropped"),
	}
	if b.s.Shared > 0 {
		nodes = append(nodes,
			bar("c-shared", laneLeft, y+32, laneRight-laneLeft, laneTallest-8),
			anchored("end", laneNames, y+48, "Shared"),
			markup.El("text", markup.Class("t-slot"), markup.Attr("x", num(laneLeft+8)), markup.Attr("y", num(y+48)),
				markup.Text(plural(b.s.Shared, "expert", "experts")+" for all "+plural(b.s.Tokens, "token", "tokens"))))
	}
	return markup.El("g", markup.Attr("aria-hidden", "true"), markup.List(nodes))
}
