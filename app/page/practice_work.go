package page

import (
	"strconv"
	"strings"

	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/practice"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// work is an exercise in its round.
func (r *practiceRoot) work() markup.Node {
	// Each exercise is another element than the one before, so that nothing that
	// was typed or unfolded there stays.
	tag := "div"
	if r.turn%2 == 1 {
		tag = "section"
	}
	return markup.El(
		"div", markup.Class("at-work"),
		r.standing(),
		markup.El(tag, r.sheet.Markup(r.after())),
		markup.El(
			"div", markup.Class("bar"),
			part.Quiet("share", "Share"), part.Quiet("stop", r.stopping()),
			markup.El("span", markup.Class("bar-said"), markup.Attr("role", "status"), markup.Text(r.told)),
		),
	)
}

// stopping is what the button that ends the round says.
func (r *practiceRoot) stopping() string {
	if r.round.kind == "" && len(r.round.own) > 0 {
		return "End the session"
	}
	return "All of practice"
}

// standing says how far the round is, and what came of it so far.
func (r *practiceRoot) standing() markup.Node {
	d := r.round
	nth := len(d.own) + 1
	if r.sheet.Done() {
		nth = max(1, len(d.own))
	}
	far := "Exercise " + strconv.Itoa(nth) + " of " + strconv.Itoa(practice.SessionExercises)
	if d.kind != "" {
		far = "Exercise " + strconv.Itoa(nth) + ", one kind by itself"
	}
	return markup.El(
		"div", markup.Class("round-standing"),
		markup.El("p", markup.El("strong", markup.Text(far)), markup.El("span", markup.Text(r.timeLeft()))),
		markup.El("p", r.score(), markup.Text(" · in a row: "), r.streak()),
	)
}

// timeLeft says in minutes how much of a session's time is left.
func (r *practiceRoot) timeLeft() string {
	if r.round.kind != "" {
		return ""
	}
	switch left := r.round.Left(r.now()); {
	case left == 0:
		return " · the ten minutes are up; finish this one in peace"
	case left <= 60_000:
		return " · about a minute left"
	default:
		return " · about " + inMinutes(left) + " minutes left"
	}
}

// inMinutes is a time in minutes, rounded up.
func inMinutes(ms int64) string { return quantity.Count((ms + 59_999) / 60_000) }

// score is how many of the round's exercises were right at first try.
func (r *practiceRoot) score() markup.Node {
	right, done := r.round.Score(r.round.own)
	return markup.El("span", markup.Text("Right at first try: "), part.IntOutput("score", int64(right), strconv.Itoa(right)+" of "+strconv.Itoa(done)))
}

// streak is how many of the latest exercises were.
func (r *practiceRoot) streak() markup.Node {
	n := practice.Streak(r.results())
	return part.IntOutput("streak", int64(n), strconv.Itoa(n))
}

// after is what follows an exercise that is done.
func (r *practiceRoot) after() markup.Node {
	label := "Next exercise"
	if r.round.over(r.now()) {
		label = "See how the session went"
	}
	return markup.El("p", markup.Class("answer-do"), part.Loud("next", label))
}

// share offers the link of the exercise.
func (r *practiceRoot) share() {
	if r.sheet == nil {
		return
	}
	r.offer(r.sheet.Exercise.Title, r.round.scenario())
}

// offer offers a link.
func (r *practiceRoot) offer(title string, s scenario.Practice) {
	link := dom.Origin() + part.URL(scenario.PracticeTable.Link(s))
	dom.Share(title, link, func(ok bool) {
		r.told = "Link copied."
		if !ok {
			r.told = "The browser did not allow copying. The link: " + link
		}
		r.refresh()
	})
}

// keepCard keeps a question of the exercise that is open as a flashcard.
func (r *practiceRoot) keepCard(question string) {
	n, err := strconv.Atoi(question)
	if err != nil || r.sheet == nil || n < 0 || n >= len(r.sheet.Exercise.Questions) || r.sheet.HasKept(n) {
		return
	}
	sheet := r.sheet
	r.keep([]recall.Card{sheet.Exercise.Card(n)}, func(err error) {
		sheet.Kept(n, err == nil, keptSaid(err))
		r.refresh()
	})
}

// keptSaid says what became of keeping cards.
func keptSaid(err error) string {
	if err != nil {
		return "Not kept: " + strings.TrimSuffix(err.Error(), ".") + "."
	}
	return "Kept among your flashcards."
}
