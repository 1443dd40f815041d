package figure

import (
	"math"
	"slices"
	"strconv"
	"testing"
)

// Whatever a slider is moved to, the picture that the hand waits for comes first, and
// once all that are late have been drawn, one after another, the page is the same as if
// it had been drawn anew.
func TestLatePicturesCatchUp(t *testing.T) {
	for name, make := range map[string]func(fragment string) *Figure{
		"mask":    func(fragment string) *Figure { return New(&Mask, fragment, "", true) },
		"cache":   func(fragment string) *Figure { return New(&Cache, fragment, "", true) },
		"spec":    func(fragment string) *Figure { return New(&Spec, fragment, "", true) },
		"params":  func(fragment string) *Figure { return New(&Params, fragment, "", true) },
		"routing": func(fragment string) *Figure { return New(&Routing, fragment, "", true) },
	} {
		t.Run(name, func(t *testing.T) {
			f := make("v=1")
			f.finish()
			keys := f.lockable()
			for _, p := range f.drawing.Panels {
				keys = append(keys, p.Player)
			}
			if len(f.drawing.Panels) < 2 {
				t.Fatal("there is nothing to be late")
			}
			for i, key := range keys {
				if r, ok := f.rangeOf(key); ok {
					text := func(n int64) string { return strconv.FormatFloat(float64(n)/math.Pow10(r.Places), 'f', -1, 64) }
					checkCatchingUp(t, f, make, i%len(f.drawing.Panels), key, text(r.Max), text(r.Min))
				}
			}
		})
	}
}

// checkCatchingUp sets a key while a hand waits for one of the pictures.
func checkCatchingUp(t *testing.T, f *Figure, make func(fragment string) *Figure, first int, key string, texts ...string) {
	for _, text := range texts {
		f.live.look = f.look()
		f.set(key, text)
		f.typed = map[string]string{}
		f.sketch(f.scene, first)
		f.drawn = true
		anew := make(f.scene.fragment())
		anew.finish()
		if len(f.late) != len(f.drawing.Panels) || f.late[0].at != first {
			t.Fatalf("%s %s: %d pictures are late, the hand waits for %d", key, text, len(f.late), first)
		}
		l := f.look()
		for len(f.late) > 0 {
			f.live.look = l
			i := f.makeNext()
			l.panels = slices.Clone(l.panels)
			l.panels[i] = f.box(i)
		}
		if got, want := f.frame(l).String(), anew.Markup().String(); got != want {
			t.Errorf("%s %s: once all have caught up the page is\n%s, want\n%s", key, text, got, want)
		}
	}
}

// Of the pictures that are late those come first that were late before: otherwise the
// last ones would wait as long as a hand moves.
func TestNoPictureIsAlwaysTheLast(t *testing.T) {
	f := New(&Cache, "v=1", "", true)
	f.finish()
	var made []int
	for context := range 8 {
		f.live.look = f.look()
		f.set("context", strconv.Itoa(1000+context))
		f.sketch(f.scene, 0)
		made = append(made, f.makeNext(), f.makeNext()) // a slow machine has time for one more
	}
	for i := 1; i < len(f.drawing.Panels); i++ {
		if !slices.Contains(made, i) {
			t.Errorf("in eight steps the pictures %v were drawn, and %d never", made, i)
		}
	}
}
