package page

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
)

// onInput takes what is typed or chosen.
func (r *practiceRoot) onInput(e app.Value) {
	control := e.Get("target")
	if r.sheet == nil || dom.Data(control, "answer") != strconv.Itoa(r.sheet.Current()) {
		return
	}
	row, err := strconv.Atoi(dom.Data(control, "row"))
	if err != nil {
		return
	}
	r.sheet.Type(row, control.Get("value").String())
	r.saving.In(restTyped, r.save)
	r.refresh()
}

func (r *practiceRoot) onSubmit(e app.Value) {
	e.Call("preventDefault")
	r.do(dom.Data(e.Get("target"), "do"))
}

func (r *practiceRoot) onClick(e app.Value) {
	if button := e.Get("target").Call("closest", "button[data-do]"); button.Truthy() {
		r.do(dom.Data(button, "do"))
	}
}

// do carries out a button.
func (r *practiceRoot) do(action string) {
	name, what, _ := strings.Cut(action, ":")
	focus := ""
	r.told = ""
	switch name {
	case "answer", "tip", "show":
		focus = r.deed(name, what)
	case "begin":
		r.begin("", r.seed)
		focus = "#exercise-title"
	case "go-on":
		if r.resume(r.underWay()) {
			focus = "#exercise-title"
		}
	case "next":
		focus = r.next()
	case "stop":
		focus = r.stop()
	case "home":
		r.leave()
		focus = "h1"
	case "share":
		r.share()
	case "class":
		r.forClass()
		focus = `[data-do="share-session"]`
	case "share-session":
		r.shareSession()
	case "keep":
		r.keepCard(what)
	case "keep-missed":
		r.keepMissed(what)
	case "close-notices":
		r.notices = nil
		focus = "h1"
	}
	r.refresh()
	if focus != "" {
		r.focus(focus)
	}
}

// deed does something about a question of the sheet, and returns where the reader
// goes on.
func (r *practiceRoot) deed(name, question string) (focus string) {
	if r.sheet == nil || r.sheet.Done() || question != strconv.Itoa(r.sheet.Current()) {
		return ""
	}
	switch name {
	case "answer":
		r.sheet.Answer()
	case "tip":
		r.sheet.Tip()
	case "show":
		r.sheet.Show()
	}
	if r.sheet.Done() {
		r.finish()
	}
	r.save()
	return r.sheet.Focus()
}
