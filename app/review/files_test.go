package review

import (
	"bytes"
	"strings"
	"testing"

	"attnexperts/app/cards"
	"attnexperts/calc/deck"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
)

func TestWhatAFileBringsIsToldBeforeItIsAdded(t *testing.T) {
	b, m := box(t, basics("one", "two")...)
	b.offer = read("notes.txt", "one more\tback\nanother\tback\n\tno front\n", nil)
	b.sees(t, "notes.txt", "2 new cards", "one more", "1 left out", "Line 3: the front is empty")
	if m.state.Len() != 2 {
		t.Error("it was added unasked")
	}
	b.does(t, "adopt:new")
	b.sees(t, "Adding…")
	m.write()
	b.sees(t, "Added: 2 new cards")
	if b.counts().New != 4 || b.offer != nil {
		t.Errorf("%d cards, offer %v", b.counts().New, b.offer)
	}
	b.offer = read("notes.txt", "one more\tback\nanother\tback\n", nil)
	b.sees(t, "2 you have already")
	if pressable(b.Markup(), "adopt:new") {
		t.Error("what is there can be added again")
	}
	b.offer = read("notes.txt", "one more\tANOTHER BACK\n", nil)
	b.sees(t, "1 differs from yours")
	b.does(t, "adopt:over")
	m.write()
	found := false
	for v := range m.state.Cards {
		found = found || v.Back == "ANOTHER BACK"
	}
	if !found {
		t.Error("the one that differs was not changed")
	}
}

func TestAnExportComesBackWholeAndOnce(t *testing.T) {
	b, m := box(t, deck.Cards()...)
	b.does(t, "review")
	for _, g := range []string{"1", "2", "3", "4", "3"} {
		b.does(t, "show")
		b.does(t, "grade:"+g)
	}
	m.write()
	b.does(t, "undo")
	m.write()
	b.act("end")
	export := m.state.Export()
	b.turn(scenario.CardsFiles)
	b.does(t, "wipe:ask")
	b.sees(t, "This deletes "+count(len(b.lesson))+" cards and 4 answers", "Save an export first")
	b.does(t, "export")
	if m.exports != 1 {
		t.Error("the export is not noted")
	}
	b.does(t, "wipe:yes")
	if m.wipes != 1 || m.state.Len() != 0 {
		t.Fatal("it is not deleted")
	}
	b.offer = read("export.json", string(export), nil)
	b.sees(t, count(len(b.lesson))+" new cards, 5 answers, 1 other change")
	b.does(t, "adopt:new")
	m.write()
	if !bytes.Equal(m.state.Export(), export) {
		t.Error("another export came back")
	}
	b.offer = read("export.json", string(export), nil)
	b.sees(t, "Nothing in it is new")
}

func TestDeletingNeedsTwoSteps(t *testing.T) {
	b, m := box(t, basics("one")...)
	b.act("wipe:yes")
	b.turn(scenario.CardsFiles)
	b.does(t, "wipe:ask")
	b.does(t, "wipe:no")
	b.act("wipe:yes")
	b.does(t, "wipe:ask")
	b.turn(scenario.CardsNow) // who goes elsewhere is asked again
	b.act("wipe:yes")
	if m.wipes != 0 {
		t.Error("everything was deleted at one press")
	}
}

// A line of column names is no card, unless the reader says so; what does not come
// with a text file is said.
func TestALineOfColumnNamesIsToldAndCanBeKept(t *testing.T) {
	b, m := box(t)
	b.offer = read("notes.csv", "Front,Back\nA,B\nC,<img src=x.png>\n", nil)
	b.sees(t, "2 new cards.", "Taken for names of columns, and no card: “Front”, “Back”.", "1 note shows a picture or plays a sound")
	b.does(t, "headings")
	b.sees(t, "3 new cards.")
	b.misses(t, "Taken for names of columns")
	b.does(t, "adopt:new")
	m.write()
	var fronts []string
	for v := range m.state.Cards {
		fronts = append(fronts, v.Front+"|"+v.Back)
	}
	if got := strings.Join(fronts, ", "); !strings.HasPrefix(got, "Front|Back, A|B, C|") {
		t.Errorf("the cards are %s", got)
	}
	all := together([]*offer{read("a.csv", "front,back\nE,F\n", nil), read("b.csv", "Question;Answer\nG;H\n", nil)})
	b.offer = all
	b.sees(t, "2 new cards.", "“front”, “back”; “Question”, “Answer”.")
	b.does(t, "headings")
	b.sees(t, "4 new cards.")
}

func TestBadFilesAreAnsweredPlainly(t *testing.T) {
	for name, c := range map[string]struct{ name, text, want string }{
		"binary":       {"x.json", "PK\x03\x04\x00\x00", "this is not text but a packed file"},
		"packed":       {"x.apkg", "PK\x03\x04\x00", "export “Notes in plain text”"},
		"no UTF-8":     {"x.txt", "caf\xe9\tx", "this is not a text file"},
		"nothing":      {"x.txt", "", "the file is empty"},
		"spaces":       {"x.txt", "\ufeff \r\n", "the file is empty"},
		"not JSON":     {"x.json", "hello", "no file of flashcards"},
		"other JSON":   {"x.json", `{"a": 1}`, "no file of flashcards"},
		"a list":       {"x.txt", `[1, 2]`, "no file of flashcards"},
		"a cut export": {"x.json", `{"format":"attnexperts cards","version":1,"count":9,"events":[`, "the file is damaged"},
		"only headers": {"x.txt", "#separator:tab\n#html:true\n", "there is no card in it"},
	} {
		o := read(c.name, c.text, nil)
		if !strings.Contains(o.problem, c.want) {
			t.Errorf("%s: the problem is %q", name, o.problem)
		}
		b, _ := box(t)
		b.offer = o
		b.sees(t, "Nothing was added", c.name)
	}
	if _, o := textOf("big.json", 65<<20, nil); o == nil || !strings.Contains(o.problem, "65 MiB; allowed are 64 MiB") {
		t.Errorf("a file of 65 MiB: %+v", o)
	}
	if _, o := textOf("wide.txt", 4, bytes.NewReader([]byte{0xff, 0xfe, 'a', 0})); o == nil || !strings.Contains(o.problem, "UTF-16") {
		t.Errorf("UTF-16: %+v", o)
	}
	if text, o := textOf("empty.txt", 0, bytes.NewReader(nil)); text != "" || o != nil {
		t.Errorf("an empty file: %q, %v", text, o)
	}
}

func TestHostileNotesAreShownAsText(t *testing.T) {
	b, m := box(t)
	b.offer = read("deck.txt", "#html:true\n<img src=x onerror=alert(1)>\t<script>alert(2)</script>\n", nil)
	b.does(t, "adopt:new")
	m.write()
	b.does(t, "review")
	b.does(t, "show")
	b.sees(t, "<img", "<script>alert(2)</script>")
	if html := b.Markup().String(); strings.Contains(html, "<img") || strings.Contains(html, "<script") {
		t.Error("it became an element")
	}
}

func TestADeckTravelsByLink(t *testing.T) {
	b, m := box(t, basics("one", "two", "three")...)
	b.turn(scenario.CardsList)
	b.take("find", "t")
	b.does(t, "share")
	b.sees(t, "Link copied")
	text := string(recall.WriteDeck("Mine", func(yield func(*recall.Card) bool) {
		for v := range m.state.Cards {
			if v.Front != "one" && !yield(&v.Card) {
				return
			}
		}
	}))
	link, ok := deckLink(text)
	if !ok || len(link) > scenario.MaxDeckLink {
		t.Fatalf("no link: %d characters", len(link))
	}
	other, n := box(t)
	_, fragment, _ := strings.Cut(link, "#")
	other.openLink(fragment)
	other.sees(t, "This link: Mine", "2 new cards", "two", "three")
	if n.state.Len() != 0 {
		t.Error("they were added unasked")
	}
	other.does(t, "adopt:new")
	n.write()
	if other.counts().New != 2 {
		t.Errorf("%d cards", other.counts().New)
	}
	other.openLink("v=1&deck=xyz&view=statistics&colour=red")
	other.sees(t, "Part of this link could not be used", "deck: ", "colour: ", "Statistics")
}

func TestADeckTooLongForALinkBecomesAFile(t *testing.T) {
	b, _ := box(t, deck.Cards()...)
	b.turn(scenario.CardsList)
	b.does(t, "share")
	b.sees(t, "too much for a link", "deck.json")
}

func TestAnkiAndBack(t *testing.T) {
	b, m := box(t, deck.Cards()...)
	text := string(recall.WriteAnki(b.present, recall.AnkiOptions{}))
	o := read("anki.txt", text, nil)
	n := o.of(new(recall.State), m.Author())
	if n.added != len(b.lesson) || o.aside != 0 {
		t.Errorf("%d cards come back of %d, %d set aside: %v", n.added, len(b.lesson), o.aside, o.why)
	}
}

func TestNoticesOfTheStorageAreShownUntilTheyAreClosed(t *testing.T) {
	b, m := box(t, basics("one")...)
	m.notices = []cards.Notice{{Kind: cards.Evicted, Text: "The browser has deleted your cards.", Grave: true}, {Kind: cards.SetAside, Text: "2 damaged files were set aside."}}
	m.reminder = "You have not saved an export for a week."
	b.remind()
	b.sees(t, "The browser has deleted your cards.", "Open an export", "2 damaged files", "for a week", "Later")
	b.does(t, "dismiss:b")
	b.sees(t, "2 damaged files")
	b.misses(t, "has deleted your cards")
	b.does(t, "export")
	b.misses(t, "for a week")
}

func TestUsageIsSaidInASentence(t *testing.T) {
	b, _ := box(t, basics("one")...)
	b.turn(scenario.CardsFiles)
	b.sees(t, "Kept in this browser: 1 card with 0 answers in 3 files; the site takes 5.0 MiB of the 1.0 GiB", "may delete it")
	b.files.usage.Durable = false
	b.sees(t, "In memory only: 1 card")
}
