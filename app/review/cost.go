package review

import (
	"math"
	"strconv"
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/recall"
)

// cost says what a desired retention costs, beside what the present one does.
func (b *Box) cost(typed string) markup.Node {
	costs := b.stats.costs(b.book.State())
	at := func(retention int) (recall.Cost, bool) {
		for _, c := range costs {
			if c.Retention == retention {
				return c, true
			}
		}
		return recall.Cost{}, false
	}
	now := b.book.State().Settings().Retention
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	to, ok := at(n)
	from, _ := at(now)
	said := "What it costs is told once cards are in review: so far there is nothing to count with."
	switch {
	case err != nil || !ok:
		said = "What it costs is told for 70\u00a0% to 97\u00a0%."
	case from.PerDay == 0:
	case n == now:
		said = "At " + number(now) + "\u00a0% the cards in review ask for about " + perDay(from) + " in the coming days; new cards come on top."
	default:
		said = "At " + number(n) + "\u00a0% about " + perDay(to) + ", instead of " + perDay(from) + " at " + number(now) + "\u00a0%; new cards come on top."
	}
	return markup.El("div", markup.Class("retention-cost"), para("", said), b.stats.costPicture(costs, n))
}

// costs are what each retention costs; they are asked for at each move of a
// slider.
func (s *stats) costs(state *recall.State) []recall.Cost {
	if s.of != state || s.len != state.Len() {
		s.kept, s.of, s.len = state.Costs(), state, state.Len()
	}
	return s.kept
}

// costPicture is what each retention costs, the chosen one marked.
func (s *stats) costPicture(costs []recall.Cost, chosen int) markup.Node {
	most := 0.0
	for _, c := range costs {
		most = max(most, c.PerDay)
	}
	if most == 0 {
		return markup.El("div")
	}
	const height, left = 120.0, 8.0
	wide := (pictureWidth - 2*left) / float64(len(costs))
	rest, mine := "", ""
	var labels []markup.Node
	for i, c := range costs {
		x, h := left+float64(i)*wide, c.PerDay/most*(height-34)
		d := "M" + num(x+1) + " " + num(height-24) + "v" + num(-h) + "h" + num(wide-2) + "v" + num(h) + "z"
		if c.Retention == chosen {
			mine += d
		} else {
			rest += d
		}
		if c.Retention%5 == 0 {
			at, anchor := x+wide/2, "middle"
			if i == 0 {
				at, anchor = left, "start" // in the middle it would be cut off
			}
			labels = append(labels, text(at, height-6, anchor, number(c.Retention)+"\u00a0%"))
		}
	}
	return markup.El("div", picture(height, "Answers a day against the desired retention, from "+perDay(costs[0])+" at 70 % to "+perDay(costs[len(costs)-1])+" at 97 %.",
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", rest)), markup.El("path", markup.Class("c-local"), markup.Attr("d", mine)), markup.El("g", markup.List(labels))))
}

// perDay says how many answers a day something costs.
func perDay(c recall.Cost) string {
	switch {
	case c.PerDay < 1:
		return "less than one answer a day"
	case c.PerDay < 10:
		return strconv.FormatFloat(c.PerDay, 'f', 1, 64) + " answers a day"
	}
	return many(int(math.Round(c.PerDay)), "answer", "answers") + " a day"
}
