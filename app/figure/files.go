package figure

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/calc/quantity"
)

// openFiles reads files that were opened or dropped. That waits for the browser, so
// it happens beside what the page does.
func (f *Figure) openFiles(files []dom.File) {
	read := f.scene.reader()
	if read == nil || len(files) == 0 {
		return
	}
	opened := make([]Opened, len(files))
	for i, file := range files {
		opened[i] = Opened{file, file.Name, file.Size}
	}
	f.live.openings++
	this := f.live.openings
	go func() {
		t := read(opened)
		f.live.ctx.Dispatch(func(app.Context) {
			if this == f.live.openings { // nothing was opened since
				f.took(t)
			}
		})
	}()
}

// took shows what came of opening files.
func (f *Figure) took(t taken) {
	if !f.accept(t) {
		f.refresh()
		return
	}
	f.changed()
	if t.show != "" {
		f.focus(t.show)
	}
}

// accept takes over what came of opening files, and reports whether that was
// more than a problem.
func (f *Figure) accept(t taken) bool {
	switch {
	case t.problem != "":
		f.problem[t.key] = t.problem + "." // it begins with a file's name
		return false
	case t.change != nil:
		if !f.scene.(*guarded).change(t.change) {
			f.problem[t.key] = problemText(errLocked)
			return false
		}
		f.forget()
		f.challenged()
	default:
		if f.set(t.key, t.text); f.problem[t.key] == "" {
			delete(f.typed, t.key)
		}
	}
	return true
}

// maxTyped is how many characters a control takes. More is no text that anybody
// means to read here, and would make the page wait.
const maxTyped = 1 << 20

// floods reports whether a text area was given more than that. What stood there
// comes back, and the control says why.
func (f *Figure) floods(control app.Value) bool {
	if n := control.Get("textLength"); !n.Truthy() || n.Int() <= maxTyped {
		return false
	}
	key := control.Get("name").String()
	delete(f.typed, key)
	f.problem[key] = "That is more than " + quantity.Count(maxTyped) + " characters, which is no model’s config.json. What stood here before is back."
	control.Set("value", f.control(key).Text)
	f.refresh()
	return true
}
