package page

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/dom"
)

// SiteName is what the product is called wherever it is named.
const SiteName = "Attention & Experts"

// All returns the pages in the order in which they are listed.
func All() []Page {
	return []Page{lessonPage, maskPage, cachePage, routingPage, paramsPage, specPage, practicePage, cardsPage, aboutPage}
}

// NotFound returns the page shown for an address that the site does not have.
func NotFound() Page { return notFoundPage }

// Route makes every page known to go-app under its path, with and without the
// closing slash and as a file. Any other path shows NotFound.
func Route() {
	if waiting, known := cards.DueNow(cards.Now()); known {
		dom.Badge(waiting)
	}
	for _, p := range All() {
		newRoot := func() app.Composer { return p.New() }
		app.Route(p.Path, newRoot)
		app.Route(p.Path+"index.html", newRoot)
		if short := strings.TrimSuffix(p.Path, "/"); short != "" {
			app.Route(short, newRoot)
		}
	}
	app.RouteWithRegexp(".*", func() app.Composer { return notFoundPage.New() })
}
