package figure

import (
	"strings"

	"attnexperts/app/markup"
	"attnexperts/calc/scenario"
)

// Alone returns the picture that a link shows, as a card asks about it: as the
// figure draws it, without its words and numbers beside it, and with nothing in
// it to take hold of. Label is what it is called. False is a link that leads to no
// figure. [Still] draws a mask that does not say its rule either.
func Alone(link, label string) (picture markup.Node, ok bool) {
	path, fragment, _ := strings.Cut(link, "#")
	s := sceneAt(path)
	if s == nil {
		return markup.Node{}, false
	}
	s.open(fragment)
	picture = s.draw(Embed{Alone: true, View: s.common().View}).Panels[0].Picture
	picture = picture.Change(
		func(n markup.Node) bool { return n.Get("role") == "slider" },
		func(markup.Node) markup.Node { return markup.El("g") })
	return picture.Put("role", "img").Put("aria-label", label), true
}

// sceneAt is the scene of the figure that lives at a path; nil where none does.
func sceneAt(path string) scene {
	switch path {
	case Mask.Table.Path:
		return &sceneOf[scenario.Mask]{kind: &Mask}
	case Cache.Table.Path:
		return &sceneOf[scenario.Cache]{kind: &Cache}
	case Spec.Table.Path:
		return &sceneOf[scenario.Spec]{kind: &Spec}
	case Params.Table.Path:
		return &sceneOf[scenario.Params]{kind: &Params}
	case Routing.Table.Path:
		return &sceneOf[scenario.Routing]{kind: &Routing}
	}
	return nil
}
