package review

import (
	"slices"
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
)

// asking is the card that is asked, with what can be done about it.
func (b *Box) asking() markup.Node {
	s := b.session
	v, ok := b.book.State().Card(s.card)
	if !ok {
		return markup.El("div", markup.Class("card-wait"), heading("card-title", "Saving your last answer…"),
			part.Quiet("undo", "Undo"))
	}
	question, answer := b.faces.question(v.Card), markup.Node{}
	typed := markup.Node{}
	if v.Kind == recall.Numeric {
		typed = b.typing(v.Card)
	}
	if s.shown && v.Kind == recall.Cloze {
		question = markup.Node{} // the answer is the same text, filled
	}
	do := part.Button("loud show", "show", "Show answer")
	if s.shown {
		do = b.grades()
		answer = markup.El("div", markup.Class("answered"), markup.Attr("tabindex", "-1"),
			markup.El("h3", markup.Class("unseen"), markup.Text("Answer")), b.verdict(v.Card), b.faces.answer(v.Card))
	}
	return markup.El(
		"div", markup.Class("asking"),
		b.left(),
		markup.El(
			"article", markup.Class("card-face"), markup.Attr("aria-labelledby", "card-title"),
			markup.El("h2", markup.ID("card-title"), markup.Class("card-title"), markup.Attr("tabindex", "-1"), markup.Text(cardTitle(v))),
			markup.El("div", question),
			markup.El("div", typed),
			markup.El("div", answer),
		),
		markup.El("div", markup.Class("card-do"), do),
		b.besides(),
		b.leeches(),
	)
}

// cardTitle is what a card is called while it is asked.
func cardTitle(v recall.View) string {
	state := "New card"
	switch v.Memory.Phase {
	case recall.Learning, recall.Relearning:
		state = "Learning"
	case recall.Review:
		state = "Review"
	}
	return joined(state, partTitle(v.Part))
}

// left says what is left of the session, and that what was answered is kept.
func (b *Box) left() markup.Node {
	s, kept := b.session, ""
	left := 0
	for _, id := range s.queue.Cards {
		if !s.busy(id) {
			left++
		}
	}
	switch {
	case s.writing():
		kept = "Saving…"
	case len(s.deeds) > 0:
		kept = "Saved"
	}
	if !slices.Contains(s.queue.Cards, s.card) {
		left++ // it is asked beyond the queue
	}
	early := ""
	if s.queue.Ahead > 0 && len(s.queue.Cards) == s.queue.Ahead {
		early = "ahead of time"
	}
	return markup.El(
		"p", markup.Class("session-left"),
		markup.El("span", markup.Text(joined(count(left+len(s.extra))+" left", early))),
		markup.El("span", markup.Class("kept"), markup.Text(kept)),
		part.Quiet("end", "Stop"),
	)
}

// typing is where the number of a number card is typed.
func (b *Box) typing(c recall.Card) markup.Node {
	s := b.session
	note := markup.El("p", markup.ID("typed-note"), markup.Class("help"), markup.Text("With its unit, if you like; Enter checks it."))
	class := "control"
	if s.problem != "" {
		class += " wrong"
		note = markup.El("p", markup.ID("typed-note"), markup.Class("problem"), markup.Attr("role", "alert"), markup.Text(s.problem))
	}
	label := "Your answer"
	if c.Answer.Unit != "" {
		label += " (" + string(c.Answer.Unit) + ")"
	}
	return markup.El(
		"form", markup.Class(class), markup.Attr("data-do", "check"), markup.Attr("autocomplete", "off"),
		markup.El("label", markup.Attr("for", "typed"), markup.Text(label)),
		markup.El("input", markup.Attr("type", "text"), markup.ID("typed"), markup.Attr("name", "typed"), markup.Attr("value", s.typed), markup.Attr("autocapitalize", "none"),
			markup.Attr("spellcheck", "false"), markup.Attr("aria-describedby", "typed-note"), markup.Flag("readonly", s.shown), markup.If(s.problem != "", markup.Attr("aria-invalid", "true"))),
		note,
	)
}

// verdict says whether the typed number is right.
func (b *Box) verdict(c recall.Card) markup.Node {
	switch b.session.verdict {
	case right:
		return para("verdict right", "✓ Right: "+b.session.typed+".")
	case wrong:
		return para("verdict missed", "✗ Not "+b.session.typed+", but "+c.Answer.Text()+".")
	}
	return markup.Node{}
}

// grades are the four grades, each with when the card would come back.
func (b *Box) grades() markup.Node {
	s := b.session
	buttons := make([]markup.Node, len(s.choices))
	for i, c := range s.choices {
		class := "grade grade-" + strconv.Itoa(int(c.Grade))
		if c.Grade == s.suggested() {
			class += " loud"
		}
		buttons[i] = markup.El(
			"button", markup.Attr("type", "button"), markup.Class(class), markup.Attr("data-do", "grade:"+strconv.Itoa(int(c.Grade))),
			markup.El("span", markup.Class("grade-name"), markup.Text(c.Grade.String())), markup.El("span", markup.Class("grade-when"), markup.Text(c.Text)))
	}
	return markup.El("div", markup.Class("grades"), markup.Attr("role", "group"), markup.Attr("aria-label", "How well did you know it?"), markup.List(buttons))
}

// besides is what can be done with the card but grade it.
func (b *Box) besides() markup.Node {
	hints := ""
	if !b.prefs.noKeys {
		hints = "Keys: space shows the answer, and then gives the grade in colour; 1 to 4 give the four grades, u undoes."
	}
	return markup.El(
		"div", markup.Class("besides"),
		part.Quiet("undo", "Undo", markup.Flag("disabled", b.session.last() == nil)),
		part.Quiet("edit", "Edit"),
		part.Quiet("bury", "Not today"),
		part.Quiet("suspend", "Suspend"),
		para("help keys-help", hints),
	)
}

// leeches says that a card was forgotten again and again, and what helps.
func (b *Box) leeches() markup.Node {
	v, ok := b.book.State().Card(b.leech)
	if !ok || v.Suspended || v.Deleted {
		return markup.El("div")
	}
	return markup.El(
		"div", markup.Class("notice"),
		para("", "You have forgotten “"+shortened(plainFront(v.Card), 80)+"” "+many(v.Memory.Lapses, "time", "times")+
			". Asking more often seldom helps: word it anew, split it in two, read up on it, or let it rest."),
		markup.El("p", markup.Class("do"), part.Quiet("open:"+v.ID, "Edit it"), part.Quiet("rest:"+v.ID, "Suspend it"), part.Quiet("no-leech", "Leave it")),
	)
}

// plainFront is the front of a card without what marks gaps.
func plainFront(c recall.Card) string {
	if c.Kind != recall.Cloze {
		return recall.Plain(c.Front)
	}
	text := ""
	for _, s := range recall.Gaps(c.Front) {
		if s.Gap == max(c.Gap, 1) {
			text += "[…]"
		} else {
			text += recall.Plain(s.Text)
		}
	}
	return text
}
