package page

import (
	"attnexperts/app/figure"
	"attnexperts/app/markup"
)

var routingPage = Page{
	Path: "/routing/", Embeds: true, Name: "Routing", Title: "Expert routing",
	Description: "See which expert gets which token, what happens when all want the same one, and what each remedy does and costs, in a layer that really learns.",
}

func init() { routingPage.New = newRouting }

func newRouting() markup.Component {
	return &root{page: routingPage, content: []markup.Node{markup.El(
		"div", markup.Class("figure-page"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("Expert routing")),
		markup.El("p", markup.Class("lead"), markup.Text("A router sends each token to a few experts. Here the same tokens go through five routers, "+
			"and a small layer learns with each of them.")),
		markup.Of(figure.New(&figure.Routing, "", "", true)),
	)}}
}
