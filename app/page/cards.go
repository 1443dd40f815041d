package page

import (
	"attnexperts/app/markup"
	"attnexperts/app/review"
)

var cardsPage = Page{
	Path: "/cards/", Files: true, Name: "Cards", Title: "Flashcards",
	Description: "Flashcards of the lesson that come back just before you would forget them: kept in your browser, offline, and free to leave.",
}

func init() { cardsPage.New = newCards }

func newCards() markup.Component {
	return &root{page: cardsPage, content: []markup.Node{markup.El(
		"div", markup.Class("cards-page"),
		markup.El("h1", markup.Attr("tabindex", "-1"), markup.Text("Flashcards")),
		markup.Of(review.New()),
	)}}
}
