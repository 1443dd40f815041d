package figure

import (
	"strings"
	"testing"

	"attnexperts/calc/scenario"
)

// A rule that scatters its keys is not followed for ever: the figure says so, and has no
// fan to take hold of.
func TestAStackThatTakesTooLongToFollowHasNoFan(t *testing.T) {
	f := New(&Mask, "v=1&rule=docs%283%2C5%2C7%29%7Cdilated%281009%29&tokens=1048576&query=1048575&layers=200", "", true)
	text := f.Markup().String()
	if !strings.Contains(text, "following it through 200 layers would take too long here") || strings.Contains(text, `data-hold="fan"`) {
		t.Errorf("the figure says %q", f.sentence())
	}
	s := f.Scenario().(scenario.Mask)
	if p := pointFan(s, Place{X: 300, Y: fanTop + 10}); p.Text != "" {
		t.Errorf("the fan reads %q", p.Text)
	}
	place := Place{}
	if !keyFan(s, &place, "End") {
		t.Error("a key that comes late is not taken")
	}
}
