package review

import (
	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// tooFew is how many reviews are too few to speak of a share.
const tooFew = 30

// retention is how many known cards were remembered in the last 30 days.
func retention(s *recall.State, today recall.Day) statistic {
	r := s.Retention(today-29, today)
	wanted := s.Settings().Retention
	c := statistic{
		name: "retention", title: "How much is remembered?",
		table: figure.Table{Header: []string{"Cards", "Remembered", "Asked", "Share", "From (95 %)", "To (95 %)"}},
	}
	rows := []remembering{{"Young", r.Young}, {"Mature", r.Mature}, {"All", r.All}}
	for _, row := range rows {
		share := "–"
		if row.All > 0 {
			share = percent(row.Value())
		}
		c.table.Rows = append(c.table.Rows, []string{row.name, count(row.Of), count(row.All), share, percent(row.Low), percent(row.High)})
	}
	switch all := r.All; {
	case all.All == 0:
		c.sentence = "No known card was asked in the last 30 days, so there is nothing to tell yet. First answers to new cards do not count."
	case all.All < tooFew:
		c.sentence = many(all.All, "review", "reviews") + " of known cards so far: too few to say. " + count(all.Of) + " were remembered."
	default:
		c.sentence = "Of the known cards (young: under 21 days) that were asked in the last 30 days, " + count(all.Of) + " of " + count(all.All) + " were remembered: " + percent(all.Value()) +
			", with 95 % confidence between " + percent(all.Low) + " and " + percent(all.High) + ". Wanted are " + number(wanted) + "\u00a0%."
	}
	c.empty = r.All.All == 0
	c.picture = drawRetention(rows, float64(wanted)/100, c.sentence)
	c.legend = []markup.Node{swatch("c-local", "remembered"), swatch("c-reach", "where the true share lies, with 95 % confidence"), dashes("c-level", "wanted")}
	return c
}

// A remembering is a share of remembered cards, with the cards that it is of.
type remembering struct {
	name string
	recall.Share
}

// drawRetention draws shares, each with the interval in which the true one lies, and
// the one that is wanted.
func drawRetention(rows []remembering, wanted float64, label string) markup.Node {
	const top, line, left, right = 14.0, 44.0, 86.0, 36.0
	foot := top + float64(len(rows))*line
	x := func(share float64) float64 { return left + share*(pictureWidth-left-right) }
	var nodes []markup.Node
	grid := ""
	for k := 0; k <= 4; k++ {
		v := float64(k) / 4
		grid += "M" + num(x(v)) + " " + num(top-6) + "V" + num(foot)
		nodes = append(nodes, text(x(v), foot+20, "middle", percent(v)))
	}
	nodes = append(nodes, markup.El("path", markup.Class("c-rule"), markup.Attr("d", grid)),
		markup.El("path", markup.Class("c-level"), markup.Attr("stroke-dasharray", "6 4"), markup.Attr("d", "M"+num(x(wanted))+" "+num(top-6)+"V"+num(foot))))
	for i, row := range rows {
		y := top + (float64(i)+0.5)*line
		nodes = append(nodes, text(left-14, y+5, "end", row.name))
		if row.All > 0 {
			nodes = append(nodes,
				rect("c-reach", x(row.Low), y-6, x(row.High)-x(row.Low), 12),
				markup.El("circle", markup.Class("c-local"), markup.Attr("cx", num(x(row.Value()))), markup.Attr("cy", num(y)), markup.Attr("r", "7")))
		}
	}
	return picture(foot+30, label, nodes...)
}

// forecast is how many cards fall due on the coming days.
func forecast(s *recall.State, a recall.Author) statistic {
	const days = 30
	due := s.Forecast(a.At, a.Zone, days)
	today := recall.DayOf(a.At, a.Zone, s.Settings().DayStart)
	c := statistic{name: "forecast", title: "When are they due?", table: figure.Table{Header: []string{"Day", "Cards"}, Note: "As the cards stand now: new ones, and the reviews that follow from these, come on top."}}
	all, most := 0, 0
	var columns []column
	for i, n := range due {
		label := ""
		if i%7 == 0 {
			label = "+" + number(i)
			if i == 0 {
				label = "today"
			}
		}
		columns = append(columns, column{label, float64(n)})
		c.table.Rows = append(c.table.Rows, []string{(today + recall.Day(i)).String(), number(n)})
		all += n
		if n > due[most] {
			most = i
		}
	}
	c.sentence = "Nothing falls due within 30 days."
	if all > 0 {
		c.sentence = many(all, "card falls", "cards fall") + " due within 30 days, " + count(due[0]) + " of them today."
		if most > 0 {
			c.sentence += " Most, " + count(due[most]) + ", come " + inDays(most) + "."
		}
	}
	c.empty = all == 0
	c.picture = bars("c-local", c.sentence, columns)
	return c
}

// calendar is the reviews of the last half year, a square a day.
func calendar(s *recall.State, today recall.Day) statistic {
	const weeks, side, left, top = 26, 16.4, 52.0, 8.0
	// Weeks begin on Monday: 1970-01-01 was a Thursday.
	weekday := int((int64(today)%7 + 7 + 3) % 7)
	first := today - recall.Day(weekday+7*(weeks-1))
	days := s.Calendar(first, today)
	c := statistic{name: "calendar", title: "On which days were they asked?", table: figure.Table{Header: []string{"Day", "Answers", "New", "Again", "Time"}, Note: "Days without a review are left out."}}
	most, active, all := 0, 0, 0
	for _, d := range days {
		most = max(most, d.Reviews)
		all += d.Reviews
		if d.Reviews > 0 {
			active++
			c.table.Rows = append(c.table.Rows, []string{d.Day.String(), number(d.Reviews), number(d.New), number(d.Again), minutes(d.Took)})
		}
	}
	paths := make([]string, 5)
	for i, d := range days {
		level := 0
		if d.Reviews > 0 {
			level = 1 + min(3, 4*(d.Reviews-1)/max(1, most))
		}
		x, y := left+float64(i/7)*side, top+float64(i%7)*side
		paths[level] += "M" + num(x) + " " + num(y) + "h" + num(side-2) + "v" + num(side-2) + "h" + num(2-side) + "z"
	}
	var nodes []markup.Node
	for level, d := range paths {
		nodes = append(nodes, markup.El("path", markup.Class("heat-"+number(level)), markup.Attr("d", d)))
	}
	for i, name := range []string{"Mon", "", "Wed", "", "Fri", "", ""} {
		if name != "" {
			nodes = append(nodes, text(left-8, top+float64(i)*side+13, "end", name))
		}
	}
	c.sentence = "No card was answered in the last 26 weeks."
	if all > 0 {
		c.sentence = many(all, "answer", "answers") + " on " + many(active, "day", "days") + " of the last 26 weeks; at most " + count(most) + " on one day."
	}
	c.empty = all == 0
	c.picture = picture(top+7*side+8, c.sentence, nodes...)
	c.legend = []markup.Node{swatch("heat-0", "none"), swatch("heat-1", "few"), swatch("heat-4", "most")}
	return c
}

// timeSpent is the time of the last 30 days.
func timeSpent(s *recall.State, today recall.Day) statistic {
	c := statistic{name: "time", title: "How much time does it take?", table: figure.Table{Header: []string{"Day", "Time", "Answers"}}}
	took, reviews := s.TimeSpent()
	var columns []column
	recent := int64(0)
	for i, d := range s.Calendar(today-29, today) {
		label := ""
		if i == 29 {
			label = "today"
		} else if (29-i)%7 == 0 {
			label = "−" + number(29-i)
		}
		columns = append(columns, column{label, float64(d.Took) / 60_000})
		recent += d.Took
		c.table.Rows = append(c.table.Rows, []string{d.Day.String(), minutes(d.Took), number(d.Reviews)})
	}
	c.sentence = "No time was spent yet."
	if reviews > 0 {
		c.sentence = minutes(took) + " in all for " + many(reviews, "answer", "answers") + ", " + quantity.Duration(float64(took)/1000/float64(reviews)) + " each; " + minutes(recent) + " in the last 30 days. The bars are minutes a day."
	}
	c.empty = recent == 0
	c.picture = bars("k2", c.sentence, columns)
	return c
}
