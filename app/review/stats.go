package review

import (
	"strconv"

	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/app/part"
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
	// empty says that there is nothing to draw yet.
	empty bool
}

func (s *stats) toggle(name string) {
	if s.open == nil {
		s.open = map[string]bool{}
	}
	s.open[name] = !s.open[name]
}

// statistics are all pictures.
func (b *Box) statistics() markup.Node {
	if b.stats.stale || b.stats.charts == nil {
		b.stats.charts, b.stats.stale = charts(b.book.State(), b.book.Author(), b.counts()), false
	}
	var sections []markup.Node
	if b.book.State().Len() > 0 {
		for _, c := range b.stats.charts {
			sections = append(sections, c.markup(b.stats.open[c.name]))
		}
	} else {
		sections = append(sections, para("", "There are no cards yet, so there is nothing to count. Under Review, those of the lesson can be kept."))
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
	if c.empty {
		c.picture, c.legend = markup.Node{}, nil
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
		stability(s.StabilityBars()), difficulty(s.DifficultyBars()),
		timeSpent(s, today),
	}
}

// percent is a share as a percentage, which no line breaks in two.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + "\u00a0%" }
