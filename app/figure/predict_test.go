package figure

import (
	"strings"
	"testing"

	"attnexperts/calc/scenario"
)

// Where a figure shows one picture, what is predicted is what that is about; on its own
// page, its first output.
func TestWhatIsPredictedFitsThePicture(t *testing.T) {
	for link, want := range map[string]string{
		"/mask/#v=1&layers=1":                "pairs",
		"/mask/#v=1&layers=6":                "reach",
		"/cache/#v=1&view=fit":               "max-batch",
		"/cache/#v=1&view=fill":              "kv-bytes",
		"/cache/#v=1&view=heads":             "kv-bytes-per-token",
		"/params/#v=1&view=what":             "active-params",
		"/routing/#v=1&view=lanes":           "dropped",
		"/routing/#v=1&view=bias":            "max-violation",
		"/spec/#v=1&view=stack":              "kv-bytes-per-token",
		"/cache/#v=1&view=fit&ask=intensity": "intensity",
	} {
		f := Of(link, "x-")
		f.draw()
		if got := f.predicted(); got != want {
			t.Errorf("%s asks for %s, want %s", link, got, want)
		}
	}
	own := New(&Cache, "v=1", "", true)
	own.draw()
	if got := own.predicted(); got != "kv-bytes-per-token" {
		t.Errorf("on its own page it asks for %s", got)
	}
}

// Rules with a name cannot be chosen where a link locks the rule.
func TestPresetsAreOffWhereTheRuleIsLocked(t *testing.T) {
	for fragment, want := range map[string]int{"v=1": 0, "v=1&lock=rule": len(named()), "v=1&lock=tokens": 0} {
		text := presets(*showing[scenario.Mask](New(&Mask, fragment, "", true))).String()
		if got := strings.Count(text, " disabled"); got != want {
			t.Errorf("%s: %d rules cannot be chosen, want %d", fragment, got, want)
		}
	}
}

// A prediction that was answered does not come back with the next key, and one that is
// begun while a control is being edited stays.
func TestAnAnsweredPredictionStaysAway(t *testing.T) {
	f := New(&Mask, "v=1&ask=pairs", "", true)
	f.guess.text = "484"
	f.commit()
	for _, text := range []string{"1", "12"} {
		f.set("tokens", text)
		f.dropAnswered()
	}
	if got := f.scene.fragment(); strings.Contains(got, "ask") {
		t.Errorf("after two keys the link is %s", got)
	}
	f.asks("pairs")
	f.ask()
	f.set("tokens", "128")
	if got := f.scene.common().Ask; got != "pairs" || !f.guess.waits {
		t.Errorf("a prediction that was begun in between asks for %q", got)
	}
}
