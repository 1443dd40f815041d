package figure

import (
	"strings"

	"attnexperts/calc/moe"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// routerText reads one bar.
func (b *batch) routerText(r *route, e int) string {
	text := routerName(b.s, r.router) + ", expert " + quantity.Count(int64(e)) + ": " + plural(int64(r.wanted[e]), "assignment", "assignments")
	if over := r.wanted[e] - r.kept[e]; over > 0 {
		text += ", of which " + quantity.Count(int64(over)) + " find no room"
	}
	was := b.with(scenario.RouterTopK).wanted[e]
	switch {
	case r == b.with(scenario.RouterTopK):
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
	plain, room, aux := b.with(scenario.RouterTopK), b.with(scenario.RouterCapacity), b.with(scenario.RouterAux)
	choice, bias := b.with(scenario.RouterExpertChoice), b.with(scenario.RouterBias)
	text := "All five see the same " + strings.TrimPrefix(plural(b.s.Tokens, "token", "tokens"), "1 ") + " with the same logits. Plain top-k gives the busiest expert " +
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
