package review

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"attnexperts/app/cards"
	"attnexperts/calc/deck"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// Two quick Undos take back two answers, not one of them twice.
func TestUndoPressedTwiceQuicklyTakesTwoAnswersBack(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.does(t, "review")
	for range 2 {
		b.does(t, "show")
		b.does(t, "grade:3")
	}
	m.write()
	b.key("u")
	b.key("u") // before the first is written
	b.key("u") // of nothing
	m.write()
	answers, undos := 0, 0
	for v := range m.state.Cards {
		answers += v.Memory.Reps
	}
	for e := range m.state.Events {
		if e.Kind == recall.Undone {
			undos++
		}
	}
	if answers != 0 || undos != 2 || len(b.session.deeds) != 0 {
		t.Errorf("%d answers count after %d undos, %d deeds are left", answers, undos, len(b.session.deeds))
	}
	b.sees(t, "one", "3 left")
}

func TestAnUndoThatCouldNotBeWrittenCanBeTriedAgain(t *testing.T) {
	b, m := box(t, basics("one", "two")...)
	b.does(t, "review")
	b.does(t, "show")
	b.does(t, "grade:3")
	m.write()
	m.full = errFull
	b.does(t, "undo")
	m.write()
	m.full = nil
	b.does(t, "undo")
	m.write()
	if v, _ := m.state.Card("id-one"); v.Memory.Reps != 0 {
		t.Error("the answer still counts")
	}
}

// What was deleted on purpose does not come back with all.
func TestKeepingAllLeavesDeletedCardsDeleted(t *testing.T) {
	b, m := box(t)
	b.does(t, "keep-part:two-costs")
	m.write()
	gone := deck.Of("two-costs")[0]
	b.write("", one(recall.Deleted, gone.ID), func(error) {})
	m.write()
	b.sees(t, "1 card of the lesson you have deleted", "✓ Kept · 1 deleted", "Keep all "+count(len(b.lesson)-len(b.ofPart("two-costs"))))
	b.does(t, "keep-all")
	m.write()
	if cards.Has(m.state, gone.ID) || b.counts().New != len(b.lesson)-1 {
		t.Errorf("the deleted card is back: %d of %d cards", b.counts().New, len(b.lesson))
	}
	if pressable(b.Markup(), "keep-all") {
		t.Error("there is more to keep")
	}

	k := NewKeepBox("p-", "Keep these", deck.Of("two-costs"))
	k.book = m
	if text := k.Markup().Texts(); strings.Contains(text, "Keep all") || strings.Count(text, "Keep this card") != 1 {
		t.Errorf("the box offers %s", text)
	}
	k.act("keep:all")
	m.write()
	if cards.Has(m.state, gone.ID) {
		t.Error("all of a box brings it back")
	}
	k.act("keep:0")
	m.write()
	if !cards.Has(m.state, gone.ID) {
		t.Error("one by one it does not come back")
	}
}

// A file, a link and a late undo leave what is being written alone.
func TestACardThatIsBeingWrittenSurvivesWhatComesBetween(t *testing.T) {
	const text = "half a thought"
	writing := func() (*Box, *memo) {
		b, m := box(t, basics("one", "two")...)
		b.does(t, "view:"+scenario.CardsList)
		b.does(t, "new")
		b.take("front", text)
		return b, m
	}
	back := func(what string, b *Box) {
		t.Helper()
		if b.edit == nil || b.edit.card.Front != text || !strings.Contains(b.Markup().Texts(), "Write a card") {
			t.Errorf("%s: what was written is gone", what)
		}
	}
	file := func(b *Box) {
		n := b.opens("notes.txt")
		b.sees(t, "Reading notes.txt")
		b.wasRead(n, read("notes.txt", "a\tb\n", nil))
		b.sees(t, "1 new card")
	}
	b, _ := writing()
	file(b)
	b.does(t, "leave")
	back("a file that was left", b)

	b, m := writing()
	file(b)
	b.does(t, "adopt:new")
	m.write()
	back("a file that was added", b)
	b.sees(t, "Added: 1 new card")

	b, _ = writing()
	file(b)
	b.does(t, "view:"+scenario.CardsStatistics)
	b.does(t, "leave")
	back("a look elsewhere", b)

	b, _ = writing()
	s := scenario.CardsTable.Default()
	s.Deck = `{"format":"attnexperts deck","version":1,"name":"x","cards":[{"id":"a","kind":"basic","front":"A","back":"B"}]}`
	_, fragment, _ := strings.Cut(scenario.CardsTable.Link(s), "#")
	b.openLink(fragment)
	b.sees(t, "1 new card")
	b.does(t, "leave")
	back("a link with a deck", b)

	b, _ = writing()
	b.openLink("v=1&view=" + scenario.CardsStatistics)
	back("an address", b)
	b.does(t, "close")
	b.sees(t, "How do the cards stand?")

	b, _ = writing()
	b.turn(scenario.CardsFiles)
	b.does(t, "write-on")
	back("another view", b)

	b, m = box(t, basics("one", "two")...)
	b.does(t, "review")
	b.does(t, "show")
	b.does(t, "grade:3")
	m.write()
	b.does(t, "undo")
	b.does(t, "edit")
	b.take("front", text)
	m.write() // the undo comes late
	if b.edit == nil || b.edit.card.Front != text {
		t.Error("a late undo: what was written is gone")
	}
}

// Of two files that are opened at once the later one is offered, whichever is
// read first, and the other is named.
func TestTheFileOpenedLastIsOffered(t *testing.T) {
	slow, fast := read("slow.txt", "a\tb\n", nil), read("fast.txt", "c\td\n", nil)
	for _, first := range []string{"slow", "fast"} {
		b, _ := box(t)
		one := b.opens("slow.txt")
		two := b.opens("fast.txt")
		if first == "slow" {
			b.wasRead(one, slow)
			b.sees(t, "Reading fast.txt")
			b.wasRead(two, fast)
		} else {
			b.wasRead(two, fast)
			b.wasRead(one, slow)
		}
		if b.offer != fast {
			t.Errorf("%s first: %v is offered", first, b.offer)
		}
		b.sees(t, "slow.txt was put away, and nothing of it was added: fast.txt was opened after it.")
	}
}

// Cards that stand in a file twice and differ are named, not taken one over the
// other.
func TestACardThatStandsInAFileTwiceIsNamed(t *testing.T) {
	b, m := box(t)
	b.offer = read("deck.json", `{"format":"attnexperts deck","version":1,"name":"x","cards":[
{"id":"a","kind":"basic","front":"A","back":"B"},{"id":"a","kind":"basic","front":"C","back":"D"},{"id":"a","kind":"basic","front":"A","back":"B"}]}`, nil)
	b.sees(t, "1 new card, 1 left out", "“C” is one card with “A”, which stands before it: the first counts.")
	b.misses(t, "you have already")
	b.does(t, "adopt:new")
	m.write()
	if v, _ := m.state.Card("a"); v.Front != "A" {
		t.Errorf("%q was taken", v.Front)
	}
}

// What is new is the same, however it is counted.
func TestCountingInStepsIsCountingAtOnce(t *testing.T) {
	var fronts []string
	for i := range 90 {
		fronts = append(fronts, "f"+strconv.Itoa(i))
	}
	list := basics(fronts...)
	list[3].Back, list[70].Back = "another", "another"
	m := new(recall.State)
	from, err := m.Adopt(recall.Author{Device: "other", At: noon}, list, false)
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]*offer{"cards": {cards: list}, "events": {events: from}} {
		_, here := box(t, basics(fronts[:80]...)...)
		a := here.Author()
		for _, most := range []int{1, 7, 1000} {
			o.news = nil
			for !o.count(here.state, a, most) {
			}
			n := *o.news
			want := news{added: 10, differ: 2, same: 78}
			if name == "events" {
				want = news{events: 90, added: 10, same: -10}
			}
			if want.fronts = fronts[80:]; n.added != want.added || n.differ != want.differ || n.same != want.same || n.events != want.events || !slices.Equal(n.fronts, want.fronts) {
				t.Errorf("%s, %d at a time: %+v, want %+v", name, most, n, want)
			}
		}
	}
}

// Thousands of cards are made in parts, and how far that is is told.
func TestManyCardsAreAddedInParts(t *testing.T) {
	b, m := box(t)
	var rows strings.Builder
	const many = 2*atOnce + 5
	for i := range many {
		rows.WriteString("front " + strconv.Itoa(i) + "\tback\n")
	}
	b.offer = read("notes.txt", rows.String(), nil)
	o := b.offer
	b.does(t, "adopt:new")
	b.sees(t, "Adding…")
	m.write()
	if o.done != 3 || o.total != 3 || b.counts().New != many {
		t.Errorf("%d of %d parts, %d cards", o.done, o.total, b.counts().New)
	}
}

// A box that has left the page before the cards were open follows them no more.
func TestAKeepBoxThatHasLeftFollowsNothing(t *testing.T) {
	m := &memo{t: t, state: new(recall.State), at: noon}
	k := NewKeepBox("p-", "Keep these", deck.Of("two-costs"))
	var ready func(book)
	k.opening = func(do func(book)) { ready = do }
	then := false
	k.opened(func() { then = true })
	k.OnDismount()
	ready(m)
	if len(m.watch) > 0 {
		t.Error("it still follows the cards")
	}
	if !then {
		t.Error("what was pressed is forgotten")
	}
}

// After a button of a box is gone, the focus goes to the next one, or to the title.
func TestTheFocusGoesOnInAKeepBox(t *testing.T) {
	list := deck.Of("two-costs")
	m := &memo{t: t, state: new(recall.State), at: noon}
	k := NewKeepBox("p-", "Keep these", list)
	k.book = m
	last := len(list) - 1
	for _, step := range []struct {
		press, then string
		at          int
	}{
		{"keep:1", `[data-do="keep:2"]`, 1},
		{"keep:" + strconv.Itoa(last), `[data-do="keep:0"]`, last},
		{"keep:all", "#p-keep-title", 0},
	} {
		k.act(step.press)
		m.write()
		if got := k.after(step.at); got != step.then {
			t.Errorf("after %s the focus goes to %s, want %s", step.press, got, step.then)
		}
	}
}

// An answer asks for the queue once, not at each look.
func TestTheQueueIsMadeOncePerAnswer(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.does(t, "review")
	before := &b.session.queue.Cards[0]
	a := m.Author()
	b.session.renew(m.state, a.At, a.Zone)
	if &b.session.queue.Cards[0] != before {
		t.Error("it is made again for the same state")
	}
	b.does(t, "show")
	b.does(t, "grade:4")
	m.write()
	if slices.Contains(b.session.queue.Cards, "id-one") {
		t.Error("it is not made again after an answer")
	}
	a = m.Author()
	b.session.renew(m.state, a.At, a.Zone)
	e, err := m.state.Record(a, recall.Event{Kind: recall.Suspended, Card: "id-three"})
	if err == nil {
		_, err = m.state.Apply(e)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.session.renew(m.state, a.At, a.Zone)
	if slices.Contains(b.session.queue.Cards, "id-three") {
		t.Error("it is not made again for another state in the same moment")
	}
	b.session.renew(m.state, a.At+3*86_400_000, a.Zone)
	if b.session.asked.at != a.At+3*86_400_000 {
		t.Error("it is not made again later")
	}
}
