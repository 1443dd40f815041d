package figure

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/part"
)

func (f *Figure) onClick(e app.Value) {
	button := e.Get("target").Call("closest", "[data-do]")
	if button.Truthy() {
		f.act(dom.Data(button, "do"))
	}
}

// act carries out a button.
func (f *Figure) act(action string) {
	name, what, _ := strings.Cut(action, ":")
	switch name {
	case "share":
		f.share()
	case "reset":
		f.stop()
		f.reset()
		f.changed()
		f.tell("Back to how it was.")
	case "close-notices":
		f.notices = nil
		f.refresh()
		f.focus(".fig-title")
	case "guess", "guess-again", "guess-show", "guess-end":
		f.predict(name)
	case "challenge":
		f.compose()
		f.refresh()
		if f.composer.open {
			f.focus(".composer h3")
		}
	case "compose":
		f.takeComposed(what)
	case "unfold":
		f.unfolded[what] = !f.unfolded[what]
		f.outdate()
		f.refresh()
	case "play":
		f.play(what)
	case "step":
		key, by, _ := strings.Cut(what, ":")
		f.stop()
		f.step(key, by)
	case "table":
		f.tables[what] = !f.tables[what]
		f.refresh()
	case "svg", "csv":
		f.save(f.file(name, what))
	case "save":
		f.save(f.scene.copyOf(what))
	case "copy":
		dom.Copy(f.scene.copyOf(what).Content, func(ok bool) {
			f.tellEither(ok, "Copied.", "The browser did not allow copying; select the text instead.")
		})
	default:
		if f.scene.do(action) {
			f.forget()
			f.changed()
		}
	}
}

// share offers the figure's link to the system where it takes links, and
// copies it otherwise. A scenario that no link carries is saved as a file.
func (f *Figure) share() {
	if !f.scene.carries() {
		file, why := f.scene.instead()
		dom.Download(file.Name, file.Type, file.Content)
		f.tell(why + " Saved as " + file.Name + " instead.")
		return
	}
	link := dom.Origin() + part.URL(f.scene.link())
	dom.Share(f.heading(), link, func(ok bool) {
		f.tellEither(ok, "Link copied.", "The browser did not allow copying. The link: "+link)
	})
}

func (f *Figure) tellEither(ok bool, yes, no string) {
	if ok {
		f.tell(yes)
	} else {
		f.tell(no)
	}
}

// focus gives the focus to an element of the figure.
func (f *Figure) focus(selector string) { dom.FocusNow(f.live.root, selector) }

// save hands over a file, and says so.
func (f *Figure) save(file File) {
	dom.Download(file.Name, file.Type, file.Content)
	f.tell("Saved as " + file.Name + ".")
}

// tell says beside the buttons what one of them came to.
func (f *Figure) tell(text string) {
	f.live.told = text
	f.refresh()
}
