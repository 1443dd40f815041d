package part

import "testing"

// A number may be typed as people write it; what is none is left for the value to
// refuse in the reader's own words.
func TestNumbersAreTypedAsPeopleWriteThem(t *testing.T) {
	for typed, want := range map[string]string{
		"64": "64", " 128k ": "128000", "1M": "1000000", "8e9": "8000000000", "1,024": "1024", "1.25": "1.25", "128Ki": "131072",
		"-1": "-1", "": "", "none": "none", "sixty": "sixty", "1,25": "1,25", "8e": "8e",
	} {
		if got := Typed(typed); got != want {
			t.Errorf("%q stands for %q, want %q", typed, got, want)
		}
	}
}

// The keys step a number by its last place, not past its bounds; one that may be
// left out lies below the least.
func TestKeysStepANumber(t *testing.T) {
	whole := Range{Min: 1, Max: 64, Now: 8}
	decimal := Range{Min: 1, Max: 1000, Now: 125, Places: 2}
	optional := Range{Min: 16, Max: 64, Now: 16, Optional: true, None: "none"}
	absent := Range{Min: 16, Max: 64, Optional: true, None: "none"}
	for _, c := range []struct {
		r         Range
		key, want string
	}{
		{whole, "ArrowUp", "9"},
		{whole, "ArrowDown", "7"},
		{whole, "PageUp", "18"},
		{whole, "PageDown", "1"},
		{Range{Min: 1, Max: 64, Now: 64}, "ArrowUp", "64"},
		{decimal, "ArrowUp", "1.26"},
		{decimal, "PageDown", "1.15"},
		{optional, "ArrowDown", "none"},
		{absent, "ArrowUp", "16"},
		{absent, "ArrowDown", "none"},
	} {
		if got, ok := c.r.Stepped(c.key); !ok || got != c.want {
			t.Errorf("%s leads from %d to %q, want %q", c.key, c.r.Now, got, c.want)
		}
	}
	if _, ok := whole.Stepped("Home"); ok {
		t.Error("Home steps the number instead of moving the caret")
	}
}
