//go:build js && wasm

// Command wasm is the client: the program that runs in the visitor's browser.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/page"
	"attnexperts/app/part"
)

func main() {
	part.SetBase(app.Getenv("GOAPP_ROOT_PREFIX"))
	page.Route()
	app.RunWhenOnBrowser()
}
