package review

import (
	"strings"
	"testing"

	"attnexperts/app/markup"
	"attnexperts/calc/deck"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

// shown are the fronts that the list shows.
func (b *Box) listed() []string {
	var list []string
	b.Markup().Walk(func(n markup.Node) {
		if n.Tag() == "button" && n.Get("class") == "card-row" {
			list = append(list, n.Texts())
		}
	})
	return list
}

func TestAllCardsAreListedSearchedAndPaged(t *testing.T) {
	b, m := box(t, deck.Cards()...)
	b.turn(scenario.CardsList)
	if n := len(b.listed()); n != perPage {
		t.Errorf("%d cards are on the first page", n)
	}
	pages := (len(b.lesson) + perPage - 1) / perPage
	b.sees(t, count(len(b.lesson))+" cards, page 1 of "+count(pages))
	for range pages - 1 {
		b.does(t, "page:next")
	}
	if n := len(b.listed()); n != len(b.lesson)-perPage*(pages-1) {
		t.Errorf("%d cards are on the last page", n)
	}
	if pressable(b.Markup(), "page:next") {
		t.Error("there is a page after the last")
	}
	b.take("find", "ROLLING cache")
	for _, f := range b.listed() {
		v := ""
		for _, c := range b.lesson {
			if shortened(plainFront(c), 140) == f {
				v = strings.ToLower(c.Front + c.Back)
			}
		}
		if !strings.Contains(v, "rolling") || !strings.Contains(v, "cache") {
			t.Errorf("it finds %q", f)
		}
	}
	if len(b.listed()) == 0 {
		t.Error("it finds nothing")
	}
	b.take("find", "")
	b.take("part", "read-a-spec")
	if n := len(b.listed()); n != len(b.ofPart("read-a-spec")) {
		t.Errorf("%d cards of the part are listed", n)
	}
	b.take("part", anyOf)
	m.elsewhere(recall.Event{Kind: recall.Suspended, Card: b.lesson[3].ID})
	m.elsewhere(recall.Event{Kind: recall.Deleted, Card: b.lesson[4].ID})
	for state, id := range map[string]string{"suspended": b.lesson[3].ID, "deleted": b.lesson[4].ID} {
		b.take("state", state)
		if b.Markup(); len(b.list.found) != 1 || b.list.found[0].id != id {
			t.Errorf("%s: %v", state, b.list.found)
		}
	}
}

// What thousands of cards are found by is made in slices, anew only where a card
// has changed, and only for who searches or lists by it.
func TestASearchIsMadeReadyInSlices(t *testing.T) {
	var fronts []string
	for i := range 2*atOnce + 10 {
		fronts = append(fronts, "card "+number(i))
	}
	b, m := box(t, basics(fronts...)...)
	l := &b.list
	if !l.ready(m.state, m.Author(), 0) {
		t.Error("a list without a search waits for one")
	}
	slices := func() (n int) {
		for n = 1; !l.ready(m.state, m.Author(), atOnce); n++ {
			if l.made > n*atOnce {
				t.Fatalf("%d cards were made ready in %d slices of %d", l.made, n, atOnce)
			}
		}
		return n
	}
	b.take("find", "card 7")
	if n := slices(); n != 3 || len(l.words) != len(fronts) {
		t.Errorf("%d slices, %d cards", n, len(l.words))
	}
	was := l.words["id-card-8"]
	m.elsewhere(recall.Event{Kind: recall.Edited, Card: "id-card-7", Content: &recall.Card{ID: "id-card-7", Kind: recall.Basic, Front: "seven"}})
	b.list.stale = true
	slices()
	if l.words["id-card-8"] != was || l.words["id-card-7"].shown != "seven" {
		t.Error("what has changed is not made anew, or what has not is")
	}
}

func TestAnEmptyListSaysWhatToDo(t *testing.T) {
	b, _ := box(t)
	b.turn(scenario.CardsList)
	b.sees(t, "There are no cards yet.")
	b.turn(scenario.CardsStatistics)
	b.sees(t, "There are no cards yet, so there is nothing to count.")
	b.misses(t, "When are they due?")
	b, _ = box(t, basics("one", "two")...)
	b.sees(t, "Write a card of your own")
	b.turn(scenario.CardsList)
	b.take("find", "three")
	b.sees(t, "No card matches.")
	b.misses(t, "There are no cards yet")
	if pressable(b.Markup(), "page:next") || pressable(b.Markup(), "page:back") {
		t.Error("there is more than one page of nothing")
	}
}

// A picture card asks with a figure, or it is none.
func TestAPictureCardNeedsAFigure(t *testing.T) {
	b, m := box(t)
	b.does(t, "new")
	b.take("kind", string(recall.Picture))
	b.take("front", "Which rule drew this?")
	for _, link := range []string{"", "/practice/#v=1", "https://example.org/mask/", "mask"} {
		b.take("link", link)
		b.does(t, "set:save")
		b.sees(t, "A picture card asks with a figure of this site")
		m.write()
		if m.state.Len() != 0 {
			t.Fatalf("with the link %q it is saved", link)
		}
	}
	b.take("link", "/mask/#v=1&tokens=8")
	b.does(t, "set:save")
	m.write()
	if b.edit != nil || m.state.Len() != 1 {
		t.Errorf("with a figure it is not saved: %d events", m.state.Len())
	}
}

func TestACardIsWrittenChangedTaggedDeletedAndBroughtBack(t *testing.T) {
	b, m := box(t)
	b.does(t, "new")
	b.take("front", "What is <b>kept</b>?")
	b.take("back", "Keys & values")
	b.take("tags", "mine, cache #cache")
	b.take("link", "/cache/#v=1")
	b.sees(t, "What is kept?", "Keys & values")
	b.does(t, "set:save")
	m.write()
	if n := m.state.Len(); n != 1 {
		t.Fatalf("%d events", n)
	}
	var id string
	for v := range m.state.Cards {
		id = v.ID
		if v.Front != "What is <b>kept</b>?" || strings.Join(v.Tags, " ") != "mine cache" || v.Link != "/cache/#v=1" || v.Part != "" {
			t.Errorf("it is %+v", v.Card)
		}
	}
	kinds := func() string {
		var list []string
		for e := range m.state.Events {
			list = append(list, e.Kind.String())
		}
		return strings.Join(list, " ")
	}
	for _, step := range []struct{ take, text, press, want string }{
		{"tags", "yours", "set:save", "tagged"},
		{"front", "What is kept, and why?", "set:save", "edited"},
		{"", "", "set:suspend", "suspended"},
		{"", "", "set:resume", "unsuspended"},
		{"", "", "set:bury", "buried"},
		{"", "", "set:delete", "deleted"},
		{"", "", "set:undelete", "undeleted"},
	} {
		b.act("open:" + id)
		if step.take != "" {
			b.take(step.take, step.text)
		}
		b.does(t, step.press)
		m.write()
		if got := kinds(); !strings.HasSuffix(got, " "+step.want) {
			t.Errorf("%s: the events are %s", step.press, got)
		}
		if b.edit != nil {
			t.Errorf("%s: the editor stays open", step.press)
		}
	}
}

func TestACardThatCannotBeSavedSaysWhy(t *testing.T) {
	for want, typed := range map[string]map[string]string{
		"is empty":            {"front": "  "},
		"gap":                 {"kind": "cloze", "front": "no gap"},
		"a page of this site": {"front": "x", "link": "javascript:alert(1)"},
		"nothing was typed":   {"kind": "number", "front": "x"},
		"percentage":          {"kind": "number", "front": "x", "value": "5", "within": "-3"},
		"allowed are 16384":   {"front": strings.Repeat("x", recall.MaxText+1)},
		"bytes that are not":  {"front": "x\x00y"},
		"one has 1 to 100":    {"front": "x", "tags": strings.Repeat("y", 101)},
	} {
		b, m := box(t)
		b.does(t, "new")
		for name, text := range typed {
			if name == "kind" {
				b.take(name, text)
			}
		}
		for name, text := range typed {
			b.take(name, text)
		}
		b.does(t, "set:save")
		m.write()
		b.sees(t, want)
		if m.state.Len() != 0 || b.edit == nil {
			t.Errorf("%s: it was saved", want)
		}
	}
}

// A text with gaps is a card for each of them, which change, come and go with the
// text.
func TestGapsBecomeCards(t *testing.T) {
	b, m := box(t)
	b.does(t, "new")
	b.take("kind", "cloze")
	b.take("front", "{{c1::MHA}} has as many KV heads as {{c3::query heads}}.")
	b.does(t, "set:save")
	m.write()
	if b.counts().New != 2 {
		t.Fatalf("%d cards", b.counts().New)
	}
	var first, other recall.View
	for v := range m.state.Cards {
		if v.Note == "" {
			first = v
		} else {
			other = v
		}
	}
	if first.Gap != 1 || other.Gap != 3 || other.Note != first.ID {
		t.Errorf("they are %+v and %+v", first.Card, other.Card)
	}
	b.act("open:" + other.ID)
	b.take("front", "{{c3::MQA}} has {{c4::one}} KV head.")
	b.does(t, "set:save")
	m.write()
	if first, _ = m.state.Card(first.ID); !first.Deleted {
		t.Error("the card of the gap that went stays")
	}
	if b.counts().New != 2 {
		t.Errorf("%d cards", b.counts().New)
	}
	if other, _ = m.state.Card(other.ID); !strings.Contains(other.Front, "MQA") || other.Gap != 3 {
		t.Errorf("it is %+v", other.Card)
	}
	if err := other.Validate(); err != nil {
		t.Error(err)
	}
}

func TestFailingToSaveLeavesWhatWasWritten(t *testing.T) {
	b, m := box(t)
	b.does(t, "new")
	b.take("front", "Dear me")
	m.full = errFull
	b.does(t, "set:save")
	m.write()
	b.sees(t, "There is no room left")
	if b.edit == nil || b.edit.card.Front != "Dear me" {
		t.Error("what was written is gone")
	}
	m.full = nil
	b.does(t, "set:save")
	m.write()
	if b.counts().New != 1 {
		t.Error("it cannot be saved again")
	}
}

// Searching 5,000 cards, as a key that is typed does, is to take less than a frame.
func BenchmarkSearch(b *testing.B) {
	var list []recall.Card
	for i := range 5000 {
		c := deck.Cards()[i%80]
		c.ID, c.Note = "card-"+number(i), ""
		list = append(list, c)
	}
	box, _ := box(b, list...)
	box.turn(scenario.CardsList)
	box.Markup()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		box.take("find", []string{"", "k", "kv", "kv c", "kv ca"}[i%5])
		box.Markup()
	}
}
