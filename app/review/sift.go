package review

import (
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// sift makes what the listed cards are found by before they are searched: a
// little at a time, so that what is typed is seen meanwhile.
func (b *Box) sift() {
	l := &b.list
	if !b.at(scenario.CardsList) || l.beside || l.ready(b.book.State(), b.book.Author(), atOnce) {
		return
	}
	l.beside = true
	b.afterBreath(func() {
		l.beside = false
		if b.sift(); !l.beside {
			b.refresh()
		}
	})
}

// ready makes what cards are found by, of at most so many, and reports whether all
// have it, or need none for what is asked.
func (l *list) ready(state *recall.State, a recall.Author, most int) bool {
	l.renew(state, a)
	if l.find == "" && l.by != "front" {
		return true
	}
	for ; l.made < len(l.rows) && most > 0; most-- {
		l.wordsOf(state, l.rows[l.made].id)
		l.made++
	}
	return l.made == len(l.rows)
}
