package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Install asks the browser to install the site, as far as it lets a page ask, and
// calls done once the reader has answered.
func Install(done func(wanted bool)) {
	prompt := app.Window().Get("installPrompt")
	if !prompt.Truthy() {
		return
	}
	app.Window().Set("installPrompt", nil) // it can be asked once
	settled(prompt.Call("prompt"), func(_ app.Value, asked bool) {
		if !asked {
			done(false)
			return
		}
		settled(prompt.Get("userChoice"), func(choice app.Value, ok bool) {
			done(ok && choice.Get("outcome").String() == "accepted")
		})
	})
}

// invitedKey is where it is kept that the reader was asked whether to install.
const invitedKey = "attnexperts/invited"

// Invites reports whether the reader is to be asked to install the site: where the
// browser can, it has not happened, and they were never asked. Where the browser
// keeps nothing they would be asked again and again, and so are not.
func Invites() bool {
	if app.IsServer || !Lasting() {
		return false
	}
	_, asked := Kept(invitedKey)
	o := LookOffline()
	return !asked && o.CanInstall && !o.Installed
}

// Invited keeps that the reader was asked.
func Invited() { _ = Keep(invitedKey, "1") }
