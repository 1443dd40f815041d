package review

import (
	"attnexperts/app/figure"
	"attnexperts/app/lesson"
	"attnexperts/app/markup"
	"attnexperts/app/part"
	"attnexperts/calc/recall"
)

// question is what a card asks, without what is typed.
func (f *faces) question(c recall.Card) markup.Node {
	body := rich(c.Front)
	if c.Kind == recall.Cloze {
		body = gapped(c.Front, c.Gap, true)
	}
	return markup.El("div", markup.Class("front"), markup.List(body), f.picture(c))
}

// answer is what a card answers, with where that is from.
func (f *faces) answer(c recall.Card) markup.Node {
	var body []markup.Node
	switch c.Kind {
	case recall.Cloze:
		body = []markup.Node{markup.El("div", markup.Class("front"), markup.List(gapped(c.Front, c.Gap, false)))}
	case recall.Numeric:
		body = []markup.Node{para("number-answer", c.Answer.Text())}
	}
	body = append(body, rich(c.Back)...)
	source, figure := markup.Node{}, markup.Node{}
	if c.Source != "" {
		source = para("source", "Source: "+recall.Plain(c.Source))
	}
	if c.Link != "" {
		figure = markup.El("p", markup.El("a", markup.Class("quiet"), markup.Attr("href", part.URL(c.Link)), markup.Text("Open the figure")))
	}
	return markup.El("div", markup.Class("back"), markup.List(body), source, figure)
}

// faces keeps the pictures that cards ask with: each is drawn once.
type faces struct {
	drawn map[string]markup.Node
}

// picture is the figure that a picture card asks about.
func (f *faces) picture(c recall.Card) markup.Node {
	if c.Kind != recall.Picture {
		return markup.Node{}
	}
	drawn, ok := f.drawn[c.Link]
	if !ok {
		if picture, known := figure.Alone(c.Link, "The picture that the card asks about"); known {
			drawn = markup.El("div", markup.Class("card-picture"), picture)
		} else {
			drawn = para("help", "The picture of this card is no figure of this site.")
		}
		if f.drawn == nil || len(f.drawn) > 20 {
			f.drawn = map[string]markup.Node{}
		}
		f.drawn[c.Link] = drawn
	}
	return drawn
}

// partTitle is what the part of the lesson that a card belongs to is called; "" for
// one's own cards.
func partTitle(id string) string {
	parts := lesson.Parts()
	for i := range parts {
		if parts[i].ID == id {
			return parts[i].Title
		}
	}
	return recall.Plain(id)
}

// para is a paragraph of a class.
func para(class, text string) markup.Node {
	return markup.El("p", markup.Class(class), markup.Text(text))
}

// heading is a title that can be given the focus.
func heading(id, text string) markup.Node {
	return markup.El("h2", markup.ID(id), markup.Attr("tabindex", "-1"), markup.Text(text))
}
