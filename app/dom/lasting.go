package dom

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Lasting reports whether what is kept stays when the page goes. Where a browser
// is told to keep nothing, boot.js lends the page a storage that forgets.
func Lasting() bool {
	window := app.Window()
	return app.IsServer || window.Get("localStorage").InstanceOf(window.Get("Storage"))
}
