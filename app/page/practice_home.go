package page

import (
	"strconv"

	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/practice"
	"attnexperts/calc/quantity"
	"attnexperts/calc/scenario"
)

// home is where practice begins: what it is, one button, what can be practised,
// and what came of it so far.
func (r *practiceRoot) home() markup.Node {
	return markup.El(
		"div", markup.Class("practice-home"),
		markup.El("p", markup.Class("lead"), markup.Text("Ten exercises in about ten minutes, with the numbers of published models: checked at once, and worked out step by step. "+
			"Each is made from a seed, so that its link gives anyone the same one. What comes of it stays on this device.")),
		r.beginning(),
		markup.El("p", markup.Class("without-scripts"), markup.Text("The exercises are made and checked by a program in this page, and it does not run here: it needs scripts and WebAssembly. "+
			"What each kind trains can be read below.")),
		markup.El("div", r.soFar()),
		markup.El(
			"section", markup.Attr("aria-labelledby", "kinds-title"),
			markup.El("h2", markup.ID("kinds-title"), markup.Text("One kind by itself")),
			markup.El("p", markup.Text("A session mixes them, and gives more of what was missed. Here you practise one as long as you like.")),
			markup.El("ul", markup.Class("kinds"), markup.List(kindList())),
		),
	)
}

// beginning is the button that begins a session, or goes on with the one that is
// under way.
func (r *practiceRoot) beginning() markup.Node {
	begin, said := "Begin a session", "Stop whenever you like: each exercise counts once it is done."
	class := part.Quiet("class", "For a class")
	if r.seed > 0 {
		begin = "Begin session " + strconv.FormatUint(r.seed, 10)
		said = "Everyone who opens this page’s link gets the same exercises, as long as they answer alike."
		class = part.Quiet("share-session", "Share the link")
	}
	do := []markup.Node{part.Loud("begin", begin)}
	if d, _ := r.underWay(); d != nil {
		if r.seed == 0 {
			begin = "Begin a new one"
		}
		do = []markup.Node{part.Loud("go-on", "Go on with your session"), part.Quiet("begin", begin)}
		said = "Exercise " + strconv.Itoa(len(d.own)+1) + " of " + strconv.Itoa(practice.SessionExercises) + ", about " + inMinutes(d.Left(r.now())) + "\u00a0min left."
	}
	return markup.El("div", markup.Class("with-scripts"), markup.El("p", markup.Class("answer-do"), markup.List(do), class, markup.El("span", markup.Text(said))),
		markup.El("p", markup.Class("help bar-said"), markup.Attr("role", "status"), markup.Text(r.told)))
}

// forClass makes a session that a link gives everybody alike.
func (r *practiceRoot) forClass() {
	r.seed = 1 + uint64(r.now())%practice.MaxSeed
	r.address()
}

// shareSession offers the link of that session.
func (r *practiceRoot) shareSession() {
	s := scenario.PracticeTable.Default()
	s.Seed = int64(r.seed)
	r.offer("Practice, session "+strconv.FormatUint(r.seed, 10), s)
}

// kindList lists what can be practised, each a link.
func kindList() []markup.Node {
	var items []markup.Node
	for _, k := range practice.Kinds() {
		s := scenario.PracticeTable.Default()
		s.Kind = k.Key
		items = append(items, markup.El(
			"li",
			markup.El("h3", markup.El("a", markup.Attr("href", part.URL(scenario.PracticeTable.Link(s))), markup.Text(k.Name))),
			markup.El("p", markup.Text(k.Trains)),
			markup.El("p", markup.Class("help"), markup.Text("Taught in "), partOf(k)),
		))
	}
	return items
}

// losses says what could not be read or will not be kept.
func (r *practiceRoot) losses() markup.Node {
	if r.unread == 0 && !r.fleeting && !r.refused {
		return markup.Node{}
	}
	read, keep := markup.Node{}, markup.Node{}
	if r.unread > 0 {
		read = markup.El("p", markup.Text(quantity.Plural(int64(r.unread), "line", "lines")+" of earlier results could not be read and "+isAre(r.unread)+" left out. All others count."))
	}
	if r.fleeting {
		keep = markup.El("p", markup.Text("This browser does not keep anything here. You can practise all the same; what comes of it is forgotten when the page closes."))
	} else if r.refused {
		keep = markup.El("p", markup.Text("This browser did not keep what you did last: its room for this site may be full. Earlier results stay. You can practise on; what comes of it may be forgotten when the page closes."))
	}
	return markup.El("div", markup.Class("notice"), markup.Attr("role", "status"), read, keep)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
