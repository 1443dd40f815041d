package page

import (
	"strings"
	"testing"

	"attnexperts/app/figure"
	"attnexperts/calc/scenario/scenariotest"
)

// A page that may stand in a frame is a figure for all that speak of figures: cards,
// exercises and the lesson, which find it by its path, and the tests of links.
func TestPagesOfFiguresAreKnownEverywhere(t *testing.T) {
	n := 0
	for _, p := range All() {
		if !p.Embeds {
			continue
		}
		n++
		if _, ok := figure.Alone(p.Path+"#v=1", "a picture"); !ok {
			t.Errorf("%s: no picture of it can be shown elsewhere: sceneAt of app/figure does not know it", p.Path)
		}
		l, ok := scenariotest.Open(p.Path + "#v=1")
		if !ok {
			t.Errorf("%s: calc/scenario/scenariotest cannot open its links", p.Path)
		}
		if !strings.HasPrefix(l.Canonical, p.Path) {
			t.Errorf("%s: its links are written as %s", p.Path, l.Canonical)
		}
	}
	if n < 5 {
		t.Errorf("%d pages are figures", n)
	}
}
