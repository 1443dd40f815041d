package review

import (
	"math"
	"strconv"

	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/calc/recall"
)

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
	c.empty = all == 0
	c.picture = picture(60, c.sentence, nodes...)
	return c
}

// stability is how long the cards that were begun are remembered.
func stability(list []recall.Bar) statistic {
	c := statistic{name: "stability", title: "How long do memories hold?"}
	return histogram(c, "c-local", list, func(b recall.Bar) (label, to string) {
		switch b.From {
		case 365:
			return "1 y", short(b.To)
		case 730:
			return "2 y", "100 years"
		case 240:
			return "", short(b.To) // there is no room for all of them
		}
		return short(b.From), short(b.To)
	}, func(below float64) string {
		return "are down to a chance of 90\u00a0% of being remembered within " + many(int(below), "day", "days") + ". Under each bar stands from how many days (or years) it counts."
	})
}

// difficulty is how hard the cards that were begun are.
func difficulty(list []recall.Bar) statistic {
	c := statistic{name: "difficulty", title: "How hard are they?"}
	return histogram(c, "k1", list, func(b recall.Bar) (label, to string) {
		if b.From == 9 {
			return "9–10", "10, included"
		}
		return short(b.From), short(b.To)
	}, func(below float64) string {
		return "have a difficulty under " + short(math.Round(below)) + ", on a scale from 1 to 10."
	})
}

// histogram draws how many cards lie between which bounds. bounds gives the label
// under a bar, and where it ends; half says what holds for the half of the cards that
// lies below a bound.
func histogram(c statistic, class string, list []recall.Bar, bounds func(recall.Bar) (label, to string), half func(below float64) string) statistic {
	c.table.Header = []string{"From", "To less than", "Cards"}
	columns, all := make([]column, len(list)), 0
	for i, b := range list {
		all += b.Count
		label, to := bounds(b)
		columns[i] = column{label, float64(b.Count)}
		c.table.Rows = append(c.table.Rows, []string{short(b.From), to, number(b.Count)})
	}
	c.empty, c.sentence = all == 0, "No card has been started yet."
	if all > 0 {
		c.sentence = "Of " + many(all, "card that was begun", "cards that were begun") + ", half or more " + half(middle(list, all))
	}
	c.picture = bars(class, c.sentence, columns)
	return c
}

// middle returns the end of the bar up to which half of all cards or more lie.
func middle(list []recall.Bar, all int) float64 {
	n := 0
	for _, b := range list {
		if n += b.Count; 2*n >= all {
			return b.To
		}
	}
	return 0
}

func short(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
