//go:build js && wasm

// Command wasm is the client: the program that runs in the visitor's browser, in
// the page and, in another role, in a worker.
package main

import (
	"os"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/dom"
	"attnexperts/app/page"
	"attnexperts/app/part"
	"attnexperts/app/study"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == study.Role {
		study.Serve()
	}
	part.SetBase(app.Getenv("GOAPP_ROOT_PREFIX"))
	page.Route()
	// What came so far, and mounting the page, are long enough each to be waited for.
	dom.Breathe()
	app.Window().Call("mounting") // boot.js hands it what was prerendered
	app.RunWhenOnBrowser()
}
