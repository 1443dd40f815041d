package page

import (
	"attnexperts/app/markup"
	"attnexperts/app/part"
)

var notFoundPage = Page{Path: "/404.html", Title: "No such page", Description: "This address does not belong to a page of this site."}

// The page shows the list of pages, which includes what it is itself part of:
// its content is made when it is asked for.
func init() { notFoundPage.New = newNotFound }

func newNotFound() markup.Component {
	links := make([]markup.Node, 0, len(All()))
	for _, p := range All() {
		links = append(links, markup.El("li",
			markup.El("a", markup.Attr("href", part.URL(p.Path)), markup.Text(p.Name)),
			markup.Text(": "+p.Description)))
	}
	return &root{page: notFoundPage, content: []markup.Node{markup.El(
		"div", markup.Class("narrow"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("There is no page here")),
		markup.El("p", markup.Text("The address may have lost a piece on its way. These are the pages there are:")),
		markup.El("ul", markup.List(links)),
	)}}
}
