package page

import (
	"attnexperts/app/figure"
	"attnexperts/app/markup"
)

var maskPage = Page{
	Path: "/mask/", Embeds: true, Name: "Masks", Title: "Attention masks",
	Description: "Write a mask rule, see who may look at whom, and count exactly what it saves.",
}

func init() { maskPage.New = newMask }

func newMask() markup.Component {
	return &root{page: maskPage, content: []markup.Node{markup.El(
		"div", markup.Class("figure-page"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("Attention masks")),
		markup.El("p", markup.Class("lead"), markup.Text("A mask says which keys each query sees, and so what attention has to compute. "+
			"Choose one, drag its edge, or write your own.")),
		markup.Of(figure.New(&figure.Mask, "", "", true)),
	)}}
}
