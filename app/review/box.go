// Package review is the reader's card box: cards asked one at a time, all cards
// listed and written, statistics, settings, import and export.
//
// What a look is made of is computed from the cards' state and a few fields, so
// that it can be tested without a browser; live.go has what a browser adds.
package review

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/install"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// Box is the reader's card box as the page /cards/ has it.
type Box struct {
	app.Compo

	// book is nil until the cards are open, early what files were brought before.
	book  book
	early []dom.File
	// lesson are the cards of the lesson.
	lesson []recall.Card
	// view is what is shown, one of scenario's; reviewing is whether a session takes
	// its place, edit what is being written, nil if nothing is.
	view      string
	reviewing bool
	session   *session
	edit      *editor
	// parked is what was being written when a file or a link brought something; it
	// comes back once that was answered.
	parked []*editor

	// queue is what is to be asked as the state last had it, counted how many cards
	// stand how, once that was asked for.
	queue   recall.Queue
	counted *recall.Counts

	list     list
	settings settings
	stats    stats
	files    files
	offer    *offer
	faces    faces
	prefs    prefs

	notices []scenario.Notice
	// leech is the card that was just called one.
	leech string
	// trouble is what went wrong last, said what a screen reader hears.
	trouble, said string
	// persisting is whether the browser was asked to keep the cards.
	persisting bool
	// invitation asks, after a session, to install the lesson.
	invitation install.Invitation

	live live
}

// New returns the card box.
func New() *Box {
	return &Box{lesson: lessonCards(), view: scenario.CardsNow}
}

// open takes the cards over once they are there.
func (b *Box) open(c book) {
	b.book = c
	b.prefs = loadPrefs()
	b.news()
}

// news follows a new state of the cards.
func (b *Box) news() {
	a := b.book.Author()
	b.counted = nil
	b.stats.stale = true
	b.list.stale = true
	if b.session == nil {
		b.queue = b.book.State().Queue(a.At, a.Zone)
		return
	}
	if b.session.renew(b.book.State(), a.At, a.Zone) && b.reviewing {
		b.said = "That card was changed elsewhere. Next card."
		b.faceNext()
	}
	b.queue = b.session.queue
	b.endIfDone()
}

// counts are how many cards stand how. To count them is left until it is shown.
func (b *Box) counts() recall.Counts {
	if b.counted == nil {
		a := b.book.Author()
		n := b.book.State().Counts(a.At, a.Zone)
		b.counted = &n
	}
	return *b.counted
}

// total is how many cards there are, without those that were deleted.
func total(n recall.Counts) int {
	return n.New + n.Learning + n.Relearning + n.Young + n.Mature + n.Suspended
}

// write stores events. Saved is what is said once they are stored.
func (b *Box) write(saved string, make cards.Make, done func(err error)) {
	b.writeParts(saved, []cards.Make{make}, nil, done)
}

// writeParts is write for what takes long to make; progress may be nil.
func (b *Box) writeParts(saved string, parts []cards.Make, progress func(done, total int), done func(err error)) {
	b.trouble = ""
	b.book.DoParts(parts, progress, func(err error) {
		if err != nil {
			b.trouble = sentence(err)
			b.said = b.trouble
		} else if saved != "" {
			b.said = saved
		}
		done(err)
		b.news()
		b.refresh()
		if err == nil {
			b.stay()
		}
	})
}

// stay asks the browser once to keep the cards, when they have come to matter.
func (b *Box) stay() {
	if !b.persisting && b.book.WantsPersist() {
		b.persisting = true
		b.book.Persist(func(bool) { b.measure() })
	}
}

// Markup implements markup.Component.
func (b *Box) Markup() markup.Node {
	if b.book == nil {
		// Files can be dropped before, too.
		return markup.El("div", markup.Class("card-box"), opening(), markup.El("div", markup.Flag("hidden", true), opener()), b.status())
	}
	return markup.El(
		"div", markup.Class("card-box"),
		markup.El("div", b.warnings()),
		markup.El("div", b.offered()),
		markup.El("div", when(!b.reviewing && b.edit == nil, b.views)),
		para("told", b.files.told),
		markup.El("div", when(len(b.parked) > 0 && b.edit == nil && b.offer == nil && b.files.reading == "", func() markup.Node {
			return markup.El("p", markup.Class("do"), part.Quiet("write-on", "Go on with the card that you were writing"))
		})),
		// Each view has a place of its own, so that no control of one becomes one of
		// another.
		markup.El("div", when(b.at(scenario.CardsNow), b.now)),
		markup.El("div", when(b.reviewing && b.edit == nil, b.asking)),
		markup.El("div", when(b.edit != nil, b.editing)),
		markup.El("div", when(b.at(scenario.CardsList), b.listing)),
		markup.El("div", when(b.at(scenario.CardsStatistics), b.statistics)),
		markup.El("div", when(b.at(scenario.CardsSettings), b.choosing)),
		// Files can be dropped whatever is shown.
		markup.El("div", markup.Flag("hidden", !b.at(scenario.CardsFiles)), b.inAndOut(b.at(scenario.CardsFiles))),
		b.status(),
	)
}

// at reports whether a view is shown.
func (b *Box) at(view string) bool { return b.view == view && !b.reviewing && b.edit == nil }

// when makes a node only if it is wanted.
func when(wanted bool, make func() markup.Node) markup.Node {
	if !wanted {
		return markup.Node{}
	}
	return make()
}

func (b *Box) status() markup.Node {
	return markup.El("p", markup.Class("unseen"), markup.Attr("role", "status"), markup.Text(b.said))
}

// views are the buttons that choose what is shown.
func (b *Box) views() markup.Node {
	field, _ := scenario.CardsTable.Field("view")
	var buttons []markup.Node
	for _, o := range field.Of(&scenario.Cards{}).(scenario.OptionValue).Options {
		buttons = append(buttons, part.Quiet("view:"+o.Text, o.Label, markup.If(o.Text == b.view, markup.Attr("aria-current", "true"))))
	}
	return markup.El("nav", markup.Class("views"), markup.Attr("aria-label", "Flashcards"), markup.List(buttons))
}

// warnings are what the reader should know of the storage, what went wrong, and
// what of a link could not be used.
func (b *Box) warnings() markup.Node {
	var boxes []markup.Node
	if b.trouble != "" {
		boxes = append(boxes, markup.El("div", markup.Class("notice trouble"),
			para("", b.trouble+" Nothing that was saved before is touched."), does(part.Quiet("no-trouble", "Close"))))
	}
	if len(b.notices) > 0 {
		boxes = append(boxes, part.Notices(b.notices, markup.Attr("data-do", "no-notices")))
	}
	for _, n := range b.book.Notices() {
		way := markup.Node{}
		switch n.Kind {
		case cards.Evicted, cards.DeletedElsewhere:
			way = part.Quiet("view:"+scenario.CardsFiles, "Open an export")
		case cards.InMemory, cards.NearlyFull:
			way = part.Quiet("export", "Save an export")
		}
		boxes = append(boxes, markup.El("div", markup.Class("notice"),
			para("", n.Text), does(way, part.Quiet("dismiss:"+noticeKey(n.Kind), "Close"))))
	}
	if text := b.files.reminder; text != "" {
		boxes = append(boxes, markup.El("div", markup.Class("notice"),
			para("", text), does(part.Quiet("export", "Save an export"), part.Quiet("not-now", "Later"))))
	}
	return markup.El("div", markup.Class("warnings"), markup.List(boxes))
}

// does is what can be done about something.
func does(buttons ...markup.Node) markup.Node {
	return markup.El("p", markup.Class("do"), markup.List(buttons))
}

func noticeKey(k cards.NoticeKind) string { return string('a' + rune(k)) }

// openLink takes over the scenario of a link.
func (b *Box) openLink(fragment string) {
	s, notices := scenario.CardsTable.Parse(fragment)
	b.view, b.notices = s.View, notices
	b.reviewing = false
	if s.Deck != "" {
		b.received(s.Deck)
	}
}

// Render implements app.Composer.
func (b *Box) Render() app.UI {
	b.live.shown = b.Markup()
	return b.live.shown.UI()
}

// prefs is what is kept on the device and is no part of the cards.
type prefs struct {
	noKeys, noSwipes bool
}

const (
	keysKey   = "attnexperts/cards-keys"
	swipesKey = "attnexperts/cards-swipes"
	off       = "off"
)

// save keeps them, where the browser keeps anything; otherwise they last as long
// as the page.
func (p prefs) save() {
	for key, is := range map[string]bool{keysKey: p.noKeys, swipesKey: p.noSwipes} {
		if is {
			_ = dom.Keep(key, off)
		} else {
			dom.Drop(key)
		}
	}
}

func loadPrefs() prefs {
	keys, _ := dom.Kept(keysKey)
	swipes, _ := dom.Kept(swipesKey)
	return prefs{noKeys: keys == off, noSwipes: swipes == off}
}
