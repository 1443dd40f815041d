package review

import (
	"slices"
	"strings"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
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
	if do, ok := actions[name]; ok {
		do(b, what)
	}
	b.refresh()
}

// actions are what the buttons do.
var actions map[string]func(b *Box, what string)

func init() {
	actions = map[string]func(b *Box, what string){
		"view":       func(b *Box, what string) { b.turn(what) },
		"review":     func(b *Box, _ string) { b.begin() },
		"more":       func(b *Box, _ string) { b.more() },
		"end":        func(b *Box, _ string) { b.reviewing = false; b.focus("#now-title") },
		"show":       func(b *Box, _ string) { b.show() },
		"grade":      func(b *Box, what string) { b.grade(what) },
		"undo":       func(b *Box, _ string) { b.undo() },
		"bury":       func(b *Box, _ string) { b.put(recall.Buried, "Put off until tomorrow. Next card.") },
		"suspend":    func(b *Box, _ string) { b.put(recall.Suspended, "Suspended. Next card.") },
		"no-leech":   func(b *Box, _ string) { b.leech = "" },
		"rest":       func(b *Box, what string) { b.leech = ""; b.change(recall.Suspended, what, "Suspended.") },
		"keep-all":   func(b *Box, _ string) { b.keepPart("") },
		"keep-part":  func(b *Box, what string) { b.keepPart(what) },
		"no-trouble": func(b *Box, _ string) { b.trouble = "" },
		"no-notices": func(b *Box, _ string) { b.notices = nil },
		"dismiss": func(b *Box, what string) {
			for _, n := range b.book.Notices() {
				if noticeKey(n.Kind) == what {
					b.book.Dismiss(n.Kind)
					break
				}
			}
		},
		"not-now":   func(b *Box, _ string) { b.files.reminder = "" },
		"new":       func(b *Box, _ string) { b.compose(recall.View{}) },
		"edit":      func(b *Box, _ string) { b.openCard(b.session.card) },
		"open":      func(b *Box, what string) { b.openCard(what) },
		"page":      func(b *Box, what string) { b.list.turn(what); b.focus(".list-found") },
		"close":     func(b *Box, _ string) { b.closeEditor() },
		"set":       func(b *Box, what string) { b.setCard(what) },
		"share":     func(b *Box, _ string) { b.share() },
		"table":     func(b *Box, what string) { b.stats.toggle(what) },
		"export":    func(b *Box, _ string) { b.export() },
		"anki":      func(b *Box, _ string) { b.anki() },
		"wipe":      func(b *Box, what string) { b.wipe(what) },
		"adopt":     func(b *Box, what string) { b.adopt(what) },
		"leave":     func(b *Box, _ string) { b.leaveOffer() },
		"configure": func(b *Box, _ string) { b.configure() },
		"check":     func(b *Box, _ string) { b.show() },
		"default":   func(b *Box, _ string) { b.settings.defaults() },
	}
}

// turn shows another view.
func (b *Box) turn(view string) {
	b.view, b.reviewing, b.edit = view, false, nil
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
	extra, err := beyond(b.book.State(), b.book.Author(), moreToday)
	if err != nil {
		b.trouble = sentence(err)
		return
	}
	if b.session == nil {
		b.session = &session{}
	}
	b.session.extra = extra
	b.begin()
}

// endIfDone ends the session where nothing is left to ask, and nothing is still
// being written that may come back.
func (b *Box) endIfDone() {
	if b.reviewing && b.session.card == "" && !b.session.writing() {
		b.reviewing = false
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
	b.write("Undone.", make, func(err error) {
		if err == nil {
			a := b.book.Author()
			b.session.undone(d, b.book.State(), a.At, a.Zone)
			b.reviewing, b.edit, b.leech = true, nil, ""
			b.faceNext()
		}
	})
}

// change does something to a card that is not being asked.
func (b *Box) change(kind recall.Kind, id, said string) {
	b.write(said, one(kind, id), func(error) {})
}

// keepPart keeps the cards of a part of the lesson, or all of them.
func (b *Box) keepPart(id string) {
	list := b.ofPart(id)
	list = slices.DeleteFunc(list, func(c recall.Card) bool { return has(b.book.State(), c.ID) })
	if len(list) == 0 {
		return
	}
	b.write(many(len(list), "card is", "cards are")+" kept.", keep(list), func(err error) {
		if err == nil {
			b.focus("#now-title")
		}
	})
}
