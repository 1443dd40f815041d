package figure

import (
	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

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
	if !b.own.limited() {
		return b.sentSentence(token, list)
	}
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

// sentSentence tells the way of a token whose experts take everybody.
func (b *batch) sentSentence(token int, list []moe.Assignment) string {
	const named = 4
	var to []string
	for _, a := range list[:min(named, len(list))] {
		to = append(to, "to expert "+quantity.Count(int64(a.Expert))+" with weight "+quantity.Times(a.Weight))
	}
	if more := len(list) - named; more > 0 {
		to = append(to, "to "+quantity.Count(int64(more))+" more")
	}
	return "Token " + quantity.Count(int64(token)) + " goes " + quantity.Listed(to, "and") + ". " + b.orderText(false)
}

// orderText says what the order of the batch has to do with it.
func (b *batch) orderText(dropped bool) string {
	switch {
	case b.s.Router != scenario.RouterCapacity:
		return "The order of the batch changes nothing about that."
	case b.s.Overflow == string(moe.DropLeast):
		return "Room is given to those whom the router likes best, whatever their order."
	case dropped && b.own.Capacity == 0:
		return "With this capacity there is no room for anybody."
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
