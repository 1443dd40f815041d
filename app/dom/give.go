package dom

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Download hands the visitor a text as a file.
func Download(name, mime, content string) {
	window := app.Window()
	blob := window.Get("Blob").New([]any{content}, map[string]any{"type": mime})
	url := window.Get("URL").Call("createObjectURL", blob)
	a := window.Get("document").Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", name)
	a.Call("click")
	// Some browsers begin to read only after this.
	time.AfterFunc(time.Minute, func() { window.Get("URL").Call("revokeObjectURL", url) })
}

// Copy puts a text on the clipboard and reports whether the browser allowed
// it.
func Copy(text string, done func(ok bool)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		done(copyByHand(text))
		return
	}
	then(clipboard.Call("writeText", text), done)
}

// Share opens the system's share sheet where it takes links, and copies the
// link otherwise; done is called only for a copy.
func Share(title, link string, done func(ok bool)) {
	navigator := app.Window().Get("navigator")
	data := map[string]any{"title": title, "url": link}
	touch := app.Window().Call("matchMedia", "(pointer: coarse)").Get("matches").Bool()
	if touch && navigator.Get("canShare").Truthy() && navigator.Call("canShare", data).Truthy() {
		then(navigator.Call("share", data), func(bool) {})
		return
	}
	Copy(link, done)
}

// copyByHand copies where there is no clipboard to ask, as on pages that came
// without encryption.
func copyByHand(text string) bool {
	document := app.Window().Get("document")
	area := document.Call("createElement", "textarea")
	area.Set("value", text)
	area.Set("className", "unseen")
	document.Get("body").Call("appendChild", area)
	area.Call("select")
	ok := document.Call("execCommand", "copy").Truthy()
	area.Call("remove")
	return ok
}

// then calls back once a promise is settled.
func then(promise app.Value, done func(ok bool)) {
	settled(promise, func(_ app.Value, ok bool) { done(ok) })
}

// settled calls back with what a promise came to, or why it failed.
func settled(promise app.Value, done func(value app.Value, ok bool)) {
	var yes, no app.Func
	settle := func(ok bool) func(app.Value, []app.Value) any {
		return func(_ app.Value, args []app.Value) any {
			yes.Release()
			no.Release()
			done(args[0], ok)
			return nil
		}
	}
	yes, no = app.FuncOf(settle(true)), app.FuncOf(settle(false))
	promise.Call("then", yes, no)
}
