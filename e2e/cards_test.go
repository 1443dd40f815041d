package e2e_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/calc/deck"
	"attnexperts/calc/quantity"
	"attnexperts/calc/recall"
	"attnexperts/calc/scenario"
	"attnexperts/e2e/chrome"
)

// saves keeps the files that a page hands out, as window.saved.
const saves = `window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (b) => { saved.push(b); return make.call(URL, b); };`

// keeping is a laptop whose saved files can be read.
var keeping = chrome.View{Width: 1280, Height: 900, Early: saves}

// does presses a button of the card box once it is there.
func (v visitor) does(action string) {
	v.t.Helper()
	button := `document.querySelector('button[data-do="` + action + `"]:not(:disabled)')`
	v.wait(button)
	v.run(button + `.click()`)
}

// says waits until a text is on the screen.
func (v visitor) says(text string) {
	v.t.Helper()
	v.wait(`document.querySelector(".card-box")?.textContent.includes(` + quote(text) + `)`)
}

// exported saves everything and returns the file.
func (v visitor) exported() string {
	v.t.Helper()
	v.run(`saved.length = 0`)
	v.does("view:files")
	v.does("export")
	v.wait(`saved.length === 1`)
	return v.text(`saved[0].text()`)
}

// stateOf folds an export.
func stateOf(t *testing.T, export string) *recall.State {
	t.Helper()
	f, err := recall.ReadJSON(export, nil)
	if err != nil || f.AsideAll > 0 {
		t.Fatalf("the export cannot be read whole: %v, %v", err, f.Aside)
	}
	s, err := recall.Fold(f.Events)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// grades lists the grades that count, in their order.
func grades(s *recall.State) string {
	undone := map[recall.ID]bool{}
	for e := range s.Events {
		if e.Kind == recall.Undone {
			undone[e.Target] = true
		}
	}
	var list []string
	for e := range s.Events {
		if e.Kind == recall.Reviewed && !undone[e.ID] {
			list = append(list, e.Grade.String())
		}
	}
	return strings.Join(list, " ")
}

// file writes a file with a content.
func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const cardFront = `document.querySelector(".card-face .front")?.textContent`

// With the keyboard alone: the deck is kept, five cards are graded, one is taken
// back; after a reload, without a network, it goes on where it was.
func TestCardsAreReviewedByKeyboardAndGoOnOffline(t *testing.T) {
	h := serve(t, built)
	v := live(t, keeping, h.URL+"cards/")
	v.wait(`document.querySelector('[data-do="keep-all"]')`)
	v.ready()
	v.tabTo("keep-all")
	v.must(v.Press(kb.Enter))
	v.says("20 cards are due")
	v.wait(`document.activeElement.id === "now-title"`)
	v.tabTo("review")
	v.must(v.Press(kb.Enter))
	v.wait(`document.activeElement.id === "card-title"`)
	for _, grade := range []string{"1", "2", "3", "4", " "} {
		before := v.text(cardFront)
		v.must(v.Press(" "))
		v.wait(`document.activeElement.classList.contains("answered")`)
		v.must(v.Press(grade))
		v.wait(`document.activeElement.id === "card-title" && ` + cardFront + ` !== ` + quote(before))
		v.wait(`document.querySelector(".card-box > [role=status]").textContent === "Saved. Next card."`)
	}
	sixth := v.text(cardFront)
	v.must(v.Press("u"))
	v.wait(cardFront + ` !== ` + quote(sixth) + ` && document.querySelector(".card-box > [role=status]").textContent === "Undone."`)
	fifth := v.text(cardFront)
	h.down()
	v.must(v.Reload())
	v.must(v.Live())
	v.says("are due")
	v.does("review")
	v.wait(cardFront + ` === ` + quote(fifth))
	v.must(v.Press(" "))
	v.wait(`document.activeElement.classList.contains("answered")`)
	v.must(v.Press("4"))
	v.wait(cardFront + ` !== ` + quote(fifth))
	v.must(v.Press("u"))
	v.wait(cardFront + ` === ` + quote(fifth))
	v.must(v.Press(" "))
	v.wait(`document.activeElement.classList.contains("answered")`)
	v.must(v.Press("2"))
	v.wait(`document.querySelector(".card-box > [role=status]").textContent === "Saved. Next card."`)
	v.does("end")
	if got := grades(stateOf(t, v.exported())); got != "Again Hard Good Easy Hard" {
		t.Errorf("the grades are %s", got)
	}
	if troubles := v.Troubles(); len(troubles) > 0 {
		t.Errorf("something went wrong on the page: %q", troubles)
	}
}

func TestCardsKeysCanBeSwitchedOffAndStayOff(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cards/")
	v.does("keep-all")
	v.says("are due")
	v.does("view:settings")
	v.wait(`document.querySelector("input[name=keys]")`)
	v.must(v.Click("input[name=keys]"))
	v.must(v.Reload())
	v.must(v.Live())
	v.does("view:now")
	v.does("review")
	v.wait(cardFront)
	v.must(v.Press(" ", "3", "u"))
	v.must(v.Frame())
	if v.is(`document.querySelector(".answered")`) {
		t.Error("a key that is off shows the answer")
	}
	v.healthy(h.URL)
}

func TestCardsAreReviewedOnAPhoneByFinger(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 390, Height: 800, Touch: true, Early: saves}, h.URL+"cards/")
	v.does("keep-part:two-costs")
	v.does("review")
	swipe := func(from, to int) {
		v.does("show")
		before := v.text(cardFront)
		v.wait(`document.querySelector(".grades")`)
		v.run(`const f = document.querySelector(".card-face"), y = f.getBoundingClientRect().top + 20;
			const p = (type, x) => f.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType: "touch", pointerId: 7, clientX: x, clientY: y}));
			p("pointerdown", ` + strconv.Itoa(from) + `); p("pointerup", ` + strconv.Itoa(to) + `)`)
		v.wait(cardFront + ` !== ` + quote(before) + ` && !document.querySelector(".grades")`)
	}
	swipe(50, 250)
	swipe(300, 100)
	v.does("show")
	v.wait(`document.querySelector(".grade-4")`)
	v.must(v.Tap(".grade-4"))
	v.wait(`document.querySelector(".card-box > [role=status]").textContent === "Saved. Next card." && !document.querySelector(".grades")`)
	if w := v.number(`document.documentElement.scrollWidth`); w > 390 {
		t.Errorf("the page is %g px wide", w)
	}
	v.does("end")
	if got := grades(stateOf(t, v.exported())); got != "Good Again Easy" {
		t.Errorf("the grades are %s", got)
	}
	v.healthy(h.URL)
}

// What a file says is shown as text; nothing of it runs, or loads.
func TestCardsHostileNotesAreShownAsText(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cards/#v=1&view=files")
	v.wait(`document.querySelector("[data-files]")`)
	notes := "#separator:tab\n#html:true\n#columns:Front\tBack\tTags\n" +
		`<img src=x onerror="window.ran=1">What is this?` + "\t" + `<script>window.ran=2</script><a href="javascript:ran=3">x</a> <b>bold</b>` + "\tevil\n"
	v.must(v.Choose("[data-files]", file(t, "notes.txt", notes)))
	v.says("1 new card")
	v.does("adopt:new")
	v.says("Added: 1 new card")
	v.does("review")
	v.does("show")
	v.says("<script>window.ran=2</script>")
	if got := v.text(`document.querySelector(".card-face").textContent`); !strings.Contains(got, "<img") || !strings.Contains(got, "What is this?") {
		t.Errorf("the card is %q", got)
	}
	if v.is(`window.ran || document.querySelector(".card-face :is(img, script, a)")`) {
		t.Error("something of it came alive")
	}
	if !v.is(`document.querySelector(".back strong")?.textContent === "bold"`) {
		t.Error("what may be bold is not")
	}
	v.healthy(h.URL)
}

// What is dropped before the client is there, and before the cards are open, which
// another tab may hold up, is offered once they are.
func TestCardsFilesThatAreDroppedEarlyAreOffered(t *testing.T) {
	h := serve(t, built)
	release := h.hold()
	view := laptop
	view.Early = `navigator.locks.request("attnexperts-cards", () => new Promise((done) => { window.letGo = done; }))`
	v := visit(t, view, h.URL+"cards/")
	v.drop("one.csv", `"front,back\nOne?,1"`)
	release()
	v.must(v.Live())
	v.drop("two.csv", `"front,back\nTwo?,2\nThree?,3"`)
	v.says("Opening your cards…")
	v.run(`letGo(true)`)
	v.says("3 new cards")
	v.healthy(h.URL)
}

func TestCardsComeBackFromAnExportBitForBit(t *testing.T) {
	h := serve(t, built)
	v := live(t, keeping, h.URL+"cards/")
	v.does("keep-all")
	v.does("review")
	for _, grade := range []string{"1", "4", "3"} {
		v.does("show")
		v.does("grade:" + grade)
		v.wait(`document.querySelector(".card-box > [role=status]").textContent === "Saved. Next card."`)
	}
	v.does("undo")
	v.wait(`document.querySelector(".card-box > [role=status]").textContent === "Undone."`)
	v.does("end")
	export := v.exported()
	if s := stateOf(t, export); s.Len() != len(deck.Cards())+4 || grades(s) != "Again Easy" {
		t.Fatalf("%d events, the grades %s", s.Len(), grades(s))
	}
	v.does("wipe:ask")
	v.does("wipe:yes")
	v.says("Everything is deleted.")
	v.must(v.Reload())
	v.must(v.Live())
	v.does("view:now")
	v.says("No cards are kept yet")
	v.does("view:files")
	v.wait(`document.querySelector("#files-title")`) // with another control for files
	v.must(v.Choose("[data-files]", file(t, "export.json", export)))
	v.says(quantity.Count(int64(len(deck.Cards()))) + " new cards, 3 answers")
	v.does("adopt:new")
	v.says("Added: ")
	if v.exported() != export {
		t.Error("another export came back")
	}
	v.must(v.Choose("[data-files]", file(t, "export.json", export)))
	v.says("Nothing in it is new")
	// Anki's file comes back without a loss, too.
	v.does("leave")
	v.run(`saved.length = 0`)
	v.does("anki")
	v.wait(`saved.length === 1`)
	f, err := recall.ReadAnki(v.text(`saved[0].text()`), nil)
	if err != nil || len(f.Cards) != len(deck.Cards()) || len(f.Notices) > 0 {
		t.Errorf("Anki's file has %d cards: %v %v", len(f.Cards), err, f.Notices)
	}
	v.healthy(h.URL)
}

// Two tabs of one visitor: what one does the other shows, the card that both show
// is answered once, and what is being typed stays.
func TestCardsInTwoTabs(t *testing.T) {
	h := serve(t, built)
	v := live(t, keeping, h.URL+"cards/")
	v.does("keep-all")
	v.says("20 cards are due")
	w := v.tab(keeping, h.URL+"cards/")
	w.does("review")
	w.wait(cardFront)
	first := w.text(cardFront)
	v.does("review")
	v.wait(cardFront + ` === ` + quote(first))
	v.does("show")
	v.does("grade:4")
	w.wait(cardFront + ` !== ` + quote(first))
	second := w.text(cardFront)
	w.does("show")
	w.does("grade:4")
	w.wait(cardFront + ` !== ` + quote(second))
	third := w.text(cardFront)
	v.wait(cardFront + ` === ` + quote(third))
	w.does("show")
	v.does("show")
	v.does("grade:3")
	w.wait(cardFront + ` !== ` + quote(third))
	w.does("end")
	v.does("end")
	w.does("view:cards")
	w.does("new")
	w.wait(`document.querySelector("#edit-title") === document.activeElement`)
	w.run(`document.querySelector("#card-front").focus()`)
	w.must(w.Type("What I am writ"))
	v.does("review")
	v.does("show")
	v.does("grade:4")
	v.wait(`document.querySelector(".card-box > [role=status]").textContent === "Saved. Next card."`)
	w.must(w.Type("ing"))
	if got := w.text(`document.querySelector("#card-front").value`); got != "What I am writing" {
		t.Errorf("what was typed became %q", got)
	}
	w.does("set:save")
	w.says("The card is saved.")
	v.does("end")
	one, two := v.exported(), w.exported()
	if one != two {
		t.Error("the tabs do not have the same")
	}
	s := stateOf(t, one)
	for c := range s.Cards {
		if c.Memory.Reps > 1 {
			t.Errorf("%s was answered %d times", c.ID, c.Memory.Reps)
		}
	}
	if _, n := s.TimeSpent(); n != 4 {
		t.Errorf("%d answers are kept of 4", n)
	}
	v.healthy(h.URL)
	w.healthy(h.URL)
}

func TestCardsOfADeckLinkAreOfferedAndAsked(t *testing.T) {
	h := serve(t, built)
	text := string(recall.WriteDeck("Two for you", func(yield func(*recall.Card) bool) {
		for _, c := range []recall.Card{
			{ID: "l-1", Kind: recall.Basic, Front: "Is <b>this</b> shared?", Back: "<img src=x onerror=alert(1)>"},
			{ID: "l-2", Kind: recall.Basic, Front: "And this?", Back: "Yes."},
		} {
			if !yield(&c) {
				return
			}
		}
	}))
	v := live(t, keeping, h.URL+"cards/#"+scenario.CardsTable.Fragment(scenario.Cards{View: scenario.CardsNow, Deck: text}))
	v.says("This link: Two for you")
	v.says("2 new cards")
	v.says("Is this shared?")
	v.does("adopt:new")
	v.says("2 cards are due")
	v.wait(`!location.hash.includes("deck")`)
	if s := stateOf(t, v.exported()); s.Len() != 2 {
		t.Errorf("%d events", s.Len())
	}
	// What is shared here makes a link that says the same.
	v.must(v.Allow("clipboard-read", "clipboard-write"))
	v.does("view:cards")
	v.does("share")
	v.says("Link to 2 cards copied.")
	link := v.text(`navigator.clipboard.readText()`)
	_, fragment, _ := strings.Cut(link, "#")
	if s, notices := scenario.CardsTable.Parse(fragment); len(notices) > 0 || !strings.Contains(s.Deck, "Is <b>this</b> shared?") || !strings.HasPrefix(link, h.URL+"cards/#") {
		t.Errorf("the link %s: %v", link, notices)
	}
	v.open(h.URL + "cards/#v=1&deck=AAAA")
	v.must(v.Live())
	v.says("damaged: copy all of the link")
	v.healthy(h.URL)
}

func TestCardsBadFilesAreAnsweredPlainly(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"cards/#v=1&view=files")
	v.wait(`document.querySelector("[data-files]")`)
	for _, bad := range []struct {
		name, start string
		size        int64
		said        string
	}{
		{"cards.json", "\x89PNG\r\n\x1a\n\x00\x00", 0, "cards.json: this is not a text file"},
		{"empty.txt", "", 0, "empty.txt: the file is empty"},
		{"big.json", "{", 65 << 20, "big.json: the file has 65 MiB; allowed are 64 MiB"},
		{"other.json", "hello", 0, "other.json: "},
		{"list.json", `{"cards": []}`, 0, "no file of flashcards"},
	} {
		v.must(v.Choose("[data-files]", write(t, bad.name, []byte(bad.start), bad.size)))
		v.says("Nothing was added")
		v.says(bad.said)
		v.does("leave")
		v.wait(`!document.querySelector(".offer")`)
	}
	v.does("view:now")
	v.drop("dropped.csv", `"front,back\nWhat is dropped?,A file"`)
	v.says("1 new card")
	v.says("Taken for names of columns")
	v.does("headings")
	v.says("2 new cards")
	v.healthy(h.URL)
}

// Every view fits a phone, has labels and headings, and says nothing in text that
// is too small.
func TestCardsViewsAreReadableAndLabelled(t *testing.T) {
	h := serve(t, built)
	for _, width := range []int64{390, 820} {
		v := live(t, chrome.View{Width: width, Height: 800, Touch: true, Dark: width == 820}, h.URL+"cards/")
		v.does("keep-all")
		v.says("are due")
		for _, step := range []string{"review", "show", "grade:2", "end", "view:cards", "new", "close", "view:statistics", "table:forecast", "view:settings", "view:files", "wipe:ask"} {
			v.does(step)
			v.must(v.Frame())
			if w := v.number(`document.documentElement.scrollWidth`); w > float64(width) {
				t.Errorf("after %s the page is %g px wide at %d", step, w, width)
			}
			for what, found := range map[string]string{
				"small text":               `[...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && !e.closest("svg") && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 15.9)`,
				"small targets":            `[...document.querySelectorAll("main :is(button, input, select, textarea, summary)")].filter((e) => e.checkVisibility() && e.type !== "checkbox" && (e.getBoundingClientRect().height < 40 || e.getBoundingClientRect().width < 24))`,
				"controls without a label": `[...document.querySelectorAll("main :is(input, select, textarea)")].filter((e) => !e.labels?.length && !e.ariaLabel)`,
				"ids that are there twice": `[...document.querySelectorAll("[id]")].filter((e) => document.querySelectorAll("#" + CSS.escape(e.id)).length > 1)`,
				"references to nothing":    `[...document.querySelectorAll("[aria-labelledby], [aria-describedby], label[for]")].filter((e) => [e.getAttribute("aria-labelledby"), e.getAttribute("aria-describedby"), e.getAttribute("for")].some((id) => id && !document.getElementById(id)))`,
			} {
				if got := v.text(found + `.map((e) => e.outerHTML.slice(0, 90)).join("\n")`); got != "" {
					t.Errorf("after %s at %d px there are %s:\n%s", step, width, what, got)
				}
			}
		}
		v.healthy(h.URL)
		v.Close()
	}
}
