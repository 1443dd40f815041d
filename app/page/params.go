package page

import (
	"attnexperts/app/figure"
	"attnexperts/app/markup"
)

var paramsPage = Page{
	Path: "/params/", Embeds: true, Name: "Parameters", Title: "Total and active parameters",
	Description: "See which parameters of a mixture of experts are stored, which a step reads, and which a token is computed with.",
}

func init() { paramsPage.New = newParams }

func newParams() markup.Component {
	return &root{page: paramsPage, content: []markup.Node{markup.El(
		"div", markup.Class("figure-page"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("Total and active parameters")),
		markup.El("p", markup.Class("lead"), markup.Text("What is stored, what is read and what is computed are one number in a dense model, and three with experts. "+
			"Start from a published model, or from your own sizes.")),
		markup.Of(figure.New(&figure.Params, "", "", true)),
	)}}
}
