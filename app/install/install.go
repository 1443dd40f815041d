// Package install has the button that makes the lesson an app of the device, and the
// one question whether to.
package install

import (
	"attnexperts/app/dom"
	"attnexperts/app/markup"
	"attnexperts/app/part"
)

// The actions of its buttons.
const (
	// Install is the button's: Ask carries it out.
	Install = "install"
	// notNow is that of who wants no app.
	notNow = "no-install"
)

// Button is the button that installs, for where the browser lets a page ask.
func Button() markup.Node { return part.Button("", Install, "Install") }

// Ask has the browser ask the reader, and calls done with a sentence that says what
// came of it.
func Ask(done func(said string)) {
	dom.Install(func(wanted bool) {
		if wanted {
			done("It is being installed, and will stand among your apps.")
		} else {
			done("It was not installed, and works here as before.")
		}
	})
}

// An Invitation asks once in a lifetime, at a pause, whether to install the lesson.
type Invitation struct {
	open bool
	// said is what the answer came to.
	said string
}

// Pause is told that the reader has come to an end of something. It asks, if they can
// install the lesson and were never asked before.
func (i *Invitation) Pause() {
	if !i.open && dom.Invites() {
		i.open = true
		dom.Invited()
	}
}

// Markup is the question, nothing where it is not asked.
func (i *Invitation) Markup() markup.Node {
	if !i.open {
		return markup.Node{}
	}
	about := markup.El("a", markup.Attr("href", part.URL("/about/")+"#offline"), markup.Text("About"))
	if i.said != "" {
		return markup.El("div", markup.Class("invitation"),
			markup.El("p", markup.Attr("tabindex", "-1"), markup.Text(i.said+" More about it is under “"), about, markup.Text("”.")))
	}
	return markup.El(
		"div", markup.Class("invitation"), markup.Attr("role", "group"), markup.Attr("aria-labelledby", "invitation-title"),
		markup.El("h3", markup.ID("invitation-title"), markup.Text("Keep the lesson as an app?")),
		markup.El("p", markup.Text("It then has an icon and a window of its own, and your browser is less likely to delete what you keep. "+
			"It works offline either way. You are asked this once; afterwards the button is under “"), about, markup.Text("”.")),
		markup.El("p", markup.Class("do"), Button(), part.Quiet(notNow, "Not now")),
	)
}

// Answer is where the focus goes after Do.
const Answer = ".invitation p"

// Do carries out one of the question's buttons, and calls done when there is something
// else to be seen. False is an action of somebody else.
func (i *Invitation) Do(action string, done func()) (mine bool) {
	answered := func(said string) {
		i.said = said
		done()
	}
	switch {
	case !i.open:
		return false
	case action == Install:
		Ask(answered)
	case action == notNow:
		answered("All right, it stays in the browser.")
	default:
		return false
	}
	return true
}
