package e2e_test

import (
	"strconv"

	"attnexperts/calc/practice"
)

// presses makes a deed of buttons that are pressed one after the other.
func presses(actions ...string) func(visitor) {
	return func(v visitor) {
		v.t.Helper()
		for _, a := range actions {
			v.wait(`document.querySelector('[data-do="` + a + `"]:not(:disabled)')`)
			v.run(`document.querySelector('[data-do="` + a + `"]:not(:disabled)').click()`)
			v.must(v.Frame())
		}
	}
}

// opens makes a deed of another link of the same page, and of something that is
// there when it is open.
func opens(fragment, shown string) func(visitor) {
	return func(v visitor) {
		v.t.Helper()
		v.run(`location.hash = ` + quote(fragment))
		v.wait(`document.querySelector(` + quote(shown) + `)?.checkVisibility()`)
	}
}

func unfold(v visitor) {
	v.t.Helper()
	v.run(`for (const d of document.querySelectorAll("details")) d.open = true`)
}

// figureSteps are the states that every figure has. What is set by the control is
// a number, as is the output.
func figureSteps(control, output string) []step {
	return []step{
		{"all unfolded, a table shown", func(v visitor) {
			unfold(v)
			v.run(`document.querySelector("[data-do^='table:']").click()`)
			v.wait(`document.querySelector(".data table")`)
		}, otherwise},
		{"the composer open, a control with a problem, parts of a link of no use", func(v visitor) {
			opens("v=1&"+control+"=never&x=1", ".fig-notices .notice")(v)
			presses("challenge")(v)
			v.typeInto(control, "")
			v.wait(`document.querySelector("form .problem")`)
		}, nil},
		{"a prediction that is no number", func(v visitor) {
			opens("v=1&ask="+output, ".asking .guess")(v)
			v.run(`document.querySelector("[data-guess]").focus()`)
			v.must(v.Type("many parsecs"))
			v.run(`document.querySelector(".guess [type=submit]").click()`)
			v.wait(`document.querySelector(".guess .problem")`)
		}, nil},
		{"a prediction answered", presses("guess-show"), nil},
		{"a challenge that is met", opens("v=1&lock="+control+"&goal="+output+":ge:0", ".goal.met"), nil},
		{"embedded", opens("v=1&embed=1", "html[data-embed] .fig"), nil},
	}
}

var lessonSteps = []step{
	{"contents and a definition open", func(v visitor) {
		v.must(v.Look(onPhone.view))
		v.run(`document.querySelector("a.term").focus()`)
		v.wait(`!document.querySelector(".definition").hidden`)
		v.run(`document.querySelector(".contents").showPopover()`)
	}, nil},
	{"asked about forgetting the progress", func(v visitor) {
		v.run(`document.querySelector(".contents").hidePopover()`)
		presses("reset")(v)
	}, nil},
	{"asked whether to install", func(v visitor) {
		v.run(installs + `installable("accepted")`)
		v.commit("what-you-can-do-now", "10")
		v.wait(invitation)
	}, nil},
}

// practiceSteps are an exercise for each way in which questions are answered, one
// with a wrong answer, and what is seen at the end.
func practiceSteps() []step {
	var list []step
	for _, k := range practice.Kinds() {
		for _, way := range []practice.QuestionKind{practice.Number, practice.Choice, practice.Line, practice.Matrix, practice.Rule} {
			if e := practice.Make(k.Key, 7, 1); e.Questions[0].Kind == way {
				link := "v=1&kind=" + k.Key + "&seed=7"
				list = append(list, step{"an exercise of " + k.Name, opens(link, `[data-answer="0"]`), nil})
			}
		}
	}
	return append(list,
		step{"an answer that is no number, then a wrong one, with a tip", func(v visitor) {
			opens("v=1&seed="+numberFirst(), `[data-do="begin"]`)(v)
			presses("begin")(v)
			answerWrong(v)
			presses("tip:0")(v)
		}, nil},
		step{"the solution open", func(v visitor) { v.showAll(); unfold(v) }, otherwise},
		step{"the end of a session", func(v visitor) {
			for v.is(`!document.querySelector(".session-end")`) {
				v.showAll()
				v.run(`document.querySelector("[data-do=next]").click()`)
				v.wait(`!document.querySelector("[data-do=next]")`)
			}
		}, nil},
		step{"what came of it over time", presses("home"), nil},
	)
}

func answerWrong(v visitor) {
	v.t.Helper()
	for _, a := range []struct{ text, shown string }{{"12 parsecs", ".problem"}, {"0.5", ".is-wrong"}} {
		v.wait(`document.querySelector('[data-answer="0"]')`)
		v.run(`const a = document.querySelector('[data-answer="0"]'); a.focus(); a.select()`)
		v.must(v.Type(a.text))
		v.run(`document.querySelector(".answering [type=submit]").click()`)
		v.wait(`document.querySelector(` + quote(a.shown) + `)`)
	}
}

// showAll has the solutions of an exercise shown.
func (v visitor) showAll() {
	v.t.Helper()
	for v.is(`!document.querySelector("[data-do=next]")`) {
		v.run(`window.pressed = document.querySelector("[data-do^=show]") ?? document.querySelector("[data-do^=tip]"); pressed.click()`)
		v.wait(`!pressed.isConnected`)
	}
}

var cardSteps = []step{
	{"cards are due, more are offered", func(v visitor) { presses("keep-part:two-costs")(v); v.says("are due"); unfold(v) }, nil},
	{"parts of a link of no use", opens("v=1&view=never", ".card-box .notice"), nil},
	{"a card asked", func(v visitor) { presses("view:now", "review")(v); v.wait(cardFront) }, otherwise},
	{"its answer", presses("show"), otherwise},
	{"all cards", presses("grade:1", "end", "view:cards"), nil},
	{"a card written", presses("new"), nil},
	{"statistics with a table", presses("close", "view:statistics", "table:forecast"), otherwise},
	{"settings", presses("view:settings"), nil},
	{"in and out", presses("view:files"), nil},
	{"a file that cannot be used", func(v visitor) {
		v.drop("other.json", `"hello"`)
		v.wait(`document.querySelector(".offer")`)
	}, nil},
	{"a deck offered", func(v visitor) {
		presses("leave")(v)
		v.drop("dropped.csv", strconv.Quote("front,back\nWhat is dropped?,A file"))
		v.says("new card")
	}, nil},
	{"asked about deleting everything", presses("leave", "view:files", "wipe:ask"), nil},
}

// damage overwrites every file of the reader's cards.
const damage = `(async () => {
	const asked = (r) => new Promise((done, failed) => { r.onsuccess = () => done(r.result); r.onerror = () => failed(r.error); });
	let n = 0;
	for (const { name } of await indexedDB.databases()) {
		const db = await asked(indexedDB.open(name));
		const files = db.transaction("contents", "readwrite").objectStore("contents");
		for (const key of await asked(files.getAllKeys())) { await asked(files.put(new Uint8Array(9), key)); n++; }
		db.close();
	}
	return n > 0;
})()`

var aboutSteps = []step{
	{"damaged files found", func(v visitor) {
		v.open(v.text(`new URL("../cards/", location).href`))
		v.must(v.Live())
		presses("keep-part:two-costs")(v)
		v.says("are due")
		v.open(v.text(`new URL("../about/", location).href`))
		v.must(v.Live())
		if !v.is(damage) {
			v.t.Error("there are no files to damage")
		}
		presses("check")(v)
		v.wait(`document.querySelector(".findings li")`)
		unfold(v)
	}, nil},
	{"damaged files set aside", func(v visitor) { presses("repair")(v); v.wait(`document.querySelector(".aside-files")`) }, nil},
}
