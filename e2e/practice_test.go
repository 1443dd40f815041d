package e2e_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/calc/practice"
	"attnexperts/calc/scenario"
	"attnexperts/e2e/chrome"
)

// focused describes what has the focus.
const focused = `(() => { const e = document.activeElement; return (e.dataset.do || e.dataset.answer && "answer " + e.dataset.answer || e.id || e.tagName) })()`

// tabTo presses Tab until something has the focus.
func (v visitor) tabTo(what string) {
	v.t.Helper()
	for range 40 {
		if strings.HasPrefix(v.text(focused), what) {
			return
		}
		v.must(v.Press(kb.Tab))
	}
	v.t.Fatalf("no Tab leads to %q; the focus is on %q", what, v.text(focused))
}

// onExercise is the exercise that the address says is open.
func (v visitor) onExercise() practice.Exercise {
	v.t.Helper()
	s, notices := scenario.PracticeTable.Parse(v.hash())
	if len(notices) > 0 || !s.Single() {
		v.t.Fatalf("the address is %q: no exercise (%v)", v.hash(), notices)
	}
	return practice.Make(s.Kind, uint64(s.Seed), int(s.Level))
}

// asked is the number of the question that is open, or how many there are.
func (v visitor) asked(e practice.Exercise) int {
	v.t.Helper()
	if at := v.text(`document.querySelector("form.answering [data-answer]")?.dataset.answer ?? ""`); at != "" {
		n, err := strconv.Atoi(at)
		v.must(err)
		return n
	}
	return len(e.Questions)
}

// answerByKeys answers the open question by the keyboard alone.
func (v visitor) answerByKeys(q practice.Question, n int) {
	v.t.Helper()
	v.tabTo("answer " + strconv.Itoa(n))
	switch q.Kind {
	case practice.Number:
		v.run(`document.activeElement.select()`)
		v.must(v.Type(strconv.FormatFloat(q.Value(), 'g', 17, 64)))
	case practice.Rule:
		v.run(`document.activeElement.select()`)
		v.must(v.Type(q.Right()))
	default:
		for row, option := range q.Chosen() {
			if row > 0 {
				v.must(v.Press(kb.Tab))
			}
			v.must(v.Press(" "))
			for range option {
				v.must(v.Press(kb.ArrowDown))
			}
		}
	}
	v.must(v.Press(kb.Enter))
}

// solveByKeys answers what is left of the open exercise, and waits for its end.
func (v visitor) solveByKeys() {
	v.t.Helper()
	e := v.onExercise()
	for n := v.asked(e); n < len(e.Questions); n++ {
		v.answerByKeys(e.Questions[n], n)
		v.wait(`document.querySelector("[data-do=next]") || document.querySelector('form.answering [data-answer="` + strconv.Itoa(n+1) + `"]')`)
	}
	v.wait(`document.querySelector("[data-do=next]")`)
}

// nextByKeys goes on to the next exercise.
func (v visitor) nextByKeys() {
	v.t.Helper()
	was := v.hash()
	v.tabTo("next")
	v.must(v.Press(kb.Enter))
	v.wait(`location.hash !== ` + quote(was) + ` && !document.querySelector("[data-do=next]")`)
}

// numberFirst is the seed of a session that begins with a number to type.
func numberFirst() string {
	for seed := uint64(1); ; seed++ {
		p := practice.Session{Seed: seed}.Next(nil)
		if practice.Make(p.Kind, p.Seed, p.Level).Questions[0].Kind == practice.Number {
			return strconv.FormatUint(seed, 10)
		}
	}
}

func TestPracticeByKeyboardThroughReloadAndOffline(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"practice/#v=1&seed="+numberFirst())
	v.ready()
	v.tabTo("begin")
	v.must(v.Press(kb.Enter))
	v.wait(`document.activeElement.id === "exercise-title"`)
	e := v.onExercise()
	first := v.hash()
	v.expect("at the start", "score=0 streak=0")

	// One that cannot be used, one that is wrong, and the rest right.
	v.tabTo("answer 0")
	v.must(v.Type("12 parsecs"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".problem")?.textContent.includes("parsecs")`)
	if got := v.text(`document.activeElement.value`); got != "12 parsecs" {
		t.Errorf("what was typed is %q now", got)
	}
	v.run(`document.activeElement.select()`)
	v.must(v.Type("0.5"))
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".is-wrong")`)
	if said := v.text(`document.querySelector(".exercise > [role=status]").textContent`); !strings.Contains(said, "Not") {
		t.Errorf("a screen reader hears %q", said)
	}
	v.expect("after a wrong answer", "score=0 streak=0")
	v.run(`document.activeElement.select()`)
	v.must(v.Type("1234.5"))

	// In the middle, with a wrong answer on it and another one half typed.
	v.wait(`Object.keys(localStorage).some((k) => k.includes("practising") && localStorage[k].endsWith("d 1234.5"))`)
	v.must(v.Reload())
	v.must(v.Live())
	if v.hash() != first || v.text(`document.querySelector("form.answering input").value`) != "1234.5" || !v.is(`document.querySelector(".is-wrong")`) {
		t.Errorf("after a reload %s has %q in its field", v.hash(), v.text(`document.querySelector("form.answering input").value`))
	}
	v.solveByKeys()
	if !v.shows(".exercise-end h3", "one") || v.text(focused) == "BODY" {
		t.Errorf("the end says %q, the focus is on %s", v.text(`document.querySelector(".exercise-end h3").textContent`), v.text(focused))
	}
	v.expect("after a wrong exercise", "score=0 streak=0")
	v.nextByKeys()

	// The server goes, and all goes on.
	h.down()
	v.solveByKeys()
	v.expect("after a right one", "score=1 streak=1")
	v.must(v.Reload())
	v.must(v.Live())
	v.expect("reloaded without a server", "score=1 streak=1")
	v.nextByKeys()
	for v.is(`!document.querySelector(".session-end")`) {
		v.solveByKeys()
		v.nextByKeys()
	}
	v.expect("at the end", "score=9 streak=9")
	if v.text(`document.activeElement.textContent`) != "9 of 10 right at first try" || !v.shows(".look-again", e.Title) {
		t.Errorf("the end says %q, and lists %q", v.text(`document.activeElement.textContent`), v.text(`document.querySelector(".look-again")?.textContent ?? "nothing"`))
	}
	v.tabTo("home")
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector(".tallies")`)
	v.expect("over time", "streak=9")
	if !v.shows(".days p", "1 day, 10 exercises, 9 right at first try") {
		t.Errorf("over time it says %q", v.text(`document.querySelector(".days").textContent`))
	}
	v.healthy(h.URL)
}

func TestALinkOpensItsExercise(t *testing.T) {
	h := serve(t, built)
	for _, link := range []string{"v=1&kind=windows&seed=42", "v=1&kind=masks&seed=4711&level=3"} {
		v := live(t, laptop, h.URL+"practice/#"+link)
		v.must(v.Allow("clipboard-read", "clipboard-write"))
		s, _ := scenario.PracticeTable.Parse(link)
		e := practice.Make(s.Kind, uint64(s.Seed), int(s.Level))
		if !v.shows("#exercise-title", e.Title) || !v.shows(".ask", strings.Split(e.Questions[0].Ask, "`")[0]) || v.hash() != "#"+link {
			t.Errorf("%s opens %q at %s", link, v.text(`document.querySelector("#exercise-title").textContent`), v.hash())
		}
		v.must(v.Click("[data-do=share]"))
		v.wait(`document.querySelector(".bar-said").textContent.includes("Link copied")`)
		if got := v.text(`navigator.clipboard.readText()`); got != h.URL+"practice/#"+link {
			t.Errorf("the link of %s is %s", link, got)
		}
		// A kind by itself from there, and back to the address as it was.
		v.solveByKeys()
		v.nextByKeys()
		if next := v.onExercise(); next.Kind != e.Kind || next.Seed == e.Seed {
			t.Errorf("after %s comes %s %d", link, next.Kind, next.Seed)
		}
		v.run(`location.hash = ` + quote(link))
		v.wait(`document.querySelector("#exercise-title").textContent === ` + quote(e.Title) + ` && document.querySelector("form.answering")`)
		v.healthy(h.URL)
		v.Close()
	}
}

func TestHostilePracticeLinksGiveAnExerciseAndANotice(t *testing.T) {
	h := serve(t, built)
	for _, fragment := range []string{"v=1&kind=<script>alert(1)</script>", "v=1&kind=windows&seed=1e999", "v=1&kind=%zz", "v=1&kind=load&seed=%E0%A4%A", "v=1&kind=spec&level=99", "v=1&kind=bug&seed=3&x=%3Cimg%20src%3Dx%3E"} {
		v := live(t, laptop, h.URL+"practice/#"+fragment)
		if !v.shows(".notice", "could not be used") || !v.is(`document.querySelector("form.answering")`) {
			t.Errorf("%s: no notice, or no exercise", fragment)
		}
		v.onExercise()
		if v.is(`document.querySelector("main img, main script")`) {
			t.Errorf("%s becomes an element", fragment)
		}
		v.healthy(h.URL)
		v.Close()
	}
}

func TestPracticeBeforeTheClientAndWithoutStorage(t *testing.T) {
	h := serve(t, built)
	view := laptop
	view.NoScript = true
	v := visit(t, view, h.URL+"practice/")
	if !v.shows(".lead", "Ten exercises") || !v.shows(".kinds", "Find the bug") || !v.shows(".without-scripts", "needs scripts") || v.is(`document.querySelector("[data-do=begin]").checkVisibility()`) {
		t.Error("without scripts the page does not say what it is, or offers what it cannot do")
	}

	// A press before the client is there is not lost.
	release := h.hold()
	v = visit(t, laptop, h.URL+"practice/")
	v.must(v.Click("[data-do=begin]"))
	release()
	v.must(v.Live())
	v.wait(`document.querySelector("form.answering")`)
	v.healthy(h.URL)

	view = laptop
	view.Early = `for (const name of ["localStorage", "sessionStorage"])
		Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});`
	v = live(t, view, h.URL+"practice/")
	if !v.shows(".notice", "does not keep anything") {
		t.Error("it does not say that nothing will be kept")
	}
	v.tabTo("begin")
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector("form.answering")`)
	v.solveByKeys()
	v.expect("with storage blocked", "score=1 streak=1")
	v.healthy(h.URL)
}

func TestDamagedPracticeInStorageIsLeftOut(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"practice/")
	v.run(`localStorage["attnexperts/practice/001764032912000"] = "1 windows 1 3 y 0 5000 1764032912000\n<img src=x onerror=alert(1)>\n1 windows 1 4 n 0 5000";
		localStorage["attnexperts/practising/session/" + String(Date.now()).padStart(15, "0")] = "round 1 5 1764032912000\nopen windows -3 9 x\nsheet\na a\na ,,,\nd \u202e<b>";
		localStorage["attnexperts/practising/alone/" + String(Date.now()).padStart(15, "0")] = "x".repeat(200000);`)
	v.must(v.Reload())
	v.must(v.Live())
	if !v.shows(".notice", "2 lines of earlier results could not be read") || !v.shows(".tallies", "1 of 1") {
		t.Errorf("the page says %q", v.text(`document.querySelector("main").innerText.slice(0, 600)`))
	}
	v.tabTo("begin")
	v.must(v.Press(kb.Enter))
	v.wait(`document.querySelector("form.answering")`)
	v.healthy(h.URL)
}

// Two tabs, each with a session of its own: what came of both is there.
func TestTwoTabsPractise(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"practice/#v=1&kind=windows&seed=3")
	w := v.tab(laptop, h.URL+"practice/#v=1&kind=load&seed=4")
	w.solveByKeys()
	v.solveByKeys()
	w.expect("in the other tab", "score=1")
	v.run(`location.hash = ""`)
	v.wait(`document.querySelector(".tallies")`)
	rows := eval[[]string](v, `[...document.querySelectorAll(".tallies tbody tr")].filter((r) => r.textContent.includes("1 of 1")).map((r) => r.cells[0].textContent)`)
	if !slices.Equal(rows, []string{"Windows", "Load and capacity"}) {
		t.Errorf("there are results of %q", rows)
	}
	v.healthy(h.URL)
}

// halfway has begun a session, and is at its second exercise.
func halfway(t *testing.T) (*host, visitor) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"practice/#v=1&seed=5")
	v.must(v.Click("[data-do=begin]"))
	v.wait(`document.querySelector("form.answering")`)
	v.solveByKeys()
	v.nextByKeys()
	return h, v
}

// A second tab's session, begun and left, takes nothing from the first one's.
func TestASecondPracticeTabLeavesTheFirstSession(t *testing.T) {
	h, v := halfway(t)
	at := v.hash()
	w := v.tab(laptop, h.URL+"practice/")
	w.must(w.Click("[data-do=begin]"))
	w.wait(`document.querySelector("form.answering")`)
	w.must(w.Click("[data-do=stop]"))
	w.wait(`document.querySelector(".practice-home")`)
	// What the other tab offers comes with go-app's next update.
	w.wait(`document.querySelector(".practice-home .answer-do")?.textContent.includes("Exercise 2 of 10")`)
	v.must(v.Reload())
	v.must(v.Live())
	if v.hash() != at || !v.shows(".round-standing", "Exercise 2 of 10") {
		t.Errorf("after a reload the first tab is at %s, and was at %s", v.hash(), at)
	}
	v.expect("after a reload", "score=1")
	v.healthy(h.URL)
}

// What was forgotten on the lesson's page does not come back from an open tab.
func TestForgottenPracticeStaysForgotten(t *testing.T) {
	h, v := halfway(t)
	w := v.tab(laptop, h.URL)
	for _, button := range []string{"reset", "forget"} {
		w.wait(`document.querySelector("[data-do=` + button + `]")`)
		w.run(`document.querySelector("[data-do=` + button + `]").click()`)
	}
	w.wait(`!Object.keys(localStorage).some((k) => k.startsWith("attnexperts/practice/"))`)
	v.wait(`document.querySelector("[name=score]").dataset.value === "0"`)
	v.solveByKeys()
	kept := v.text(`Object.keys(localStorage).filter((k) => k.startsWith("attnexperts/practice/")).map((k) => localStorage[k]).join("\n")`)
	if len(strings.Split(kept, "\n")) != 1 || kept == "" {
		t.Errorf("after one more exercise these are kept:\n%s", kept)
	}
	v.healthy(h.URL)
}

// Who keeps a question by the keyboard stays where it was pressed.
func TestKeepingPracticeLeavesTheFocus(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL+"practice/#v=1&kind=kv-cache&seed=7")
	for _, button := range []string{"tip:0", "show:0", "keep:0"} {
		v.tabTo(button)
		v.must(v.Press(kb.Enter))
		v.wait(`!document.querySelector("[data-do='` + button + `']") || document.querySelector("[data-do='` + button + `'][aria-disabled=true]")`)
	}
	// What became of it comes a frame after the button's new look.
	v.wait(`document.querySelector(".keeping").textContent.includes("Kept among your flashcards")`)
	if got := v.text(focused); got != "keep:0" {
		t.Errorf("the focus is on %s", got)
	}
	v.healthy(h.URL)
}

func TestAnExerciseFitsAPhone(t *testing.T) {
	h := serve(t, built)
	for _, k := range practice.Kinds() {
		v := live(t, chrome.View{Width: 390, Height: 800, Touch: true, Dark: true}, h.URL+"practice/#v=1&kind="+k.Key+"&seed=7&level=2")
		for {
			if w := v.number(`document.documentElement.scrollWidth`); w > 390 {
				t.Errorf("%s is %g px wide", k.Key, w)
			}
			if tight := v.text(`[...document.querySelectorAll("main button, main summary, main label.option, main input[type=text]")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 40).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); tight != "" {
				t.Errorf("%s has targets too small for a finger:\n%s", k.Key, tight)
			}
			if unnamed := v.text(`[...document.querySelectorAll("main input")].filter((e) => !e.labels.length).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); unnamed != "" {
				t.Errorf("%s has controls without a label:\n%s", k.Key, unnamed)
			}
			if v.is(`document.querySelector("[data-do=next]")`) {
				break
			}
			v.run(`window.pressed = document.querySelector("[data-do^=show]") ?? document.querySelector("[data-do^=tip]"); pressed.click()`)
			v.wait(`!pressed.isConnected`)
		}
		v.healthy(h.URL)
		v.Close()
	}
}
