package lesson_test

import (
	"slices"
	"strings"
	"testing"

	"attnexperts/app/figure"
	"attnexperts/app/lesson"
	"attnexperts/app/markup"
)

// In the lesson a figure shows the controls that the text speaks of, and no more
// than two; every other one is there once, folded away, where the fold was opened.
func TestFiguresLeadWithWhatTheTextSpeaksOf(t *testing.T) {
	for _, p := range lesson.Parts() {
		for _, b := range p.Blocks {
			if b.Figure == "" {
				continue
			}
			var closed, shown, folded []string
			collect := func(into *[]string) func(markup.Node) {
				return func(n markup.Node) {
					if name := n.Get("name"); name != "" && n.Get("id") != "" {
						*into = append(*into, name)
					}
				}
			}
			fold := func(f markup.Node, into *[]string) {
				f.Walk(func(n markup.Node) {
					if n.Get("class") == "more rest" {
						n.Walk(collect(into))
					}
				})
			}
			f := figure.Of(b.Figure, "x-").Leading(b.Lead)
			fold(f.Markup(), &closed)
			f.Unfold()
			f.Markup().Walk(collect(&shown))
			fold(f.Markup(), &folded)
			if len(closed) > 0 {
				t.Errorf("%s: a closed fold has %v", b.Title, closed)
			}
			for _, name := range folded {
				if i := slices.Index(shown, name); i >= 0 {
					shown = slices.Delete(shown, i, i+1)
				}
				if name != "model" && slices.Contains(shown, name) {
					t.Errorf("%s: %s is both shown and folded", b.Title, name)
				}
			}
			if len(folded) == 0 || len(shown) > 2 {
				t.Errorf("%s: shows %v and folds %v", b.Title, shown, folded)
			}
			for _, key := range b.Lead {
				if !slices.Contains(shown, key) {
					t.Errorf("%s is to lead with %s and shows %v", b.Title, key, shown)
				}
			}
			if b.Asks() && (len(b.Lead) > 0 || strings.Contains(strings.Join(shown, " "), "ask")) {
				t.Errorf("%s: a checkpoint shows %v", b.Title, shown)
			}
		}
	}
}
