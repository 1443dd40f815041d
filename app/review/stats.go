package review

import (
	"math"
	"strconv"

	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
)

// stats is what the statistics remember between looks: they are worked out anew
// only when something has changed.
type stats struct {
	stale  bool
	charts []statistic
	open   map[string]bool
	kept   []recall.Cost
	of     *recall.State
	len    int
}

// A statistic is a picture with the sentence that it shows and its numbers.
type statistic struct {
	name, title, sentence string
	picture               markup.Node
	legend                []markup.Node
	table                 figure.Table
}

func (s *stats) toggle(name string) {
	if s.open == nil {
		s.open = map[string]bool{}
	}
	s.open[name] = !s.open[name]
}

// costs are what each retention costs; they are asked for at each move of a
// slider.
func (s *stats) costs(state *recall.State) []recall.Cost {
	if s.of != state || s.len != state.Len() {
		s.kept, s.of, s.len = state.Costs(), state, state.Len()
	}
	return s.kept
}

// statistics are all pictures.
func (b *Box) statistics() markup.Node {
	if b.stats.stale || b.stats.charts == nil {
		b.stats.charts, b.stats.stale = charts(b.book.State(), b.book.Author(), b.counts()), false
	}
	sections := make([]markup.Node, len(b.stats.charts))
	for i, c := range b.stats.charts {
		sections[i] = c.markup(b.stats.open[c.name])
	}
	return markup.El(
		"section", markup.Class("card-stats"), markup.Attr("aria-labelledby", "statistics-title"),
		heading("statistics-title", "Statistics"),
		markup.List(sections),
	)
}

func (c statistic) markup(open bool) markup.Node {
	table := markup.Node{}
	if open {
		table = c.table.Markup(c.title)
	}
	return markup.El(
		"section", markup.Class("fig stat stat-"+c.name), markup.Attr("aria-labelledby", "stat-"+c.name),
		markup.El("h3", markup.ID("stat-"+c.name), markup.Class("panel-title"), markup.Text(c.title)),
		markup.El("div", c.picture),
		markup.El("ul", markup.Class("legend"), markup.List(c.legend)),
		para("sentence", c.sentence),
		markup.El("div", markup.Class("take"), part.Quiet("table:"+c.name, "Data", markup.Attr("aria-expanded", strconv.FormatBool(open)), markup.Attr("aria-label", "Data: "+c.title)),
			markup.El("div", markup.Class("data"), table)),
	)
}

// charts works all statistics out.
func charts(s *recall.State, a recall.Author, n recall.Counts) []statistic {
	today := recall.DayOf(a.At, a.Zone, s.Settings().DayStart)
	return []statistic{
		retention(s, today), forecast(s, a), calendar(s, today), byState(n),
		histogram("stability", "How long do memories hold?", s.StabilityBars()), histogram("difficulty", "How hard are they?", s.DifficultyBars()),
		timeSpent(s, today),
	}
}

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
	rows := []struct {
		name string
		recall.Share
	}{{"Young", r.Young}, {"Mature", r.Mature}, {"All", r.All}}
	for _, row := range rows {
		share := "–"
		if row.All > 0 {
			share = percent(row.Value())
		}
		c.table.Rows = append(c.table.Rows, []string{row.name, count(row.Of), count(row.Share.All), share, percent(row.Low), percent(row.High)})
	}
	switch all := r.All; {
	case all.All == 0:
		c.sentence = "No known card was asked in the last 30 days, so there is nothing to tell yet. First answers to new cards do not count."
	case all.All < tooFew:
		c.sentence = many(all.All, "review", "reviews") + " of known cards so far: too few to say. " + count(all.Of) + " were remembered."
	default:
		c.sentence = "Of the known cards (young: under 21 days) that were asked in the last 30 days, " + count(all.Of) + " of " + count(all.All) + " were remembered: " + percent(all.Value()) +
			", with 95 % confidence between " + percent(all.Low) + " and " + percent(all.High) + ". Wanted are " + number(wanted) + " %."
	}
	const top, line, left, right = 14.0, 44.0, 86.0, 36.0
	x := func(share float64) float64 { return left + share*(pictureWidth-left-right) }
	var nodes []markup.Node
	grid := ""
	for k := 0; k <= 4; k++ {
		v := float64(k) / 4
		grid += "M" + num(x(v)) + " " + num(top-6) + "V" + num(top+3*line)
		nodes = append(nodes, text(x(v), top+3*line+20, "middle", number(25*k)+" %"))
	}
	nodes = append(nodes, markup.El("path", markup.Class("c-rule"), markup.Attr("d", grid)),
		markup.El("path", markup.Class("c-level"), markup.Attr("stroke-dasharray", "6 4"), markup.Attr("d", "M"+num(x(float64(wanted)/100))+" "+num(top-6)+"V"+num(top+3*line))))
	for i, row := range rows {
		y := top + (float64(i)+0.5)*line
		nodes = append(nodes, text(left-14, y+5, "end", row.name))
		if row.Share.All > 0 {
			nodes = append(nodes,
				rect("c-reach", x(row.Low), y-6, x(row.High)-x(row.Low), 12),
				markup.El("circle", markup.Class("c-local"), markup.Attr("cx", num(x(row.Value()))), markup.Attr("cy", num(y)), markup.Attr("r", "7")))
		}
	}
	c.picture = picture(top+3*line+30, c.sentence, nodes...)
	c.legend = []markup.Node{swatch("c-local", "remembered"), swatch("c-reach", "where the true share lies, with 95 % confidence"), dashes("c-level", "wanted")}
	return c
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
	c.picture = picture(top+7*side+8, c.sentence, nodes...)
	c.legend = []markup.Node{swatch("heat-0", "none"), swatch("heat-1", "few"), swatch("heat-4", "most")}
	return c
}

// byState is the cards by how they stand, as one bar.
func byState(n recall.Counts) statistic {
	c := statistic{name: "states", title: "How do the cards stand?", table: figure.Table{Header: []string{"State", "Cards"}}}
	parts := []struct {
		name, class string
		n           int
	}{
		{"new", "c-kept", n.New},
		{"learning", "k4", n.Learning + n.Relearning},
		{"young", "c-reach", n.Young},
		{"mature", "c-local", n.Mature},
		{"suspended", "c-slot", n.Suspended},
	}
	all := 0
	for _, p := range parts {
		all += p.n
		c.table.Rows = append(c.table.Rows, []string{p.name, number(p.n)})
	}
	c.table.Rows = append(c.table.Rows, []string{"deleted", number(n.Deleted)}, []string{"leeches (counted above too)", number(n.Leeches)})
	var nodes []markup.Node
	x := 4.0
	for _, p := range parts {
		if p.n == 0 {
			continue
		}
		w := float64(p.n) / float64(all) * (pictureWidth - 8)
		nodes = append(nodes, rect(p.class, x, 8, max(1, w-1.5), 44))
		x += w
		c.legend = append(c.legend, swatch(p.class, p.name+": "+count(p.n)))
	}
	c.sentence = "There are no cards."
	if all > 0 {
		c.sentence = many(all, "card", "cards") + ": " + count(n.New) + " new, " + count(n.Learning+n.Relearning) + " in learning, " + count(n.Young) + " young, " +
			count(n.Mature) + " mature (from 21 days), " + count(n.Suspended) + " suspended."
	}
	c.picture = picture(60, c.sentence, nodes...)
	return c
}

// histogram is how many cards have which stability or difficulty.
func histogram(name, title string, list []recall.Bar) statistic {
	c := statistic{name: name, title: title, table: figure.Table{Header: []string{"From", "To less than", "Cards"}}}
	all := 0
	var columns []column
	var below float64
	for i, b := range list {
		all += b.Count
		label := short(b.From)
		switch {
		case name == "difficulty" && i == len(list)-1:
			label = "9–10"
		case b.From == 365:
			label = "1 y"
		case b.From == 730:
			label = "2 y"
		case b.From == 240:
			label = "" // there is no room for all of them
		}
		columns = append(columns, column{label, float64(b.Count)})
		to := short(b.To)
		if i == len(list)-1 {
			to = map[string]string{"difficulty": "10, included", "stability": "100 years"}[name]
		}
		c.table.Rows = append(c.table.Rows, []string{short(b.From), to, number(b.Count)})
	}
	half := 0
	for _, b := range list {
		half += b.Count
		if 2*half >= all {
			below = b.To
			break
		}
	}
	switch {
	case all == 0:
		c.sentence = "No card was begun yet."
	case name == "stability":
		c.sentence = "Of " + many(all, "card that was begun", "cards that were begun") + ", half or more will have sunk to a chance of 90 % within " + many(int(below), "day", "days") + ". Under each bar stands from how many days (or years) it counts."
	default:
		c.sentence = "Of " + many(all, "card that was begun", "cards that were begun") + ", half or more have a difficulty under " + short(math.Round(below)) + ", on a scale from 1 to 10."
	}
	class := "c-local"
	if name == "difficulty" {
		class = "k1"
	}
	c.picture = bars(class, c.sentence, columns)
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
	c.picture = bars("k2", c.sentence, columns)
	return c
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
			labels = append(labels, text(x+wide/2, height-6, "middle", number(c.Retention)+" %"))
		}
	}
	return markup.El("div", picture(height, "Answers a day against the desired retention, from "+perDay(costs[0])+" at 70 % to "+perDay(costs[len(costs)-1])+" at 97 %.",
		markup.El("path", markup.Class("c-kept"), markup.Attr("d", rest)), markup.El("path", markup.Class("c-local"), markup.Attr("d", mine)), markup.El("g", markup.List(labels))))
}

// swatch is the legend's piece of a colour, dashes that of a line.
func swatch(class, name string) markup.Node {
	return markup.El("li", markup.El("svg", markup.Attr("viewBox", "0 0 15 15"), markup.Attr("aria-hidden", "true"), rect(class, 0.5, 0.5, 14, 14)), markup.Text(name))
}

func dashes(class, name string) markup.Node {
	return markup.El("li", markup.El("svg", markup.Class("line"), markup.Attr("viewBox", "0 0 34 10"), markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class(class), markup.Attr("stroke-dasharray", "6 4"), markup.Attr("d", "M1 5H33"))), markup.Text(name))
}

// percent is a share as a percentage.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + " %" }

func short(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
