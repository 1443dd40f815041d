package page

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/calc/practice"
	"attnexperts/calc/quantity"
)

// fewResults is up to how many exercises a share says little.
const fewResults = 5

// soFar is what came of practice on this device, or what will stand there.
func (r *practiceRoot) soFar() markup.Node {
	results := r.results()
	title := markup.El("h2", markup.ID("results-title"), markup.Text("So far"))
	if len(results) == 0 {
		return markup.El("section", markup.Attr("aria-labelledby", "results-title"), title,
			markup.El("p", markup.Text("Nothing yet. After the first exercise, your results stand here by kind and by day.")))
	}
	at, zone := r.clock()
	today := dayOf(at, zone)
	rows, little := []markup.Node{}, false
	for _, t := range practice.Tallies(results) {
		rows = append(rows, tallyRow(t, today, zone))
		little = little || t.Done > 0 && t.Done < fewResults
	}
	said := markup.Node{}
	if little {
		said = markup.El("p", markup.Class("help"), markup.Text("A hollow bar stands for fewer than "+strconv.Itoa(fewResults)+" exercises: too few to say much."))
	}
	return markup.El(
		"section", markup.Attr("aria-labelledby", "results-title"), title,
		markup.El("p", markup.Text("Right at first try in a row: "), r.streak()),
		markup.El(
			"div", markup.Class("scrolls"), markup.Attr("tabindex", "0"), markup.Attr("role", "group"), markup.Attr("aria-label", "Results by kind, scroll sideways where the table is wide"),
			markup.El(
				"table", markup.Class("tallies"),
				markup.El("caption", markup.Text("Right at first try, which is without a tip, by kind; levels go from 1 to "+strconv.Itoa(practice.MaxLevel)+".")),
				markup.El("thead", markup.El("tr", columnHeads("Kind", "Right", "Share", "Level", "Last"))),
				markup.El("tbody", markup.List(rows)),
			),
		),
		markup.El("div", said),
		daysChart(practice.Days(results, zone), today),
	)
}

func columnHeads(names ...string) markup.Item {
	cells := make([]markup.Node, len(names))
	for i, name := range names {
		cells[i] = markup.El("th", markup.Attr("scope", "col"), markup.Text(name))
	}
	return markup.List(cells)
}

// tallyRow is what came of one kind.
func tallyRow(t practice.Tally, today int64, zone int) markup.Node {
	right, last := "–", "not yet"
	if t.Done > 0 {
		right, last = strconv.Itoa(t.Right)+" of "+strconv.Itoa(t.Done), daysAgo(today-dayOf(t.Last, zone))
	}
	return markup.El(
		"tr",
		markup.El("th", markup.Attr("scope", "row"), markup.Text(t.Kind.Name)),
		markup.El("td", markup.Text(right)), markup.El("td", shareBar(t)),
		markup.El("td", markup.Text(strconv.Itoa(t.Level))),
		markup.El("td", markup.Text(last)),
	)
}

// shareBar draws the share that was right at first try; the numbers beside it
// say the same.
func shareBar(t practice.Tally) markup.Node {
	const width, height = 120, 14
	share := int64(0)
	if t.Done > 0 {
		share = int64(width * t.Right / t.Done)
	}
	class := "c-local"
	if t.Done < fewResults {
		class = "c-hollow"
	}
	return markup.El(
		"svg", markup.Class("share-bar"), markup.Attr("viewBox", "-1 -1 122 16"), markup.Attr("aria-hidden", "true"),
		resultRect("c-slot", 0, 0, width, height), resultRect(class, 0, 0, share, height),
	)
}

func resultRect(class string, x, y, width, height int64) markup.Node {
	return markup.El("rect", markup.Class(class), markup.Int("x", x), markup.Int("y", y), markup.Int("width", width), markup.Int("height", height))
}

// dayOf counts the days to a time in local time, as practice.Days does.
func dayOf(at int64, zone int) int64 { return (at + int64(zone)*60_000) / 86_400_000 }

// daysAgo says how long so many days are.
func daysAgo(days int64) string {
	switch {
	case days <= 0:
		return "today" // or the clock was ahead
	case days == 1:
		return "yesterday"
	}
	return quantity.Plural(days, "day", "days") + " ago"
}

// shownDays is how many days back the days are drawn.
const shownDays = 28

// daysChart draws what was done on each of the last days.
func daysChart(list []practice.Day, today int64) markup.Node {
	const step, height = 12, 40
	bars := []markup.Node{markup.El("path", markup.Class("c-rule"), markup.Attr("d", "M0 40.5H336"))}
	most := 1
	byDay := map[int64]practice.Day{}
	for _, d := range list {
		// A day can come twice where the clock was set.
		sum := byDay[d.Day]
		sum.Done, sum.Right, sum.Took = sum.Done+d.Done, sum.Right+d.Right, sum.Took+d.Took
		byDay[d.Day] = sum
	}
	on, done, right, took := int64(0), 0, 0, int64(0)
	for day := today - shownDays + 1; day <= today; day++ {
		most = max(most, byDay[day].Done)
	}
	for i := range int64(shownDays) {
		d := byDay[today-shownDays+1+i]
		if d.Done == 0 {
			continue
		}
		on, done, right, took = on+1, done+d.Done, right+d.Right, took+d.Took
		all := int64(max(2, height*d.Done/most))
		good := int64(height * d.Right / most)
		bars = append(bars, resultRect("c-slot", i*step+1, height-all, step-2, all), resultRect("c-local", i*step+1, height-good, step-2, good))
	}
	said := "In the last four weeks: " + quantity.Plural(on, "day", "days") + ", " + quantity.Plural(int64(done), "exercise", "exercises") + ", " +
		strconv.Itoa(right) + " right at first try, " + quantity.Plural((took+59_999)/60_000, "minute", "minutes") + "."
	return markup.El(
		"div", markup.Class("days"),
		markup.El("p", markup.Text(said)),
		markup.El("svg", markup.Attr("viewBox", "0 -1 336 43"), markup.Attr("role", "img"), markup.Attr("aria-label", "A bar for each of the last 28 days, today at the right. "+said), markup.List(bars)),
		markup.El("p", markup.Class("help"), markup.Text("Four weeks, today at the right: exercises done, and in blue those right at first try.")),
	)
}
