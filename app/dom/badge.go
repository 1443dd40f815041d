package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Badge shows a number on the icon of the installed app, or none for 0. Browsers
// that cannot do that do nothing.
func Badge(n int) {
	navigator := app.Window().Get("navigator")
	switch {
	case app.IsServer || !navigator.Get("setAppBadge").Truthy():
	case n > 0:
		settled(navigator.Call("setAppBadge", n), func(app.Value, bool) {})
	default:
		settled(navigator.Call("clearAppBadge"), func(app.Value, bool) {})
	}
}
