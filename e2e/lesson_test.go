package e2e_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"attnexperts/app/lesson"
	"attnexperts/e2e/chrome"
)

// wakeAll scrolls through the page, so that every figure comes to life.
func (v visitor) wakeAll() {
	v.t.Helper()
	n := int(v.number(`document.querySelectorAll("[data-slot] > figure").length`))
	for i := range n {
		at := `[...document.querySelectorAll("[data-slot]:has(> figure)")][` + strconv.Itoa(i) + `]`
		v.run(at + `.scrollIntoView()`)
		v.wait(alive(at))
	}
	v.run(`scrollTo(0, 0)`)
	v.wait(`document.querySelector(".contents-handle")?.textContent.startsWith("1 ") ?? true`)
}

// alive tells whether the client has made what is in a slot.
func alive(slot string) string { return `!` + slot + `.hasAttribute("data-still")` }

// A figure far down the page comes to life where the reader comes near, in its
// place; until then its picture stands there.
func TestFiguresComeToLifeWhereTheReaderIs(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	asleep := `[...document.querySelectorAll("[data-slot][data-still] > figure")]`
	if n := v.number(asleep + `.length`); n < 10 {
		t.Errorf("only %v figures are asleep when the page comes to life", n)
	}
	if !v.is(asleep + `.every((f) => f.querySelector("svg path, svg rect"))`) {
		t.Error("a sleeping figure shows no picture")
	}
	before := v.number(`document.documentElement.scrollHeight`)
	v.wakeAll()
	if n := v.number(asleep + `.length`); n != 0 {
		t.Errorf("%v figures are still asleep", n)
	}
	if after := v.number(`document.documentElement.scrollHeight`); after != before {
		t.Errorf("the page was %v px high and is %v when all figures are alive", before, after)
	}
	v.healthy(h.URL)
}

// Who has the focus in a figure that wakes keeps it.
func TestWakingKeepsTheFocus(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.wait(`document.querySelector("#read-a-spec [data-slot][data-still] > figure")`)
	v.run(`const b = document.querySelector('#read-a-spec [data-still] [data-do="share"]'); b.focus(); window.was = b`)
	v.wait(`!window.was.isConnected`)
	v.wait(`document.activeElement !== document.body`)
	if got := v.text(`document.activeElement.dataset.do ?? document.activeElement.tagName`); got != "share" {
		t.Errorf("the focus is at %s", got)
	}
	v.healthy(h.URL)
}

// A fold that was opened before its figure came to life stays open, and has its
// controls then; those of a fold that nobody opened are not made.
func TestFoldsHaveTheirControlsOnceOpened(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	v.run(`window.far = [...document.querySelectorAll("[data-slot][data-still]:has(.rest)")].pop(); far.querySelector(".rest").open = true; far.scrollIntoView()`)
	v.wait(alive("far") + ` && far.querySelector(".rest").open && far.querySelector(".rest select")`)
	v.run(`window.near = document.querySelector("[data-slot]:has(.rest)"); near.scrollIntoView()`)
	v.wait(alive("near"))
	if v.is(`near !== far && near.querySelector(".rest select, .rest input")`) {
		t.Error("the controls of a closed fold are made")
	}
	v.must(v.Click(".rest summary"))
	v.wait(`near.querySelector(".rest [name]")`)
	v.must(v.Click(".rest summary"))
	v.must(v.Frame())
	if !v.is(`near.querySelector(".rest [name]")`) {
		t.Error("closing a fold takes its controls away, and what is typed in them")
	}
	v.healthy(h.URL)
}

// Words set the figure that they speak of, by the mouse and by the keyboard.
func TestWordsSetTheFigure(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	tokens := `document.querySelector("#two-costs .fig [name=tokens]").value`
	word := `document.querySelector("#two-costs a.set")`
	v.run(word + `.focus()`)
	v.must(v.Press(kb.Enter))
	v.wait(tokens + ` === "128"`)
	if got := v.text(`document.querySelector("#two-costs .fig output[name=pairs]").dataset.value`); got != "8256" {
		t.Errorf("doubled, the figure counts %s pairs", got)
	}
	if !v.is(`document.activeElement === ` + word) {
		t.Error("the focus has left the words")
	}
	if v.is(`location.hash`) || !v.is(`location.pathname === "/"`) {
		t.Errorf("the words have led to %s", v.text(`location.href`))
	}
	v.healthy(h.URL)
}

// On a phone, where a figure is taller than the window, its picture is what comes into
// view.
func TestWordsBringThePictureIntoView(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 390, Height: 844, Touch: true, Still: true}, h.URL)
	for i := range int(v.number(`document.querySelectorAll("#look-less-far a.set, #two-costs a.set").length`)) {
		word := `document.querySelectorAll("#look-less-far a.set, #two-costs a.set")[` + strconv.Itoa(i) + `]`
		v.run(word + `.scrollIntoView({block: "center"}); ` + word + `.focus()`)
		v.must(v.Press(kb.Enter))
		hash := v.text(`new URL(` + word + `.href).hash`)
		v.wait(`[...document.querySelectorAll(".fig .fig-look")].some((e) => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight + 1; })`)
		if v.is(`location.hash`) {
			t.Errorf("%s has led away", hash)
		}
	}
	v.healthy(h.URL)
}

// A term's definition shows on hover, on focus and on a tap, and is part of what
// a screen reader says.
func TestTermsAreDefined(t *testing.T) {
	h := serve(t, built)
	want := ""
	for _, term := range lesson.Glossary() {
		if term.ID == "pair" {
			want = term.Text
		}
	}
	shown := `(() => { const d = document.querySelector(".definition"), b = d.getBoundingClientRect();
		return !d.hidden && b.left >= 0 && b.right <= innerWidth && b.top >= 0 && d.textContent; })() === ` + quote(want)
	hidden := `document.querySelector(".definition").hidden`
	term := `a.term[href="#term-pair"]`

	v := live(t, laptop, h.URL)
	v.must(v.Hover(v.at(term, 0.5, 0.5)))
	v.wait(shown)
	v.must(v.Press(kb.Escape))
	v.wait(hidden)
	v.run(`document.querySelector('` + term + `').focus()`)
	v.wait(shown)
	v.must(v.Press(kb.Tab))
	v.wait(hidden)
	if !v.is(`document.getElementById(document.querySelector('` + term + `').getAttribute("aria-describedby")).textContent === ` + quote(want)) {
		t.Error("the term is not described by its definition")
	}
	v.healthy(h.URL)

	phone := live(t, chrome.View{Width: 390, Height: 844, Touch: true}, h.URL)
	phone.must(phone.Tap(term))
	phone.wait(shown)
	if phone.is(`location.hash`) {
		t.Error("a tap has led away to the glossary")
	}
	phone.healthy(h.URL)

	noScript := laptop
	noScript.NoScript = true
	plain := visit(t, noScript, h.URL)
	if !plain.shows("#term-pair dd", want) {
		t.Error("without scripts the glossary does not have it")
	}
}

// What was read and answered is kept, shown in the contents of every tab, there
// after a reload and without a network, and can be reset.
func TestProgressIsKept(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	minutes := `parseInt(document.querySelector(".contents .progress span").textContent)`
	if n := v.number(minutes); n != 13 {
		t.Errorf("the lesson takes %v minutes at first", n)
	}
	// The clock runs faster than a test may wait.
	v.wait(`document.querySelector("#two-costs [data-guess]")`)
	v.run(`const g = document.querySelector("#two-costs [data-guess]"); g.scrollIntoView({block: "center"})`)
	v.wait(alive(`document.querySelector("#two-costs [data-guess]").closest("[data-slot]")`))
	v.run(`document.querySelector("#two-costs [data-guess]").focus()`)
	v.must(v.Type("16 GiB"))
	v.must(v.Press(kb.Enter))
	answered := `document.querySelector(".contents li:first-child").textContent.includes("checkpoint answered")`
	v.wait(answered)
	v.wait(`document.querySelector("#two-costs .guess-said")?.textContent.includes("You said 16")`)
	if !v.shows("#two-costs .guess-said", "You said 16") {
		t.Error("the figure does not show its answer to the prediction")
	}
	v.must(v.Reload())
	v.must(v.Live())
	if !v.is(answered) {
		t.Error("after a reload the checkpoint is forgotten")
	}
	v.run(`document.querySelector("#two-costs .fig-cache").scrollIntoView({block: "center"})`)
	v.wait(`document.querySelector("#two-costs .guess-said")?.textContent.includes("You said 16 GiB; it is 16 GiB")`)
	if v.is(`document.querySelector("#two-costs .asking")`) {
		t.Error("after a reload the checkpoint asks again")
	}
	o := v.tab(laptop, h.URL)
	o.run(`localStorage.setItem("attnexperts/read/read-a-spec", "1")`)
	v.wait(`document.querySelector(".contents li:nth-child(7)").textContent.includes(", read")`)
	if n := v.number(minutes); n != 12 {
		t.Errorf("with one part read, %v minutes are left", n)
	}
	v.must(v.Click(`.contents [data-do="reset"]`))
	v.wait(`document.querySelector('.contents [data-do="forget"]')`)
	v.must(v.Click(`.contents [data-do="forget"]`))
	v.wait(`!document.querySelector(".contents ol").textContent.includes("answered") && !document.querySelector('.contents [data-do]')`)
	if v.is(`Object.keys(localStorage).some((k) => /read|answered/.test(k))`) {
		t.Error("what was reset is still kept")
	}
	v.healthy(h.URL)
}

// Who stays at a part and sees its end has read it; who leafs through has not.
func TestReadingCountsAsReading(t *testing.T) {
	h := serve(t, built)
	view := laptop
	// The page's clock is the test's.
	view.Early = `{ const now = performance.now.bind(performance); let ahead = 0; performance.now = () => now() + ahead; window.later = (ms) => { ahead += ms; };
		const date = Date.now; Date.now = () => date() + ahead; }`
	v := live(t, view, h.URL)
	end := `document.querySelector("#two-costs").scrollIntoView({block: "end"})`
	read := `document.querySelector(".contents li:first-child").textContent.includes(", read")`
	v.run(end)
	v.must(v.Frame())
	if v.is(read) {
		t.Error("leafed through counts as read")
	}
	v.run(`later(50_000); scrollBy(0, -40)`)
	v.must(v.Frame())
	v.run(`later(50_000); ` + end)
	v.wait(read)
	v.healthy(h.URL)
}

// On a phone the contents open from the bar at the top, and close where they
// lead.
func TestContentsOnAPhone(t *testing.T) {
	h := serve(t, built)
	v := live(t, chrome.View{Width: 390, Height: 844, Touch: true}, h.URL)
	v.run(`scrollTo(0, 3000)`)
	v.must(v.Frame())
	if !v.is(`document.querySelector(".contents-handle").getBoundingClientRect().top === 0`) {
		t.Error("the bar does not stay at the top")
	}
	v.must(v.Click(".contents-handle"))
	v.wait(`document.querySelector(".contents").matches(":popover-open")`)
	v.must(v.Click(".contents li:nth-child(3) a"))
	v.wait(`!document.querySelector(".contents").matches(":popover-open") && location.hash === "#look-less-far"`)
	v.wait(`document.querySelector(".contents-handle").textContent.includes("Look less far")`)
	if !strings.Contains(v.text(`document.querySelector(".contents-handle").textContent`), " min left") {
		t.Error("the bar does not say how much is left")
	}
	v.healthy(h.URL)
}

// Printed, the lesson has its text, its figures and its links spelled out, on the
// width of a sheet, and nothing that only a screen can use.
func TestTheLessonPrints(t *testing.T) {
	h := serve(t, built)
	sheet := chrome.View{Width: 718, Height: 1047, Print: true} // A4 within margins, in CSS pixels
	v := live(t, sheet, h.URL)
	if w := v.number(`document.documentElement.scrollWidth`); w > 718 {
		t.Errorf("it is %v px wide on a sheet of 718", w)
	}
	drawn := `.filter((s) => s.checkVisibility({visibilityProperty: true}) && s.getBoundingClientRect().width > 300).length`
	if n := v.number(`[...document.querySelectorAll("figure.fig:not(.asking) .fig-look > svg")]` + drawn); n != 13 {
		t.Errorf("%v figures are printed of 13 that ask nothing", n)
	}
	// On paper, too, a prediction comes before its answer.
	if n := v.number(`[...document.querySelectorAll("figure.asking")]` + `.length`); n != 8 {
		t.Errorf("%v figures ask, want 8", n)
	}
	if told := v.text(`[...document.querySelectorAll("figure.asking :is(.fig-look > svg, .sentence, .numbers td, output, .pointed, .legend)")].filter((e) => e.checkVisibility({visibilityProperty: true})).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); told != "" {
		t.Errorf("a question that waits is printed with its answer:\n%s", told)
	}
	if left := v.text(`[...document.querySelectorAll("button, input, select, summary, nav")].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); left != "" {
		t.Errorf("what only a screen can use is printed:\n%s", left)
	}
	if !v.is(`[...document.querySelectorAll(".prose a[href^=http]")].every((a) => getComputedStyle(a, "::after").content.includes(a.getAttribute("href")))`) {
		t.Error("a link is not spelled out")
	}
	if !v.shows("#glossary dd", "mask") || !v.shows("#read-a-spec pre", "num_key_value_heads") {
		t.Error("the glossary or the lines of the spec are not printed")
	}
}

// A figure that comes alive between press and release replaces what was pressed, of which
// the browser then makes no click.
func TestAPressIsKeptWhileAFigureComesAlive(t *testing.T) {
	h := serve(t, built)
	v := live(t, laptop, h.URL)
	const button = `[data-slot] .fig-cache [data-do="guess-show"]`
	v.run(`window.pressed = document.querySelector(` + quote(button) + `);
		window.send = (type, on) => { const b = document.querySelector(` + quote(button) + `).getBoundingClientRect();
			on.dispatchEvent(new PointerEvent(type, {bubbles: true, isPrimary: true, pointerId: 1, clientX: b.left + 9, clientY: b.top + 9})); };
		if (!("still" in pressed.closest("[data-slot]").dataset)) throw new Error("it is alive already");
		send("pointerdown", pressed); pressed.scrollIntoView({block: "center"})`)
	v.wait(`!pressed.isConnected && document.querySelector(` + quote(button) + `)`)
	v.run(`send("pointerup", document.body)`)
	v.wait(`document.querySelector(".fig-cache .guess-said")`)
	v.healthy(h.URL)
}
