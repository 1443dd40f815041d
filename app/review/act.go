package review

import (
	"strings"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
	"attnexperts/app/install"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// act carries out a button.
func (b *Box) act(action string) {
	if b.book == nil {
		return
	}
	name, what, _ := strings.Cut(action, ":")
	b.files.told = ""
	if !b.invitation.Do(action, b.answered) {
		b.do(name, what)
	}
	b.refresh()
}

// answered follows the answer to the invitation.
func (b *Box) answered() {
	b.refresh()
	b.focus(install.Answer)
}

// do carries out the button of a name; most concern the cards that are asked.
func (b *Box) do(name, what string) {
	switch name {
	case "view":
		b.turn(what)
	case "review":
		b.begin()
	case "more":
		b.more()
	case "end":
		b.reviewing = false
		b.focus("#now-title")
	case "show", "check":
		b.show()
	case "grade":
		b.grade(what)
	case "undo":
		b.undo()
	case "bury":
		b.put(recall.Buried, "Put off until tomorrow. Next card.")
	case "suspend":
		b.put(recall.Suspended, "Suspended. Next card.")
	case "no-leech":
		b.leech = ""
	case "rest":
		b.leech = ""
		b.write("Suspended.", one(recall.Suspended, what), func(error) {})
	case "keep-all", "keep-part":
		b.keepPart(what)
	default:
		b.doBeside(name, what)
	}
}

// doBeside carries out what does not concern the cards that are asked.
func (b *Box) doBeside(name, what string) {
	switch name {
	case "no-trouble":
		b.trouble = ""
	case "no-notices":
		b.notices = nil
	case "dismiss":
		b.dismiss(what)
	case "not-now":
		b.files.reminder = ""
	case "new":
		b.compose(recall.View{})
	case "edit":
		b.openCard(b.session.card)
	case "open":
		b.openCard(what)
	case "page":
		b.list.turn(what)
		b.focus(".list-found")
	case "close":
		b.closeEditor()
	case "write-on":
		b.back()
	case "set":
		b.setCard(what)
	case "share":
		b.share()
	case "table":
		b.stats.toggle(what)
	case "export":
		b.export()
	case "anki":
		b.anki()
	case "wipe":
		b.wipe(what)
	case "adopt":
		b.adopt(what)
	case "headings":
		b.keepHeadings()
	case "leave":
		b.leaveOffer()
	case "configure":
		b.configure()
	case "default":
		b.settings.defaults()
	}
}

// dismiss closes a notice of the storage.
func (b *Box) dismiss(key string) {
	for _, n := range b.book.Notices() {
		if noticeKey(n.Kind) == key {
			b.book.Dismiss(n.Kind)
			return
		}
	}
}

// turn shows another view.
func (b *Box) turn(view string) {
	b.park()
	b.view, b.reviewing = view, false
	b.files.asks = false
	if view == scenario.CardsFiles {
		b.measure()
	}
	b.address()
	b.focus("#" + view + "-title")
}

// address brings the address bar to what is shown.
func (b *Box) address() {
	if b.live.root != nil {
		dom.SetFragment(scenario.CardsTable.Fragment(scenario.Cards{View: b.view}))
	}
}

// begin asks the first card, or goes on.
func (b *Box) begin() {
	if b.session == nil {
		b.session = &session{}
	}
	b.reviewing, b.view = true, scenario.CardsNow
	a := b.book.Author()
	b.session.renew(b.book.State(), a.At, a.Zone)
	b.session.timer.reset()
	b.faceNext()
	b.endIfDone()
}

// more begins with cards that today's limits keep back.
func (b *Box) more() {
	if b.session == nil {
		b.session = &session{}
	}
	a := b.book.Author()
	b.session.extra = b.book.State().Beyond(a.At, a.Zone, moreToday)
	b.begin()
}

// endIfDone ends the session where nothing is left to ask, and nothing is still
// being written that may come back.
func (b *Box) endIfDone() {
	if b.reviewing && b.session.card == "" && !b.session.writing() {
		b.reviewing = false
		b.invitation.Pause()
		b.said = strings.TrimSpace(strings.TrimSuffix(b.said, "Next card.") + " Done for now.")
		b.focus("#now-title")
	}
}

// faceNext puts the focus on the next card.
func (b *Box) faceNext() { b.focus("#card-title") }

// show shows the answer.
func (b *Box) show() {
	s := b.session
	v, ok := b.book.State().Card(s.card)
	if !b.reviewing || s.shown || !ok {
		return
	}
	if s.answer(v.Card); s.shown {
		b.focus(".answered")
	}
}

// grade takes a grade from 1 to 4 and asks the next card at once.
func (b *Box) grade(text string) {
	if !b.reviewing || !b.session.shown || len(text) != 1 || text < "1" || text > "4" {
		return
	}
	d, make := b.session.act(recall.Reviewed, recall.Grade(text[0]-'0'))
	b.perform(d, make, "Saved. Next card.")
}

// put does something else with the card that is asked, and asks the next one.
func (b *Box) put(kind recall.Kind, said string) {
	if b.reviewing && b.session.card != "" {
		d, make := b.session.act(kind, 0)
		b.perform(d, make, said)
	}
}

// perform shows the next card and writes what was done to the last one.
func (b *Box) perform(d *deed, make cards.Make, said string) {
	s, a := b.session, b.book.Author()
	wasLeech := false
	if v, ok := b.book.State().Card(d.card); ok {
		wasLeech = v.Leech
	}
	b.said, b.leech = "", ""
	s.next(b.book.State(), a.At, a.Zone)
	b.faceNext()
	b.write("", make, func(err error) {
		a := b.book.Author()
		s.settle(d, err, b.book.State(), a.At, a.Zone)
		switch v, ok := b.book.State().Card(d.card); {
		case err != nil:
			b.trouble = "Your answer could not be saved, so the card is back: " + b.trouble
			b.reviewing = true
			b.faceNext()
		case d.moot:
			b.said = "That card was already answered in another tab; that answer counts. Next card."
		default:
			b.said = said
			if ok && v.Leech && !wasLeech {
				b.leech = d.card
			}
		}
	})
}

// undo takes the last deed of the session back and asks its card again.
func (b *Box) undo() {
	if b.session == nil {
		return
	}
	d, make := b.session.undo()
	if d == nil {
		return
	}
	s := b.session
	b.write("Undone.", make, func(err error) {
		d.undoing = false
		if err != nil || b.session != s {
			return // of everything that was deleted nothing is asked
		}
		a := b.book.Author()
		s.undone(d, b.book.State(), a.At, a.Zone)
		b.reviewing, b.leech = true, ""
		if b.edit == nil { // what is being written goes on
			b.faceNext()
		}
	})
}

// keepPart keeps the cards of a part of the lesson, or all of them, but for those
// that were deleted.
func (b *Box) keepPart(id string) {
	var list []recall.Card
	for i := range b.lesson {
		if c := &b.lesson[i]; (id == "" || c.Part == id) && !cards.Knew(b.book.State(), c.ID) {
			list = append(list, *c)
		}
	}
	if len(list) == 0 {
		return
	}
	b.write(many(len(list), "card is", "cards are")+" kept.", cards.KeepNew(list), func(err error) {
		if err == nil {
			b.focus("#now-title")
		}
	})
}
