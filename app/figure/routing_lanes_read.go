package figure

import (
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// laneAt returns the expert and the assignment under a place of the lanes, nil
// where nobody waits; or, on the batch's side, the token there.
func (b *batch) laneAt(at Place) (expert int, a *moe.Assignment, token int) {
	m := b.laneScale()
	expert = max(0, min(m.experts-1, int((at.Y-lanesTop)/m.tall)))
	if at.X < linksEnd {
		place := max(0, min(m.tokens-1, int((at.Y-lanesTop)/(m.bottom()-lanesTop)*float64(m.tokens))))
		return expert, nil, b.order[place]
	}
	rank := int((at.X - laneLeft) / m.unit)
	if queue := b.own.queues[expert]; 0 <= rank && rank < len(queue) && at.X >= laneLeft {
		a = &b.own.Assignments[queue[rank]]
		return expert, a, b.order[a.Token]
	}
	return expert, nil, -1
}

func (b *batch) pointLanes(what string, at Place) Pointed {
	if what == roomGrip {
		return Pointed{Panel: lanesName, Text: b.roomText()}
	}
	m := b.laneScale()
	e, a, token := b.laneAt(at)
	p := Pointed{Panel: lanesName, Mark: outline(laneLeft-2, m.y(e), laneRight-laneLeft+4, m.tall)}
	switch {
	case a != nil:
		p.Text = b.assignmentText(token, *a)
		p.Mark = outline(laneLeft+float64(a.Rank)*m.unit-1, m.y(e), max(m.unit, 3)+2, m.tall)
	case token >= 0:
		p.Text = b.placeText(token)
		p.Mark = outline(stripLeft-4, m.stripY(b.place[token])-5, stripWide+8, 10)
	default:
		p.Text = b.expertText(e)
	}
	return p
}

// roomText says what the line of the capacity stands for.
func (b *batch) roomText() string {
	share := quantity.Times(b.mean())
	switch {
	case b.s.Router == scenario.RouterExpertChoice:
		return "Each expert takes an equal share, ⌊" + share + "⌋ = " + quantity.Count(int64(b.own.Capacity)) + " tokens. Moving the line sets a capacity instead."
	case !b.own.limited():
		return "This router has no capacity: nothing is dropped. Moving the line sets one."
	}
	return "Room for ⌊" + exact(b.s.Capacity) + " · " + share + "⌋ = " + plural(int64(b.own.Capacity), "assignment", "assignments") + ": the capacity factor times an equal share."
}

// expertText reads one lane.
func (b *batch) expertText(e int) string {
	n := b.own.wanted[e]
	text := "Expert " + quantity.Count(int64(e)) + " is given " + plural(int64(n), "token", "tokens")
	switch over := n - b.own.kept[e]; {
	case !b.own.limited():
		return text + "."
	case over > 0:
		return text + ", and has room for " + quantity.Count(int64(b.own.Capacity)) + ": " + quantity.Count(int64(over)) + " go past it."
	}
	return text + ", and has room for " + quantity.Count(int64(b.own.Capacity)) + "."
}

// assignmentText reads one place of a queue.
func (b *batch) assignmentText(token int, a moe.Assignment) string {
	return "Token " + quantity.Count(int64(token)) + b.queueText(a)
}

// queueText says where an assignment stands in its queue, and what that means.
func (b *batch) queueText(a moe.Assignment) string {
	text := " is " + quantity.Ordinal(int64(a.Rank)+1) + " of " + quantity.Count(int64(b.own.wanted[a.Expert])) +
		" in the queue of expert " + quantity.Count(int64(a.Expert))
	if a.Fate == moe.Kept {
		return text + ", and is computed with weight " + quantity.Times(a.Weight) + "."
	}
	return text + ", which has room for " + quantity.Count(int64(b.own.Capacity)) + ": it goes past."
}

// placeText reads a token of the batch.
func (b *batch) placeText(token int) string {
	text := "Token " + quantity.Count(int64(token))
	if b.s.Order > 0 {
		text += ", in place " + quantity.Count(int64(b.place[token])+1) + " of the shuffled batch"
	}
	list := b.own.Of(b.place[token])
	if len(list) == 0 {
		return text + ": no expert takes it."
	}
	for i, a := range list {
		if i == 0 {
			text += ": "
		} else {
			text += ", "
		}
		text += "expert " + quantity.Count(int64(a.Expert))
		if a.Fate == moe.Full {
			text += " (no room)"
		}
		if i == 5 && len(list) > 6 {
			return text + " and " + quantity.Count(int64(len(list)-6)) + " more."
		}
	}
	return text + "."
}

// holdLanes follows the token under the hand, and marks the expert.
func (b *batch) holdLanes(s *scenario.Routing, at Place) {
	e, _, token := b.laneAt(at)
	if token >= 0 {
		s.Token = int64(token)
	}
	if at.X >= linksEnd {
		s.Expert = int64(e)
	}
}

// lanesSentence says who finds room.
func (b *batch) lanesSentence() string {
	r, s := b.own, b.s
	full := 0
	for e := range r.wanted {
		if r.wanted[e] > r.kept[e] {
			full++
		}
	}
	switch {
	case s.Router == scenario.RouterExpertChoice:
		return "Each expert takes the " + plural(int64(r.Capacity), "token", "tokens") + " that like it best, so all queues are equally long. " + b.bareText() +
			" Whether a token is taken depends on tokens after it, which a model that writes word by word does not know yet."
	case !r.limited():
		return "Nobody is turned away: expert " + quantity.Count(int64(busiest(r.wanted))) + " computes " + quantity.Count(int64(r.wanted.Max())) + ", and all others wait until it is done. " +
			"With a capacity factor of " + exact(s.Capacity) + " it would have room for " + quantity.Count(int64(s.Room())) + "."
	case r.dropped == 0:
		return "With room for " + quantity.Count(int64(r.Capacity)) + " in each expert nobody is turned away, and " + quantity.Percent(b.idle()) + " of the room stays empty."
	}
	if r.Capacity == 0 {
		return "With a capacity factor of " + exact(s.Capacity) + " there is no room at all: " + plural(int64(r.wanted.Total()), "assignment goes", "assignments go") + " past. " + b.bareText()
	}
	who := "those who come last in the batch"
	if s.Overflow == string(moe.DropLeast) {
		who = "those whom the router likes least"
	}
	return plural(int64(full), "expert is", "experts are") + " asked by more than the " + quantity.Count(int64(r.Capacity)) + " that find room, and " + who + " go past: " +
		quantity.Count(int64(r.dropped)) + " of " + plural(int64(r.wanted.Total()), "assignment", "assignments") + ", while " + quantity.Percent(b.idle()) + " of all room stays empty. " + b.bareText()
}

// bareText says how many tokens no routed expert computes for.
func (b *batch) bareText() string {
	switch b.own.bare {
	case 0:
		return "Every token has at least one expert."
	case 1:
		return "One token has no expert: only its residual path goes on."
	}
	return quantity.Count(int64(b.own.bare)) + " tokens have no expert: only their residual path goes on."
}

// idle is the share of the room that nobody uses.
func (b *batch) idle() float64 {
	room := b.own.Capacity * int(b.s.Experts)
	if room == 0 {
		return 0
	}
	return 1 - float64(b.own.kept.Total())/float64(room)
}

// busiest is the expert with the largest load.
func busiest(l moe.Loads) int {
	at := 0
	for e, n := range l {
		if n > l[at] {
			at = e
		}
	}
	return at
}

func (b *batch) lanesTable() Table {
	t := Table{Header: []string{"token", "place", "expert", "score", "weight", "rank", "fate"}}
	for i := range b.order {
		for _, a := range b.own.Of(b.place[i]) {
			t.Rows = append(t.Rows, b.assignmentRow(i, a))
		}
	}
	return t
}
