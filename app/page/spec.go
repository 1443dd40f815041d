package page

import (
	"attnexperts/app/figure"
	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

var specPage = Page{
	Path: "/spec/", Embeds: true, Files: true, Name: "Spec reader", Title: "The spec reader",
	Description: "Paste a model’s config.json, or choose a published one: its attention, experts, parameters, cache and speed, each traced to the field it came from.",
}

func init() { specPage.New = newSpec }

func newSpec() markup.Component {
	reader := figure.New(&figure.Spec, "", "", true)
	list := newCatalogue(func() scenario.Spec { return reader.Scenario().(scenario.Spec) })
	reader.Watched(list.follow)
	return &root{page: specPage, content: []markup.Node{markup.El(
		"div", markup.Class("figure-page"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("The spec reader")),
		markup.El("p", markup.Class("lead"), markup.Text("A model’s config.json says in a few lines what it costs to run. Paste one, open a file, or choose from the published models "+
			"below: every number unfolds to the line it came from.")),
		markup.Of(reader),
		markup.Of(list),
	)}}
}
