package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/exercise"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/app/progress"
	"attnexperts/calc/practice"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

var practicePage = Page{
	Path: "/practice/", Name: "Practice", Title: "Practice",
	Description: "Ten minutes of exercises on caches, windows, masks and experts, with the numbers of published models: checked at once, worked out step by step, kept on your device.",
}

func init() { practicePage.New = func() markup.Component { return newPractice() } }

// stage is what the page shows.
type stage uint8

const (
	// atHome is where practice begins, and what came of it so far.
	atHome stage = iota
	// atWork is an exercise.
	atWork
	// atEnd is the end of a session.
	atEnd
)

// practiceRoot is the practice page.
type practiceRoot struct {
	app.Compo

	// keep keeps flashcards and calls done once they are stored, or says why they
	// are not.
	keep func(list []recall.Card, done func(error))

	stage stage
	// round is what is being practised, sheet its exercise; nil where nothing is.
	round *round
	sheet *exercise.Sheet
	// opened is when the exercise was opened, and turn counts them.
	opened time.Time
	turn   int
	// seed is what a link asks the next session to be made from; 0 for none.
	seed uint64

	// earlier are the results that are not the round's own.
	earlier []practice.Result
	// unread counts kept lines that are no results; fleeting says that the browser
	// keeps nothing at all, refused that it would not keep what was done last.
	unread            int
	fleeting, refused bool
	notices           []scenario.Notice
	// told is what a button came to.
	told string

	// clock returns the time in Unix milliseconds, and how many minutes local
	// time is ahead of UTC.
	clock func() (at int64, zone int)

	shown markup.Node
	hands dom.Listeners
	// saving waits for the hand to rest, minute for the time to go on.
	saving, minute dom.Later
	ctx            app.Context
	root           app.Value
}

func newPractice() *practiceRoot {
	r := &practiceRoot{clock: cards.Now}
	r.keep = func(list []recall.Card, done func(error)) {
		cards.Open(r.ctx, func(c *cards.Cards) { c.Do(cards.Keep(list), done) })
	}
	r.load()
	if !app.IsServer {
		r.fleeting = !dom.Lasting()
		r.openAddress(dom.Fragment())
	}
	return r
}

func (r *practiceRoot) now() int64 {
	at, _ := r.clock()
	return at
}

// Markup implements markup.Component.
func (r *practiceRoot) Markup() markup.Node {
	var look markup.Node
	switch r.stage {
	case atWork:
		look = r.work()
	case atEnd:
		look = r.end()
	default:
		look = r.home()
	}
	return framed(practicePage, markup.El(
		"div", markup.Class("figure-page practice"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("Practice")),
		markup.El("div", part.Notices(r.notices, markup.Attr("data-do", "close-notices"))),
		markup.El("div", r.losses()),
		look,
	))
}

// Render implements app.Composer.
func (r *practiceRoot) Render() app.UI {
	r.shown = r.Markup()
	return r.shown.UI()
}

// OnMount implements app.Mounter.
func (r *practiceRoot) OnMount(ctx app.Context) {
	r.ctx, r.root = ctx, r.JSValue()
	on := r.hands.Add
	on(r.root, "input", r.onInput)
	on(r.root, "submit", r.onSubmit)
	on(r.root, "click", r.onClick)
	on(app.Window(), "pagehide", func(app.Value) { r.saving.Now() })
	on(app.Window(), "storage", func(e app.Value) {
		if key := e.Get("key"); key.IsNull() || progress.Key(key.String()) {
			r.load()
			r.refresh()
		}
	})
	if r.stage == atWork {
		r.address()
	}
	r.wait()
}

// OnNav implements app.Navigator: somebody followed a link to an exercise, or
// changed the address by hand.
func (r *practiceRoot) OnNav(app.Context) {
	if r.root == nil {
		return
	}
	r.saving.Now()
	if !r.openAddress(dom.Fragment()) {
		return
	}
	r.refresh()
	if r.stage == atWork {
		r.address()
		r.focus("#exercise-title")
	}
}

// OnDismount implements app.Dismounter.
func (r *practiceRoot) OnDismount() {
	r.saving.Now()
	r.minute.Stop()
	r.hands.Close()
}

// refresh shows the present state.
func (r *practiceRoot) refresh() {
	if r.root == nil {
		return // not on a screen
	}
	markup.Show(r.ctx, r.root, &r.shown, r.Markup())
}

func (r *practiceRoot) focus(selector string) {
	if r.root != nil {
		dom.Focus(r.ctx, r.root, selector)
	}
}

// How long the hand must be still before what is typed is kept, and how often
// the time that is left is said anew.
const (
	restTyped = 300 * time.Millisecond
	restTime  = 20 * time.Second
)

// wait says the time that is left anew, now and then, and after midnight what is
// today.
func (r *practiceRoot) wait() {
	r.minute.In(restTime, func() {
		r.refresh()
		r.wait()
	})
}
