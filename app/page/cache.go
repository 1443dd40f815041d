package page

import (
	"attnexperts/app/figure"
	"attnexperts/app/markup"
)

var cachePage = Page{
	Path: "/cache/", Embeds: true, Name: "Cache", Title: "The KV cache",
	Description: "See what a conversation keeps in memory, what sharing heads and windows save of it, and how fast it can be read.",
}

func init() { cachePage.New = newCache }

func newCache() markup.Component {
	return &root{page: cachePage, content: []markup.Node{markup.El(
		"div", markup.Class("figure-page"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("The KV cache")),
		markup.El("p", markup.Class("lead"), markup.Text("The keys and values of a conversation are kept, and read again for each token that is written. "+
			"Start from a published model, or from your own numbers.")),
		markup.Of(figure.New(&figure.Cache, "", "", true)),
	)}}
}
