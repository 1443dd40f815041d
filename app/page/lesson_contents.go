package page

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/app/progress"
	"attnexperts/calc/practice"
	"attnexperts/calc/quantity"
)

// handle opens the contents where there is no room beside the text: it stays at
// the top of the window.
func (r *lessonRoot) handle() markup.Node {
	_, left := r.words()
	return markup.El("button", markup.Attr("type", "button"), markup.Class("contents-handle"), markup.Attr("popovertarget", "contents"),
		markup.El("span", markup.Text(strconv.Itoa(r.reading.now+1)+" · "+r.parts[r.reading.now].Title)),
		markup.El("span", markup.Class("soft"), markup.Text(strings.Replace(timeLeft(left), " of reading", "", 1)))) // beside the longest title
}

// contents lists the parts: which is being read, which were, and how long the
// rest takes.
func (r *lessonRoot) contents() markup.Node {
	items := make([]markup.Node, len(r.parts))
	for i, p := range r.parts {
		class, state := "", ""
		if r.kept.Read[p.ID] {
			class, state = "read", ", read"
		}
		mark, checkpoint := "○", ", checkpoint open"
		if _, done := r.kept.Answered[p.ID]; done {
			mark, checkpoint = "●", ", checkpoint answered"
		}
		items[i] = markup.El("li", markup.Class(class), markup.El("a",
			markup.Attr("href", "#"+p.ID),
			markup.If(i == r.reading.now, markup.Attr("aria-current", "location")),
			markup.El("span", markup.Text(p.Title)),
			markup.El("span", markup.Class("checkpoint"), markup.Attr("aria-hidden", "true"), markup.Text(mark)),
			markup.El("span", markup.Class("unseen"), markup.Text(state+checkpoint))))
	}
	total, left := r.words()
	return markup.El(
		"nav", markup.ID("contents"), markup.Class("contents"), markup.Attr("popover", "auto"), markup.Attr("aria-label", "Contents"),
		markup.El("p", markup.Class("progress"),
			markup.El("progress", markup.Int("max", int64(total)), markup.Int("value", int64(total-left)), markup.Attr("aria-label", "Words read")),
			markup.El("span", markup.Text(timeLeft(left)))),
		markup.El("ol", markup.List(items)),
		markup.El("p", markup.Class("help"), markup.Text("✓ read\u00a0\u00a0 ●\u00a0answered")),
		markup.El("ul", markup.Class("contents-more"),
			markup.El("li", markup.El("a", markup.Attr("href", "#glossary"), markup.Text("Glossary"))),
			markup.El("li", markup.El("a", markup.Attr("href", part.URL("/practice/")), markup.Text(practised(r.kept.Practice))))),
		markup.El("div", r.forgetting()),
		markup.El("div", r.losing()),
	)
}

// practised says what practice came to.
func practised(lines []string) string {
	done, right := int64(0), int64(0)
	for _, line := range lines {
		if result, err := practice.ReadResult(line); err == nil {
			done++
			if result.First {
				right++
			}
		}
	}
	if done == 0 {
		return "Practice: ten minutes"
	}
	return "Practice: " + quantity.Count(right) + " of " + quantity.Count(done) + " right"
}

// losing says that nothing of the progress is kept, where that is so.
func (r *lessonRoot) losing() markup.Node {
	if app.IsServer || r.lasting {
		return markup.Node{}
	}
	return markup.El("p", markup.Class("help"), markup.Text("This browser keeps nothing beyond this page, so what you read and answer is forgotten when you leave it."))
}

// forgetting offers to reset the progress where there is some, and asks first.
func (r *lessonRoot) forgetting() markup.Node {
	if len(r.kept.Read)+len(r.kept.Answered)+len(r.kept.Practice) == 0 {
		return markup.Node{}
	}
	if !r.asks {
		return part.Button("plain", "reset", "Reset progress")
	}
	return markup.El("div", markup.Attr("role", "group"), markup.Attr("aria-label", "Reset progress"),
		markup.El("p", markup.Text("Forget what was read, answered and practised here? Flashcards stay.")),
		part.Button("plain", "forget", "Forget it"), part.Button("plain", "keep", "Keep it"))
}

// do carries out a button of the contents.
func (r *lessonRoot) do(button string) {
	r.asks = button == "reset"
	if button == "forget" {
		progress.Forget()
		r.kept = progress.Load()
		r.reading = reading{}
	}
	r.refresh()
}

// wordsAMinute is how fast a text like this is read. Brysbaert's review of 190
// studies (2019, Journal of Memory and Language 109) finds 238 words a minute for
// English non-fiction; numbers and figures between the lines take their time.
const wordsAMinute = 200

// timeLeft says how long so many words take to read.
func timeLeft(words int) string {
	if words <= 0 {
		return "All read"
	}
	return strconv.Itoa(max(1, (words+wordsAMinute/2)/wordsAMinute)) + " min of reading left"
}
