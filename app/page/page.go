// Package page has the site's pages, in files that begin with their names, and the
// frame around them.
package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"attnexperts/app/cards"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/quantity"
)

// cardsPath is where the flashcards live.
const cardsPath = "/cards/"

// Page is one page of the site.
type Page struct {
	// Path is where the page lives below the site's base: "/" or "/mask/".
	Path string
	// Name is what the page is called in the navigation, Title the document's
	// title, without the site's name.
	Name, Title string
	// Description says in one sentence what the page is for.
	Description string
	// Terms is whether words of the page have a definition in its glossary.
	Terms bool
	// Files is whether the page takes files that are dropped on it.
	Files bool
	// Embeds is whether other sites may show the page in a frame: it is a figure,
	// and nothing that can be pressed on it changes what the visitor keeps.
	Embeds bool
	// New makes the page's root component in its first state.
	New func() markup.Component
}

// DocumentTitle is the page's title as the browser shows it.
func (p Page) DocumentTitle() string {
	if p.Title == "" {
		return SiteName
	}
	return p.Title + " — " + SiteName
}

// root is a page without state of its own: the frame around its content.
type root struct {
	app.Compo

	page    Page
	content []markup.Node
}

// Markup implements markup.Component.
func (r *root) Markup() markup.Node { return framed(r.page, r.content...) }

// Render implements app.Composer.
func (r *root) Render() app.UI { return r.Markup().UI() }

// framed puts the site's header and footer around a page's content.
func framed(p Page, content ...markup.Node) markup.Node {
	return markup.El(
		"div", markup.ID("app"),
		markup.El("a", markup.Class("skip"), markup.Attr("href", "#main"), markup.Text("Skip to the content")),
		header(p),
		markup.El("main", markup.ID("main"), markup.Attr("tabindex", "-1"), markup.List(content)),
		footer(),
	)
}

func header(p Page) markup.Node {
	links := make([]markup.Node, 0, len(All()))
	for _, to := range All() {
		links = append(links, markup.El("a",
			markup.Attr("href", part.URL(to.Path)),
			markup.If(to.Path == p.Path, markup.Attr("aria-current", "page")),
			markup.Text(to.Name), due(to)))
	}
	return markup.El(
		"header", markup.Class("site"),
		markup.El("a", markup.Class("home"), markup.Attr("href", part.URL("/")), mark(), markup.El("span", markup.Text(SiteName))),
		// Where the list is too wide for the screen it opens over the page.
		markup.El("button", markup.Attr("type", "button"), markup.Class("menu"), markup.Attr("popovertarget", "pages"), markup.Text("Pages")),
		markup.El("nav", markup.ID("pages"), markup.Attr("popover", "auto"), markup.Attr("aria-label", "Pages"), markup.List(links)),
	)
}

// due says beside the flashcards' page how many of them wait.
func due(to Page) markup.Node {
	if to.Path != cardsPath {
		return markup.Node{}
	}
	waiting, known := cards.DueNow(cards.Now())
	if !known || waiting == 0 {
		return markup.Node{}
	}
	return markup.El("span", markup.Class("due"), markup.Text(quantity.Count(int64(waiting))),
		markup.El("span", markup.Class("unseen"), markup.Text(" due")))
}

// mark is the site's sign: a small sliding-window mask with a sink.
func mark() markup.Node {
	return markup.El(
		"svg", markup.Class("mark"), markup.Attr("viewBox", "0 0 5 5"), markup.Attr("aria-hidden", "true"),
		markup.El("path", markup.Class("c-anchored"), markup.Attr("d", "M0 2h1v3h-1z")),
		markup.El("path", markup.Class("c-local"), markup.Attr("d", "M0 0h1v1h1v1h1v1h1v1h1v1h-2v-1h-1v-1h-1v-1h-1z")),
	)
}

func footer() markup.Node {
	return markup.El(
		"footer", markup.Class("site"),
		markup.El("p", markup.Text("Everything here runs in your browser. Nothing you type leaves it, and after the first visit no network is needed.")),
	)
}
